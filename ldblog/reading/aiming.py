"""What a mark in a log is about: the thing that it stands in, right after, above or under."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from ldblog.reading.markers import Place, Stretch
from ldblog.reading.sections import split_labelled
from ldblog.reading.units import text_of
from ldblog.text.markdown import end_line
from ldblog.text.patterns import compile_late
from ldblog.text.sentences import split_paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ldblog.text.markdown import Node

# What can stand before the words of a line.
_OPENING = compile_late(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[[ xX]\][ \t]|#{1,6}[ \t])*")
_FIGURES = frozenset({"code_block", "table", "html_block"})
_WHOLE = _FIGURES | {"item", "quote", "heading"}
_INTRODUCED = _FIGURES | {"list", "quote"}
# People are not that exact; an item's own words are indented by more.
_SLACK = 1


@dataclass
class Aim:
    """Knows a log without its marks: its lines, which of them had a mark, and its tree."""

    lines: Sequence[str]
    marked: Set[int]
    document: Node
    _sentences: dict[Place, list[Place]] = field(default_factory=dict)

    def find_about(self, at: Place) -> Stretch | None:
        """Return the stretch that a mark at a place is about, None if there is nothing.

        Beside words, that is what the mark begins, or else what it follows. On a line of its own it
        is what is below; where only the line above touches it, or what is below lies outside, what
        is above.
        """
        number, column = at
        lines, marked = self.lines, self.marked
        line = lines[number - 1]
        if not _is_blank(lines, number):
            before = line[: column - 1]
            begins = len(line) >= column and _OPENING.fullmatch(before)
            return self._find_beside((number, column if begins else len(before.rstrip())))
        above, touching = _beyond(lines, marked, number, -1), _beyond(lines, marked, number, 1)
        below = next((n for n in range(touching, len(lines) + 1) if not _is_blank(lines, n)), 0)
        is_inside = bool(below) and _indent(lines[below - 1]) + _SLACK >= column
        if is_inside and (below == touching or _is_blank(lines, above)):
            return _find_below((below, _indent(lines[below - 1])), self.document)
        if _is_blank(lines, above):
            return None
        return _find_above((above, len(lines[above - 1])), column, self.document)

    def _find_beside(self, place: Place) -> Stretch | None:
        path = _path_to(self.document, place)
        whole = _whole_in(path)
        if whole or path[-1].kind != "paragraph":
            return _stretch_of(path, (whole or path[-1:])[0])
        starts = self._starts_of(path[-1])
        index = bisect_right(starts, place) - 1
        last = (end_line(_last_of(path, path[-1])) + 1, 1)
        return Stretch(max(starts[index], (path[-1].line, 1)), [*starts[1:], last][index])

    def _starts_of(self, paragraph: Node) -> list[Place]:
        """Return where each sentence of a paragraph starts, for however many marks in it."""
        key = _start(paragraph)
        if key not in self._sentences:
            pieces = split_labelled(paragraph)
            sentences = [one for piece in pieces for one in split_paragraph(piece)]
            self._sentences[key] = [(1, 1), *((one.line, one.column) for one in sentences[1:])]
        return self._sentences[key]


def _find_below(place: Place, document: Node) -> Stretch | None:
    path = _path_to(document, place)
    return _stretch_of(path, (_whole_in(path) or path[-1:])[0])


def _find_above(place: Place, column: int, document: Node) -> Stretch | None:
    """Return what ends at a place and whose words are indented no more than the mark."""
    path = _path_to(document, place)
    nodes = _whole_in(path) or path[-1:]
    return _stretch_of(path, next((it for it in nodes if _column(it) <= column), nodes[-1]))


def _path_to(document: Node, place: Place) -> list[Node]:
    """Return the blocks that a place is in, from the document inwards."""
    path = [document]
    inner: Node | None = document
    while inner is not None and path[-1].kind not in _FIGURES | {"paragraph", "heading"}:
        inner = _child_at(path[-1].children, place)
        path += [] if inner is None else [inner]
    return path


def _child_at(children: Sequence[Node], place: Place) -> Node | None:
    """Return which of some blocks, in order, a place is in."""
    index = bisect_right(children, place, key=_start) - 1
    return children[index] if index >= 0 and place[0] <= end_line(children[index]) else None


def _start(node: Node) -> Place:
    return node.line, node.column


def _whole_in(path: Sequence[Node]) -> list[Node]:
    """Return what of some nested blocks is kept or dropped as a whole, the innermost first."""
    return [node for node in reversed(path) if node.kind in _WHOLE]


def _column(node: Node) -> int:
    """Return the column at which something begins, of an item its words."""
    return (node.children[0] if node.kind == "item" and node.children else node).column


def _stretch_of(path: Sequence[Node], node: Node) -> Stretch | None:
    if len(path) == 1:
        return None
    return Stretch((node.line, 1), (end_line(_last_of(path, node)) + 1, 1))


def _last_of(path: Sequence[Node], node: Node) -> Node:
    """Return the last block of a heading's section, or of what a paragraph introduces."""
    parent = path[next(index for index, one in enumerate(path) if one is node) - 1]
    place = next(index for index, one in enumerate(parent.children) if one is node)
    following = parent.children[place + 1 :]
    if node.kind == "heading":
        section = takewhile(lambda it: it.kind != "heading" or it.level > node.level, following)
        return [node, *section][-1]
    introduces = node.kind == "paragraph" and text_of(node).rstrip().endswith((":", "："))
    return next((it for it in following[:1] if introduces and it.kind in _INTRODUCED), node)


def _beyond(lines: Sequence[str], marked: Set[int], number: int, step: int) -> int:
    """Return the nearest line above or below that is more than marks."""
    number += step
    while number in marked and _is_blank(lines, number):
        number += step
    return number


def _is_blank(lines: Sequence[str], number: int) -> bool:
    return not 0 < number <= len(lines) or not lines[number - 1].strip(" \t>")


def _indent(line: str) -> int:
    """Return the column of a line's first mark, quotations aside."""
    return len(line) - len(line.lstrip(" \t>")) + 1
