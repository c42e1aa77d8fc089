"""Calendars of Learning Days to subscribe to, as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ldblog.programme.schedule import find_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from icalendar import Alarm, Event

    from ldblog.programme.schedule import Schedule
    from ldblog.programme.whereabouts import Whereabouts

_DAY = datetime.timedelta(days=1)
AWAY = (
    "Engineers of all teams learn today, and take no other work. Please plan releases, reviews and "
    "meetings around it; whoever is on call stays reachable."
)
# How far a calendar reaches beyond the newest session: those who plan a quarter see it all.
AHEAD = datetime.timedelta(days=366)
# When owners hear of a day: in time to plan a release around it, and the day before.
_REMINDERS = (7 * _DAY, _DAY)


@dataclass(frozen=True)
class Calendar:
    """What a calendar says of each day; ``host`` makes the names of its events the blog's own.

    ``comment`` is for who opens the file.
    """

    name: str
    host: str
    title: str
    description: str
    reminder: str = ""
    comment: str = ""


def describe(blog: Whereabouts, *, internal: bool) -> Calendar:
    """Return what a calendar says: to anyone, or to those who do without their engineers."""
    host = urlsplit(blog.url).hostname or "learning-days"
    if not internal:
        return Calendar(blog.name, host, "Learning Day", blog.url)
    return Calendar(
        name=f"{blog.name}: engineers away",
        # Who subscribes to both has two events a day.
        host=f"internal.{host}",
        title="Learning Day: engineers away",
        description=AWAY,
        reminder="Learning Day: engineers are away all day",
    )


def days_until(schedule: Schedule, last: datetime.date) -> list[datetime.date]:
    """Return all Learning Days from the first one up to a date."""
    days = find_days(schedule, schedule.starts - _DAY)
    return list(takewhile(lambda day: day <= last, days))


def compose_calendar(
    calendar: Calendar,
    schedule: Schedule,
    days: Iterable[datetime.date],
    addresses: Mapping[str, str],
) -> bytes:
    """Return a calendar with an event a day; ``addresses`` are those of posts, by session.

    Its stamps come from the schedule, not from the clock: same schedule, same bytes.
    """
    from icalendar import Calendar as File  # noqa: PLC0415 - slow, and seldom needed

    file = File()
    file.add("prodid", "-//ldblog//Learning Days//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", calendar.name)
    if calendar.comment:
        file.add("x-comment", calendar.comment)
    for day in days:
        event = _event(calendar, schedule, day)
        if address := addresses.get(day.isoformat()):
            event.add("url", address)
        for alarm in _alarms(calendar):
            event.add_component(alarm)
        file.add_component(event)
    return bytes(file.to_ical())


def _event(calendar: Calendar, schedule: Schedule, day: datetime.date) -> Event:
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    stamp = datetime.datetime.combine(schedule.starts, datetime.time(), datetime.UTC)
    event.add("uid", f"{day.isoformat()}@{calendar.host}")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("summary", calendar.title)
    event.add("description", calendar.description)
    # Readers who subscribe are not away that day; the engineers are.
    event.add("transp", "OPAQUE" if calendar.reminder else "TRANSPARENT")
    return event


def _alarms(calendar: Calendar) -> Iterator[Alarm]:
    from icalendar import Alarm  # noqa: PLC0415

    for ahead in _REMINDERS if calendar.reminder else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", calendar.reminder)
        alarm.add("trigger", -ahead)
        yield alarm
