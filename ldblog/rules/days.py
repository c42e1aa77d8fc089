"""What can be wrong with the day of a log: none, or more than one, or nobody agreed to it."""

from __future__ import annotations

import datetime
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ldblog.days import parse_date
from ldblog.diagnostics import Rule, Severity
from ldblog.programme.schedule import WEEKDAYS, find_days
from ldblog.text.markdown import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.diagnostics import Diagnostic
    from ldblog.programme.schedule import Schedule
    from ldblog.reading.logs import Log
    from ldblog.sessions import Session

NO_LEARNING_DAY = Rule(
    "LD110",
    "no-learning-day",
    Severity.HINT,
    "The log's date is none of the schedule's. A day of one's own is soon given up for what seems "
    "urgent; the one that everybody shares is not.",
    'content/logs/2026-11-18/asha.md, where every = "2 weeks on Friday"',
    "Move the log to the day that it was, or write the day into `moved` of the schedule.",
)
LONGER_THAN_ITS_DAY = Rule(
    "LD111",
    "longer-than-its-day",
    Severity.HINT,
    "A session ends with its day. Learning that goes on for days is a project that nobody "
    "decided on, and what is left over is a good plan for the next time.",
    "a log on the Monday after a Learning Day, or a heading “Day 2”",
    "Leave the rest for the next day, or plan it as work.",
)
NOT_AGREED = Rule(
    "LD112",
    "not-agreed",
    Severity.WARNING,
    "The kinds of plans in `agreed_for` lie outside the job here: somebody should be on board "
    "before the day, so that nobody has to defend it afterwards.",
    'kind: course without agreed, where agreed_for = ["course"]',
    "Ask, and write who agreed: `agreed: bo`.",
)
DAY_RULES = (NO_LEARNING_DAY, LONGER_THAN_ITS_DAY, NOT_AGREED)

_DAY = datetime.timedelta(days=1)
# From a Friday to the Monday after it.
_LINGERS = 3 * _DAY
_LATER = re.compile(
    r"(?:day\s*(?:[2-9]|two|three|four|five)|(?:second|third|fourth|next)\s+day|the\s+day\s+after)\b"
    r"|tag\s*(?:[2-9]|zwei|drei)\b|(?:zweiter|dritter|nächster)\s+tag\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?!\d)")


def find_wrong_days(session: Session, schedule: Schedule) -> Iterator[Diagnostic]:
    """Yield the logs on a day that is none of the schedule's, and what lasted longer than a day."""
    if session.date < schedule.starts:
        return
    first = session.date - _LINGERS - _DAY
    days = list(takewhile(lambda day: day <= session.date, find_days(schedule, first)))
    for log in session.logs:
        if session.date in days:
            yield from _find_later_days(log, session.date)
        elif days:
            message = f"{days[-1]} was the Learning Day (leave what is left for the next one)"
            yield LONGER_THAN_ITS_DAY.at(log.path, 1, 1, message)
        else:
            message = f"{session.name} is no Learning Day (move the log, or the day: see `moved`)"
            yield NO_LEARNING_DAY.at(log.path, 1, 1, message)


def find_not_agreed(session: Session, kinds: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the logs of some kinds that nobody agreed to, or nobody but their authors."""
    for log in session.logs:
        kind, agreed = log.meta.kind, log.meta.agreed
        if kind in kinds and agreed.lower() in {"", log.handle.lower()}:
            message = f"nobody agreed to a day of kind {kind} (write who did: `agreed: handle`)"
            place = log.front_matter.places["agreed" if agreed else "kind"]
            yield NOT_AGREED.at(log.path, *place, message)


def _find_later_days(log: Log, date: datetime.date) -> Iterator[Diagnostic]:
    """Yield the headings that say that a log goes on after its day."""
    for heading in filter(None, (section.heading for section in log.sections)):
        text = plain_text(heading).strip()
        if _is_later(text, date):
            message = f"“{text}” is after the Learning Day (leave it for the next one)"
            yield LONGER_THAN_ITS_DAY.at(log.path, heading.line, heading.column, message)


def _is_later(heading: str, date: datetime.date) -> bool:
    found = _DATE.match(heading)
    if found and (day := parse_date(found[1])):
        return date < day <= date + 7 * _DAY
    weekday = heading.casefold().rstrip(":")
    is_another = weekday in WEEKDAYS and weekday != WEEKDAYS[date.weekday()]
    return is_another or _LATER.match(heading) is not None
