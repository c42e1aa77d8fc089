"""Sessions planned in several processes become what they become in one."""

from __future__ import annotations

import os
from concurrent import futures
from functools import partial
from typing import TYPE_CHECKING

import pytest

from ldblog import parallel
from ldblog.parallel import choose_jobs, map_where_it_pays

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

SESSIONS = ["2026-11-06", "2026-11-20"]
LOG = "---\ntags: [raft]\n---\n- {} matters, because without it two nodes split the vote.\n"


def write(blog: Blog) -> None:
    for session in SESSIONS:
        for handle in ("asha", "bo"):
            blog.write_log(f"{session}/{handle}.md", LOG.format(f"A lease of {handle}'s"))
    blog.write_log("2026-11-20/cleo.md", "---\nshare: [\n---\nHeld back.\n")


def read_all(root: Path) -> dict[str, bytes]:
    paths = [*root.glob("content/base/*"), *root.glob("content/site/**/*")]
    return {str(path.relative_to(root)): path.read_bytes() for path in paths if path.is_file()}


def test_the_posts_and_all_that_is_told_are_the_same_in_one_process_and_in_two(blog: Blog) -> None:
    write(blog)
    alone = blog.run("condense", "--all", "--jobs", "1")
    posts = read_all(blog.root)
    for path in posts:
        (blog.root / path).unlink()
    (blog.root / ".cache/ldblog/sessions.json").unlink()

    together = blog.run("condense", "--all", "--jobs", "2")

    assert (together.exit_code, together.output) == (alone.exit_code, alone.output)
    assert read_all(blog.root) == posts


def test_who_withdraws_is_withdrawn_from_where_others_lead_to_them_too(blog: Blog) -> None:
    write(blog)
    blog.run("condense", "--all")
    post = "content/site/posts/2026-11-06.md"
    link = "See [Bo](2026-11-20.md#bo).\n"
    blog.write(post, f"{blog.read(post)}\n{link}")
    (blog.root / "content/logs/2026-11-20/bo.md").unlink()
    blog.write_log("2026-11-06/asha.md", LOG.format("Another lease"))

    result = blog.run("condense", "--all", "--jobs", "2")

    assert "this leads to the entry bo, which was withdrawn" in result.output
    assert "lease of bo" not in blog.read("content/base/2026-11-20.md")


def test_a_day_that_was_moved_is_followed(blog: Blog) -> None:
    write(blog)
    blog.run("condense", "--all")
    folder = blog.root / "content/logs"
    (folder / "2026-11-20").rename(folder / "2026-11-27")

    blog.run("condense", "--all", "--jobs", "2")

    assert not (blog.root / "content/site/posts/2026-11-20.md").exists()
    assert "posts/2026-11-27.md" in str([*read_all(blog.root)])


def test_where_no_process_can_be_started_one_does_it_all(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError("no semaphores")

    write(blog)
    monkeypatch.setattr(futures, "ProcessPoolExecutor", refuse)

    blog.run("condense", "--all", "--jobs", "2")

    assert {f"content/base/{name}.md" for name in SESSIONS} <= read_all(blog.root).keys()


def die_elsewhere(own: int, item: int) -> int:
    if os.getpid() != own:
        os._exit(1)
    return item


def test_what_processes_that_died_did_not_do_is_done_here() -> None:
    found = map_where_it_pays(partial(die_elsewhere, os.getpid()), [1, 2, 3], jobs=2)
    assert [*found] == [1, 2, 3]


@pytest.mark.parametrize(("logs_per_job", "jobs"), [(1, 2), (3, 1), (60, 1)])
def test_few_logs_are_not_worth_a_process(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, logs_per_job: int, jobs: int
) -> None:
    write(blog)
    monkeypatch.setattr(parallel, "LOGS_PER_JOB", logs_per_job)
    monkeypatch.setattr(parallel, "count_processors", lambda: 8)

    assert choose_jobs(blog.project, SESSIONS) == jobs
