"""Three-way merge of lines: what only one side changed is taken from that side.

merge3 finds the regions. What it calls a conflict is looked at once more, line by line: only
lines that both sides changed are one, not what one side inserted or changed beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from merge3 import Merge3

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.composing.posts import Line

_ITEM = re.compile(r"[ ]*(?:[-*+]|\d+[.)])[ ]")
_BLOCK = re.compile(r"(?:[-*+]|\d+[.)]|#+)[ ]")


class Clash(NamedTuple):
    """Lines that both sides changed; ``start`` counts from 0 in the edited lines."""

    start: int
    base: tuple[Line, ...]
    edited: tuple[Line, ...]
    new: tuple[Line, ...]

    @property
    def is_of_own_words(self) -> bool:
        """Whether what the editor rewrote was, and would be, in ldblog's own words."""
        return not any(line.source for line in (*self.base, *self.new))


# A line that comes more often tells nothing of where it is, and looking at each place takes long.
_MOST_TIMES = 200


class _Matcher(SequenceMatcher[str]):
    """Finds lines that are the same; blank ones, and those in hundreds of places, lead nowhere."""

    def __init__(
        self, _is_junk: object, one: Sequence[str], other: Sequence[str], _auto: bool = False
    ) -> None:
        times = Counter(other)
        super().__init__(
            lambda line: not line.strip() or times[line] > _MOST_TIMES, one, other, autojunk=False
        )


class _Hunk(NamedTuple):
    """What one side made of a stretch of the base."""

    start: int
    end: int
    lines: tuple[Line, ...]
    is_new: bool


def merge_lines(
    base: Sequence[Line], edited: Sequence[Line], new: Sequence[Line]
) -> list[Line | Clash]:
    """Return the merged lines, and what is in conflict in its place.

    Lines of ldblog's own (they have no source) that the editor rewrote are the editor's.
    """
    before, ours, theirs = _texts(base), _texts(edited), _texts(new)
    if before in (ours, theirs):
        return list(new if before == ours else edited)
    sides = {"unchanged": base, "same": edited, "a": edited, "b": new}
    merged: list[Line | Clash] = []
    matcher: Any = _Matcher
    for region in Merge3(before, ours, theirs, sequence_matcher=matcher).merge_regions():
        if region[0] != "conflict":
            merged += sides[region[0]][region[1] : region[2]]
            continue
        _, start, end, first, last, new_first, new_last = region
        changed = edited[first:last], new[new_first:new_last]
        merged += _merge_region(base[start:end], *changed, first, merged)
    return merged


def merge_without_base(edited: Sequence[Line], new: Sequence[Line]) -> list[Line | Clash]:
    """Return the merge of two sides of which nobody knows what they were made from.

    What both have is there once, what one has on top stays; where they differ is a conflict.
    """
    merged: list[Line | Clash] = []
    for tag, first, last, new_first, new_last in _opcodes(edited, new):
        clash = Clash(first, (), tuple(edited[first:last]), tuple(new[new_first:new_last]))
        if tag != "replace":
            merged += clash.edited or clash.new
        else:
            merged += clash.edited if clash.is_of_own_words else [clash]
    return merged


def _merge_region(
    base: Sequence[Line],
    edited: Sequence[Line],
    new: Sequence[Line],
    offset: int,
    above: Sequence[Line | Clash],
) -> list[Line | Clash]:
    """Return the merge of a stretch that both sides changed somewhere."""
    merged: list[Line | Clash] = []
    at, shift = 0, 0
    for group in _group([*_find_hunks(base, edited, False), *_find_hunks(base, new, True)]):
        start, end = group[0].start, max(hunk.end for hunk in group)
        merged += base[at:start]
        ours, theirs = (
            tuple(_apply([hunk for hunk in group if hunk.is_new is is_new], base, start, end))
            for is_new in (False, True)
        )
        clash = Clash(offset + start + shift, tuple(base[start:end]), ours, theirs)
        sides = {hunk.is_new for hunk in group}
        if len(sides) == 1 or _texts(ours) == _texts(theirs):
            merged += theirs if sides == {True} else ours
        elif start == end:
            merged += keep_both(_lines_in([*above, *merged]), clash)
        else:
            merged += ours if clash.is_of_own_words else [clash]
        at, shift = end, shift + len(ours) - (end - start)
    return [*merged, *base[at:]]


def _lines_in(merged: Sequence[Line | Clash]) -> list[Line]:
    return [line for line in merged if not isinstance(line, Clash)]


def _find_hunks(base: Sequence[Line], side: Sequence[Line], is_new: bool) -> Iterator[_Hunk]:
    """Yield what a side changed, line by line where it is plain which line became which."""
    for tag, start, end, first, last in _opcodes(base, side):
        lines = tuple(side[first:last])
        if tag == "delete" or (tag == "replace" and end - start == last - first):
            for at in range(start, end):
                line = lines[at - start : at - start + 1]
                if _texts(line) != [base[at].text]:
                    yield _Hunk(at, at + 1, line, is_new)
        elif tag != "equal":
            yield _Hunk(start, end, lines, is_new)


def _group(hunks: Sequence[_Hunk]) -> list[list[_Hunk]]:
    """Return hunks in groups that share lines of the base, or insert at the same place."""
    groups: list[list[_Hunk]] = []
    reach = 0
    for hunk in sorted(hunks, key=lambda one: (one.start, one.end, one.is_new)):
        is_same_place = bool(groups) and groups[-1][0][:2] == hunk[:2]
        if groups and (hunk.start < reach or is_same_place):
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
        reach = max(reach, hunk.end)
    return groups


def _apply(hunks: Sequence[_Hunk], base: Sequence[Line], start: int, end: int) -> Iterator[Line]:
    for hunk in hunks:
        yield from base[start : hunk.start]
        yield from hunk.lines
        start = hunk.end
    yield from base[start:end]


def _opcodes(
    one: Sequence[Line], other: Sequence[Line]
) -> Sequence[tuple[str, int, int, int, int]]:
    return _Matcher(None, _texts(one), _texts(other)).get_opcodes()


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def keep_both(above: Sequence[Line], clash: Clash) -> list[Line]:
    """Return what the editor and the logs both inserted below some lines, neither twice.

    The logs' lines come first, unless the editor's go on with the paragraph or the item above.
    """
    kept, changed = clash.edited, clash.new
    top = _count_same(_texts(kept), _texts(changed))
    end = _count_same(_texts(kept[top:])[::-1], _texts(changed[top:])[::-1])
    ours, theirs = (side[top : len(side) - end] for side in (kept, changed))
    goes_on = _goes_on(_texts([*above, *kept[:top]]), _texts(ours))
    first, second = (ours, theirs) if goes_on else (theirs, ours)
    is_glued = first and second and _needs_gap(first[-1].text, second[0].text)
    gap = [first[-1]._replace(text="", source="")] if is_glued else []
    return [*kept[:top], *first, *gap, *second, *kept[len(kept) - end :]]


def _goes_on(above: Sequence[str], lines: Sequence[str]) -> bool:
    """Return whether lines belong to the paragraph or the item above."""
    opening = next((line for line in lines if line.strip()), "")
    joined = [*above[-1:], *lines[:1]]
    return opening.startswith((" ", "\t")) or (
        len(joined) == 2 and all(map(str.strip, joined)) and not _BLOCK.match(opening)
    )


def _needs_gap(above: str, below: str) -> bool:
    """Return whether two lines would run together; items of a list stay one list."""
    are_items = _ITEM.match(above) and _ITEM.match(below)
    return bool(above.strip() and below.strip() and not are_items)


def _count_same(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines two texts have in common at their start."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
