"""Internal stretches of a text: the markers that open and close them, and blanking them out."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ldblog.reading.parts import names_internal
from ldblog.text.lines import find_line_starts, split_lines
from ldblog.text.markdown import Node, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Stands where hidden words stood, so that what follows on the line is not read as code.
PLACEHOLDER = "\u2060"

# Any comment, also one that is not closed, and tags that are named like the marker.
_MARKER = re.compile(
    r"<!--(?P<note>(?:(?!<!--|-->).)*)(?:-->)?"
    r"|<\s*(?P<slash>/?)\s*(?:internal|private|confidential)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_STANDARD = re.compile(r"<!--+\s*/?\s*internal\s*-*-->", re.IGNORECASE)
_MARKS = re.compile(r"[\W_]+")
_SLASH = re.compile(r"[^\w/]*/(?!\*)")
_OPENING = re.compile(
    r"(?:(?:begin|beginning|start|open|of|the|this|is|for|keep|notes?|nb|section|part|strictly"
    r"|company|team) )+"
)
_CLOSING = re.compile(r"(?:end|ends|stop|close|finish)(?: of)?(?: the)? (?P<rest>.*)")
_CLOSED = re.compile(
    r"(?P<rest>\w+(?: (?:only|notes?|part|section|stuff))*) (?:end|ends|stop|close)"
)
_RUN = re.compile(PLACEHOLDER + " +")
Place = tuple[int, int]


class Marker(NamedTuple):
    """What opens or closes an internal stretch; ``is_standard`` says whether it is spelt so."""

    start: Place
    end: Place
    closes: bool
    is_standard: bool


class Stretch(NamedTuple):
    """A hidden stretch of the source, from a place up to another, which is not in it."""

    start: Place
    end: Place
    is_closed: bool = True


def find_internal(text: str, document: Node) -> list[Stretch]:
    """Return the stretches between ``<!-- internal -->`` and ``<!-- /internal -->``.

    A stretch that is not closed reaches to the end.
    """
    stretches: list[Stretch] = []
    opened: list[Place] = []
    for marker in find_markers(text, document):
        if not marker.closes:
            opened.append(marker.start)
        elif opened:
            first = opened.pop()
            stretches += [Stretch(first, marker.end)] if not opened else []
    if opened:
        stretches.append(Stretch(opened[0], (last_line(text) + 1, 1), is_closed=False))
    return stretches


def find_markers(text: str, document: Node) -> list[Marker]:
    """Return what opens and closes internal stretches, in any spelling that can be meant.

    Markers within code are text, and so is a comment that says something else first.
    """
    markers: list[Marker] = []
    for found, start, end in find_outside_code(_MARKER, text, document):
        closes = bool(found["slash"]) if found["note"] is None else _closes(found["note"])
        if closes is not None:
            is_standard = _STANDARD.fullmatch(found[0]) is not None
            markers.append(Marker(start, end, closes, is_standard))
    return markers


def find_outside_code(
    pattern: re.Pattern[str], text: str, document: Node
) -> Iterator[tuple[re.Match[str], Place, Place]]:
    """Yield what a pattern finds in a text outside of its code, from a place up to another."""
    found = pattern.search(text)
    if found is None:  # as in most texts
        return
    places = _Places(text)
    code = [node for node in walk(document) if node.kind in {"code", "code_block"}]
    spans = [(places.offset(it.line, it.column), it) for it in code]
    while found is not None:
        at = bisect_right(spans, found.start(), key=itemgetter(0)) - 1
        start = places.place(found.start())
        is_code = at >= 0 and _is_within(start, spans[at][1])
        if not is_code:
            yield found, start, places.place(found.end())
        # What begins within code can end beyond it.
        found = pattern.search(text, found.start() + 1 if is_code else found.end())


class _Places:
    """The lines and columns of a text's offsets."""

    def __init__(self, text: str) -> None:
        self.starts = find_line_starts(text)

    def offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def place(self, offset: int) -> Place:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def _closes(note: str) -> bool | None:
    """Tell whether a comment closes an internal stretch or opens one; None: it does neither."""
    # As words, since marks such as those of <internal> or [internal] change nothing.
    words = _MARKS.sub(" ", note).strip().lower()
    closing = _CLOSING.fullmatch(words) or _CLOSED.fullmatch(words)
    rest = _OPENING.sub("", closing["rest"] if closing else words, count=1)
    if not (names_internal(rest) or names_internal(note)):
        return None
    return closing is not None or _SLASH.match(note) is not None


def blank_out(text: str, stretches: Sequence[Stretch]) -> str:
    """Return a text with stretches blanked out, and all else at its line and column."""
    lines = split_lines(text)
    for stretch in stretches:
        for number in range(stretch.start[0], min(stretch.end[0], len(lines)) + 1):
            line = lines[number - 1]
            first = stretch.start[1] - 1 if number == stretch.start[0] else 0
            end = stretch.end[1] - 1 if number == stretch.end[0] else len(line)
            if end > first:
                rest = line[end:]
                gap = PLACEHOLDER + " " * (end - first - 1)
                # Spaces at a line's end would break the line.
                is_last = not rest.strip()
                lines[number - 1] = line[:first].rstrip() if is_last else line[:first] + gap + rest
    return "\n".join(lines)


def close_gaps(document: Node) -> None:
    """Shorten the gaps in a document, which would tell how much was hidden in them."""
    for node in walk(document):
        if node.kind not in {"code", "code_block"} and PLACEHOLDER in node.literal + node.title:
            _shorten(node, [found.span() for found in _RUN.finditer(node.literal)])
            node.title = _RUN.sub(PLACEHOLDER + " ", node.title)


def _shorten(node: Node, runs: Sequence[tuple[int, int]]) -> None:
    """Cut the runs of a node's text down to a gap, all else where it stood."""
    for start, end in reversed(runs):
        columns = node.columns or tuple(range(node.column, node.column + len(node.literal)))
        node.columns = (*columns[: start + 1], *columns[end - 1 :])
        node.literal = f"{node.literal[: start + 1]} {node.literal[end:]}"


def last_line(text: str) -> int:
    """Return the number of a text's last line that is not empty."""
    return len(split_lines(text.rstrip("\r\n")))


def _is_within(place: Place, node: Node) -> bool:
    return (node.line, node.column) <= place <= (node.last_line, node.last_column)
