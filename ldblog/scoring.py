"""A log's units in, each with its score and the features that made it, out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ldblog.candidates import compare, find_candidates
from ldblog.features import FEATURES, WORTH_READING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.candidates import Candidate
    from ldblog.units import Unit

_EXCERPT = 70


@dataclass(frozen=True, eq=False)
class Scored:
    """A unit with its score; ``reasons`` has what each feature that is not 0 gave or took."""

    unit: Unit
    score: float
    reasons: Mapping[str, float]

    @property
    def is_worth_reading(self) -> bool:
        """Whether it is worth a stranger's time, by its score or because somebody said so."""
        return self.unit.is_kept or self.score >= WORTH_READING


def weigh(candidate: Candidate) -> dict[str, float]:
    """Return what each feature gives a passage, or takes from it; their sum is its score."""
    return {
        name: weight * share
        for name, (weight, value) in FEATURES.items()
        if (share := value(candidate))
    }


def score_units(units: Sequence[Unit]) -> list[Scored]:
    """Return the units of one log, all of them and in order, with their scores.

    An item's score is the mean of its own words' and of those under it, by length.
    """
    passages = [(unit, one) for unit in units for one in find_candidates(unit)]
    compare([one for _unit, one in passages])
    return [
        _sum_up(unit, [one for _unit, one in group])
        for unit, group in groupby(passages, key=lambda passage: passage[0])
    ]


def _sum_up(unit: Unit, passages: Sequence[Candidate]) -> Scored:
    total = sum(one.length + 1 for one in passages)
    reasons: dict[str, float] = {}
    for one in passages:
        for name, share in weigh(one).items():
            reasons[name] = reasons.get(name, 0.0) + share * (one.length + 1) / total
    return Scored(unit, sum(reasons.values()), reasons)


def render_scores(scored: Sequence[Scored]) -> Iterator[str]:
    """Yield lines that tell each unit's score, and the features that made it, greatest first."""
    for one in scored:
        mark = "+" if one.is_worth_reading else "-"
        text = one.unit.text
        excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
        yield f"{mark} {one.score:5.2f}  {one.unit.source}  {excerpt}"
        ordered = sorted(one.reasons.items(), key=lambda reason: (-abs(reason[1]), reason[0]))
        made_of = [f"{name} {share:+.2f}" for name, share in ordered]
        yield "         " + " · ".join(["kept by hand"] * one.unit.is_kept + made_of)
