"""The figures of the condenser's quality: what is published at a budget, and how it ranks."""

from __future__ import annotations

import math
import random
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BUDGET = 0.3


@dataclass(frozen=True)
class Outcome:
    """What came of one entry: words that must be kept, those of them kept, published, worthless."""

    must: int
    kept: int
    published: int
    worthless: int
    ndcg: float | None


def fill(scores: Sequence[float], lengths: Sequence[int], share: float = BUDGET) -> set[int]:
    """Return what fits into a share of the words, the highest first, at least one."""
    left = share * sum(lengths)
    chosen: set[int] = set()
    for index in sorted(range(len(scores)), key=lambda index: (-scores[index], index)):
        if lengths[index] <= left:
            chosen.add(index)
            left -= lengths[index]
        elif not chosen and all(length > left for length in lengths):
            return {index}
    return chosen


def ndcg(scores: Sequence[float], gains: Sequence[int]) -> float | None:
    """Return how well scores rank gains, from 0 to 1; None where nothing is to be gained."""
    order = sorted(range(len(scores)), key=lambda index: (-scores[index], index))
    ideal = _discounted(sorted(gains, reverse=True))
    return _discounted([gains[index] for index in order]) / ideal if ideal else None


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def measure(scores: Sequence[float], lengths: Sequence[int], gains: Sequence[int]) -> Outcome:
    """Return what comes of an entry when its units are ranked by these scores."""
    chosen = fill(scores, lengths)
    return Outcome(
        must=sum(length for length, gain in zip(lengths, gains, strict=True) if gain == 2),
        kept=sum(lengths[index] for index in chosen if gains[index] == 2),
        published=sum(lengths[index] for index in chosen),
        worthless=sum(lengths[index] for index in chosen if gains[index] == 0),
        ndcg=ndcg(scores, gains),
    )


def recall(outcomes: Sequence[Outcome]) -> float:
    """Return the share of the words that must be kept that are."""
    return sum(one.kept for one in outcomes) / max(1, sum(one.must for one in outcomes))


def mean_recall(outcomes: Sequence[Outcome]) -> float:
    """Return the same as a mean over the entries that have such words."""
    return statistics.fmean([one.kept / one.must for one in outcomes if one.must] or [0.0])


def worthless(outcomes: Sequence[Outcome]) -> float:
    """Return the share of the published words that should have gone."""
    return sum(one.worthless for one in outcomes) / max(1, sum(one.published for one in outcomes))


def mean_worthless(outcomes: Sequence[Outcome]) -> float:
    """Return the same as a mean over entries."""
    return statistics.fmean([one.worthless / max(1, one.published) for one in outcomes] or [0.0])


def mean_ndcg(outcomes: Sequence[Outcome]) -> float:
    """Return the mean rank quality of the entries in which anything is to be gained."""
    return statistics.fmean([one.ndcg for one in outcomes if one.ndcg is not None] or [0.0])


def interval(
    outcomes: Sequence[Outcome], figure: Callable[[Sequence[Outcome]], float], draws: int = 1000
) -> tuple[float, float]:
    """Return the 95% bootstrap interval of a figure over entries."""
    drawn = random.Random(0)  # noqa: S311 - not for secrets
    found = sorted(figure(drawn.choices(outcomes, k=len(outcomes))) for _ in range(draws))
    return found[int(0.025 * draws)], found[int(0.975 * draws) - 1]
