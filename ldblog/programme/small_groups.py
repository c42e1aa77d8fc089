"""Figures of groups in which no few people can be seen, also not by subtraction.

A group is shown when five people at least are in it. What is left over is one group together, and
if that would be of fewer people, the smallest that is shown joins it: the difference between a
whole and what is shown of it is then of five people at least, or of nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAST = 5


@dataclass(frozen=True)
class Shares:
    """How often each group was met, as far as it may be told, and all others together.

    ``whole`` is the sum; empty groups and nothing at all are all zeros.
    """

    counts: Mapping[str, int]
    rest: int = 0

    @property
    def whole(self) -> int:
        """How often all of them were met."""
        return sum(self.counts.values()) + self.rest

    def share(self, group: str) -> float | None:
        """Return the share of a group from 0 to 1, or None for one that is not told."""
        if group in self.counts and self.whole:
            return self.counts[group] / self.whole
        return 0.0 if self.whole and not self.rest else None


def share_out(groups: Mapping[str, Sequence[str]]) -> Shares | None:
    """Return what may be told of groups of people, each named as often as they were met.

    None if all of them together are too few.
    """
    met = {name: list(people) for name, people in groups.items() if people}
    if not is_enough([who for people in met.values() for who in people]):
        return None
    shown = {name: people for name, people in met.items() if is_enough(people)}
    rest = [who for name, people in met.items() if name not in shown for who in people]
    while rest and not is_enough(rest):
        smallest = min(shown, key=lambda name: (len(set(shown[name])), name))
        rest += shown.pop(smallest)
    return Shares({name: len(people) for name, people in shown.items()}, len(rest))


def is_enough(people: Sequence[str]) -> bool:
    """Tell whether so many different people are in a group that it may be told of."""
    return len(set(people)) >= LEAST
