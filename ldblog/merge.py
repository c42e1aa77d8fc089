"""Three-way merge of a post: base × the editor's post × the new post, by line.

merge3 finds the regions; what only one side changed is taken from that side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from merge3 import Merge3

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.posts import Line


Settle = Literal["ours", "theirs"]


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
    sides = {
        "unchanged": [line.text for line in base],
        "same": list(edited),
        "a": list(edited),
        "b": [line.text for line in new],
    }
    text: list[str] = []
    next_base = list(new)
    conflicts: list[Conflict] = []
    for region in Merge3(sides["unchanged"], sides["a"], sides["b"]).merge_regions():
        if region[0] != "conflict":
            kind, start, end = region
            text += sides[kind][start:end]
            continue
        _, base_start, base_end, start, end, new_start, new_end = region
        kept, changed = sides["a"][start:end], sides["b"][new_start:new_end]
        if settle is not None:
            text += kept if settle == "ours" else changed
            continue
        conflicts.append(Conflict(len(text) + 1, tuple(kept), tuple(changed)))
        text += kept
        shift = len(next_base) - len(new)
        next_base[new_start + shift : new_end + shift] = base[base_start:base_end]
    return Merged(text, next_base, tuple(conflicts))
