"""What people's Learning Days came to, each by its log: what insight is counted of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.composing.outcomes import find_outcome
from ldblog.composing.topics import make_vocabulary
from ldblog.privacy.publish import publish
from ldblog.reading.parts import NEVER_PUBLISHED, Part
from ldblog.reading.units import text_of

if TYPE_CHECKING:
    from ldblog.config import Config
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People
    from ldblog.sessions import Session

_FEW_WORDS = 25


@dataclass(frozen=True)
class Day:
    """What one person's Learning Day came to, by their log."""

    session: str
    who: str
    teams: tuple[str, ...]
    topic: str
    outcome: str
    company: str
    is_planned: bool
    is_told: bool
    has_output: bool


def find_days(session: Session, people: People, config: Config) -> list[Day]:
    """Return the days that a session's logs tell of."""
    return [_day_of(log, people, config) for log in session.logs if not log.is_held_back]


def _day_of(log: Log, people: People, config: Config) -> Day:
    person = people.find(log.handle)
    parts: dict[Part | None, list[str]] = defaultdict(list)
    for section in log.sections:
        words = " ".join(text_of(block) for block in section.blocks if block.kind != "html_block")
        if words.strip():
            parts[section.part].append(words)
    told = {part: words for part, words in parts.items() if part not in NEVER_PUBLISHED}
    text = " ".join(word for words in told.values() for word in words)
    has_result = bool(told.keys() & {Part.LEARNED, Part.FAILED, Part.LINKS})
    return Day(
        session=log.session,
        who=person.handle,
        teams=person.teams,
        topic=_topic_of(log, text, config),
        outcome=_outcome_of(log, is_planned=Part.PLAN in parts),
        company=_company(log, people),
        is_planned=Part.PLAN in parts,
        is_told=bool(told),
        has_output=has_result or bool(log.meta.artefacts) or len(text.split()) >= _FEW_WORDS,
    )


def _outcome_of(log: Log, *, is_planned: bool) -> str:
    # What is published takes time, and only a plan is judged by it.
    units = publish(log).units if is_planned and not log.meta.outcome else ()
    return find_outcome(log, units) or "done"


def _topic_of(log: Log, text: str, config: Config) -> str:
    vocabulary = make_vocabulary(config.topics)
    named = vocabulary.resolve(log.meta.topic) if log.meta.topic else ""
    return named or vocabulary.find(log.meta.tags, log.meta.title, text)


def _company(log: Log, people: People) -> str:
    """Return whether somebody was alone, with their own team, or with another."""
    own = set(people.find(log.handle).teams)
    others = [set(people.find(handle).teams) for handle in log.meta.companions]
    if not others:
        return "alone"
    return "across teams" if any(teams and not teams & own for teams in others) else "in a team"
