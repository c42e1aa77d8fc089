"""Whatever stops a run, at whatever call: no half file, no lost word, and the next run heals.

The blog that is condensed here has one session of each kind: one whose edited post gets late and
changed logs, pictures, a new face and an article, one that loses an article, and one that is
withdrawn with all that only it had.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import faults
import pytest
from conftest import PNG, PYPROJECT, Blog

if TYPE_CHECKING:
    from collections.abc import Iterator

SESSION = "2026-11-20"
POST = "content/site/posts/2026-11-20.md"
BASE = "content/base/2026-11-20.md"
LEARNED = "## Learned\n- {} matters, because without it two nodes split the vote for ever.\n"
PICTURE = "\n![A chart of it, because it is measured]({})\n"
ARTICLE = "---\nform: post\n---\n# The way of {}\n\nIt is long, because it matters.\n"
EDITED = "## The best of it"
SAVED = "## What an editor saves now"

Files = dict[str, bytes]


def files_of(root: Path) -> Files:
    """Return the bytes of all files that the run makes, but those that wait to be committed."""
    found = [*(root / "content/site").rglob("*"), *(root / "content/base").rglob("*")]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in found
        if path.is_file() and not path.name.startswith(".ldblog-")
    }


def calls_of(outcome: faults.Outcome, *names: str) -> list[int]:
    """Return the numbers of a run's calls with some names, from 1."""
    return [number for number, name in enumerate(outcome.calls, 1) if name in names]


def save(blog: Blog) -> None:
    blog.write(POST, blog.read(POST).replace(EDITED, SAVED).encode())


def result_of_one(behind: Blog, folder: Path) -> Files:
    """Return what condensing only the session with the edited post makes."""
    blog = copy(behind, folder)
    assert faults.run(blog.root, "condense", SESSION).code == 0
    return files_of(blog.root)


REDIRECTS = "content/site/.redirects.yml"
Healed = dict[tuple[str, int], Files]


def heal(blog: Blog, chosen: str, healed: Healed) -> Files:
    """Return all files after the next run; a state of the disk that was healed before is as it was.

    Many calls leave the disk as the one before did: that saves half of the runs.
    """
    paths = [path for path in blog.root.rglob("*") if path.is_file() and path.name != "holder"]
    state = {path: path.read_bytes() for path in paths}
    key = (chosen, hash(frozenset(state.items())))
    if key not in healed:
        outcome = faults.run(blog.root, "condense", chosen)
        assert outcome.code == 0, outcome.output
        assert not list(blog.root.rglob(".ldblog-*"))
        healed[key] = files_of(blog.root)
    return healed[key]


def without_record(files: Files) -> Files:
    """Return files but the record of old addresses, which may know of a page too early."""
    return {name: content for name, content in files.items() if name != REDIRECTS}


def without_withdrawn(files: Files) -> Files:
    """Return files but those of the session that was withdrawn: a run begins with it."""
    kept = without_record(files)
    return {name: content for name, content in kept.items() if "2026-10-23" not in name}


