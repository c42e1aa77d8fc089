"""Whatever stops a run, at whatever call: no half file, no lost word, and the next run heals.

The blog that is condensed here has one session of each kind: one whose edited post gets late and
changed logs, pictures, a new face and an article, one that loses an article, and one that is
withdrawn with all that only it had.
"""

from __future__ import annotations

import errno
import os
import shutil
from itertools import count
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import faults
import pytest
from conftest import PEOPLE, PYPROJECT, Blog

if TYPE_CHECKING:
    from collections.abc import Iterator

SESSION = "2026-11-20"
POST = "content/site/posts/2026-11-20.md"
BASE = "content/base/2026-11-20.md"
LEARNED = "## Learned\n- {} matters, because without it two nodes split the vote for ever.\n"
PICTURE = "\n![A chart of it, because it is measured]({})\n"
ARTICLE = "---\nform: post\n---\n# The way of {}\n\nIt is long, because it matters.\n"
EDITED = "## The best of it"
ADDED = "\nWhat the editor adds stays.\n"

Files = dict[str, bytes]


def files_of(root: Path) -> Files:
    """Return the bytes of all files that the run makes, but those that wait to be committed."""
    found = [*(root / "content/site").rglob("*"), *(root / "content/base").rglob("*")]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in found
        if path.is_file() and not path.name.startswith(".ldblog-")
    }


def staged_in(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob(".ldblog-*"))


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """Return a blog that was condensed and edited, and is behind its logs in every way."""
    blog = Blog(tmp_path_factory.mktemp("faults") / "blog")
    blog.write("pyproject.toml", PYPROJECT)
    blog.write("content/people.yml", PEOPLE)
    blog.write_log("2026-10-23/zed.md", LEARNED.format("A secret") + PICTURE.format("zed/z.png"))
    blog.write_log("2026-11-06/asha.md", LEARNED.format("A clock"))
    blog.write_log("2026-11-06/bo.md", ARTICLE.format("Bo") + PICTURE.format("bo/b.png"))
    blog.write_log("2026-11-20/asha.md", LEARNED.format("A lock") + PICTURE.format("asha/p.png"))
    for picture in ("2026-10-23/zed/z", "2026-11-06/bo/b", "2026-11-20/asha/p"):
        blog.write_log(f"{picture}.png", b"png")
    assert blog.run("condense", "--all").exit_code == 0
    text = blog.read(POST)
    blog.write(POST, text.replace("## Highlights", EDITED).encode())
    shutil.rmtree(blog.root / "content/logs/2026-10-23")
    blog.write_log("2026-11-06/bo.md", LEARNED.format("A budget"))
    blog.write_log("2026-11-20/asha.md", LEARNED.format("A lease") + PICTURE.format("asha/q.png"))
    blog.write_log("2026-11-20/asha/q.png", b"another png")
    blog.write_log("2026-11-20/bo.md", ARTICLE.format("Lin") + PICTURE.format("bo/l.png"))
    blog.write_log("2026-11-20/bo/l.png", b"long png")
    blog.write_log("2026-11-20/cy.md", LEARNED.format("A vote"))
    return blog


@pytest.fixture(scope="module")
def done(behind: Blog, tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """Return that blog, condensed with nothing in the way."""
    blog = copy(behind, tmp_path_factory.mktemp("done"))
    assert blog.run("condense", "--all").exit_code == 0
    return blog


def copy(blog: Blog, folder: Path) -> Blog:
    shutil.rmtree(folder / "blog", ignore_errors=True)
    return Blog(Path(shutil.copytree(blog.root, folder / "blog")))


def killed_at_each_call(behind: Blog, folder: Path, chosen: str) -> Iterator[tuple[int, Blog]]:
    """Yield a fresh copy of a blog for each call that writes, killed there."""
    for number in count(1):
        blog = copy(behind, folder)
        outcome = faults.run(blog.root, "condense", chosen, fault=faults.kill_at(number))
        if outcome.code == 0:
            assert number > 50
            return
        assert outcome.code == -9
        yield number, blog


def test_a_run_killed_at_any_call_leaves_old_files_or_new_ones_and_the_next_run_heals(
    behind: Blog, done: Blog, tmp_path: Path
) -> None:
    old, new = files_of(behind.root), files_of(done.root)
    assert b"The best of it" in new[POST]
    for number, blog in killed_at_each_call(behind, tmp_path, "--all"):
        for name, content in files_of(blog.root).items():
            assert content in (old.get(name), new.get(name)), (number, name)

        assert faults.run(blog.root, "condense", "--all").code == 0
        assert files_of(blog.root) == new, number
        assert staged_in(blog.root) == []


def test_after_a_killed_run_a_log_can_be_withdrawn_and_a_post_edited(
    behind: Blog, tmp_path: Path
) -> None:
    def go_on(blog: Blog) -> Files:
        """Withdraw a log and its pictures, edit the post, condense; return all files."""
        (blog.root / "content/logs/2026-11-20/bo.md").unlink()
        shutil.rmtree(blog.root / "content/logs/2026-11-20/bo")
        blog.write(POST, (blog.read(POST) + ADDED).encode())
        outcome = faults.run(blog.root, "condense", SESSION)
        assert outcome.code == 0, outcome.output
        return files_of(blog.root)

    whole = copy(behind, tmp_path)
    assert faults.run(whole.root, "condense", SESSION).code == 0
    expected = go_on(whole)
    assert ADDED in expected[POST].decode()
    assert EDITED in expected[POST].decode()
    assert not [name for name in expected if b"way of Lin" in expected[name]]
    for number, blog in killed_at_each_call(behind, tmp_path, SESSION):
        assert go_on(blog) == expected, number
        assert staged_in(blog.root) == []
