"""A log's units in, each with its score and the features that made it, out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.reading.markers import PLACEHOLDER
from ldblog.selecting.candidates import compare, find_candidates
from ldblog.selecting.features import FEATURES, WORTH_READING, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.reading.units import Unit
    from ldblog.selecting.candidates import Candidate

_EXCERPT = 70
# Signs are looked up all at once: most of the table for the price of one feature.
_SIGNS = [(weight, value.mask) for weight, value in FEATURES.values() if isinstance(value, Sign)]
_OTHERS = [one for one in FEATURES.values() if not isinstance(one[1], Sign)]


@dataclass(frozen=True, eq=False)
class Scored:
    """A unit with its score: the mean of its passages', by length."""

    unit: Unit
    passages: tuple[Candidate, ...]
    score: float

    @property
    def is_worth_reading(self) -> bool:
        """Whether it is worth a stranger's time, by its score or because somebody said so."""
        return self.unit.is_kept or self.score >= WORTH_READING

    @property
    def reasons(self) -> dict[str, float]:
        """What each feature that is not 0 gave or took; their sum is the score."""
        whole = sum(one.length + 1 for one in self.passages)
        reasons: dict[str, float] = {}
        for one in self.passages:
            for name, (weight, value) in FEATURES.items():
                if share := value(one):
                    share *= weight * (one.length + 1) / whole
                    reasons[name] = reasons.get(name, 0.0) + share
        return reasons


def weigh(candidate: Candidate) -> float:
    """Return a passage's score: what all features give it, or take from it."""
    others = sum([weight * value(candidate) for weight, value in _OTHERS])
    return _weigh_signs(candidate.signs) + others


@lru_cache(maxsize=1 << 13)
def _weigh_signs(signs: int) -> float:
    return sum([weight for weight, mask in _SIGNS if signs & mask])


def score_units(units: Sequence[Unit]) -> list[Scored]:
    """Return the units of one log, all of them and in order, with their scores."""
    return [*_score(tuple(units))]


# What checks a log asks first, and then what condenses it.
@lru_cache(maxsize=256)
def _score(units: tuple[Unit, ...]) -> list[Scored]:
    found = [(unit, tuple(find_candidates(unit))) for unit in units]
    compare([one for _unit, passages in found for one in passages])
    return [Scored(unit, passages, _mean_of(passages)) for unit, passages in found]


def _mean_of(passages: Sequence[Candidate]) -> float:
    whole = sum([one.length + 1 for one in passages])
    return sum([weigh(one) * (one.length + 1) for one in passages]) / whole


def render_scores(scored: Sequence[Scored]) -> Iterator[str]:
    """Yield lines that tell each unit's score, and the features that made it, greatest first."""
    for one in scored:
        mark = "+" if one.is_worth_reading else "-"
        text = one.unit.text.replace(PLACEHOLDER, "").strip()
        excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
        yield f"{mark} {one.score:5.2f}  {one.unit.source}  {excerpt}"
        ordered = sorted(one.reasons.items(), key=lambda reason: (-abs(reason[1]), reason[0]))
        made_of = [f"{name} {share:+.2f}" for name, share in ordered]
        yield "         " + " · ".join(["kept by hand"] * one.unit.is_kept + made_of)
