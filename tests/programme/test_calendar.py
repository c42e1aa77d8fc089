"""Calendars of Learning Days, read back by icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as File

from ldblog.programme.calendar import Calendar, compose_calendar, days_until
from ldblog.programme.schedule import Schedule

PUBLIC = Calendar(
    "Learning Days of Lanternworks", "example.com", "Learning Day", "Everybody learns."
)
OWNERS = Calendar("Away", "example.com", "Engineers away", "They learn.", "Away: Learning Day")
SCHEDULE = Schedule((2, 4), date(2026, 10, 9), skip=(date(2026, 11, 6),))


def read(raw: bytes) -> Any:  # noqa: ANN401 - icalendar's own
    return File.from_ical(raw)


def test_a_calendar_has_an_event_for_each_day_and_its_post() -> None:
    days = days_until(SCHEDULE, date(2026, 11, 20))
    file = read(
        compose_calendar(PUBLIC, SCHEDULE, days, {"2026-10-09": "https://example.com/2026-10-09/"})
    )
    events = file.walk("VEVENT")
    assert [one.decoded("dtstart") for one in events] == days
    assert [str(one["uid"]) for one in events] == [f"{day}@example.com" for day in days]
    assert [str(one.get("url", "")) for one in events] == [
        "https://example.com/2026-10-09/",
        "",
        "",
    ]
    assert {one.decoded("dtend") - one.decoded("dtstart") for one in events} == {timedelta(days=1)}
    assert not file.walk("VALARM")
    assert file["x-wr-calname"] == PUBLIC.name


def test_stamps_come_from_the_schedule_and_the_bytes_are_the_same_again() -> None:
    days = [date(2026, 10, 23)]
    raw = compose_calendar(PUBLIC, SCHEDULE, days, {})
    (event,) = read(raw).walk("VEVENT")
    assert event.decoded("dtstamp") == datetime(2026, 10, 9, tzinfo=UTC)
    assert compose_calendar(PUBLIC, SCHEDULE, days, {}) == raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_owners_are_reminded_a_week_and_a_day_before() -> None:
    file = read(compose_calendar(OWNERS, SCHEDULE, [date(2026, 10, 23)], {}))
    (event,) = file.walk("VEVENT")
    triggers = [one.decoded("trigger") for one in event.walk("VALARM")]
    assert triggers == [timedelta(days=-7), timedelta(days=-1)]
    assert event["transp"] == "OPAQUE"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_words_are_read_back_as_they_were(words: str) -> None:
    calendar = Calendar(words, "example.com", words, words)
    (event,) = read(compose_calendar(calendar, SCHEDULE, [date(2026, 10, 23)], {})).walk("VEVENT")
    assert (str(event["summary"]), str(event["description"])) == (words, words)


@given(st.dates(date(2026, 10, 9), date(2040, 1, 1)), st.integers(1, 6), st.integers(0, 6))
def test_all_days_are_read_back(last: date, weeks: int, weekday: int) -> None:
    schedule = Schedule((weeks, weekday), date(2026, 10, 9))
    days = days_until(schedule, last)
    events = read(compose_calendar(PUBLIC, schedule, days, {})).walk("VEVENT")
    assert [one.decoded("dtstart") for one in events] == days
