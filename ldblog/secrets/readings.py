"""What a text says once Markdown, encodings and line breaks no longer stand in the way.

A secret that is split by markup, wrapped over two lines, or encoded is read all the same.
"""

from __future__ import annotations

import binascii
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from ldblog.text.entities import unescape
from ldblog.text.lines import find_line_starts, split_lines
from ldblog.text.markdown import walk
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ldblog.text.markdown import Node

INVISIBLE = compile_late("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_MAX_DECODINGS = 2
_BLOCKS = frozenset({"paragraph", "heading", "cell"})
_BREAKS = frozenset({"soft_break", "line_break"})
_SILENT = frozenset({"html", "footnote_reference"})


class Span(NamedTuple):
    """A stretch of the source: from one offset up to another."""

    start: int
    end: int


class Places:
    """The offsets of a text's lines and of the nodes of its tree; lines and columns from 1."""

    def __init__(self, text: str) -> None:
        """Find where each line begins."""
        self.starts = [*find_line_starts(text), len(text)]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset."""
        line = min(bisect_right(self.starts, offset), len(self.starts) - 1)
        return line, offset - self.starts[line - 1] + 1

    def span(self, node: Node | Span) -> Span:
        """Return the stretch of a node; one is its own."""
        if isinstance(node, Span):
            return node
        start = self.starts[node.line - 1] + node.column - 1
        return Span(start, max(start, self.starts[node.last_line - 1] + node.last_column))

    def line(self, number: int) -> Span:
        """Return the stretch of a line, with what ends it."""
        return Span(self.starts[number - 1], self.starts[number])


@dataclass
class Reading:
    """A text made of pieces of a source, which knows where each of them stands in it."""

    places: Places
    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    # Of nodes, stretches are made when something is found in them.
    sources: list[Span | Node] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.parts)

    def add(self, text: str, source: Span | Node) -> None:
        """Add a piece of text that stands somewhere in the source."""
        self.parts.append(text)
        self.starts.append(self.length)
        self.sources.append(source)
        self.length += len(text)

    def extend(self, pieces: Iterable[tuple[str, Span | Node]]) -> None:
        """Add pieces that belong together, apart from those before."""
        for text, source in pieces:
            self.add(text if text.isascii() else INVISIBLE.sub("", text), source)
        self.add("\n\n", Span(0, 0))

    def extend_each(self, pieces: Iterable[tuple[str, Span | Node]]) -> None:
        """Add pieces that do not belong together."""
        for piece in pieces:
            self.extend([piece])

    def source_of(self, start: int, end: int) -> Span:
        """Return the stretch of the source that a stretch of the text comes from."""
        first = self.sources[bisect_right(self.starts, start) - 1]
        last = self.sources[bisect_right(self.starts, max(start, end - 1)) - 1]
        return Span(self.places.span(first).start, self.places.span(last).end)


class Readings(NamedTuple):
    """A text as ``words``, decoded and without markup, and as ``joined``, without line breaks."""

    words: Reading
    joined: Reading


def read_otherwise(
    text: str, document: Node | None, values: Iterable[tuple[str, Span]] = ()
) -> Readings:
    """Return what a text says otherwise than by its letters.

    ``document`` is its tree, ``values`` what its front matter holds.
    """
    places = Places(text)
    words, joined = Reading(places), Reading(places)
    words.extend_each((value, span) for value, span in values if value not in text)
    words.extend_each(_decode(text))
    if not text.isascii() and INVISIBLE.search(text):
        spans = [places.line(number) for number in range(1, len(places.starts))]
        words.extend_each((text[span.start : span.end], span) for span in spans)
    for node in walk(document) if document is not None else ():
        if node.kind in _BLOCKS:
            _read_block(node, text, words, joined)
        elif node.kind == "code_block":
            joined.extend(_lines_of(node, places))
        if node.url or node.title:  # of few: this is asked of every node
            hidden = [it for it in (node.url, node.title) if it and it not in text]
            words.extend_each((it, node) for it in hidden)
    return Readings(words, joined)


def _read_block(block: Node, text: str, words: Reading, joined: Reading) -> None:
    leaves = list(_leaves(block))
    said = "".join([part for part, _ in leaves]).split("\n")
    if len(said) > 1:
        joined.extend((part, leaf) for part, leaf in leaves if part != "\n")
    # What stands there letter by letter is read in its place.
    if not all(it in text for it in said):
        words.extend((" " if part == "\n" else part, leaf) for part, leaf in leaves)


def _leaves(block: Node) -> Iterator[tuple[str, Node]]:
    """Yield the words of a block, its line breaks apart."""
    for node in walk(block) if any(it.children for it in block.children) else block.children:
        if node.kind in _BREAKS:
            yield "\n", node
        elif not node.children and node.kind not in _SILENT:
            yield node.literal, node


def _lines_of(code: Node, places: Places) -> Iterator[tuple[str, Span]]:
    """Yield the lines of a block of code."""
    lines = split_lines(code.literal.rstrip("\n"))
    first = code.line + (code.last_line - code.line >= len(lines))  # below a fence
    for number, line in enumerate(lines, first):
        yield line.strip(), places.line(min(number, code.last_line))


def _decode(text: str, depth: int = _MAX_DECODINGS) -> Iterator[tuple[str, Span]]:
    """Yield what encoded stretches of a text mean, and what is encoded in them in turn."""
    for found, decode in _find_encoded(text):
        decoded = decode(found[0])
        if decoded and decoded != found[0]:
            span = Span(*found.span())
            yield decoded, span
            if depth > 1:
                yield from ((inner, span) for inner, _ in _decode(decoded, depth - 1))


def _find_encoded(text: str) -> Iterator[tuple[re.Match[str], Callable[[str], str]]]:
    """Yield each stretch that may be encoded, and what decodes it."""
    for mark, encoded, decode in _ENCODINGS:
        for found in encoded.finditer(text) if mark in text else ():
            yield found, decode
    # A byte for each letter, whatever it is: the rows stand where they do in the text.
    raw = text.encode("latin-1", "replace")
    for letters, row, encoded, decode in _ROWS:
        for found in _find_rows(text, raw.translate(letters), row, encoded):
            yield found, decode


def _find_rows(
    text: str, rows: bytes, row: bytes, encoded: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """Yield what an expression finds where a long row of letters begins."""
    start = rows.find(row)
    while start >= 0:
        found = encoded.match(text, start)
        if found:
            yield found
        end = found.end() if found else rows.find(b" ", start)
        start = rows.find(row, end) if end >= 0 else -1


def _decode_base64(text: str) -> str:
    letters = re.sub(r"[\s>]+", "", text).rstrip("=").translate(_URL_SAFE)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return _as_text(binascii.a2b_base64(letters + "=" * (-len(letters) % 4)))


def _decode_hex(text: str) -> str:
    return _as_text(bytes.fromhex(text))


def _as_text(raw: bytes) -> str:
    """Return bytes as text, empty if they are none."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if all(mark.isprintable() or mark in "\r\n\t" for mark in text) else ""


_URL_SAFE = str.maketrans("-_", "+/")
_LETTERS = "[A-Za-z0-9+/_-]"
# Each in linear time: they begin where a word does, or take all that they have looked at. What
# a text has not the mark of need not be looked for.
_ENCODINGS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("%", compile_late(r"(?<!\S)(?=\S*%[0-9A-Fa-f]{2})\S+"), unquote),
    ("&", compile_late(r"(?<!\S)(?=\S*&#?\w{1,31};)\S+"), unescape),
)


def _table(letters: str) -> bytes:
    """Return what makes one letter of some letters, and spaces of all others."""
    one = re.sub(letters.encode(), b"a", bytes(range(256)))
    return re.sub(b"[^a]", b" ", one)


# By the letters of which there are so many in a row: that is found far sooner than an expression.
_ROWS: tuple[tuple[bytes, bytes, re.Pattern[str], Callable[[str], str]], ...] = (
    (_table(_LETTERS), b"a" * 20, compile_late(_LETTERS + "+={0,2}"), _decode_base64),
    (
        _table(_LETTERS),
        b"a" * 40,
        compile_late(rf"(?:{_LETTERS}{{40,}}\s[ \t>\n]{{0,9}})+{_LETTERS}+={{0,2}}"),
        _decode_base64,
    ),
    (
        _table("[0-9A-Fa-f]"),
        b"a" * 32,
        compile_late(r"\b(?:[0-9A-Fa-f]{2}){16,}\b"),
        _decode_hex,
    ),
)
