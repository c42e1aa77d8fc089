"""``ldblog condense`` as an editor meets it: what it writes, keeps, refuses and says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from conftest import PNG

from ldblog.config import find_today

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

POST = "content/site/posts/2026-11-20.md"
BASE = "content/base/2026-11-20.md"
LEARNED = "## Learned\n- {} matters, because without it two nodes split the vote for ever.\n"


def write_logs(blog: Blog) -> None:
    for session in ("2026-10-23", "2026-11-06", "2026-11-20"):
        blog.write_log(f"{session}/asha.md", LEARNED.format(f"A timeout of {session}"))


def snapshot(blog: Blog) -> dict[str, tuple[int, bytes]]:
    """Return the time and the bytes of each file below content/."""
    files = [path for path in sorted((blog.root / "content").rglob("*")) if path.is_file()]
    return {
        path.relative_to(blog.root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in files
    }


def posts(blog: Blog) -> list[str]:
    return sorted(path.name for path in (blog.root / "content/site/posts").glob("*"))


def edit(blog: Blog, old: str, new: str, path: str = POST) -> None:
    text = blog.read(path)
    assert text.count(old) >= 1
    blog.write(path, text.replace(old, new).encode("utf-8"))


def test_the_newest_session_is_condensed_by_default(blog: Blog) -> None:
    write_logs(blog)

    result = blog.run("condense")

    assert (result.exit_code, result.output) == (0, f"2026-11-20: 1 log → {POST}\n")
    assert posts(blog) == ["2026-11-20.md"]
    assert "A timeout of 2026-11-20 matters" in blog.read(POST)


def test_sessions_can_be_named(blog: Blog) -> None:
    write_logs(blog)

    assert blog.run("condense", "2026-11-06", "2026-10-23").exit_code == 0
    assert posts(blog) == ["2026-10-23.md", "2026-11-06.md"]


def test_all_sessions_and_those_since_a_date_are_condensed(blog: Blog) -> None:
    write_logs(blog)

    assert blog.run("condense", "--since", "2026-11-01").exit_code == 0
    assert posts(blog) == ["2026-11-06.md", "2026-11-20.md"]
    result = blog.run("condense", "--all")
    assert posts(blog) == ["2026-10-23.md", "2026-11-06.md", "2026-11-20.md"]
    assert result.output.splitlines()[-1] == "2 sessions are up to date"


def test_what_is_no_session_is_refused_with_exit_code_2(blog: Blog) -> None:
    write_logs(blog)

    assert blog.run("condense", "2026-11-31").exit_code == 2
    assert blog.run("condense", "--since", "yesterday").exit_code == 2
    result = blog.run("condense", "2026-12-04")
    assert result.exit_code == 2
    assert "content/logs/2026-12-04: no such session" in result.output


def test_sessions_are_named_or_chosen_and_not_both(blog: Blog) -> None:
    write_logs(blog)

    for choice in (["--all"], ["--since", "2026-11-01"]):
        result = blog.run("condense", *choice, "2026-11-06")
        assert result.exit_code == 2
        assert "name sessions, or choose them with --all or --since: not both" in result.output
    assert not (blog.root / "content/site").exists()


@pytest.mark.parametrize("mode", [[], ["--check"]])
def test_a_date_after_the_newest_session_is_told(blog: Blog, mode: list[str]) -> None:
    write_logs(blog)

    result = blog.run("condense", "--since", "2026-12-01", *mode)

    assert result.exit_code == 0
    assert result.output == "no session since 2026-12-01 (the newest is 2026-11-20)\n"


def test_a_dry_run_prints_the_post_and_writes_nothing(blog: Blog) -> None:
    write_logs(blog)
    before = snapshot(blog)

    result = blog.run("condense", "--dry-run")

    assert snapshot(blog) == before
    blog.run("condense")
    assert result.output == blog.read(POST)


def test_a_diff_shows_what_would_change_and_writes_nothing(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")
    blog.write_log("2026-11-20/asha.md", LEARNED.format("A budget"))
    before = snapshot(blog)

    result = blog.run("condense", "--diff")

    assert snapshot(blog) == before
    assert result.exit_code == 0
    changed = [line for line in result.output.splitlines() if line[:1] in {"-", "+"}]
    assert changed[:2] == [f"--- a/{POST}", f"+++ b/{POST}"]
    tail = "because without it two nodes split the vote for ever."
    assert f"-- A timeout of 2026-11-20 matters, {tail}" in changed
    assert f"+- A budget matters, {tail}" in changed


def test_a_diff_is_empty_where_nothing_would_change(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")

    assert blog.run("condense", "--diff").output == ""


def test_a_check_exits_1_exactly_when_a_post_is_out_of_date(blog: Blog) -> None:
    write_logs(blog)
    result = blog.run("condense", "--check")
    assert (result.exit_code, result.output) == (1, f"{POST} is out of date\n")

    blog.run("condense")
    before = snapshot(blog)
    result = blog.run("condense", "--check")
    assert (result.exit_code, result.output) == (0, "")

    edit(blog, "## Highlights", "## The best of it")
    assert blog.run("condense", "--check").exit_code == 0

    blog.write_log("2026-11-20/bo.md", LEARNED.format("Another"))
    assert blog.run("condense", "--check").exit_code == 1
    assert before.keys() == snapshot(blog).keys() - {"content/logs/2026-11-20/bo.md"}


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_second_run_changes_nothing_not_even_a_modification_time(
    blog: Blog, forgotten: bool
) -> None:
    write_logs(blog)
    blog.write_log(
        "2026-11-20/kit.md", f"---\nform: post\n---\n{LEARNED.format('It')}![p](kit/p.png)"
    )
    blog.write("content/logs/2026-11-20/kit/p.png", PNG)
    blog.run("condense", "--all")
    for path in (blog.root / "content").rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    before = snapshot(blog)
    assert "content/site/assets/2026-11-20/kit/p.png" in before
    if forgotten:
        shutil.rmtree(blog.root / ".cache")

    result = blog.run("condense", "--all")

    assert result.exit_code == 0
    assert snapshot(blog) == before


def test_the_same_logs_make_the_same_bytes_on_every_machine(blog: Blog, tmp_path: Path) -> None:
    write_logs(blog)
    for handle in ("zed", "bo", "hugo", "jun", "Åsa"):
        text = (
            f"---\ntags: [go, rust, {handle}, sql]\nwith: [zed, bo]\n---\n{LEARNED.format(handle)}"
        )
        blog.write_log(f"2026-11-20/{handle}.md", text)
    made = []
    for number, (seed, locale, zone) in enumerate(
        [("0", "C", "UTC"), ("1", "C.UTF-8", "Pacific/Kiritimati"), ("2", "tr_TR", "America/Lima")]
    ):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(blog.root, copy)
        machine = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        subprocess.run(
            [sys.executable, "-m", "ldblog", "condense", "--all"],
            cwd=copy,
            env={**os.environ, **machine},
            check=True,
            capture_output=True,
        )
        files = sorted(path for path in (copy / "content").rglob("*") if path.is_file())
        made.append({path.relative_to(copy).as_posix(): path.read_bytes() for path in files})

    assert made[0] == made[1] == made[2]
    assert POST in made[0]


def test_what_an_editor_changed_survives_a_late_log(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")
    edit(blog, "## Highlights", "A word by the editor.\n\n## The best of it")
    edit(blog, "slug: '2026-11-20'", "slug: '2026-11-20'\ndraft: true\npin: true")
    blog.write_log("2026-11-20/bo.md", LEARNED.format("A late log"))

    result = blog.run("condense")

    assert (result.exit_code, result.output) == (0, f"2026-11-20: 2 logs → {POST}\n")
    text = blog.read(POST)
    assert "A word by the editor.\n\n## The best of it\n" in text
    assert "\ndraft: true\npin: true\n" in text
    assert "### Bo Lin { #bo }" in text
    assert "A late log matters" in text


def test_what_an_editor_deleted_stays_deleted_when_a_late_log_comes(blog: Blog) -> None:
    write_logs(blog)
    second = "- A second opinion is 12 times cheaper, because nobody has to write it down.\n"
    blog.write_log("2026-11-20/bo.md", LEARNED.format("A lease") + second)
    blog.run("condense")
    cut = [line for line in blog.read(POST).splitlines() if "second opinion" in line]
    assert cut
    blog.write(POST, "".join(f"{it}\n" for it in blog.read(POST).splitlines() if it not in cut))
    blog.write_log("2026-11-20/cy.md", LEARNED.format("A queue"))
    for _ in range(2):
        assert blog.run("condense").exit_code == 0
        assert "A queue matters" in blog.read(POST)
        assert "second opinion" not in blog.read(POST)


def test_what_the_host_got_wrong_is_told_and_what_authors_did_is_for_check(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "---\noutcom: x\n---\nIt is fast, because of x.\n")
    blog.write_log("2026-11-20/session.md", "---\ntopics: [Databse]\n---\n")
    result = blog.run("condense")
    assert result.exit_code == 0
    assert result.stderr == (
        "content/logs/2026-11-20/session.md:2:1: LD051 Databse is no topic "
        "(did you mean Databases?)\n"
    )


def test_tags_without_a_topic_are_suggested_with_what_to_paste(blog: Blog) -> None:
    log = "---\ntags: [{}]\n---\nIt is fast, because of x.\n"
    blog.write_log("2026-11-06/asha.md", log.format("knitting"))
    blog.write("content/site/posts/2026-11-13.md", "---\ntags: [Weaving, 1]\n---\n")
    blog.write("content/site/posts/about-us.md", "---\ntags: [sewing]\n---\n")
    blog.run("condense")
    blog.write_log("2026-11-20/asha.md", log.format("knitting, sewing, rust"))
    blog.write_log("2026-11-20/bo.md", log.format("kubernets"))
    blog.write_log("2026-11-20/cy.md", log.format("Kubernets"))
    assert blog.run("condense").stdout == (
        f"2026-11-20: 3 logs → {POST}\n"
        "Tags without a topic:\n"
        "  kubernets (2 people, 1 session, like Infrastructure)\n"
        "  knitting (1 person, 2 sessions)\n"
        "  For pyproject.toml, under [tool.ldblog.topics]:\n"
        '    "Infrastructure" = ["kubernets"]\n'
        '    "Knitting" = []\n'
    )
    assert "Tags" not in blog.run("condense").output


def test_a_title_a_draft_and_a_section_of_the_editors_are_no_conflict_with_a_late_log(
    blog: Blog,
) -> None:
    write_logs(blog)
    blog.run("condense")
    title = blog.read(POST).splitlines()[1]
    edit(blog, title, "title: My own title\ndraft: true")
    blog.write(POST, f"{blog.read(POST)}\n## My own section\n\nWords.\n".encode())
    blog.write_log("2026-11-20/bo.md", "---\ntags: [go]\n---\n" + LEARNED.format("A late log"))

    result = blog.run("condense")

    assert (result.exit_code, result.output) == (0, f"2026-11-20: 2 logs → {POST}\n")
    text = blog.read(POST)
    assert text.startswith("---\ntitle: My own title\ndraft: true\n")
    assert "\nauthors:\n- asha\n- bo\n" in text
    assert "\n- go\n" in text
    assert "\n- anchor: bo\n" in text
    assert "A late log matters" in text
    assert text.endswith(".\n\n## My own section\n\nWords.\n")
    before = snapshot(blog)
    shutil.rmtree(blog.root / ".cache")
    assert blog.run("condense").exit_code == 0
    assert snapshot(blog) == before


def conflict(blog: Blog) -> str:
    """Let an editor and a log change the same line; return the editor's."""
    write_logs(blog)
    blog.run("condense")
    edit(blog, "- A timeout of 2026-11-20 matters", "- What the editor says matters")
    blog.write_log("2026-11-20/asha.md", LEARNED.format("A budget"))
    return "- What the editor says matters, because"


