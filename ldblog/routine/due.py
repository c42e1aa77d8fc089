"""Which parts of the routine are due: by the blog's clock and schedule, wherever it runs.

A part that is due for hours may run again and again: each of them does its work once.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from ldblog.programme.schedule import is_learning_day, next_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.programme.schedule import Schedule

OPENING, REMINDER, CONDENSING = (datetime.time(hour) for hour in (9, 16, 8))
LATE_DAYS = 3
"""For so many days after a Learning Day, what came in late is looked for by the clock."""

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


class Due(NamedTuple):
    """A part of the routine, and the session that it is due for."""

    part: str
    session: str


def find_due(schedule: Schedule, sessions: Sequence[str], now: datetime.datetime) -> list[Due]:
    """Return what is due now; ``sessions`` are those that there are, the oldest first."""
    today, clock = now.date(), now.time()
    found = []
    ahead = next_days(schedule, today, 1)
    if ahead and _opens(ahead[0]) <= now.replace(tzinfo=None):
        found.append(Due("open", ahead[0].isoformat()))
    if is_learning_day(schedule, today) and clock >= REMINDER:
        found.append(Due("remind", today.isoformat()))
    last = find_last(sessions, today)
    age = (today - datetime.date.fromisoformat(last)).days if last else 0
    if 1 < age <= LATE_DAYS or (age == 1 and clock >= CONDENSING):
        found.append(Due("condense", last))
    return found


def find_last(sessions: Sequence[str], today: datetime.date) -> str:
    """Return the newest session before today, of which nobody writes any more; or nothing."""
    before = [name for name in sessions if name < today.isoformat()]
    return before[-1] if before else ""


def _opens(day: datetime.date) -> datetime.datetime:
    """Return the morning before a day; before a Monday, that of Friday."""
    before = day - _DAY
    while before.weekday() >= _SATURDAY:
        before -= _DAY
    return datetime.datetime.combine(before, OPENING)
