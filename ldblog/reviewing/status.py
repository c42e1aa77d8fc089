"""How a session stands, for its editor: what came in, what went out, who may still write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.days import find_sessions
from ldblog.files import list_names
from ldblog.privacy.hidden_names import everyone
from ldblog.reading.logs import SESSION_FILE
from ldblog.reviewing.needs import find_needs
from ldblog.reviewing.review import LogState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from ldblog.config import Project
    from ldblog.reading.people import People, Person
    from ldblog.reviewing.needs import Need
    from ldblog.reviewing.review import LogReview, PostReview, Review

RECENT = 6
"""Who wrote a log in one of so many sessions before may well write one now."""

WHOLE_LOGS_HELD = frozenset({LogState.INTERNAL, LogState.ERROR, LogState.EMPTY})


@dataclass(frozen=True)
class LogStatus:
    """A log with its author; ``appears`` is how, where that is not by name."""

    review: LogReview
    person: Person
    appears: str = ""


@dataclass(frozen=True)
class Missing:
    """Who wrote lately and has no log here, and the handles of those whose log names them."""

    person: Person
    named_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Status:
    """How one session stands.

    ``others`` are the people without a log who did not write lately either, ``held`` counts the
    stretches of published logs that are held back by their reason.
    """

    session: str
    posts: Sequence[PostReview]
    logs: Sequence[LogStatus]
    missing: Sequence[Missing]
    others: Sequence[Person]
    held: Mapping[str, int]
    needs: Sequence[Need]
    hints: int

    @property
    def words_in(self) -> int:
        """How many words the logs have."""
        return sum(log.review.words_in for log in self.logs)

    @property
    def words_out(self) -> int:
        """How many of them the post and its articles have."""
        return sum(log.review.words_out for log in self.logs)


def find_recent_writers(project: Project, people: People, session: str) -> set[str]:
    """Return the handles of those who wrote a log in one of the sessions before this one.

    Raises LdblogError when a folder cannot be listed.
    """
    before = [name for name in find_sessions(project) if name < session]
    names = {name for one in before[-RECENT:] for name in list_names(project.logs / one)}
    logs = (name for name in names if name.endswith(".md") and name.lower() != SESSION_FILE)
    return {people.find(name.removesuffix(".md")).handle for name in logs}


def make_status(review: Review, writers: Set[str]) -> Status:
    """Return how a session stands; ``writers`` are the handles of those who wrote lately."""
    people = review.people
    logs = [
        LogStatus(log, person, _appears(person, log))
        for log in review.logs
        for person in [people.find(log.log.handle)]
    ]
    present = {log.person.handle for log in logs}
    absent = [person for person in everyone(people) if person.handle not in present]
    return Status(
        session=review.update.session.name,
        posts=review.posts,
        logs=logs,
        missing=[
            Missing(person, _named_by(person, logs, people))
            for person in absent
            if person.handle in writers
        ],
        others=[person for person in absent if person.handle not in writers],
        held=_count_held(review.logs),
        needs=find_needs(review),
        hints=sum(one.severity == "hint" for one in review.update.diagnostics),
    )


def _appears(person: Person, log: LogReview) -> str:
    if person.is_anonymous or log.log.meta.share == "anonymous":
        return "anonymous"
    return f"as {person.pseudonym}" if person.pseudonym else ""


def _named_by(person: Person, logs: Sequence[LogStatus], people: People) -> tuple[str, ...]:
    return tuple(
        log.person.handle
        for log in logs
        if any(people.find(it).handle == person.handle for it in log.review.log.meta.companions)
    )


def _count_held(logs: Sequence[LogReview]) -> dict[str, int]:
    """Return the reasons why stretches are held back, the most frequent first."""
    counts = Counter(
        held.reason for log in logs if log.state not in WHOLE_LOGS_HELD for held in log.held
    )
    return dict(sorted(counts.items(), key=lambda count: (-count[1], count[0])))