def test_a_conflict_exits_1_keeps_the_editors_lines_and_is_reported_until_settled(
    blog: Blog,
) -> None:
    ours = conflict(blog)

    for _ in range(2):
        result = blog.run("condense")
        assert result.exit_code == 1
        lines = blog.read(POST).splitlines()
        number = next(at for at, line in enumerate(lines, 1) if line.startswith(ours))
        assert lines[number - 1].endswith("for ever. — [Asha Rao](#asha)")
        assert f"{POST}:{number}:1: LD" in result.output
        assert "--on-conflict" in result.output
        assert ours in blog.read(POST)
        assert "<<<<" not in blog.read(POST)
        assert "A budget" not in blog.read(POST)
    assert blog.run("condense", "--check").exit_code == 1


def test_a_conflict_settles_with_ours(blog: Blog) -> None:
    ours = conflict(blog)
    blog.run("condense")

    assert blog.run("condense", "--on-conflict", "ours").exit_code == 0
    assert ours in blog.read(POST)
    assert "A budget" not in blog.read(POST)
    before = snapshot(blog)
    assert blog.run("condense").exit_code == 0
    assert snapshot(blog) == before


def test_a_conflict_settles_with_theirs(blog: Blog) -> None:
    conflict(blog)
    blog.run("condense")

    assert blog.run("condense", "--on-conflict", "theirs").exit_code == 0
    assert "What the editor says" not in blog.read(POST)
    assert "- A budget matters, because" in blog.read(POST)
    assert blog.run("condense").exit_code == 0


