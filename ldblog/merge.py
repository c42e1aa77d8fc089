"""Three-way merge of a post: base × the editor's post × the new post.

The front matter is merged by key, all else by line: merge3 finds the regions; what only one
side changed is taken from that side, and what both inserted at one place is all kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from merge3 import Merge3

from ldblog.merge_keys import measure_front_matter, merge_front_matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.posts import Line


Settle = Literal["ours", "theirs"]

_ITEM = re.compile(r"[ ]*(?:[-*+]|\d+[.)])[ ]")
_BLOCK = re.compile(r"(?:[-*+]|\d+[.)]|#+)[ ]")


@dataclass(frozen=True)
class Conflict:
    """Lines that the editor and the logs both changed; ``line`` counts in the merged text."""

    line: int
    edited: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Merged:
    """The merged post and what is the base from now on.

    In a conflict the editor's lines stay, and so do the base's, so that it is found again.
    """

    text: list[str]
    base: list[Line]
    conflicts: tuple[Conflict, ...] = ()


def merge_post(
    base: Sequence[Line], edited: Sequence[str], new: Sequence[Line], settle: Settle | None = None
) -> Merged:
    """Return the merge of what the editor and the logs each changed since the base.

    ``settle`` says whose lines to take where both changed the same: ``ours`` are the post's.
    """
    ends = [measure_front_matter(side) for side in (_texts(base), edited, _texts(new))]
    heads = (_texts(base[: ends[0]]), list(edited[: ends[1]]), _texts(new[: ends[2]]))
    head = merge_front_matter(*heads) if all(ends) else None
    if head is None:
        return _merge_lines(base, edited, new, settle)
    body = _merge_lines(base[ends[0] :], edited[ends[1] :], new[ends[2] :], settle)
    conflicts = (replace(one, line=one.line + len(head)) for one in body.conflicts)
    return Merged([*head, *body.text], [*new[: ends[2]], *body.base], tuple(conflicts))


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _merge_lines(
    base: Sequence[Line], edited: Sequence[str], new: Sequence[Line], settle: Settle | None
) -> Merged:
    before, ours, theirs = _texts(base), list(edited), _texts(new)
    sides = {"unchanged": before, "same": ours, "a": ours, "b": theirs}
    text: list[str] = []
    next_base = list(new)
    conflicts: list[Conflict] = []
    for region in Merge3(before, ours, theirs).merge_regions():
        if region[0] != "conflict":
            kind, start, end = region
            text += sides[kind][start:end]
            continue
        _, base_start, base_end, start, end, new_start, new_end = region
        kept, changed = ours[start:end], theirs[new_start:new_end]
        if base and base_start == base_end:
            text += _keep_both(text, kept, changed)
        elif settle is not None:
            text += kept if settle == "ours" else changed
        else:
            conflicts.append(Conflict(len(text) + 1, tuple(kept), tuple(changed)))
            text += kept
            shift = len(next_base) - len(new)
            next_base[new_start + shift : new_end + shift] = base[base_start:base_end]
    return Merged(text, next_base, tuple(conflicts))


def _keep_both(above: Sequence[str], kept: list[str], changed: list[str]) -> list[str]:
    """Return what the editor and the logs both inserted below some lines, neither twice.

    The logs' lines come first, unless the editor's go on with the paragraph or the item above.
    """
    top = _count_same(kept, changed)
    end = _count_same(kept[top:][::-1], changed[top:][::-1])
    ours, theirs = (side[top : len(side) - end] for side in (kept, changed))
    goes_on = _goes_on([*above, *kept[:top]], ours)
    first, second = (ours, theirs) if goes_on else (theirs, ours)
    gap = [""] if first and second and _needs_gap(first[-1], second[0]) else []
    return [*kept[:top], *first, *gap, *second, *kept[len(kept) - end :]]


def _goes_on(above: list[str], lines: list[str]) -> bool:
    """Return whether lines belong to the paragraph or the item above."""
    opening = next((line for line in lines if line.strip()), "")
    joined = above[-1:] + lines[:1]
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
