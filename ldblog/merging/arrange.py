"""The order of a merged post's blocks: what the editor moved stays, what the logs moved moves."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from ldblog.merging.blocks import OPENING, find_parents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set

    from ldblog.merging.match_blocks import Bodies


def weave(order: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return names in an order, with each further one behind the one that it follows."""
    following: dict[str | None, str | None] = dict(pairwise([None, *order, None]))
    before: str | None = None
    for name in other:
        if name not in following:
            following[name], following[before] = following[before], name
        before = name
    return list(_follow(following))


def _follow(following: Mapping[str | None, str | None]) -> Iterator[str]:
    name = following[None]
    while name is not None:
        yield name
        name = following[name]


def arrange_blocks(bodies: Bodies, wanted: Set[str]) -> list[str]:
    """Return the keys of the wanted blocks in their order, and of sections that they need."""
    outline = _Outline(bodies)
    homes: dict[str, str | None] = {}
    for key in (*outline.edited, *outline.new):
        if key in wanted:
            homes.setdefault(key, outline.find_home(key, wanted))
    for home in [*homes.values()]:
        # A section that would go stays while something stands in it.
        if home is not None:
            homes.setdefault(home, None)
    return list(_walk(homes, outline.order))


def arrange_base(bodies: Bodies, stays: Set[str]) -> list[str]:
    """Return the keys of the new blocks in their order, and of those that stay in the base."""
    outline = _Outline(bodies)
    parents = {key: outline.parents_in_base[key] for key in outline.base if key in stays}
    parents |= outline.parents_in_new
    homes = {key: home if home in parents else None for key, home in parents.items()}
    return list(_walk(homes, outline.order_of_base))


class _Outline:
    """The places of the blocks of three sides, and the section that each entry stands in."""

    def __init__(self, bodies: Bodies) -> None:
        self.base, self.edited, self.new = (
            {block.key: number for number, block in enumerate(side)}
            for side in (bodies.base, bodies.edited, bodies.new)
        )
        self.parents_in_base, self.parents_in_edited, self.parents_in_new = (
            find_parents(side) for side in (bodies.base, bodies.edited, bodies.new)
        )

    def find_home(self, key: str, wanted: Set[str]) -> str | None:
        """Return the section that a block stands in: the editor's choice, else the logs'."""
        ours = self.parents_in_edited.get(key)
        theirs = self.parents_in_new.get(key)
        if key in self.parents_in_edited:
            is_moved = ours != self.parents_in_base.get(key, ours)
            is_gone = key not in self.parents_in_new or (
                theirs not in wanted and theirs in self.parents_in_base
            )
            is_own = key not in self.parents_in_base
            return ours if is_moved or is_gone or is_own else theirs
        if theirs is None or theirs in wanted:
            return theirs
        return self._find_home_of_others(theirs, wanted)

    def _find_home_of_others(self, section: str, wanted: Set[str]) -> str:
        """Return where the entries of a section that the editor removed stand now."""
        others = [
            self.parents_in_edited[key]
            for key in self.new
            if self.parents_in_new[key] == section
            and key in wanted
            and key in self.parents_in_edited
        ]
        return next((home for home in others if home is not None), section)

    def order_of_base(self, keys: Set[str]) -> list[str]:
        """Return sections, or the entries of one, as the base has them from now on."""
        base, new = (_sort(keys, side) for side in (self.base, self.new))
        return weave(new, base)

    def order(self, keys: Set[str]) -> list[str]:
        """Return sections, or the entries of one, in their order."""
        base, ours, theirs = (_sort(keys, side) for side in (self.base, self.edited, self.new))
        common = {*base} & {*ours} & {*theirs}
        last, logs = len(ours), {*base, *theirs}
        # Closing words of the editor's stay at the end.
        while OPENING in keys and last and ours[last - 1] not in logs:
            last -= 1
        # Where the base is lost, nobody knows what the editor moved: all of it is the editor's.
        is_followed = bool(self.base) and (
            [key for key in base if key in common] == [key for key in ours if key in common]
        )
        woven = weave(theirs, ours[:last]) if is_followed else weave(ours[:last], theirs)
        return woven + ours[last:]


def _walk(homes: Mapping[str, str | None], order: Callable[[Set[str]], list[str]]) -> Iterator[str]:
    """Yield sections and, below each, its entries."""
    top = {key for key, home in homes.items() if home is None}
    placed: dict[str, set[str]] = defaultdict(set)
    for key, home in homes.items():
        if home is not None and home in top:
            placed[home].add(key)
    for section in order({*homes}.difference(*placed.values())):
        yield section
        yield from order(placed.get(section, set()))


def _sort(keys: Set[str], places: Mapping[str, int]) -> list[str]:
    return sorted((key for key in keys if key in places), key=places.__getitem__)