def staged_in(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob(".ldblog-*"))


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """Return a blog that was condensed and edited, and is behind its logs in every way."""
    blog = Blog(tmp_path_factory.mktemp("faults") / "blog")
    blog.write("pyproject.toml", PYPROJECT)
    blog.write("content/people.yml", "zed: {name: Zed}\n")
    blog.write_log("2026-10-23/zed.md", LEARNED.format("A secret") + PICTURE.format("zed/z.png"))
    blog.write_log("2026-11-06/asha.md", LEARNED.format("A clock"))
    blog.write_log("2026-11-06/dee.md", LEARNED.format("A queue"))
    blog.write_log("2026-11-06/bo.md", ARTICLE.format("Bo") + PICTURE.format("bo/b.png"))
    blog.write_log("2026-11-20/asha.md", LEARNED.format("A lock") + PICTURE.format("asha/p.png"))
    for picture in ("2026-10-23/zed/z", "2026-11-06/bo/b", "2026-11-20/asha/p"):
        blog.write_log(f"{picture}.png", PNG)
    assert blog.run("condense", "--all").exit_code == 0
    text = blog.read(POST)
    blog.write(POST, text.replace("## Highlights", EDITED).encode())
    shutil.rmtree(blog.root / "content/logs/2026-10-23")
    blog.write_log("2026-11-06/bo.md", LEARNED.format("A budget"))
    blog.write_log("2026-11-20/asha.md", LEARNED.format("A lease") + PICTURE.format("asha/q.png"))
    blog.write_log("2026-11-20/asha/q.png", PNG + b"another")
    blog.write_log("2026-11-20/bo.md", ARTICLE.format("Lin") + PICTURE.format("bo/l.png"))
    blog.write_log("2026-11-20/bo/l.png", PNG + b"long")
    blog.write_log("2026-11-20/cy.md", LEARNED.format("A vote"))
    return blog


