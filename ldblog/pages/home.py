"""What the home page shows of the rest: all of it is as old as the newest session, not as today."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.pages.calendar_file import find_next_day
from ldblog.pages.relocate import find_blocks, relocate
from ldblog.pages.try_page import find_things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.pages.catalogue import Catalogue, Told
    from ldblog.pages.published import PublishedArtefact, PublishedPost
    from ldblog.programme.schedule import Schedule

HOME_PAGE = "index.md"
RECENT = datetime.timedelta(weeks=6)
MOST_HIGHLIGHTS, MOST_THINGS = 4, 4


@dataclass(frozen=True)
class RecentHighlight:
    """A highlight of a recent session; ``text`` is Markdown whose links work on the home page."""

    text: str
    post: PublishedPost


@dataclass(frozen=True)
class Home:
    """The newest session, what stood out before it, topics by weight, and things to try.

    ``highlights`` are those of the sessions of the weeks before the newest one; ``next_day`` is the
    Learning Day after it, if there is a schedule.
    """

    newest: PublishedPost | None
    highlights: Sequence[RecentHighlight]
    topics: Sequence[tuple[str, int]]
    things: Sequence[tuple[PublishedArtefact, Told]]
    next_day: datetime.date | None


def make_home(catalogue: Catalogue, schedule: Schedule | None = None) -> Home:
    """Return what the home page shows."""
    sessions = catalogue.sessions
    newest = sessions[0] if sessions else None
    topics = [(topic, len(told)) for topic, told in catalogue.topics.items()]
    return Home(
        newest,
        _find_recent(sessions)[:MOST_HIGHLIGHTS],
        sorted(topics, key=lambda topic: -topic[1]),
        find_things(catalogue)[:MOST_THINGS],
        find_next_day(schedule, catalogue),
    )


def _find_recent(sessions: Sequence[PublishedPost]) -> list[RecentHighlight]:
    """Return the best highlight of each recent session, then the second of each, and so on."""
    recent = [post for post in sessions[1:] if post.created >= sessions[0].created - RECENT]
    ranked = sorted(
        (place, number, post, one.text)
        for number, post in enumerate(recent)
        for place, one in enumerate(post.highlights)
    )
    return [
        RecentHighlight("\n".join(relocate(find_blocks(text), post.path, HOME_PAGE)), post)
        for _place, _number, post, text in ranked
    ]
