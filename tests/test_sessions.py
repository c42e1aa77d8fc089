"""Finding and reading a day's logs, whatever lies in its folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ldblog.days import find_sessions
from ldblog.errors import LdblogError
from ldblog.session_files import find_strays
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog

    from ldblog.sessions import Session

DAY = "2026-11-20"


def read(blog: Blog) -> Session:
    return read_session(blog.project, DAY, read_people(blog.project))


def describe(session: Session) -> list[str]:
    """Return each log with its findings, then the session's own."""
    lines = [
        f"{Path(log.path).name}{' held back' if log.is_held_back else ''}: "
        + ", ".join(one.code for one in log.diagnostics)
        for log in session.logs
    ]
    return lines + [f"{Path(one.path).name} {one.code}" for one in session.diagnostics]


def test_sessions_are_folders_named_by_a_date_that_exists(blog: Blog) -> None:
    for name in ("2026-11-20", "2026-11-06", "2026-02-30", "drafts", ".git"):
        blog.write_log(f"{name}/asha.md", "x")
    blog.write_log("2026-01-01", "a file")
    blog.write_log("README.md", "a file")
    assert find_sessions(blog.project) == ["2026-11-06", "2026-11-20"]
    assert [f"{one.code} {one.path}: {one.message}" for one in find_strays(blog.project)] == [
        "LD023 content/logs/2026-01-01: 2026-01-01 is in no session's folder",
        "LD009 content/logs/2026-02-30: 2026-02-30 is no date that exists "
        "(name the folder 2026-11-20 or so)",
        "LD023 content/logs/README.md: README.md is in no session's folder",
        "LD009 content/logs/drafts: drafts is no date that exists "
        "(name the folder 2026-11-20 or so)",
    ]


def test_a_blog_without_logs_has_no_sessions(blog: Blog) -> None:
    (blog.root / "content/logs").rmdir()
    assert (find_sessions(blog.project), find_strays(blog.project)) == ([], [])


def test_a_session_may_be_a_link_to_a_folder_and_not_to_itself(blog: Blog) -> None:
    logs = blog.root / "content/logs"
    (blog.root / "elsewhere").mkdir()
    (logs / "2026-11-20").symlink_to(blog.root / "elsewhere")
    (logs / "2026-11-27").symlink_to(logs / "2026-11-27")

    assert find_sessions(blog.project) == ["2026-11-20"]
    assert [one.path for one in find_strays(blog.project)] == ["content/logs/2026-11-27"]


def test_a_name_that_is_no_date_is_refused(blog: Blog) -> None:
    with pytest.raises(ValueError, match="drafts"):
        read_session(blog.project, "drafts", read_people(blog.project))


