"""The body of a post as blocks: the opening, the sections, and the entries in them.

A block is a heading with what stands below it, known by its anchor or else by its words. The
opening, which has no heading, is the first block of every body.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from ldblog.composing.posts import Line

OPENING = ""
SECTION_LEVEL = 2
ENTRY_LEVEL = 3
LOWEST_LEVEL = 6

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]*\}[ \t]*$")
_ANCHOR = re.compile(r"\{:?(?:[^{}]*[ \t])?#([\w-]+)[^{}]*\}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_NO_WORDS = re.compile(r"\s*(?:\{[^{}]*\})?\s*")


class Block(NamedTuple):
    """A stretch of a body: its heading and text, and the blank lines above it.

    ``gap`` and ``lines`` together are all of it; ``lines`` neither begin nor end with blank ones.
    """

    key: str
    level: int
    gap: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def texts(self) -> list[str]:
        """The lines without where they came from."""
        return [line.text for line in self.lines]


def split_blocks(lines: Sequence[Line], known: Set[str] = frozenset()) -> list[Block]:
    """Return the blocks of a body without blank lines at its end.

    A heading below the entries' level begins a block if it has one of the ``known`` keys.
    """
    in_code = find_code([line.text for line in lines])
    blocks, start, key, level = list[Block](), 0, OPENING, 0
    keys: dict[str, int] = {}
    for number, line in enumerate(lines):
        found = None if number in in_code else _read_heading(line.text, known)
        if found is not None:
            blocks.append(_make_block(key, level, lines[start:number]))
            start, level = number, found[1]
            key = _make_unique(found[0], keys)
    blocks.append(_make_block(key, level, lines[start:]))
    return list(_move_gaps(blocks))


def find_code(texts: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that stand in closed code fences, fences included."""
    found: set[int] = set()
    fence, start = "", 0
    for number, text in enumerate(texts):
        mark = _FENCE.match(text)
        if mark is None:
            continue
        if not fence:
            fence, start = mark[1], number
        elif mark[1].startswith(fence) and not text.strip(" `~\t"):
            found |= {*range(start, number + 1)}
            fence = ""
    return found


def find_parents(blocks: Iterable[Block]) -> dict[str, str | None]:
    """Return the section of each entry, and None for what is no entry."""
    parents: dict[str, str | None] = {}
    section = OPENING
    for block in blocks:
        is_entry = block.level >= ENTRY_LEVEL
        section = section if is_entry else block.key
        parents[block.key] = section if is_entry else None
    return parents


def join_blocks(blocks: Sequence[Block], hosts: Mapping[str, str]) -> list[Block]:
    """Return blocks of which some have become part of others, where both are there."""
    joined = {block.key: block for block in blocks}
    for key, host in hosts.items():
        if key in joined and host in joined:
            part, whole = joined.pop(key), joined[host]
            joined[host] = whole._replace(lines=(*whole.lines, *part.gap, *part.lines))
    return list(joined.values())


def find_words(block: Block) -> set[str]:
    """Return the lines of a block that say something, and who an entry is by.

    What a section is called is not among them.
    """
    texts = block.texts
    if block.level >= ENTRY_LEVEL:
        texts[:1] = [_ATTRIBUTES.sub("", texts[0])]
    elif block.level:
        texts = texts[1:]
    return {line for line in texts if not _NO_WORDS.fullmatch(line)}


def _read_heading(text: str, known: Set[str]) -> tuple[str, int] | None:
    """Return the key and the level of a heading that begins a block."""
    found = _HEADING.match(text)
    if found is None:
        return None
    level, anchor = len(found[1]), _ANCHOR.search(text)
    marks = "#" * min(max(level, SECTION_LEVEL), ENTRY_LEVEL)
    key = f"#{anchor[1]}" if anchor else f"{marks} {_ATTRIBUTES.sub('', found[2]).strip()}"
    return (key, level) if level <= ENTRY_LEVEL or key in known else None


def _make_unique(key: str, keys: dict[str, int]) -> str:
    """Return a key that no block has; ``keys`` knows the last number that each was given."""
    number, unique = keys.get(key, 1), key
    while unique in keys:
        number += 1
        unique = f"{key} ({number})"
    keys[key] = number
    keys.setdefault(unique, 1)
    return unique


def _make_block(key: str, level: int, lines: Sequence[Line]) -> Block:
    return Block(key, level, (), tuple(lines))


def _move_gaps(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with the blank lines between two of them as the gap of the second."""
    gap: tuple[Line, ...] = ()
    for block in blocks:
        filled = [number for number, line in enumerate(block.lines) if line.text.strip()]
        if not filled:
            # Only the opening can be nothing but blank.
            yield block._replace(lines=())
            gap = block.lines
            continue
        first, last = filled[0], filled[-1] + 1
        yield block._replace(gap=gap + block.lines[:first], lines=block.lines[first:last])
        gap = block.lines[last:]
