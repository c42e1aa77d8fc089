"""What is due when: by the blog's clock and schedule, and never by the machine's."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rehearsing import clock

from ldblog.programme.schedule import parse_schedule
from ldblog.routine.due import find_due, find_last

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

FRIDAYS = parse_schedule({"every": "2 weeks on Friday", "starts": date(2026, 10, 9)})
MONDAYS = parse_schedule({"every": "week on Monday", "starts": date(2026, 10, 12)})
DAYS = ["2026-10-09", "2026-10-23"]


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-10-22T08:59", []),
        ("2026-10-22T09:00", [("open", "2026-10-23")]),
        ("2026-10-22T23:59", [("open", "2026-10-23")]),
        ("2026-10-23T00:00", []),
        ("2026-10-23T15:59", []),
        ("2026-10-23T16:00", [("remind", "2026-10-23")]),
        ("2026-10-24T00:00", []),
        ("2026-10-24T07:59", []),
        ("2026-10-24T08:00", [("condense", "2026-10-23")]),
        ("2026-10-25T03:00", [("condense", "2026-10-23")]),
        ("2026-10-26T23:59", [("condense", "2026-10-23")]),
        ("2026-10-27T00:00", []),
    ],
)
def test_each_part_has_its_hours(moment: str, due: list[tuple[str, str]]) -> None:
    assert find_due(FRIDAYS, DAYS, datetime.fromisoformat(moment)) == due


@pytest.mark.parametrize(
    ("moment", "is_due"),
    [
        ("2026-10-16T08:59", False),
        ("2026-10-16T09:00", True),
        ("2026-10-17T03:00", True),
        ("2026-10-18T23:00", True),
    ],
)
def test_a_monday_is_opened_on_friday_when_people_are_there(moment: str, is_due: bool) -> None:
    due = find_due(MONDAYS, [], datetime.fromisoformat(moment))
    assert due == [("open", "2026-10-19")] * is_due


def test_the_last_day_is_one_before_today() -> None:
    assert find_last(DAYS, date(2026, 10, 23)) == "2026-10-09"
    assert find_last(DAYS, date(2026, 10, 24)) == "2026-10-23"
    assert find_last(DAYS, date(2026, 10, 9)) == ""


@given(st.dates(date(2026, 9, 1), date(2027, 9, 1)), st.times())
def test_whenever_somebody_asks_a_day_is_opened_before_and_condensed_after_it(
    today: date, hour: time
) -> None:
    moment = datetime.combine(today, hour)
    for part, session in find_due(FRIDAYS, DAYS, moment):
        day = date.fromisoformat(session)
        gap = {"open": day - today, "remind": today - day, "condense": today - day}[part]
        low, high = {"open": (1, 3), "remind": (0, 0), "condense": (1, 3)}[part]
        assert timedelta(low) <= gap <= timedelta(high)


@pytest.fixture
def scheduled(blog: Blog) -> Blog:
    """Return a blog with two parts of the routine on."""
    config = 'routine = ["open", "condense"]\n[tool.ldblog.schedule]\nevery = "2 weeks on Friday"\n'
    blog.write("pyproject.toml", f"[tool.ldblog]\n{config}starts = 2026-10-09\n")
    blog.write_log("2026-10-09/asha.md", "A lease is a lock with an end.\n")
    return blog


def test_a_workflow_is_told_what_is_due_and_switched_on(
    scheduled: Blog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))
    moments = {
        "2026-10-08T10:00": ["open"],
        "2026-10-09T20:00": [],
        "2026-10-10T10:00": ["condense"],
    }
    for moment in moments:
        clock(monkeypatch, moment)
        assert scheduled.run("routine").exit_code == 0
    told = [json.loads(line.removeprefix("parts=")) for line in output.read_text().splitlines()]
    assert told == [*moments.values()]


def test_without_the_option_nothing_is_ever_due(blog: Blog) -> None:
    result = blog.run("routine")
    assert (result.exit_code, result.output) == (0, "no part of the routine is switched on\n")


def test_a_part_that_is_off_says_so_and_does_nothing(scheduled: Blog) -> None:
    result = scheduled.run("routine", "remind")
    assert result.exit_code == 0
    assert result.output == "remind is switched off (add it to routine in [tool.ldblog])\n"


def test_nothing_is_due_between_days(scheduled: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, "2026-10-15T12:00")
    assert scheduled.run("routine").output == "nothing is due\n"


def test_the_routine_needs_a_schedule_to_know_its_hours(blog: Blog) -> None:
    blog.write("pyproject.toml", '[tool.ldblog]\nroutine = ["open"]\n')
    result = blog.run("routine")
    assert result.exit_code == 2
    assert "no [tool.ldblog.schedule] yet" in result.output


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('routine = ["close"]', "a list of parts (open, remind, condense, published)"),
        ('routine = "open"', "a list of strings"),
        ('editors = ["a b"]', "a list of different handles"),
        ('editors = ["asha", "asha"]', "a list of different handles"),
        ("editors = [1]", "a list of strings"),
    ],
)
def test_a_wrong_option_is_told(blog: Blog, line: str, said: str) -> None:
    blog.write("pyproject.toml", f"[tool.ldblog]\n{line}\n")
    result = blog.run("routine")
    assert result.exit_code == 2
    assert said in result.output
