"""The page of insight: one file that runs nothing, fetches nothing, and names nobody. Internal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from ldblog.composing.topics import OTHER
from ldblog.programme.insight import NOT_TOLD
from ldblog.programme.insight_charts import Series, draw_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.programme.insight import Insight, Period
    from ldblog.programme.insight_warnings import Failing
    from ldblog.programme.small_groups import Shares

TITLE = "<title>Internal: how our Learning Days do</title>"
"""What tells the page from another file."""
UNTOLD = "–"
_TEMPLATES = Path(__file__).parent / "templates"
_MAX_SERIES = 6
_TOO_FEW = "In each kind are too few people to tell of."
_OUTCOMES = {
    "done": "done, or nothing said",
    "partial": "partly done",
    "pivoted": "went another way",
    "failed": "did not work",
    "escalated": "eaten by an incident",
}
_GROWTH = {"usual": "usual for the team", "beyond": "beyond that"}
_COMPANY = {"alone": "alone", "in a team": "within a team", "across teams": "across teams"}


@dataclass(frozen=True)
class Figure:
    """A chart with its table: heads, and rows of which the first cell is a label."""

    title: str
    about: str
    chart: Markup
    names: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def render_insight(insight: Insight, failures: Sequence[Failing]) -> str:
    """Return the page."""
    figures = list_figures(insight)
    return _read_template().render(insight=insight, failures=failures, figures=figures) + "\n"


@cache
def _read_template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("insight.html")


def list_figures(insight: Insight) -> list[Figure]:
    """Return the figures of the page, in its order."""
    if not insight.sessions:
        return []
    return [*_session_figures(insight), *_period_figures(insight), *_lag_figures(insight)]


def _session_figures(insight: Insight) -> list[Figure]:
    days = [one.session for one in insight.sessions]
    people = [float(one.people) for one in insight.sessions]
    kept = [_percent(one.plans, "planned and told") for one in insight.sessions]
    without = [_percent(one.plans, "without a plan") for one in insight.sessions]
    return [
        Figure(
            "Participation",
            "How many people have a log of each session, and what part of them planned.",
            draw_columns(days, [Series("people", people)]),
            (),
            ("Session", "People", "Planned and told", "Without a plan"),
            [
                (day, f"{count:.0f}", _told(one, "%"), _told(other, "%"))
                for day, count, one, other in zip(days, people, kept, without, strict=True)
            ],
        ),
    ]


def _lag_figures(insight: Insight) -> list[Figure]:
    known = [(one.session, one.lag) for one in insight.sessions if one.lag is not None]
    if not known:
        return []
    days = [day for day, _lag in known]
    return [
        Figure(
            "From session to post",
            "Days until the post was in the repository, where git knows it.",
            draw_columns(days, [Series("days", [float(lag) for _day, lag in known])]),
            (),
            ("Session", "Days"),
            [(day, str(lag)) for day, lag in known],
        )
    ]


def _period_figures(insight: Insight) -> list[Figure]:
    periods = insight.periods
    if not periods:
        return []
    return [
        _shares("Outcomes", "What the days came to.", periods, "outcomes", _OUTCOMES),
        _shares(
            "Incidents",
            "The share of days that an incident ate.",
            periods,
            "outcomes",
            {"escalated": _OUTCOMES["escalated"]},
        ),
        _shares("Topics", "What the days were about.", periods, "topics", _topics(periods)),
        _shares(
            "Growth across disciplines",
            "Days on topics that a fifth of the team's days are on, and days on others.",
            periods,
            "growth",
            _GROWTH,
        ),
        _breadth(periods),
        _shares("Company", "With whom people spent the day.", periods, "company", _COMPANY),
    ]


def _shares(
    title: str, about: str, periods: Sequence[Period], name: str, groups: Mapping[str, str]
) -> Figure:
    found = [period.shares[name] for period in periods]
    series = [
        Series(said, [_percent(shares, group) for shares in found])
        for group, said in groups.items()
    ]
    rows = [
        (_span(period), *(_told(one.values[place], "%") for one in series), _rest(shares, groups))
        for place, (period, shares) in enumerate(zip(periods, found, strict=True))
    ]
    heads = ("Sessions", *(one.name for one in series), "others together")
    if all(value is None for one in series for value in one.values):
        return Figure(title, f"{about} {_TOO_FEW}", Markup(), (), heads, rows)
    names = [one.name for one in series] if len(series) > 1 else []
    chart = draw_columns([it.first for it in periods], series[:_MAX_SERIES], "%")
    return Figure(title, about, chart, names[:_MAX_SERIES], heads, rows)


def _breadth(periods: Sequence[Period]) -> Figure:
    values = [period.breadth for period in periods]
    labels = [_span(period) for period in periods]
    rows = [(label, _told(value, digits=1)) for label, value in zip(labels, values, strict=True)]
    return Figure(
        "Breadth",
        "On how many topics one person was in four sessions, on average.",
        draw_columns([it.first for it in periods], [Series("topics", values)]),
        (),
        ("Sessions", "Topics a person"),
        rows,
    )


def _topics(periods: Sequence[Period]) -> dict[str, str]:
    """Return the topics that may be told of in any period, those of most days first."""
    counts: dict[str, int] = {}
    for period in periods:
        for topic, count in period.shares["topics"].counts.items():
            counts[topic] = counts.get(topic, 0) + count
    order = sorted(counts, key=lambda it: (it in {OTHER, NOT_TOLD}, -counts[it], it))
    return {topic: topic for topic in order}


def _percent(shares: Shares, group: str) -> float | None:
    share = shares.share(group)
    return None if share is None else 100 * share


def _rest(shares: Shares, groups: Iterable[str]) -> str:
    """Return what is left when some groups are told: all that has no column of its own."""
    told = sum(shares.counts.get(group, 0) for group in groups)
    return f"{100 * (shares.whole - told) / shares.whole:.0f}%"


def _span(period: Period) -> str:
    return f"{period.first} to {period.last[5:]}"


def _told(value: float | None, unit: str = "", digits: int = 0) -> str:
    return UNTOLD if value is None else f"{value:.{digits}f}{unit}"
