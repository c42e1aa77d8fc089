"""Who should talk on a Learning Day, from the logs on the disk: its plans, and what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.days import find_sessions, parse_date
from ldblog.privacy.publish import publish
from ldblog.programme.company import Note, find_meetings
from ldblog.programme.plans import is_open
from ldblog.sessions import read_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.config import Project
    from ldblog.programme.company import Meeting
    from ldblog.programme.plans import Plans
    from ldblog.reading.people import People

# What somebody wrote in one of so many sessions before, they still have at hand.
RECENT = 6


def introduce(project: Project, plans: Plans, people: People) -> list[Meeting]:
    """Return who should talk, by their handles; nobody who is away that day.

    Raises LdblogError when a folder cannot be listed.
    """
    day = parse_date(plans.session)
    planned = [Note(it.person.handle, it.text, it.log.meta.tags) for it in plans.shown]
    learned = list(_find_learnings(project, plans.session, people)) if planned else []
    notes = [*planned, *learned]
    known = {note.who: people.find(note.who) for note in notes}
    there = {who for who, person in known.items() if day is None or not person.is_away(day)}
    return find_meetings(
        [note for note in planned if note.who in there],
        [note for note in learned if note.who in there],
        {who: person.teams for who, person in known.items()},
        _find_acquainted(plans, people),
    )


def _find_acquainted(plans: Plans, people: People) -> Iterator[frozenset[str]]:
    """Yield the pairs of whom one names the other already."""
    for plan in plans.shown:
        for handle in plan.log.meta.companions:
            yield frozenset({plan.person.handle, people.find(handle).handle})


def _find_learnings(project: Project, session: str, people: People) -> Iterator[Note]:
    """Yield what was published lately under a name, a note a log."""
    before = [name for name in find_sessions(project) if name < session]
    for name in reversed(before[-RECENT:]):
        for log in read_session(project, name, people, looks_inside=False).logs:
            person = people.find(log.handle)
            if is_open(log, person):
                texts = [log.meta.title, *(unit.text for unit in publish(log).units)]
                yield Note(person.handle, "\n".join(texts), log.meta.tags, parse_date(name))
