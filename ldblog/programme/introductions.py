"""Who should talk on a Learning Day, from the logs on the disk: its plans, and what was learned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.composing.terms import stem_of
from ldblog.days import find_sessions, parse_date
from ldblog.privacy.hidden_names import everyone
from ldblog.programme.company import Note, find_meetings
from ldblog.programme.learned import read_learned

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
    before = [name for name in find_sessions(project) if name < plans.session][-RECENT:]
    written = read_learned(project, before, people) if planned else ()
    learned = [Note(it.handle, it.text, it.tags, it.day) for it in written]
    notes = [*planned, *learned]
    known = {note.who: people.find(note.who) for note in notes}
    there = {who for who, person in known.items() if day is None or not person.is_away(day)}
    return find_meetings(
        [note for note in planned if note.who in there],
        [note for note in learned if note.who in there],
        {who: person.teams for who, person in known.items()},
        _find_acquainted(plans, people),
        _find_names(people),
    )


def _find_acquainted(plans: Plans, people: People) -> Iterator[frozenset[str]]:
    """Yield the pairs of whom one names the other already."""
    for plan in plans.shown:
        for handle in plan.log.meta.companions:
            yield frozenset({plan.person.handle, people.find(handle).handle})


def _find_names(people: People) -> set[str]:
    """Return the stems of what people are called, of those, too, who are not named."""
    called = (
        name
        for person in everyone(people)
        for name in (person.name, person.handle, *person.aliases, *person.also_known)
    )
    return {stem_of(word) for name in called for word in re.split(r"[\W_]+", name)}