@pytest.fixture(scope="module")
def done(behind: Blog, tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """Return that blog, condensed with nothing in the way."""
    blog = copy(behind, tmp_path_factory.mktemp("done"))
    assert blog.run("condense", "--all").exit_code == 0
    return blog


@pytest.fixture(scope="module")
def one(behind: Blog, done: Blog, tmp_path_factory: pytest.TempPathFactory) -> faults.Outcome:
    """Return how condensing only the session with the edited post goes, with all imported."""
    assert b"The best of it" in files_of(done.root)[POST]
    blog = copy(behind, tmp_path_factory.mktemp("one"))
    return faults.run(blog.root, "condense", SESSION)


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory, where there is one: disks take long to flush so often."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield Path(folder)


def copy(blog: Blog, folder: Path) -> Blog:
    shutil.rmtree(folder / "blog", ignore_errors=True)
    return Blog(Path(shutil.copytree(blog.root, folder / "blog")))


def test_a_run_killed_at_any_call_leaves_old_files_or_new_ones_and_the_next_run_heals(
    behind: Blog, done: Blog, tmp_path: Path
) -> None:
    old, new = files_of(behind.root), files_of(done.root)
    healed: Healed = {}
    for number in count(1):
        blog = copy(behind, tmp_path)
        if faults.run(blog.root, "condense", "--all", fault=faults.kill_at(number)).code == 0:
            break
        for name, content in files_of(blog.root).items():
            # The record of old addresses gains a line a session, before the session changes.
            is_record = name == REDIRECTS and new[name].startswith(content)
            assert is_record or content in (old.get(name), new.get(name)), (number, name)

        assert heal(blog, "--all", healed) == new, number
    assert number > 60
    assert len(healed) > 40


def test_after_a_killed_run_a_log_can_be_withdrawn_and_a_post_edited(
    behind: Blog, one: faults.Outcome, tmp_path: Path
) -> None:
    def go_on(blog: Blog) -> Files:
        """Withdraw a log and its pictures, edit the post, condense; return all files."""
        (blog.root / "content/logs/2026-11-20/bo.md").unlink()
        shutil.rmtree(blog.root / "content/logs/2026-11-20/bo")
        blog.write(POST, blog.read(POST).replace(EDITED, f"{EDITED}, at last").encode())
        return heal(blog, SESSION, healed)

    healed: Healed = {}
    whole = copy(behind, tmp_path)
    assert faults.run(whole.root, "condense", SESSION).code == 0
    expected = go_on(whole)
    assert f"{EDITED}, at last" in expected[POST].decode()
    assert not [name for name in expected if b"way of Lin" in expected[name]]
    for number in calls_of(one, "mkdir", "open", "write", "replace", "unlink"):
        blog = copy(behind, tmp_path)
        outcome = faults.run(blog.root, "condense", SESSION, fault=faults.kill_at(number))
        assert outcome.code == -9
        # What a killed run had not published yet has no old address.
        assert without_record(go_on(blog)) == without_record(expected), number
    assert len(healed) > 20


def test_a_session_is_withdrawn_to_its_end_though_nothing_else_is_left_to_do(
    done: Blog, tmp_path: Path
) -> None:
    withdrawn = copy(done, tmp_path / "withdrawn")
    shutil.rmtree(withdrawn.root / "content/logs/2026-11-06")
    healed: Healed = {}
    for number in count(1):
        blog = copy(withdrawn, tmp_path)
        if faults.run(blog.root, "condense", "--all", fault=faults.kill_at(number)).code == 0:
            break
        heal(blog, "--all", healed)
    assert "content/site/assets/avatars/dee.svg" in files_of(withdrawn.root)
    assert not [name for name in files_of(blog.root) if "dee" in name or "2026-11-06" in name]
    assert b"dee" not in files_of(blog.root)["content/site/.authors.yml"]
    assert len(healed) > 5
    assert all(files == files_of(blog.root) for files in healed.values())


def test_a_log_is_started_whole_or_not_at_all(done: Blog, tmp_path: Path) -> None:
    new = ("new", "--as", "bo", "2026-12-04")
    blog = copy(done, tmp_path)
    calls = faults.run(blog.root, *new).calls
    template = blog.read("content/logs/2026-12-04/bo.md")
    for number in range(1, len(calls) + 1):
        blog = copy(done, tmp_path)
        assert faults.run(blog.root, *new, fault=faults.kill_at(number)).code == -9
        log = blog.root / "content/logs/2026-12-04/bo.md"
        assert not log.exists() or log.read_text(encoding="utf-8") == template
        assert faults.run(blog.root, "condense", "--all").code == 0
        assert staged_in(blog.root) == []


def test_a_disk_that_is_full_from_any_call_on_stops_with_exit_code_2_and_loses_nothing(
    behind: Blog, one: faults.Outcome, tmp_path: Path
) -> None:
    old, new = files_of(behind.root), result_of_one(behind, tmp_path)
    staging = one.calls.index("replace")
    healed: Healed = {}
    for number in calls_of(one, "mkdir", "open", "write"):
        blog = copy(behind, tmp_path)
        full = faults.run(blog.root, "condense", SESSION, fault=faults.fill_disk_at(number))

        assert full.code == 2, number
        assert re.search(r"(?m)^Error: /.*: No space left on device \(", full.output)
        files = files_of(blog.root)
        assert all(files[name] in (old.get(name), new.get(name)) for name in files)
        assert files == old or number > staging
        assert staged_in(blog.root) == []
        assert heal(blog, SESSION, healed) == new, number


def test_any_call_may_fail_and_nothing_is_lost(
    behind: Blog, one: faults.Outcome, tmp_path: Path
) -> None:
    old, new = files_of(behind.root), result_of_one(behind, tmp_path)
    healed: Healed = {}
    for number, name in enumerate(one.calls, 1):
        code = (errno.EIO, errno.EACCES, errno.EROFS)[number % 3]
        blog = copy(behind, tmp_path)
        failed = faults.run(blog.root, "condense", SESSION, fault=faults.fail_at(number, code))

        files = files_of(blog.root)
        assert all(files[name] in (old.get(name), new.get(name)) for name in files)
        assert staged_in(blog.root) == []
        if failed.code == 0:
            # The names in a folder, who holds the lock, and whose a file is are not worth a stop.
            assert name in {"open", "write", "fsync", "fchown"}
            assert files == new
        else:
            assert failed.code == 2
            assert os.strerror(code) in failed.output
        assert heal(blog, SESSION, healed) == new, number


@pytest.mark.parametrize(
    "folder", ["content/site/posts", "content/base", ".cache/ldblog", "content/site/assets/avatars"]
)
def test_a_folder_that_cannot_be_written_to_stops_with_exit_code_2_and_its_name(
    behind: Blog, tmp_path: Path, folder: str
) -> None:
    blog = copy(behind, tmp_path)
    old, new = files_of(blog.root), result_of_one(behind, tmp_path / "other")
    (blog.root / folder / "lock").unlink(missing_ok=True)
    (blog.root / folder).chmod(0o555)

    refused = faults.run(blog.root, "condense", SESSION, is_plain_user=True)

    (blog.root / folder).chmod(0o755)
    assert refused.code == 2
    assert re.search(rf"/{folder}.*: cannot be .*: Permission denied \(", refused.output)
    assert without_withdrawn(files_of(blog.root)) == without_withdrawn(old) or "avatars" in folder
    assert staged_in(blog.root) == []
    assert faults.run(blog.root, "condense", SESSION, is_plain_user=True).code == 0
    assert files_of(blog.root) == new


@pytest.mark.parametrize("path", [POST, BASE, "content/people.yml"])
def test_a_file_that_may_not_be_read_stops_with_exit_code_2_and_its_name(
    behind: Blog, tmp_path: Path, path: str
) -> None:
    blog = copy(behind, tmp_path)
    old = files_of(blog.root)
    (blog.root / path).chmod(0)

    refused = faults.run(blog.root, "condense", SESSION, is_plain_user=True)

    (blog.root / path).chmod(0o644)
    assert refused.code == 2
    assert f"{path}: cannot be read: Permission denied (give your user" in refused.output
    assert without_withdrawn(files_of(blog.root)) == without_withdrawn(old)


def test_a_post_that_an_editor_saves_meanwhile_is_left_as_it_is(
    behind: Blog, one: faults.Outcome, tmp_path: Path
) -> None:
    new = result_of_one(behind, tmp_path)[POST].decode()
    healed: Healed = {}
    lost = []
    for number in calls_of(one, "open", "replace"):
        blog = copy(behind, tmp_path)
        saving = faults.at(number, partial(save, blog))
        met = faults.run(blog.root, "condense", SESSION, fault=saving)
        text = blog.read(POST)

        if met.code == 2:
            assert f"{POST}: was changed by someone else just now" in met.output
            assert text == behind.read(POST).replace(EDITED, SAVED)
        if SAVED not in text:
            lost.append(one.calls[number - 1])
            continue
        healed_post = heal(blog, SESSION, healed)[POST].decode()
        assert healed_post == new.replace(EDITED, SAVED), number
    # Between the last look and the renaming nothing can be done.
    assert lost == ["replace"]


def test_an_article_that_an_editor_saves_before_it_is_removed_stays(
    behind: Blog, tmp_path: Path
) -> None:
    article = "content/site/posts/2026-11-06-bo.md"
    blog = copy(behind, tmp_path)
    calls = faults.run(blog.root, "condense", "2026-11-06").calls
    for number in calls_of(faults.Outcome(0, "", calls[: calls.index("unlink")]), "open"):
        blog = copy(behind, tmp_path)
        saving = faults.at(number, partial(blog.write, article, "Mine.\n"))

        assert faults.run(blog.root, "condense", "2026-11-06", fault=saving).code in {1, 2}
        assert blog.read(article) == "Mine.\n"


def test_twenty_processes_at_once_make_what_one_makes(
    behind: Blog, done: Blog, tmp_path: Path
) -> None:
    for _ in range(5):
        blog = copy(behind, tmp_path)
        chosen = ["--all", "2026-11-06 2026-11-20", "--since 2026-10-01", "--all"] * 5

        runs = [faults.start(blog.root, "condense", *words.split()) for words in chosen]

        codes = [os.waitstatus_to_exitcode(os.waitpid(run, 0)[1]) for run in runs]
        assert codes == [0] * 20
        assert files_of(blog.root) == files_of(done.root)
        assert staged_in(blog.root) == []
