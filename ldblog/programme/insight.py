"""How the programme does: what people's days came to, counted so that nobody can be seen in it.

What is told by kind (outcomes, topics, …) is told of four sessions together, once there are four: a
page of today and one of last month then differ by no single day. Each of these figures is about
all days of the four, also those that nobody told of, and each leaves out what would show a few
beside those that come before it: what was told of a session stays as it was told.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ldblog.composing.outcomes import find_outcome
from ldblog.composing.topics import OTHER, make_vocabulary
from ldblog.privacy.publish import publish
from ldblog.programme.small_groups import NO_SHARES, Shares, is_enough, people_of, share_out
from ldblog.reading.parts import NEVER_PUBLISHED, Part
from ldblog.reading.units import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ldblog.config import Config
    from ldblog.programme.small_groups import Row
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People
    from ldblog.sessions import Session

NOT_TOLD = "not told"
PERIOD = 4
"""So many sessions are told of together."""
# A topic is usual for a team when one in five of the days of its people is on it.
_USUAL = 5
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


@dataclass(frozen=True)
class SessionFigures:
    """How many people took part in a session, and what became of plans, if that may be told.

    ``lag`` is how many days it took until the post was there.
    """

    session: str
    people: int
    plans: Shares = NO_SHARES
    lag: int | None = None


@dataclass(frozen=True)
class Period:
    """Four sessions together: each figure, if it may be told."""

    first: str
    last: str
    shares: Mapping[str, Shares] = field(default_factory=dict)
    breadth: float | None = None


@dataclass(frozen=True)
class Insight:
    """All that is told; ``hidden`` sessions had too few people, ``waiting`` ones no period yet."""

    sessions: tuple[SessionFigures, ...] = ()
    periods: tuple[Period, ...] = ()
    hidden: int = 0
    waiting: int = 0
    off_days: int | None = 0


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


def count_insight(
    days: Sequence[Day], lags: Mapping[str, int], since: str = "", off_days: int | None = 0
) -> Insight:
    """Return what may be told of days; of periods, those that reach to a date or past it."""
    by_session: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        by_session[day.session].append(day)
    names = sorted(by_session)
    shown = [name for name in names if is_enough(by_session[name])]
    plans = {name: _partition(by_session[name], _plan_of) for name in shown}
    chunks = [shown[at : at + PERIOD] for at in range(0, len(shown), PERIOD)]
    whole = [chunk for chunk in chunks if len(chunk) == PERIOD]
    return Insight(
        tuple(
            SessionFigures(name, len(people_of(by_session[name])), plans[name], lags.get(name))
            for name in shown
            if name >= since
        ),
        tuple(
            _period(
                chunk,
                [day for name in chunk for day in by_session[name]],
                # As far as it was known then: what comes later changes no period that is over.
                find_usual(day for name in shown if name <= chunk[-1] for day in by_session[name]),
                [row for name in chunk for row in plans[name].rows],
            )
            for chunk in whole
            if chunk[-1] >= since
        ),
        hidden=sum(name >= since for name in names) - sum(name >= since for name in shown),
        waiting=len(shown) - PERIOD * len(whole),
        off_days=off_days,
    )


def _period(
    names: Sequence[str], days: Sequence[Day], usual: Mapping[str, set[str]], told: Sequence[Row]
) -> Period:
    # In this order: what comes first tells most, since the others give way to it.
    kinds: dict[str, Callable[[Day], str]] = {
        "outcomes": lambda day: day.outcome,
        "output": lambda day: "output" if day.has_output else "no output",
        "topics": lambda day: day.topic,
        "growth": lambda day: _reach_of(day, usual),
        "company": lambda day: day.company,
    }
    shares: dict[str, Shares] = {}
    for name, kind in kinds.items():
        before = [told, *(one.rows for one in shares.values())]
        shares[name] = _partition(days, _of_told(kind), before)
    return Period(names[0], names[-1], shares, _breadth(days))


def _of_told(kind: Callable[[Day], str]) -> Callable[[Day], str]:
    return lambda day: kind(day) if day.is_told else NOT_TOLD


def _partition(
    days: Iterable[Day], kind: Callable[[Day], str], told: Iterable[Sequence[Row]] = ()
) -> Shares:
    groups: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        groups[kind(day)].append(day)
    return share_out(groups, told)


def _plan_of(day: Day) -> str:
    if not day.is_planned:
        return "without a plan"
    return "planned and told" if day.is_told else "planned, not told"


def _reach_of(day: Day, usual: Mapping[str, set[str]]) -> str:
    if not day.teams:
        return "without a team"
    known = {topic for team in day.teams for topic in usual.get(team, ())}
    return "usual" if day.topic in known or day.topic == OTHER else "beyond"


def find_usual(days: Iterable[Day]) -> dict[str, set[str]]:
    """Return the topics that are usual for each team: those of a fifth of its days at least."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for day in days:
        for team in day.teams if day.topic not in {"", OTHER} else ():
            counts[team][day.topic] += 1
    return {
        team: {topic for topic, count in found.items() if count * _USUAL >= found.total()}
        for team, found in counts.items()
    }


def _breadth(days: Sequence[Day]) -> float | None:
    """Return on how many topics one person was, on average over five people at least."""
    told = [day for day in days if day.is_told and day.topic not in {"", OTHER}]
    if not is_enough(told):
        return None
    topics = {(day.who, day.topic) for day in told}
    return round(len(topics) / len(people_of(told)), 1)


def parse_lags(history: str) -> dict[str, int]:
    """Return how many days after its session each post came, from what git says of new files.

    The lines are days, each followed by the files that came on it, the newest first.
    """
    lags: dict[str, int] = {}
    day: datetime.date | None = None
    for line in history.splitlines():
        name = line.rpartition("/")[2].removesuffix(".md")
        try:
            found = datetime.date.fromisoformat(name)
        except ValueError:
            continue
        if "/" not in line:
            day = found
        elif day is not None:
            lags[name] = max((day - found).days, 0)
    return lags
