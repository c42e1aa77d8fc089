"""What of a session needs its editor's eye: each place with its remedy, most costly first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from ldblog.composing.topics import OTHER
from ldblog.diagnostics import Severity
from ldblog.reviewing.review import LogState, PostState
from ldblog.reviewing.verify import Origin
from ldblog.rules.checks import NO_ALT_TEXT, NOTHING_TO_PUBLISH
from ldblog.rules.conflicts import CONFLICT
from ldblog.rules.reading import UNKNOWN_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.people import People
    from ldblog.reviewing.review import LogReview, PostReview, Review


class Kind(IntEnum):
    """Why something needs the editor's eye; what costs the most is first."""

    CONFLICT = 1
    BEHIND = 2
    ERROR = 3
    UNPROVED = 4
    CHOICE = 5
    TOPIC = 6
    PICTURE = 7
    PERSON = 8
    DRAFT = 9
    WARNING = 10


@dataclass(frozen=True, order=True)
class Need:
    """One place that needs the editor's eye, and in brackets what to do about it."""

    kind: Kind
    path: str
    line: int
    message: str


_KINDS = {
    NOTHING_TO_PUBLISH.code: Kind.CHOICE,
    NO_ALT_TEXT.code: Kind.PICTURE,
    UNKNOWN_PERSON.code: Kind.PERSON,
}
_NOTHING_TO_CHOOSE = frozenset({LogState.PLANNED, LogState.EMPTY})
_WITHOUT_TOPIC = frozenset({LogState.PLANNED, LogState.NOTHING})
# Under this share of what is worth reading, the author may well miss something.
_FAIR_SHARE = 1 / 3


def find_needs(review: Review) -> list[Need]:
    """Return what needs the editor's eye, most costly first."""
    # Of a plan nothing is chosen, and that is as it should be.
    quiet = {log.log.path for log in review.logs if log.state in _NOTHING_TO_CHOOSE}
    found = []
    for one in (*review.people.diagnostics, *review.update.diagnostics):
        kind = kind_of(one)
        if kind and one.code != CONFLICT.code and not (kind is Kind.CHOICE and one.path in quiet):
            found.append(Need(kind, one.path, one.line, _with_remedy(one)))
    for post in review.posts:
        found += _of_post(post, review.update.session.name)
    for log in review.logs:
        found += [*_of_choice(log), *_of_people(log, review.people)]
    return sorted(set(found))


def kind_of(found: Diagnostic) -> Kind | None:
    """Return why a diagnostic needs the editor's eye, None for a mere hint."""
    by_severity = {Severity.ERROR: Kind.ERROR, Severity.WARNING: Kind.WARNING}
    return _KINDS.get(found.code, by_severity.get(found.severity))


def _with_remedy(found: Diagnostic) -> str:
    remedy = "" if found.message.endswith(")") else f" (`ldblog explain {found.code}`)"
    return f"{found.code} {found.message}{remedy}"


def _of_post(post: PostReview, session: str) -> Iterator[Need]:
    again = f"`ldblog condense {session}`"
    said = {
        PostState.ABSENT: f"not condensed yet ({again})",
        PostState.DELETED: f"deleted by hand ({again} makes it again; `draft: true` only holds it)",
    }
    for conflict in post.change.conflicts:
        remedy = "`--on-conflict ours` keeps the post's lines, `theirs` takes the new ones"
        what = (
            "changed what the logs changed too" if conflict.new else "edited what is in no log now"
        )
        message = f"{CONFLICT.code} you {what} ({again}: {remedy})"
        yield Need(Kind.CONFLICT, post.path, conflict.line, message)
    if post.state in said:
        yield Need(Kind.BEHIND, post.path, 1, said[post.state])
    elif post.change.new is None:
        yield Need(Kind.BEHIND, post.path, 1, f"its logs are gone ({again} removes it)")
    elif post.change.is_change:
        message = f"behind its logs ({again}; with --diff, it only shows what changes)"
        yield Need(Kind.BEHIND, post.path, 1, message)
    if post.is_draft:
        yield Need(Kind.DRAFT, post.path, 1, "held as a draft (to publish, remove `draft: true`)")
    unproved = [it for it in post.verdicts if it.origin is Origin.UNPROVED]
    # While a post is behind, its old lines are not to be found in the new logs.
    if unproved and not post.change.is_change:
        lines = "1 line is" if len(unproved) == 1 else f"{len(unproved)} lines are"
        message = f"{lines} not proved (`ldblog verify {session}` says why)"
        yield Need(Kind.UNPROVED, post.path, unproved[0].line, message)


def _of_choice(log: LogReview) -> Iterator[Need]:
    if log.entry is None or log.state is not LogState.IN:
        return
    worth = [one for one in log.scored if one.is_worth_reading]
    wanted = sum(one.unit.words for one in worth)
    chosen = sum(one.unit.words for one in worth if one.unit.index in log.chosen)
    path = log.log.path
    if chosen < wanted * _FAIR_SHARE:
        left = sum(one.unit.index not in log.chosen for one in worth)
        remedy = f"`ldblog show --why {path}` tells which; `form: post` publishes all"
        message = f"{left} of {len(worth)} passages worth reading found no room ({remedy})"
        yield Need(Kind.CHOICE, path, 1, message)


def _of_people(log: LogReview, people: People) -> Iterator[Need]:
    if log.entry is None:
        return
    meta, places, path = log.log.meta, log.log.front_matter.places, log.log.path
    if log.entry.topic == OTHER and log.state not in _WITHOUT_TOPIC:
        message = f"under “{OTHER}” (give the log a tag that is a topic, or add the word to topics)"
        yield Need(Kind.TOPIC, path, places.get("tags", (1, 1))[0], message)
    for handle in meta.companions:
        if not people.find(handle).is_known:
            remedy = "correct the handle, or add them to people.yml"
            message = f"with {handle}, who is not in people.yml ({remedy})"
            yield Need(Kind.PERSON, path, places["with"][0], message)