def test_a_folder_that_cannot_be_listed_stops_with_its_name(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(LdblogError, match=r"logs: cannot be listed: Permission denied \(fix"):
        find_sessions(blog.project)


def test_a_session_has_its_logs_its_host_and_their_files(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "Learned a lot.\n")
    blog.write_log(f"{DAY}/session.md", "---\ntitle: Storage day\n---\n")
    blog.write_log(f"{DAY}/asha/deep/curve.png", b"x")
    blog.write_log(f"{DAY}/.asha.md.swp", "x")
    blog.write_log(f"{DAY}/.hidden.md", "x")
    session = read(blog)
    assert describe(session) == ["asha.md: "]
    assert (session.name, session.host.meta.title) == (DAY, "Storage day")
    assert session.attachments == {"asha/deep/curve.png"}


def test_a_session_file_is_known_in_any_case(blog: Blog) -> None:
    blog.write_log(f"{DAY}/Session.md", "---\ntitle: Storage day\n---\n")
    session = read(blog)
    assert (session.logs, session.host.meta.title) == ((), "Storage day")


def test_bad_files_are_held_back_and_the_rest_goes_through(blog: Blog) -> None:
    outside = blog.write("elsewhere.md", "outside")
    blog.write_log(f"{DAY}/asha.md", "Fine.\n")
    blog.write_log(f"{DAY}/Bo.md", "Fine, too.\n")
    blog.write_log(f"{DAY}/Asha Rao (1).md", "x")
    blog.write_log(f"{DAY}/empty.md", "")
    blog.write_log(f"{DAY}/latin.md", b"caf\xe9")
    blog.write_log(f"{DAY}/folder.md/x.md", "x")
    folder = blog.root / f"content/logs/{DAY}"
    (folder / "link.md").symlink_to(outside)
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "nowhere.md").symlink_to("gone.md")
    (folder / "inside.md").symlink_to("asha.md")
    os.mkfifo(folder / "pipe.md")
    blog.write_log(f"{DAY}/notes.txt", "x")
    blog.write_log(f"{DAY}/nobody/x.png", "x")
    assert describe(read(blog)) == [
        "Asha Rao (1).md held back: LD015",
        "Bo.md: ",
        "asha.md: ",
        "empty.md held back: LD013",
        "folder.md held back: LD014",
        "inside.md: ",
        "latin.md held back: LD001",
        "link.md held back: LD011",
        "loop.md held back: LD014",
        "nowhere.md held back: LD014",
        "pipe.md held back: LD014",
        *(
            f"{name}.md LD020"
            for name in (
                "Asha Rao (1)",
                "empty",
                "folder",
                "inside",
                "latin",
                "link",
                "loop",
                "nowhere",
                "pipe",
            )
        ),
        "nobody LD023",
        "notes.txt LD023",
    ]


def test_a_file_that_cannot_be_opened_says_why(blog: Blog) -> None:
    if os.getuid() == 0:
        pytest.skip("root may read everything")
    blog.write_log(f"{DAY}/asha.md", "x").chmod(0)
    message = "cannot be read: Permission denied (fix its permissions, or remove it)"
    assert [one.message for one in read(blog).logs[0].diagnostics] == [message]


