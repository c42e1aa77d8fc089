"""When Learning Days are."""

from __future__ import annotations

import datetime
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from ldblog.config import parse_config
from ldblog.errors import LdblogError
from ldblog.programme.schedule import (
    WEEKDAYS,
    Schedule,
    is_learning_day,
    next_days,
    parse_schedule,
)

FRIDAYS = {"every": "2 weeks on Friday", "starts": date(2026, 10, 9)}


def days(after: str, count: int = 3, **more: Any) -> list[str]:  # noqa: ANN401 - whatever TOML has
    found = next_days(parse_schedule({**FRIDAYS, **more}), date.fromisoformat(after), count)
    return [day.isoformat() for day in found]


def test_days_come_every_so_many_weeks_from_the_first_on() -> None:
    assert days("2026-01-01") == ["2026-10-09", "2026-10-23", "2026-11-06"]
    assert days("2026-10-09") == ["2026-10-23", "2026-11-06", "2026-11-20"]
    assert days("2046-10-09", 1) == ["2046-10-12"]
    assert days("2026-10-09", 2, every="week on thursday") == ["2026-10-15", "2026-10-22"]


def test_the_first_day_is_the_first_of_its_weekday_from_the_start_on() -> None:
    assert days("2026-01-01", 1, starts=date(2026, 10, 10)) == ["2026-10-16"]


def test_a_day_that_is_skipped_does_not_shift_the_others() -> None:
    assert days("2026-10-01", 2, skip=[date(2026, 10, 23), "2026-12-04"]) == [
        "2026-10-09",
        "2026-11-06",
    ]


def test_a_day_that_is_moved_is_held_on_its_new_date_only() -> None:
    moved = {"2026-10-23": date(2026, 11, 10), "2026-11-20": date(2026, 11, 19)}
    assert days("2026-10-01", 5, moved=moved) == [
        "2026-10-09",
        "2026-11-06",
        "2026-11-10",
        "2026-11-19",
        "2026-12-04",
    ]
    assert days("2026-11-06", 1, moved=moved) == ["2026-11-10"]
    assert days("2026-10-01", 2, moved={"2026-10-09": "2026-10-23"}) == ["2026-10-23", "2026-11-06"]


def test_public_holidays_are_free_unless_the_day_is_moved() -> None:
    may = {"starts": date(2026, 5, 1), "every": "week on Friday", "holidays": "DE"}
    assert days("2026-04-20", 1, **may) == ["2026-05-08"]
    assert days("2026-04-20", 1, **may, moved={"2026-05-01": "2026-04-30"}) == ["2026-04-30"]
    epiphany = {"starts": date(2026, 1, 6), "every": "week on Tuesday"}
    assert days("2026-01-01", 1, **epiphany, holidays="DE-BE") == ["2026-01-06"]
    assert days("2026-01-01", 1, **epiphany, holidays="DE-BY") == ["2026-01-13"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"every": "fortnight"}, 'every must be such as "2 weeks on Friday"'),
        ({"every": "0 weeks on Friday"}, "every must be"),
        ({"starts": "soon"}, "starts must be a date such as 2026-11-20"),
        ({"starts": datetime.datetime(2026, 11, 20, 12)}, "starts must be a date"),
        ({"skip": "2026-11-20"}, "skip must be a list of dates"),
        ({"moved": []}, "moved must be a table"),
        ({"moved": {"2026-10-10": "2026-10-11"}}, "regular days, which 2026-10-10 is none of"),
        ({"holidays": "Bavaria"}, "holidays must be a country"),
        ({"holidays": "XX"}, "holidays must be a country that is known"),
        ({"time_zone": "Berlin"}, "time_zone must be a time zone"),
        ({"teams": {"platform": "week on Monday"}}, "one day for all teams is the point"),
        ({"platform": {"every": "week on Monday"}}, "one day for all teams is the point"),
        ({"evry": 1}, r"schedule\.evry is unknown"),
    ],
)
def test_what_is_wrong_is_told_with_its_key(change: dict[str, Any], message: str) -> None:
    with pytest.raises(LdblogError, match=message):
        parse_schedule({**FRIDAYS, **change})


@pytest.mark.parametrize("key", ["every", "starts"])
def test_what_is_missing_is_told(key: str) -> None:
    with pytest.raises(LdblogError, match=f"{key} is missing"):
        parse_schedule({other: value for other, value in FRIDAYS.items() if other != key})


def test_several_schedules_are_told_that_one_day_for_all_is_the_point() -> None:
    twice = b'[[tool.ldblog.schedule]]\nevery = "week on Thursday"\n' * 2
    with pytest.raises(LdblogError, match="must be one table: one day for all teams is the point"):
        parse_config(twice)


def test_the_configuration_has_a_schedule() -> None:
    config = parse_config(
        b'[tool.ldblog.schedule]\nevery = "week on Thursday"\nstarts = 2026-10-08\n'
        b"skip = [2026-12-24]\nmoved = {2026-10-15 = 2026-10-16}\n"
    )
    assert config.schedule == Schedule(
        (1, 3),
        date(2026, 10, 8),
        (date(2026, 12, 24),),
        ((date(2026, 10, 15), date(2026, 10, 16)),),
    )
    with pytest.raises(LdblogError, match="schedule must be a table"):
        parse_config(b"[tool.ldblog]\nschedule = 3\n")


@given(
    st.integers(1, 9),
    st.integers(0, 6),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_fifty_years_are_the_same_computed_another_way(
    weeks: int, weekday: int, starts: date, zone: str
) -> None:
    schedule = parse_schedule(
        {"every": f"{weeks} weeks on {WEEKDAYS[weekday]}", "starts": starts, "time_zone": zone}
    )
    last = starts + relativedelta(years=50)
    found = []
    for day in next_days(schedule, starts - timedelta(days=1), 52 * 50 + 60):
        if day <= last:
            found.append(day)
    # Local midnights, across all changes of the clocks.
    midnight = datetime.datetime.combine(starts, datetime.time(), ZoneInfo(zone))
    end = datetime.datetime.combine(last, datetime.time(), ZoneInfo(zone))
    rule = rrule(WEEKLY, interval=1, byweekday=weekday, dtstart=midnight, until=end)
    assert found == [one.date() for one in rule][::weeks]


@given(st.dates(date(2026, 1, 1), date(2056, 1, 1)))
def test_a_day_is_a_learning_day_if_it_is_among_them(day: date) -> None:
    schedule = parse_schedule({**FRIDAYS, "skip": ["2026-11-06"], "holidays": "DE"})
    assert is_learning_day(schedule, day) == (
        next_days(schedule, day - timedelta(days=1), 1) == [day]
    )
