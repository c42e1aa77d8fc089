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

from ldblog.composing.topics import OTHER
from ldblog.programme.small_groups import NO_SHARES, Shares, is_enough, people_of, share_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ldblog.programme.insight_days import Day
    from ldblog.programme.small_groups import Row

NOT_TOLD = "not told"
PERIOD = 4
"""So many sessions are told of together."""
# A topic is usual for a team when one in five of the days of its people is on it.
_USUAL = 5


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