def test_a_file_that_the_disk_refuses_says_why(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.write_log(f"{DAY}/asha.md", "x")
    project, people = blog.project, read_people(blog.project)

    real = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.suffix == ".md":
            raise OSError(5, "Input/output error")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    log = read_session(project, DAY, people).logs[0]
    assert [f"{one.code} {one.message}" for one in log.diagnostics] == [
        "LD014 cannot be read: Input/output error (fix its permissions, or remove it)"
    ]


def test_a_folder_outside_gives_away_nothing(blog: Blog, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/asha.md").write_text("outside")
    (blog.root / f"content/logs/{DAY}").symlink_to(tmp_path / "out")
    session = read(blog)
    assert describe(session) == ["asha.md held back: LD011"]
    assert session.logs[0].text == ""


def test_a_picture_that_is_a_link_out_of_its_session_is_not_attached(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "x")
    secret = blog.write("content/logs/2026-11-06/bo/secret.png", b"x")
    blog.write_log(f"{DAY}/asha/real.png", b"x")
    (blog.root / f"content/logs/{DAY}/asha/link.png").symlink_to(secret)
    assert read(blog).attachments == {"asha/real.png"}


def test_of_two_files_for_one_person_the_handle_stays(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "x")
    blog.write_log(f"{DAY}/asha-rao.md", "x")
    session = read(blog)
    assert describe(session) == ["asha-rao.md held back: LD012", "asha.md: "]
    assert session.logs[0].diagnostics[0].message == (
        f"asha already has a log in content/logs/{DAY}/asha.md (merge the two)"
    )


def test_two_files_that_differ_by_case_are_one_persons(blog: Blog) -> None:
    blog.write_log(f"{DAY}/jane.md", "x")
    blog.write_log(f"{DAY}/Jane.md", "x")
    held = [line for line in describe(read(blog)) if "held back" in line]
    assert held == ["jane.md held back: LD012"]


def test_who_is_not_in_people_yml_is_a_warning(blog: Blog) -> None:
    blog.write_log(f"{DAY}/jane-doe.md", "x")
    session = read(blog)
    assert [log.is_held_back for log in session.logs] == [False]
    assert [(one.code, one.severity, one.message) for one in session.diagnostics] == [
        ("LD020", "warning", "jane-doe is not in people.yml and appears as Jane Doe (add them)")
    ]


def test_the_log_of_who_is_unclear_is_held_back_by_every_name(blog: Blog) -> None:
    blog.write("content/people.yml", "asha: {name: A, aliases: [ar], appear: maybe}\n")
    blog.write_log(f"{DAY}/ar.md", "x")
    blog.write_log(f"{DAY}/ASHA.md", "x")
    assert describe(read(blog)) == ["ASHA.md held back: LD017", "ar.md held back: LD017"]


def test_two_errors_of_one_log_are_both_told(blog: Blog) -> None:
    blog.write("content/people.yml", "jane: {name: J, appear: maybe}\n")
    blog.write_log(f"{DAY}/jane.md", "x")
    blog.write_log(f"{DAY}/Jane.md", "x")
    assert describe(read(blog)) == [
        "Jane.md held back: LD017",
        "jane.md held back: LD012, LD017",
    ]


def test_a_session_file_that_is_a_link_outside_says_nothing(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "x")
    (blog.root / f"content/logs/{DAY}/session.md").symlink_to(blog.root / "pyproject.toml")
    assert [one.code for one in read(blog).host.diagnostics] == ["LD011"]


def test_without_people_yml_nobody_is_known(blog: Blog) -> None:
    (blog.root / "content/people.yml").unlink()
    assert read_people(blog.project).by_handle == {}


@pytest.mark.parametrize("name", ["people.yaml", "People.yml"])
def test_people_yml_with_another_name_stops(blog: Blog, name: str) -> None:
    (blog.root / "content/people.yml").rename(blog.root / "content" / name)
    with pytest.raises(LdblogError, match=rf"people\.yml is missing.*: rename content/{name}"):
        read_people(blog.project)


@pytest.mark.parametrize("handle", ["jun", "hugo"])
def test_a_blog_that_published_somebody_without_a_name_needs_its_people_yml(
    blog: Blog, handle: str
) -> None:
    blog.write_log(f"{DAY}/{handle}.md", "Learned that leases expire, because clocks drift.\n")
    assert blog.run("condense", DAY).exit_code == 0
    people = blog.root / "content/people.yml"
    people.unlink()
    with pytest.raises(LdblogError, match=rf"is missing.*: restore it, since content/base/{DAY}"):
        read_people(blog.project)
    people.write_text("")
    assert read_people(blog.project).by_handle == {}


def test_a_blog_that_named_everybody_needs_no_people_yml(blog: Blog) -> None:
    (blog.root / "content/people.yml").unlink()
    blog.write_log(f"{DAY}/asha.md", "Learned that leases expire, because clocks drift.\n")
    for _ in range(2):
        assert blog.run("condense", DAY).exit_code == 0


def test_a_handle_may_be_written_with_its_accents_apart(blog: Blog) -> None:
    blog.write("content/people.yml", "jos\u00e9: {name: José}\n")
    blog.write_log(f"{DAY}/jose\u0301.md", "x")
    blog.write_log(f"{DAY}/jose\u0301/curve.png", b"x")
    session = read(blog)
    assert [(log.handle, log.diagnostics) for log in session.logs] == [("jos\u00e9", ())]
    assert session.attachments == {"jose\u0301/curve.png"}
    assert session.diagnostics == ()


@pytest.mark.parametrize("raw", [b"\xff", b"asha: [\n"])
def test_people_yml_that_cannot_be_read_stops_with_its_name(blog: Blog, raw: bytes) -> None:
    blog.write("content/people.yml", raw)
    with pytest.raises(LdblogError, match=r"content/people\.yml"):
        read_people(blog.project)
