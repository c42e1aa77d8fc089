"""Calendars of Learning Days, read back by icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as File

from ldblog.programme.calendar import Calendar, compose_calendar, days_until
from ldblog.programme.schedule import Schedule

if TYPE_CHECKING:
    from conftest import Blog

DAYS = '[tool.ldblog.schedule]\nevery = "2 weeks on Friday"\nstarts = 2026-10-09\n'
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


BLOG = "site_name: 'Learning Days, at Lanternworks'\nsite_url: https://example.com/days\n"


def print_calendar(blog: Blog, *options: str) -> Any:  # noqa: ANN401 - icalendar's own
    blog.write("pyproject.toml", DAYS)
    blog.write("mkdocs.yml", BLOG)
    result = blog.run("calendar", *options)
    assert result.exit_code == 0
    assert blog.run("calendar", *options).stdout_bytes == result.stdout_bytes
    return read(result.stdout_bytes)


def test_owners_subscribe_to_days_on_which_engineers_are_away(blog: Blog) -> None:
    file = print_calendar(blog, "--internal")
    events = file.walk("VEVENT")
    first, *_rest, last = [one.decoded("dtstart") for one in events]
    assert (first, last) == (date(2026, 10, 9), date(2027, 10, 8))
    assert {str(one["transp"]) for one in events} == {"OPAQUE"}
    assert [len(one.walk("VALARM")) for one in events] == [2] * len(events)
    assert str(events[0]["uid"]) == "2026-10-09@internal.example.com"
    assert str(file["x-wr-calname"]) == "Learning Days, at Lanternworks: engineers away"
    assert {one.decoded("dtstamp") for one in events} == {datetime(2026, 10, 9, tzinfo=UTC)}


def test_anyone_may_have_the_days_alone_up_to_a_year_after_the_newest_session(blog: Blog) -> None:
    blog.write_log("2026-12-04/asha.md", "A log.\n")
    file = print_calendar(blog)
    events = file.walk("VEVENT")
    assert events[-1].decoded("dtstart") == date(2027, 12, 3)
    assert not file.walk("VALARM")
    assert {str(one["description"]) for one in events} == {"https://example.com/days/"}


def test_a_calendar_needs_a_schedule_and_a_blog(blog: Blog) -> None:
    result = blog.run("calendar")
    assert (result.exit_code, "no [tool.ldblog.schedule] yet" in result.output) == (2, True)
    blog.write("pyproject.toml", DAYS)
    for content in (None, "a: [", "a list\n"):
        if content:
            blog.write("mkdocs.yml", content)
        result = blog.run("calendar")
        assert (result.exit_code, "mkdocs.yml: cannot be read" in result.output) == (2, True)
    blog.write("mkdocs.yml", "plugins: []\n")
    assert "x-wr-calname:learning days\r" in blog.run("calendar").stdout_bytes.decode().lower()
