"""Which block of one side is which of another, though it was moved, renamed or dissolved."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ldblog.merging.blocks import (
    ENTRY_LEVEL,
    LOWEST_LEVEL,
    OPENING,
    Block,
    find_parents,
    find_words,
    join_blocks,
    split_blocks,
)

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ldblog.composing.posts import Line

# The share of their words and entries that makes one block of two with different headings.
ALIKE = 0.5
# How many blocks are compared with as many others; of more, no post is, and none is lost.
MOST_COMPARED = 200


class Bodies(NamedTuple):
    """The blocks of three sides; what is the same block has the same key on all of them.

    ``new_lines`` are those of the new side, as they came.
    """

    base: list[Block]
    edited: list[Block]
    new: list[Block]
    new_lines: Sequence[Line]


def match_bodies(base: Sequence[Line], edited: Sequence[Line], new: Sequence[Line]) -> Bodies:
    """Return the blocks of three bodies, matched.

    A block whose heading the editor removed, but not its text, is part of the one it ran into,
    on all sides.
    """
    # A base that is lost has no block, not even an empty opening that both sides would add to.
    before, after = split_blocks(base) if base else [], split_blocks(new)
    # Logs do not rename people: an entry with another anchor is another one.
    after = _follow(before, after, {block.key for block in after if block.level >= ENTRY_LEVEL})
    known = {block.key for block in (*before, *after)}
    ours = _follow(before, split_blocks(edited, known), known)
    # A post may be ahead of its base: when that is lost, or a run was killed before it was written.
    ours = _follow(after, ours, known, ENTRY_LEVEL)
    hosts = _find_hosts(before, ours)
    return Bodies(join_blocks(before, hosts), ours, join_blocks(after, hosts), new)


def _follow(
    base: Sequence[Block], side: Sequence[Block], known: Set[str], below: int = LOWEST_LEVEL + 1
) -> list[Block]:
    """Return the blocks of a side, those that are not known under the keys of the base's.

    Only keys of blocks of a level ``below`` some other are given.
    """
    there = {block.key for block in side}
    known = known | {block.key for block in base}
    missing = [block for block in base if block.key not in there and block.level < below]
    unknown = [block for block in side if block.key not in known]
    if not missing or not unknown:
        return list(side)
    old, new = _describe(base), _describe(side)
    pairs = [
        (_compare(old[a.key], new[b.key]), a.key, b.key)
        for a in missing[:MOST_COMPARED]
        for b in unknown[:MOST_COMPARED]
    ]
    names: dict[str, str] = {}
    taken: set[str] = set()
    for likeness, key, found in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if max(likeness) >= ALIKE and found not in names and key not in taken:
            names[found] = key
            taken.add(key)
    return [block._replace(key=names.get(block.key, block.key)) for block in side]


def _describe(blocks: Sequence[Block]) -> dict[str, tuple[set[str], set[str]]]:
    """Return what each block is known by: its words, and the entries that stand in it."""
    found = {block.key: (find_words(block), set[str]()) for block in blocks}
    for key, parent in find_parents(blocks).items():
        if parent is not None:
            found[parent][1].add(key)
    return found


def _compare(
    one: tuple[set[str], set[str]], other: tuple[set[str], set[str]]
) -> tuple[float, float]:
    """Return the shares of words and of entries that two blocks have in common, from 0 to 1."""
    words, entries = (
        2 * len(a & b) / max(len(a) + len(b), 1) for a, b in zip(one, other, strict=True)
    )
    return words, entries


def _find_hosts(base: Sequence[Block], edited: Sequence[Block]) -> dict[str, str]:
    """Return the blocks of the base that are no more, with those that their text stands in."""
    before = {block.key: find_words(block) for block in base}
    there = {block.key: find_words(block) for block in edited}
    places = {key: number for number, key in enumerate(there)}
    # The blocks that have come to say a line.
    gained: dict[str, list[str]] = defaultdict(list)
    for key in there.keys() & before.keys():
        for line in there[key] - before[key]:
            gained[line].append(key)
    hosts: dict[str, str] = {}
    above = OPENING
    for block in base:
        words = {line.text for line in block.lines[1:] if line.text.strip()}
        if block.key in there:
            above = block.key
            continue
        found = Counter(key for line in words for key in gained.get(line, ()))
        # Of two that have as much of its text, the one above, or else the first.
        ranks = {key: (count, key == above, -places[key]) for key, count in found.items()}
        host = max(ranks, key=ranks.__getitem__, default=OPENING)
        if found and found[host] >= ALIKE * len(words):
            hosts[block.key] = host
    return hosts
