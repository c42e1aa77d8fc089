"""Three-way merge of a post: base × the editor's post × the new post.

The front matter is merged by key; the body by block (opening, section, entry), and each block by
line. A block in conflict stays as the editor left it, and every other is merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ldblog.composing.posts import Line
from ldblog.merging.blocks import OPENING
from ldblog.merging.match_blocks import match_bodies
from ldblog.merging.merge_blocks import merge_bodies, settle_clash
from ldblog.merging.merge_keys import measure_front_matter, merge_front_matter
from ldblog.merging.merge_lines import Clash, merge_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.merging.match_blocks import Bodies
    from ldblog.merging.merge_blocks import Settle


class Conflict(NamedTuple):
    """Lines that the editor and the logs both changed; ``line`` counts in the merged text.

    ``source`` is where in the logs the new lines come from, empty where they are gone.
    """

    line: int
    edited: tuple[str, ...]
    new: tuple[str, ...]
    source: str = ""


class Merged(NamedTuple):
    """The merged post and what is the base from now on.

    A block in conflict stays the base's in the base, so that it is found again. ``passed_over``
    are the headings of the blocks that the editor removed and that the logs have changed since.
    """

    text: list[str]
    base: list[Line]
    conflicts: tuple[Conflict, ...] = ()
    passed_over: tuple[str, ...] = ()


def merge_post(
    base: Sequence[Line], edited: Sequence[str], new: Sequence[Line], settle: Settle | None = None
) -> Merged:
    """Return the merge of what the editor and the logs each changed since the base.

    ``settle`` says what to do where both changed the same lines: keep the post's (``ours``), take
    the new ones (``theirs``), or write both between diff3's markers (``markers``). An empty base
    is a lost one: all that the post has is then the editor's.
    """
    if list(base) == list(new) or list(edited) == _texts(new):
        return Merged(list(edited), list(new))
    if list(edited) == _texts(base):
        return Merged(_texts(new), list(new))
    sides = [list(base), [Line(text) for text in edited], list(new)]
    ends = [measure_front_matter(_texts(side)) for side in sides]
    bodies = match_bodies(*(side[end:] for side, end in zip(sides, ends, strict=True)))
    if not base and not _share_a_block(bodies):
        return _keep_own_post(Clash(0, (), tuple(sides[1]), tuple(sides[2])), settle)
    head = _merge_heads(*(side[:end] for side, end in zip(sides, ends, strict=True)))
    body = merge_bodies(bodies, settle)
    return Merged(
        [*head, *_texts(body.lines), *_find_tail(edited)],
        [*new[: ends[2]], *body.base],
        tuple(_describe(clash, len(head) + line + 1) for line, clash in body.clashes),
        tuple(body.passed_over),
    )


def _merge_heads(base: Sequence[Line], edited: Sequence[Line], new: Sequence[Line]) -> list[str]:
    """Return the merge of three front matters: by key, or by line where that cannot be."""
    merged = merge_front_matter(_texts(base), _texts(edited), _texts(new))
    if merged is not None:
        return merged
    # No line of a front matter has a source, so that nothing here is in conflict.
    pieces = merge_lines(base, edited, new)
    return [piece.text for piece in pieces if isinstance(piece, Line)]


def _share_a_block(bodies: Bodies) -> bool:
    edited, new = ({block.key for block in side} for side in (bodies.edited, bodies.new))
    return bool(edited & new - {OPENING})


def _keep_own_post(clash: Clash, settle: Settle | None) -> Merged:
    """Return a post of the editor's own that has the name of a session's: all of it or nothing."""
    text = _texts(settle_clash(clash, settle))
    return Merged(text, list(clash.new)) if settle else Merged(text, [], (_describe(clash, 1),))


def _find_tail(lines: Sequence[str]) -> list[str]:
    """Return the blank lines at the end of a post."""
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    return list(lines[max(filled, default=0) :])


def _describe(clash: Clash, line: int) -> Conflict:
    sources = [one.source for one in clash.new if one.source]
    edited, new = _texts(clash.edited), _texts(clash.new)
    return Conflict(line, tuple(edited), tuple(new), sources[0] if sources else "")


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]
