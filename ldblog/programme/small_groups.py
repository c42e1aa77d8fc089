"""Figures of groups in which no few people can be seen, also not by subtraction.

A group is told when five people at least are in it. What is left over is one group together, and
if that would be of fewer people, the smallest that is told joins it. It also joins where somebody
could take rows of one figure from rows of another, and be left with the days of a few: such days
are of five people at least, or there are none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

LEAST = 5
# All sums of so many rows are tried; where there are more, rows are put together until there are.
_MOST_ROWS = 10


class Counted(Protocol):
    """What a figure counts: a day of somebody."""

    @property
    def who(self) -> str:
        """The handle of that person."""


Row = frozenset[Counted]
"""All that a row of a figure counts."""


@dataclass(frozen=True)
class Shares:
    """How often each group was met, as far as it may be told, and all others together.

    ``whole`` is the sum; nothing at all is all zeros. ``rows`` is what was counted, and is never
    told itself.
    """

    counts: Mapping[str, int]
    rest: int = 0
    rows: tuple[Row, ...] = field(default=(), repr=False)

    @property
    def whole(self) -> int:
        """How often all of them were met."""
        return sum(self.counts.values()) + self.rest

    def share(self, group: str) -> float | None:
        """Return the share of a group from 0 to 1, or None for one that is not told."""
        if group in self.counts and self.whole:
            return self.counts[group] / self.whole
        return 0.0 if self.whole and not self.rest else None


NO_SHARES = Shares({})


def share_out(
    groups: Mapping[str, Collection[Counted]], told: Iterable[Sequence[Row]] = ()
) -> Shares:
    """Return what may be told of groups where the rows of other figures are told already.

    Those count the same days in another way. Nothing if all groups together are of too few people.
    """
    shown = {name: frozenset(group) for name, group in groups.items()}
    if not is_enough(frozenset().union(*shown.values())):
        return NO_SHARES
    few = [name for name, row in shown.items() if not is_enough(row)]
    rest: Row = frozenset().union(*map(shown.pop, few))
    others = [*told]
    while (rest and not is_enough(rest)) or any(
        is_few_apart([*shown.values(), rest], rows) for rows in others
    ):
        smallest = min(shown, key=lambda name: (len(people_of(shown[name])), name))
        rest |= shown.pop(smallest)
    counts = {name: len(row) for name, row in shown.items()}
    return Shares(counts, len(rest), (*shown.values(), rest))


def is_enough(row: Iterable[Counted]) -> bool:
    """Tell whether so many different people are in a row that it may be told of."""
    return len(people_of(row)) >= LEAST


def is_few_apart(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Tell whether rows of one figure hold all that rows of another do, and days of a few more.

    Both count the same days, so it makes no difference which of them has more: all other rows of
    the other one have the same more.
    """
    table = _Overlaps(one, other) if len(one) <= len(other) else _Overlaps(other, one)
    # What is all of some rows of the other figure leaves nobody, whatever is added to it.
    bundles = {one for one in map(table.tie, range(len(table.met))) if table.find_left(one)}
    return len(bundles) > _MOST_ROWS or any(
        0 < len(table.find_left(chosen)) < LEAST for chosen in _sums(bundles)
    )


class _Overlaps:
    """Who is both in a row of one figure and in a row of another."""

    def __init__(self, one: Sequence[Row], other: Sequence[Row]) -> None:
        self.met = [[people_of(row & it) for it in other] for row in one]
        # In which rows of the one figure a row of the other is.
        self.spread = [
            frozenset(at for at, people in enumerate(column) if people)
            for column in zip(*self.met, strict=True)
        ]

    def tie(self, start: int) -> frozenset[int]:
        """Return a row with all others that are needed so that not five people are left of it."""
        tied, before = frozenset({start}), frozenset[int]()
        while tied != before:
            before = tied
            tied = tied.union(
                *(
                    self.spread[column]
                    for at in before
                    for column, people in enumerate(self.met[at])
                    if len(people) >= LEAST
                )
            )
        return tied

    def find_left(self, chosen: frozenset[int]) -> set[str]:
        """Return who is in some rows, and in no row of the other figure that is all in those."""
        return {
            who
            for at in chosen
            for column, people in enumerate(self.met[at])
            if not self.spread[column] <= chosen
            for who in people
        }


def _sums(bundles: Collection[frozenset[int]]) -> Iterator[frozenset[int]]:
    for size in range(1, len(bundles) + 1):
        for some in combinations(bundles, size):
            yield frozenset().union(*some)


def people_of(row: Iterable[Counted]) -> set[str]:
    """Return who is in a row."""
    return {one.who for one in row}
