"""Three-way merge of the body of a post: by block, and each block by line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from ldblog.composing.posts import Line
from ldblog.merging.arrange import arrange_base, arrange_blocks
from ldblog.merging.blocks import OPENING
from ldblog.merging.merge_lines import Clash, merge_lines, merge_without_base
from ldblog.merging.merge_markers import render_markers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from ldblog.merging.blocks import Block
    from ldblog.merging.match_blocks import Bodies

Settle = Literal["ours", "theirs", "markers"]


class MergedBody(NamedTuple):
    """A merged body without blank lines at its end, and the base from now on.

    ``clashes`` are what is in conflict, each with its line in the body, from 0. ``passed_over``
    are the headings of the blocks that the editor removed and that the logs have changed since.
    """

    lines: list[Line]
    base: list[Line]
    clashes: list[tuple[int, Clash]]
    passed_over: list[str]


class _Trio(NamedTuple):
    """One block as it is on each side that has it."""

    base: Block | None
    edited: Block | None
    new: Block | None


def merge_bodies(bodies: Bodies, settle: Settle | None) -> MergedBody:
    """Return the merge of three matched bodies.

    A block in conflict stays as the editor left it in the post, and as it was in the base.
    """
    trios = _make_trios(bodies)
    parts = {key: _merge_block(trio) for key, trio in trios.items()}
    texts = {key: _settle(trios[key], part, settle) for key, part in parts.items()}
    order = arrange_blocks(bodies, {OPENING, *(key for key in texts if texts[key])})
    lines, starts = _join_parts(trios, texts, order, bodies.edited)
    clashes = {key: _clashes_in(parts[key]) for key in order if not settle}
    return MergedBody(
        lines,
        _compose_base(trios, bodies, order, {key for key in clashes if clashes[key]}),
        [(starts[key] + clash.start, clash) for key in clashes for clash in clashes[key]],
        list(_find_passed_over(trios)),
    )


def _make_trios(bodies: Bodies) -> dict[str, _Trio]:
    """Return the blocks by key, in the order of the logs, then those that they do not have."""
    base, edited, new = (
        {block.key: block for block in side} for side in (bodies.base, bodies.edited, bodies.new)
    )
    keys = {**new, **edited, **base}
    return {key: _Trio(base.get(key), edited.get(key), new.get(key)) for key in keys}


def _merge_block(trio: _Trio) -> list[Line | Clash]:
    """Return the merge of a block; empty if it is not to be there any more."""
    if trio.edited is None:
        return list(trio.new.lines) if trio.new and not trio.base else []
    if trio.base is None:
        return merge_without_base(trio.edited.lines, trio.new.lines if trio.new else ())
    if trio.new is not None:
        return merge_lines(trio.base.lines, trio.edited.lines, trio.new.lines)
    if trio.base.texts == trio.edited.texts:
        return []
    clash = Clash(0, trio.base.lines, trio.edited.lines, ())
    return list(clash.edited) if clash.is_of_own_words else [clash]


def _clashes_in(part: Sequence[Line | Clash]) -> list[Clash]:
    return [piece for piece in part if isinstance(piece, Clash)]


def _settle(trio: _Trio, part: Sequence[Line | Clash], settle: Settle | None) -> list[Line]:
    """Return the lines of a merged block: the editor's if a conflict in it is not settled."""
    if settle is None and trio.edited and _clashes_in(part):
        return list(trio.edited.lines)
    lines: list[Line] = []
    for piece in part:
        lines += settle_clash(piece, settle) if isinstance(piece, Clash) else [piece]
    return lines


def settle_clash(clash: Clash, settle: Settle | None) -> Sequence[Line]:
    """Return the lines of a conflict that are to stand in the post."""
    if settle == "markers":
        return render_markers(clash)
    return clash.new if settle == "theirs" else clash.edited


def _join_parts(
    trios: Mapping[str, _Trio],
    texts: Mapping[str, Sequence[Line]],
    order: Sequence[str],
    edited: Sequence[Block],
) -> tuple[list[Line], dict[str, int]]:
    """Return the lines of a body, and where in it each block starts."""
    glued = {(one.key, other.key) for one, other in pairwise(edited) if not other.gap}
    lines: list[Line] = []
    starts: dict[str, int] = {}
    for above, key in pairwise(["", *order]):
        # A section without a text of its own stays for what stands in it.
        block = trios[key].edited or trios[key].new
        text = texts[key] or (block.lines if block and key != OPENING else ())
        lines += _choose_gap(trios[key], is_needed=bool(lines) and (above, key) not in glued)
        starts[key] = len(lines)
        lines += text
    return lines, starts


def _choose_gap(trio: _Trio, *, is_needed: bool) -> Sequence[Line]:
    """Return the blank lines above a block: the editor's, if the editor changed them."""
    base, edited, new = trio.base, trio.edited, trio.new
    is_edited = edited is not None and (base is None or _texts(base.gap) != _texts(edited.gap))
    block = edited if is_edited or new is None else new
    return (block and block.gap) or ([Line("")] if is_needed else [])


def _compose_base(
    trios: Mapping[str, _Trio], bodies: Bodies, order: Sequence[str], in_conflict: Set[str]
) -> list[Line]:
    """Return the new body, but the base's blocks that are in conflict, and their sections'."""
    if not in_conflict:
        return list(bodies.new_lines)
    stays = {key for key in order if trios[key].base and not trios[key].new} | in_conflict
    lines: list[Line] = []
    for key in arrange_base(bodies, stays):
        block = trios[key].base if key in stays else trios[key].new
        if block is not None:
            lines += (*block.gap, *block.lines)
    return lines


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _find_passed_over(trios: Mapping[str, _Trio]) -> Iterator[str]:
    for trio in trios.values():
        if trio.base and trio.new and not trio.edited and trio.base.texts != trio.new.texts:
            yield trio.new.texts[0]
