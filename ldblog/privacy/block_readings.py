"""Blocks as readers see them: one text across emphasis, comments and the ends of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ldblog.text.inline import strip_comments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.text.markdown import Node

LEAVES = frozenset({"text", "code", "math", "html", "soft_break", "line_break"})
CODE = frozenset({"code", "code_block", "math"})
RAW_BLOCKS = frozenset({"code_block", "html_block"})
_READ_BLOCKS = RAW_BLOCKS | {"paragraph", "heading", "cell"}
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Reading(NamedTuple):
    """A block as readers see it, and which stretch of it each of its leaves is."""

    text: str
    leaves: tuple[tuple[int, int, Node], ...]
    is_code: bool = False

    def within(self, start: int, end: int) -> Iterator[tuple[Node, int, int]]:
        """Yield the leaves that a stretch stands in, each with where in it."""
        first = bisect_right(self.leaves, start, key=itemgetter(1))
        for index in range(first, len(self.leaves)):
            begin, stop, leaf = self.leaves[index]
            if begin >= end:
                return
            if begin < stop:
                yield leaf, max(start - begin, 0), min(end, stop) - begin


def is_read(node: Node) -> bool:
    """Tell whether a node is a block of words or of code, which is read as a whole."""
    return node.kind in _READ_BLOCKS


def is_break(leaf: Node) -> bool:
    """Tell whether a leaf is the end of a line."""
    is_tag = leaf.kind == "html" and _BREAK_TAG.fullmatch(leaf.literal) is not None
    return is_tag or leaf.kind in {"soft_break", "line_break"}


def strip_tags(html: str) -> str:
    """Return raw HTML without its tags."""
    return _TAG.sub("", html)


def place_in(node: Node, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset in the text of a node."""
    if node.kind not in RAW_BLOCKS:
        columns = node.columns
        return node.line, columns[offset] if columns else node.column + offset
    starts = _line_starts(node.literal)
    before = bisect_right(starts, offset) - 1
    column = offset - starts[before] + 1
    if node.kind == "html_block":
        return node.line + before, column
    is_fenced = node.last_line - node.line >= len(starts) - node.literal.endswith("\n")
    return node.line + before + is_fenced, column + node.column - 1


# Each hit in a block asks for it.
@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(end.end() for end in re.finditer("\n", text)))


def read_block(block: Node) -> Iterator[Reading]:
    """Yield a block as it is read.

    That is with the tags that stand in it as text, and without them, and where markup cuts a
    word in two, with the halves as words; and the code in it.
    """
    if block.kind in RAW_BLOCKS:
        is_html = block.kind == "html_block"
        text = strip_comments(block.literal) if is_html else block.literal
        texts = [text, strip_tags(text)] if is_html else [text]
        yield from (Reading(it, ((0, len(it), block),), not is_html) for it in texts)
        return
    leaves = list(_leaves(block))
    whole = _join_up(leaves, has_tags=True)
    yield whole
    if any(leaf.kind == "html" and _said(leaf, has_tags=True).strip() for _run, leaf in leaves):
        yield _join_up(leaves, has_tags=False)
    if len({run for run, _leaf in leaves}) > 1:
        apart = _join_up(leaves, has_tags=True, is_apart=True)
        if apart.text != whole.text:
            yield apart
    for leaf in (leaf for _run, leaf in leaves if leaf.kind in CODE):
        yield Reading(leaf.literal, ((0, len(leaf.literal), leaf),), is_code=True)


def _leaves(node: Node) -> Iterator[tuple[object, Node]]:
    """Yield the leaves below a node, each with what tells one run of the same look from others."""
    for child in node.children:
        if child.kind in LEAVES:
            yield (id(node), child.kind == "code"), child
        else:
            yield from _leaves(child)


def _join_up(
    leaves: Sequence[tuple[object, Node]], *, has_tags: bool, is_apart: bool = False
) -> Reading:
    text, places, before = "", [], None
    for run, leaf in leaves:
        said = _said(leaf, has_tags=has_tags)
        if is_apart and run != before and text[-1:].isalnum() and said[:1].isalnum():
            text += " "
        places.append((len(text), len(text) + len(said), leaf))
        text += said
        before = run if said else before
    return Reading(text, tuple(places))


def _said(leaf: Node, *, has_tags: bool) -> str:
    if is_break(leaf):
        return " "
    if leaf.kind != "html":
        return leaf.literal
    return strip_comments(leaf.literal) if has_tags else ""
