"""The calendar of Learning Days, for anyone to subscribe to."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ldblog.generated import GENERATED
from ldblog.programme.calendar import AHEAD, Calendar, compose_calendar, days_until
from ldblog.programme.schedule import next_days

if TYPE_CHECKING:
    from ldblog.pages.blog import Blog
    from ldblog.pages.catalogue import Catalogue
    from ldblog.programme.schedule import Schedule

CALENDAR_NAME = "calendar.ics"
_FEW = 3
_DAY = datetime.timedelta(days=1)


def find_next_day(schedule: Schedule | None, catalogue: Catalogue) -> datetime.date | None:
    """Return the Learning Day after the newest session, or the first one; the clock has no say."""
    days = next_days(schedule, _newest(schedule, catalogue), 1) if schedule else []
    return days[0] if days else None


def find_next_days(schedule: Schedule | None, catalogue: Catalogue) -> list[datetime.date]:
    """Return the next few Learning Days after the newest session."""
    return next_days(schedule, _newest(schedule, catalogue), _FEW) if schedule else []


def find_calendar(blog: Blog, schedule: Schedule | None, catalogue: Catalogue) -> dict[str, bytes]:
    """Return the calendar by its path: all days up to a year after the newest session.

    There is none without a schedule, or where the blog does not say where it will live.
    """
    if schedule is None or not blog.url:
        return {}
    words = catalogue.words
    about = Calendar(
        name=blog.name,
        host=urlsplit(blog.url).hostname or blog.url,
        title=words.say("learning_day"),
        description=blog.url,
        comment=GENERATED,
    )
    addresses = {
        post.created.date().isoformat(): f"{blog.url}{post.address}/" for post in catalogue.sessions
    }
    days = days_until(schedule, _newest(schedule, catalogue) + AHEAD)
    return {CALENDAR_NAME: compose_calendar(about, schedule, days, addresses)}


def _newest(schedule: Schedule, catalogue: Catalogue) -> datetime.date:
    sessions = catalogue.sessions
    return sessions[0].created.date() if sessions else schedule.starts - _DAY
