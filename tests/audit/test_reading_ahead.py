"""Logs that a process reads for the audit while a site is built."""

from __future__ import annotations

from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from ldblog import parallel
from ldblog.audit import remembered
from ldblog.audit.content import read_content
from ldblog.audit.reading_ahead import ReadingAhead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Blog


@pytest.fixture(autouse=True)
def worth_a_process(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let two logs be many; nothing may be left running."""
    for name in ("2026-11-06", "2026-11-20"):
        blog.write_log(f"{name}/asha.md", f"- It matters.\n\n## Next\n\nAsk on {name} for it.\n")
    monkeypatch.setattr(parallel, "LOGS_PER_JOB", 1)
    monkeypatch.setattr(parallel, "count_processors", lambda: 2)
    yield
    assert not active_children()


def test_the_audit_reads_no_log_that_was_read_ahead(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = ReadingAhead(blog.project)
    ahead.wait()
    monkeypatch.setattr(remembered, "read_texts", pytest.fail)

    assert {*read_content(blog.project).sessions} == {"2026-11-06", "2026-11-20"}


def test_what_is_stopped_leaves_the_logs_to_the_audit(blog: Blog) -> None:
    ahead = ReadingAhead(blog.project)
    ahead.stop()
    ahead.stop()

    assert {*read_content(blog.project).sessions} == {"2026-11-06", "2026-11-20"}


def test_nothing_is_read_ahead_where_something_is_remembered(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_content(blog.project)
    monkeypatch.setattr("multiprocessing.get_context", pytest.fail)

    ahead = ReadingAhead(blog.project)
    ahead.wait()
    ahead.stop()


def test_where_no_process_can_be_had_the_audit_reads_all(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_how: str) -> None:
        raise OSError(11, "no more processes")

    monkeypatch.setattr("multiprocessing.get_context", refuse)
    ReadingAhead(blog.project).wait()
    monkeypatch.undo()

    assert {*read_content(blog.project).sessions} == {"2026-11-06", "2026-11-20"}


def test_files_that_cannot_be_used_are_told_by_the_audit_alone(
    blog: Blog, capfd: pytest.CaptureFixture[str]
) -> None:
    blog.write("content/people.yml", "asha: [\n")
    ahead = ReadingAhead(blog.project)
    ahead.wait()

    assert capfd.readouterr().err == ""
