"""When Learning Days are: ``[tool.ldblog.schedule]``, and the days that follow from it."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ldblog.errors import LdblogError
from ldblog.shapes import LINE, Shape, in_any_case, list_of, mapping_of, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

WEEKDAYS = tuple(calendar.day_name[day].lower() for day in range(7))
_EVERY = re.compile(rf"(?:(\d{{1,2}}) )?weeks? on ({'|'.join(WEEKDAYS)})", re.IGNORECASE)
_EVERY_SHAPE: Shape = {
    "type": "string",
    "pattern": rf"^\s*(?:\d\d? )?{in_any_case(['week'])}[Ss]? {in_any_case(['on'])} "
    rf"(?:{in_any_case(WEEKDAYS)})\s*$",
}
_DAY_SHAPE: Shape = {"type": "string", "format": "date"}
_COUNTRY = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")
NEEDED = ("every", "starts")
# Beyond this nobody plans; a schedule that skips every day ends here, too.
_HORIZON = datetime.timedelta(days=366 * 100)
_DAY = datetime.timedelta(days=1)
ONE_DAY = (
    "one day for all teams is the point, since a team that is asked for something that day cannot "
    "say no alone"
)


@dataclass(frozen=True)
class Schedule:
    """A day of the week, every so many weeks from a first one on, and what departs from that.

    ``every`` is a number of weeks and a day of the week, 0 for Monday; ``moved`` are pairs of the
    regular day and the one that it is held on.
    """

    every: tuple[int, int]
    starts: datetime.date
    skip: tuple[datetime.date, ...] = ()
    moved: tuple[tuple[datetime.date, datetime.date], ...] = ()
    holidays: str = ""
    time_zone: str = ""


def parse_schedule(table: Mapping[str, Any]) -> Schedule:
    """Return the schedule in a table of the configuration.

    Raises LdblogError for an unknown key, a wrong value, or a moved day that is none of its days.
    """
    for key, value in table.items():
        if key == "teams" or (key not in READERS and isinstance(value, dict)):
            raise _wrong(key, f"left out: {ONE_DAY}", value)
    unknown = sorted(table.keys() - READERS.keys())
    if unknown:
        known = ", ".join(sorted(READERS))
        raise LdblogError(f"pyproject.toml: tool.ldblog.schedule.{unknown[0]} is unknown ({known})")
    for key in NEEDED:
        if key not in table:
            raise LdblogError(f"pyproject.toml: tool.ldblog.schedule.{key} is missing")
    schedule = Schedule(**{key: READERS[key](key, value) for key, value in table.items()})
    regular = replace(schedule, moved=(), holidays="", skip=())
    for old, _new in schedule.moved:
        if not is_learning_day(regular, old):
            raise _wrong("moved", f"about regular days, which {old} is none of", str(old))
    return schedule


def require_schedule(schedule: Schedule | None) -> Schedule:
    """Return a schedule; raises LdblogError, with an example, where there is none."""
    if schedule is None:
        example = 'every = "2 weeks on Friday" and starts = 2026-10-09'
        raise LdblogError(f"pyproject.toml: no [tool.ldblog.schedule] yet (write {example} there)")
    return schedule


def find_days(schedule: Schedule, after: datetime.date) -> Iterator[datetime.date]:
    """Yield the Learning Days after a date, in order, for a hundred years.

    Raises LdblogError for a country whose public holidays nobody has listed.
    """
    regular = (day for day in _regular_days(schedule, after) if not _is_free(schedule, day))
    moved = sorted(held for _regular, held in schedule.moved)
    for day, _same in groupby(merge(regular, moved)):
        if day > after:
            yield day


def next_days(schedule: Schedule, after: datetime.date, count: int) -> list[datetime.date]:
    """Return the first so many Learning Days after a date."""
    return list(islice(find_days(schedule, after), count))


def is_learning_day(schedule: Schedule, day: datetime.date) -> bool:
    """Tell whether a date is a Learning Day."""
    return next(find_days(schedule, day - _DAY), None) == day


def _regular_days(schedule: Schedule, after: datetime.date) -> Iterator[datetime.date]:
    from dateutil.rrule import WEEKLY, rrule  # noqa: PLC0415 - slow, and seldom needed

    weeks, weekday = schedule.every
    first = schedule.starts + _DAY * ((weekday - schedule.starts.weekday()) % 7)
    step = 7 * weeks
    # From near the date that is asked about: it does not matter how old a programme is.
    near = first + _DAY * step * max(0, (after - first).days // step)
    last = min(near, datetime.date.max - _HORIZON) + _HORIZON
    begin, until = (datetime.datetime.combine(day, datetime.time()) for day in (near, last))
    for one in rrule(WEEKLY, interval=weeks, dtstart=begin, until=until):
        yield one.date()


def _is_free(schedule: Schedule, day: datetime.date) -> bool:
    """Tell whether a regular day is not held, or on another day."""
    if day in schedule.skip or any(day == regular for regular, _held in schedule.moved):
        return True
    return bool(schedule.holidays) and day in _holidays(schedule.holidays, day.year)


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[datetime.date]:
    from holidays import country_holidays  # noqa: PLC0415 - slow, and seldom needed

    code, _, part = country.partition("-")
    try:
        return frozenset(country_holidays(code, subdiv=part or None, years=year))
    except NotImplementedError as error:
        raise _wrong("holidays", 'a country that is known, such as "DE" or "US-CA"', country) from (
            error
        )


@shaped(_EVERY_SHAPE)
def _read_every(key: str, value: object) -> tuple[int, int]:
    found = _EVERY.fullmatch(str(value).strip())
    if not found or found[1] == "0":
        raise _wrong(key, 'such as "2 weeks on Friday" or "week on Thursday"', value)
    return int(found[1] or 1), WEEKDAYS.index(found[2].lower())


@shaped(_DAY_SHAPE)
def _read_day(key: str, value: object) -> datetime.date:
    try:
        # TOML has dates of its own, and people write them as words all the same.
        if isinstance(value, str):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise _wrong(key, "a date such as 2026-11-20", value)
    return value


@shaped(list_of(_DAY_SHAPE))
def _read_days(key: str, value: object) -> tuple[datetime.date, ...]:
    if not isinstance(value, list):
        raise _wrong(key, "a list of dates", value)
    return tuple(sorted({_read_day(key, one) for one in value}))


@shaped(mapping_of(_DAY_SHAPE))
def _read_moved(key: str, value: object) -> tuple[tuple[datetime.date, datetime.date], ...]:
    if not isinstance(value, dict):
        raise _wrong(key, "a table of regular day = day it is held on", value)
    return tuple(sorted((_read_day(key, old), _read_day(key, new)) for old, new in value.items()))


@shaped({"type": "string", "pattern": f"^{_COUNTRY.pattern}$"})
def _read_country(key: str, value: object) -> str:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise _wrong(key, 'a country, or a part of one, such as "DE" or "US-CA"', value)
    _holidays(value, 2000)
    return value


@shaped(LINE)
def _read_time_zone(key: str, value: object) -> str:
    try:
        return ZoneInfo(str(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _wrong(key, 'a time zone such as "Europe/Berlin"', value) from error


READERS: dict[str, Callable[[str, object], Any]] = {
    "every": _read_every,
    "starts": _read_day,
    "skip": _read_days,
    "moved": _read_moved,
    "holidays": _read_country,
    "time_zone": _read_time_zone,
}


def _wrong(key: str, expected: str, value: object) -> LdblogError:
    place = f"pyproject.toml: tool.ldblog.schedule.{key}"
    return LdblogError(f"{place} must be {expected}, not {value!r}")
