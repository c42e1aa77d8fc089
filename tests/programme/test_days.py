"""Logs on a day that is no Learning Day, and sessions that last longer than theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.checking import check_day
from ldblog.config import Config
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog

SCHEDULE = """\
[tool.ldblog.schedule]
every = "2 weeks on Friday"
starts = 2026-10-09
moved = {2026-11-06 = 2026-11-05}
"""
LOG = "## Learned\n\n- Leases are cheaper than locks, because nobody waits for them.\n"


def check(blog: Blog, session: str, text: str = LOG) -> list[str]:
    blog.write("pyproject.toml", SCHEDULE)
    blog.write_log(f"{session}/asha.md", text)
    read = read_session(blog.project, session, read_people(blog.project))
    return [f"{one.code} {one.line} {one.message}" for one in check_day(read, blog.project.config)]


@pytest.mark.parametrize("session", ["2026-10-09", "2026-11-05", "2026-11-20", "2026-10-07"])
def test_a_log_on_a_learning_day_or_before_there_was_one_is_fine(blog: Blog, session: str) -> None:
    assert check(blog, session) == []


@pytest.mark.parametrize("session", ["2026-10-16", "2026-11-18", "2026-11-09", "2026-11-24"])
def test_a_log_on_another_day_is_told(blog: Blog, session: str) -> None:
    [found] = check(blog, session)
    assert found.startswith(f"LD110 1 {session} is no Learning Day (move the log, or the day")


@pytest.mark.parametrize(
    ("session", "day"), [("2026-10-12", "2026-10-09"), ("2026-11-06", "2026-11-05")]
)
def test_a_log_right_after_a_learning_day_is_a_session_that_lasts(
    blog: Blog, session: str, day: str
) -> None:
    [found] = check(blog, session)
    assert found == f"LD111 1 {day} was the Learning Day (leave what is left for the next one)"


@pytest.mark.parametrize(
    "heading", ["Day 2", "Second day: the rest", "2026-11-21", "Saturday:", "Monday", "Tag 2"]
)
def test_a_heading_of_a_later_day_is_a_session_that_lasts(blog: Blog, heading: str) -> None:
    [found] = check(blog, "2026-11-20", f"{LOG}\n## {heading}\n\n- Went on with leases.\n")
    assert found.startswith(f"LD111 5 “{heading}” is after the Learning Day")


@pytest.mark.parametrize(
    "heading",
    ["Friday", "Day 1", "2026-11-20", "2026-11-06", "2026-99-99", "Mondays", "2038-01-19", "Days"],
)
def test_any_other_heading_is_a_subject(blog: Blog, heading: str) -> None:
    assert check(blog, "2026-11-20", f"{LOG}\n## {heading}\n\n- Some more on leases.\n") == []


def test_without_a_schedule_any_day_is_one(blog: Blog) -> None:
    blog.write_log("2026-11-18/asha.md", LOG)
    read = read_session(blog.project, "2026-11-18", read_people(blog.project))
    assert check_day(read, Config()) == []


def test_check_prints_it_as_a_hint(blog: Blog) -> None:
    check(blog, "2026-11-18")
    result = blog.run("check")
    assert result.exit_code == 0
    assert "content/logs/2026-11-18/asha.md:1:1: LD110 2026-11-18 is no" in result.output