def test_a_conflict_settles_when_the_editor_takes_the_new_lines_by_hand(blog: Blog) -> None:
    conflict(blog)
    blog.run("condense")
    edit(blog, "What the editor says", "A budget")

    assert blog.run("condense").exit_code == 0


def test_a_post_of_an_editor_that_has_a_sessions_name_is_not_overwritten(blog: Blog) -> None:
    write_logs(blog)
    blog.write(POST, "---\ntitle: Mine\n---\n\nMy own words.\n")

    for _ in range(2):
        assert blog.run("condense").exit_code == 1
        assert blog.read(POST) == "---\ntitle: Mine\n---\n\nMy own words.\n"
    assert blog.run("condense", "--on-conflict", "ours").exit_code == 0
    assert blog.read(POST) == "---\ntitle: Mine\n---\n\nMy own words.\n"
    assert blog.run("condense").exit_code == 0


def test_posts_that_no_session_made_are_left_alone(blog: Blog) -> None:
    write_logs(blog)
    own = blog.write("content/site/posts/2026-11-20-our-own-story.md", "Words.\n")
    blog.run("condense", "--all")
    blog.run("condense", "--all", "--on-conflict", "theirs")

    assert own.read_text(encoding="utf-8") == "Words.\n"


def test_a_post_whose_lines_end_as_windows_ends_them_keeps_its_ends(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")
    blog.write(POST, blog.read(POST).replace("\n", "\r\n").encode("utf-8"))
    blog.write(BASE, blog.read(BASE).replace("\n", "\r\n").encode("utf-8"))
    windows = blog.read(POST)
    shutil.rmtree(blog.root / ".cache")

    assert blog.run("condense").exit_code == 0
    assert blog.read(POST) == windows

    edit(blog, "## Highlights", "## The best of it")
    blog.write_log("2026-11-20/bo.md", LEARNED.format("A late log"))
    assert blog.run("condense").exit_code == 0
    text = blog.read(POST)
    assert "## The best of it\r\n" in text
    assert "A late log matters" in text
    assert text.replace("\r\n", "").count("\n") == 0


def test_a_post_without_a_newline_at_its_end_is_left_alone(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")
    shortened = blog.read(POST).removesuffix("\n")
    blog.write(POST, shortened.encode("utf-8"))
    shutil.rmtree(blog.root / ".cache")

    assert blog.run("condense").exit_code == 0
    assert blog.read(POST) == shortened

    blog.write_log("2026-11-20/bo.md", LEARNED.format("A late log"))
    assert blog.run("condense").exit_code == 0
    assert "A late log matters" in blog.read(POST)
    assert not blog.read(POST).endswith("\n")


def test_one_line_that_ends_as_on_windows_does_not_change_the_others(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")
    blog.write(POST, blog.read(POST).replace("---\n", "---\r\n", 1).encode("utf-8"))
    blog.write_log("2026-11-20/bo.md", LEARNED.format("A late log"))

    assert blog.run("condense").exit_code == 0
    assert "A late log matters" in blog.read(POST)
    assert blog.read(POST).count("\r\n") <= 1


OLD_VERSION = b"ldblog base 0 sha256:0\n\tA post\n"
DAMAGES = {
    None: "not there",
    b"": "not a base that this ldblog wrote",
    b"\xff\xfe": "not a base that this ldblog wrote",
    b"<<<<<<< HEAD\n": "not a base that this ldblog wrote",
    OLD_VERSION: "of another version (ldblog base 0, not ldblog base 1)",
}


def damage(blog: Blog, content: bytes | None) -> None:
    if content is None:
        (blog.root / BASE).unlink()
    else:
        blog.write(BASE, content)


@pytest.mark.parametrize("content", DAMAGES)
def test_without_its_base_a_post_is_the_editors_and_what_is_new_joins_it(
    blog: Blog, content: bytes | None
) -> None:
    write_logs(blog)
    blog.run("condense")
    edit(blog, "## Highlights", "A word by the editor.\n\n## The best of it")
    text = blog.read(POST)
    damage(blog, content)

    result = blog.run("condense")

    assert result.exit_code == 0
    assert f"{BASE}:1:1: LD042 {DAMAGES[content]} (all that the post has" in result.output
    assert blog.read(POST) == text
    assert "LD042" not in blog.run("condense").output

    edit(blog, "A word by the editor.", "A better word.")
    blog.write_log("2026-11-20/bo.md", LEARNED.format("A late log"))
    assert blog.run("condense").exit_code == 0
    assert "A better word." in blog.read(POST)
    assert "### Bo Lin { #bo }" in blog.read(POST)


@pytest.mark.parametrize("content", DAMAGES)
def test_without_its_base_an_unedited_post_stays_and_the_base_is_made_anew(
    blog: Blog, content: bytes | None
) -> None:
    write_logs(blog)
    blog.run("condense")
    before = snapshot(blog)
    damage(blog, content)

    result = blog.run("condense")

    assert (result.exit_code, "LD042" in result.output) == (0, True)
    after = snapshot(blog)
    assert after[POST] == before[POST]
    assert after[BASE][1] == before[BASE][1]


def test_without_its_base_an_edited_line_is_a_conflict_and_stays(blog: Blog) -> None:
    ours = conflict(blog)
    damage(blog, b"x")
    before = blog.read(POST)

    result = blog.run("condense")

    assert result.exit_code == 1
    assert "LD042" in result.output
    assert "LD040" in result.output
    assert blog.read(POST) == before
    assert ours in before


def test_a_damaged_base_keeps_nobody_from_withdrawing(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")
    damage(blog, b"x")
    (blog.root / "content/logs/2026-11-20/asha.md").unlink()

    result = blog.run("condense", "2026-11-20")

    assert result.exit_code == 0
    assert "went with what was withdrawn" in result.stderr
    assert not (blog.root / POST).exists()


def test_a_conflict_settles_by_hand_between_markers(blog: Blog) -> None:
    ours = conflict(blog)
    blog.run("condense")

    result = blog.run("condense", "--on-conflict", "markers")
    text = blog.read(POST)
    number = text.splitlines().index("<<<<<<< post") + 1
    assert result.exit_code == 1
    assert f"{POST}:{number}:1: LD041 <<<<<<< post marks a conflict" in result.output
    assert f"\n<<<<<<< post\n{ours}" in text
    assert "\n>>>>>>> logs\n" in text

    for arguments in ([], ["--on-conflict", "theirs"], ["--check"]):
        before = snapshot(blog)
        result = blog.run("condense", *arguments)
        assert result.exit_code == 1
        assert f"{POST}:{number}:1: LD041" in result.output
        assert snapshot(blog) == before
    assert f"{POST}:{number}:1: LD041" in blog.run("check").output

    chosen = re.sub(r"(?s)<<<<<<< post\n.*?>>>>>>> logs\n", "- What is true, because.\n", text)
    blog.write(POST, chosen.encode())
    result = blog.run("condense")
    assert (result.exit_code, blog.read(POST)) == (0, chosen)
    assert "LD0" not in result.output
    assert blog.run("check").exit_code == 0


def test_a_public_post_that_gets_a_late_log_keeps_its_place_and_is_dated(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense", "--all")
    blog.write_log("2026-11-06/bo.md", LEARNED.format("A late log"))
    old = blog.read("content/site/posts/2026-11-06.md")

    blog.run("condense", "--all")

    text = blog.read("content/site/posts/2026-11-06.md")
    day = find_today(blog.project.config)
    assert f"\n  created: 2026-11-06 12:00:00\n  updated: {day}\n" in text
    for key in ("slug", "  created"):
        assert re.search(f"^{key}: .*", text, re.M)[0] == re.search(f"^{key}: .*", old, re.M)[0]  # type: ignore[index]
    assert "updated" not in blog.read(POST)
    before = snapshot(blog)
    shutil.rmtree(blog.root / ".cache")
    assert blog.run("condense", "--all").exit_code == 0
    assert snapshot(blog) == before
    assert blog.run("verify", "2026-11-06").exit_code == 0


def test_a_draft_stays_a_draft_and_is_not_dated(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")
    edit(blog, "slug:", "draft: true\nslug:")
    blog.write_log("2026-11-20/bo.md", LEARNED.format("A late log"))

    assert blog.run("condense").exit_code == 0
    assert "\ndraft: true\n" in blog.read(POST)
    assert "updated" not in blog.read(POST)


def test_an_entry_that_the_editor_removed_stays_out_and_its_new_log_is_told(blog: Blog) -> None:
    write_logs(blog)
    blog.write_log("2026-11-20/bo.md", LEARNED.format("Another"))
    blog.run("condense")
    text = blog.read(POST)
    start = text.index("### Bo Lin")
    blog.write(POST, (text[:start] + "Mine.\n").encode())
    blog.write_log("2026-11-20/bo.md", LEARNED.format("Another and more"))

    result = blog.run("condense")

    assert f"{POST}:1:1: LD043 Bo Lin" in result.output
    assert "### Bo Lin" not in blog.read(POST)


def test_a_post_that_was_deleted_is_made_again(blog: Blog) -> None:
    write_logs(blog)
    blog.run("condense")
    text = blog.read(POST)
    (blog.root / POST).unlink()

    assert blog.run("condense").exit_code == 0
    assert blog.read(POST) == text


ARTICLE = "content/site/posts/2026-11-20-asha.md"
FORM_POST = f"---\nform: post\n---\n{LEARNED.format('It')}\n![p](asha/p.png)\n"


def test_an_article_that_is_none_any_more_goes_with_its_pictures(blog: Blog) -> None:
    blog.write("content/logs/2026-11-20/asha/p.png", PNG)
    blog.write_log("2026-11-20/asha.md", FORM_POST)
    blog.run("condense")
    picture = blog.root / "content/site/assets/2026-11-20/asha/p.png"
    assert "../assets/2026-11-20/asha/p.png" in blog.read(ARTICLE)
    assert picture.exists()

    blog.write_log("2026-11-20/asha.md", LEARNED.format("It"))
    result = blog.run("condense")

    assert result.exit_code == 0
    assert posts(blog) == ["2026-11-20.md"]
    assert not (blog.root / "content/base/2026-11-20-asha.md").exists()
    assert not picture.exists()


def test_an_edited_article_that_is_none_any_more_is_a_conflict_for_the_editor(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", FORM_POST)
    blog.run("condense")
    edit(blog, "split the vote", "divide the vote", ARTICLE)
    edited = blog.read(ARTICLE)
    blog.write_log("2026-11-20/asha.md", LEARNED.format("It"))

    for _ in range(2):
        result = blog.run("condense")
        assert result.exit_code == 1
        assert f"{ARTICLE}:1:1: LD" in result.output
        assert max(map(len, result.output.splitlines())) < 400
        assert blog.read(ARTICLE) == edited
    assert blog.run("condense", "--on-conflict", "theirs").exit_code == 0
    assert not (blog.root / ARTICLE).exists()
    assert blog.run("condense").exit_code == 0


def test_an_edited_article_that_is_none_any_more_can_become_the_editors_own(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", FORM_POST)
    blog.run("condense")
    edit(blog, "split the vote", "divide the vote", ARTICLE)
    edited = blog.read(ARTICLE)
    blog.write_log("2026-11-20/asha.md", LEARNED.format("It"))

    assert blog.run("condense", "--on-conflict", "ours").exit_code == 0
    assert blog.run("condense", "--on-conflict", "theirs").exit_code == 0
    assert blog.read(ARTICLE) == edited


def test_who_withdraws_is_gone_from_the_post_the_base_the_authors_and_the_pictures(
    blog: Blog,
) -> None:
    blog.write("content/logs/2026-11-20/asha/p.png", PNG)
    blog.write_log("2026-11-20/asha.md", f"{LEARNED.format('A canary')}\n![p](asha/p.png)\n")
    blog.write_log("2026-11-20/bo.md", LEARNED.format("A log that stays"))
    blog.run("condense")
    assert "asha" in blog.read("content/site/.authors.yml")
    blog.write_log("2026-11-20/asha.md", f"---\nshare: internal\n---\n{LEARNED.format('A canary')}")

    result = blog.run("condense")

    assert result.output == f"2026-11-20: 2 logs, 1 held back → {POST}\n"
    files = [path for path in (blog.root / "content/site").rglob("*") if path.is_file()]
    assert sorted(path.relative_to(blog.root).as_posix() for path in files) == [
        "content/site/.authors.yml",
        "content/site/.people.yml",
        "content/site/assets/avatars/bo.svg",
        POST,
    ]
    told = "".join(path.read_text(encoding="utf-8") for path in files) + blog.read(BASE)
    assert "canary" not in told
    assert "asha" not in told.lower()


def test_who_becomes_anonymous_leaves_no_picture_under_their_handle(blog: Blog) -> None:
    blog.write("content/logs/2026-11-20/asha/p.png", PNG)
    blog.write_log("2026-11-20/asha.md", f"{LEARNED.format('It')}\n![p](asha/p.png)\n")
    blog.run("condense")
    anonymous = f"---\nshare: anonymous\n---\n{LEARNED.format('It')}\n![p](asha/p.png)\n"
    blog.write_log("2026-11-20/asha.md", anonymous)

    assert blog.run("condense").exit_code == 0

    assets = (blog.root / "content/site/assets").rglob("*.*")
    assert [path.relative_to(blog.root).as_posix() for path in assets] == [
        "content/site/assets/2026-11-20/colleague-1/picture-1.png"
    ]


def test_who_shares_a_log_anonymously_is_not_named_by_a_colleagues_with(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", f"---\nshare: anonymous\n---\n{LEARNED.format('It')}")
    blog.write_log("2026-11-20/bo.md", f"---\nwith: [asha]\n---\n{LEARNED.format('Another thing')}")

    blog.run("condense")

    assert "Asha" not in blog.read(POST)
    assert "with a colleague" in blog.read(POST)


def test_a_log_with_an_error_is_held_back_told_and_exits_1_while_the_rest_goes_through(
    blog: Blog,
) -> None:
    blog.write_log("2026-11-20/asha.md", "---\nshare: perhaps\n---\nSecret.\n")
    blog.write_log("2026-11-20/bo.md", LEARNED.format("It"))

    for said in ("2026-11-20: 2 logs, 1 held back →", "1 session is up to date"):
        result = blog.run("condense")
        assert result.exit_code == 1
        assert "content/logs/2026-11-20/asha.md:2:1: LD008 share: expected" in result.output
        assert said in result.output
        assert "Bo Lin" in blog.read(POST)
        assert "Secret" not in blog.read(POST)


def test_a_session_without_anything_to_publish_has_no_post_and_loses_the_one_it_had(
    blog: Blog,
) -> None:
    write_logs(blog)
    blog.run("condense")
    blog.write_log("2026-11-20/asha.md", "---\nshare: internal\n---\nWords.\n")

    result = blog.run("condense")

    assert (result.exit_code, posts(blog)) == (0, [])
    assert result.output == f"2026-11-20: 1 log, 1 held back → {POST}\n"
    assert blog.run("condense", "--dry-run").output == ""


@pytest.mark.parametrize("chosen", [["2026-11-20"], ["--all"], []])
def test_a_session_whose_folder_is_gone_loses_its_posts(blog: Blog, chosen: list[str]) -> None:
    write_logs(blog)
    blog.run("condense", "--all")
    shutil.rmtree(blog.root / "content/logs/2026-11-20")

    check = blog.run("condense", "--all", "--check")
    assert (check.exit_code, check.output) == (1, f"{POST} is out of date\n")
    result = blog.run("condense", *chosen)

    assert result.exit_code == 0
    assert f"2026-11-20: 0 logs → {POST}\n" in result.output
    assert posts(blog) == ["2026-10-23.md", "2026-11-06.md"]
    assert not (blog.root / BASE).exists()
    assert blog.run("condense", "2026-11-20").exit_code == 2


@pytest.mark.parametrize("path", ["content/site/posts", "content/base"])
def test_a_file_where_a_folder_should_be_stops_with_exit_code_2_and_its_name(
    blog: Blog, path: str
) -> None:
    write_logs(blog)
    blog.write(path, "")

    result = blog.run("condense")

    assert result.exit_code == 2
    assert f"{path}: cannot be listed: Not a directory" in result.output


@pytest.mark.parametrize("path", [POST, BASE, "content/site/.authors.yml"])
def test_a_folder_where_a_file_should_be_stops_with_exit_code_2_and_its_name(
    blog: Blog, path: str
) -> None:
    write_logs(blog)
    (blog.root / path).mkdir(parents=True)

    result = blog.run("condense")

    assert result.exit_code == 2
    assert path in result.output
    assert not [one for one in (blog.root / "content").rglob(".*.md.*") if one.is_file()]


def test_authors_are_those_who_are_in_a_post_and_named(blog: Blog) -> None:
    for handle in ("asha-rao", "bo", "hugo", "jun", "new-one"):
        blog.write_log(f"2026-11-20/{handle}.md", LEARNED.format(handle.upper()))
    blog.run("condense")

    assert blog.read("content/site/.authors.yml") == dedent("""\
        # Generated by ldblog from the published posts. Do not edit.
        authors:
          asha:
            name: Asha Rao
            description: Platform
            avatar: assets/avatars/asha.svg
            url: people/asha/
          bo:
            name: Bo Lin
            description: Data
            avatar: assets/avatars/bo.svg
            url: people/bo/
          new-one:
            name: New One
            description: Learning Day
            avatar: assets/avatars/new-one.svg
            url: people/new-one/
        """)
    avatars = (blog.root / "content/site/assets/avatars").iterdir()
    assert sorted(path.name for path in avatars) == ["asha.svg", "bo.svg", "new-one.svg"]


NAMES = [
    "a b.png",
    "a(1).png",
    "a&copy;b.png",
    "ü.png",
    "50%.png",
    "a'b.png",
    "a]b.png",
    "a..b.png",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_copied_whatever_its_name(blog: Blog, name: str) -> None:
    blog.write(f"content/logs/2026-11-20/asha/{name}", PNG)
    url = quote(name)
    blog.write_log("2026-11-20/asha.md", LEARNED.format("It") + f"\n![A chart](asha/{url})\n")

    assert blog.run("condense").exit_code == 0
    (copied,) = (blog.root / "content/site/assets/2026-11-20/asha").iterdir()
    assert f"![A chart](../assets/2026-11-20/asha/{copied.name})" in unquote(blog.read(POST))
    assert copied.read_bytes() == PNG
