"""Lines of a text, and where they, and the characters in them, stand."""

from __future__ import annotations

import operator
import re
from itertools import accumulate, count

from ldblog.text.entities import unescape

# Lines as CommonMark counts them; str.splitlines also cuts at form feeds and the like.
_LINE_END = re.compile(r"\r\n|\n|\r")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")


def split_lines(text: str) -> list[str]:
    """Return the lines of a text as the parser counts them."""
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def find_line_starts(text: str) -> list[int]:
    """Return the offset at which each line of a text begins."""
    if "\r" in text:
        return [0, *(end.end() for end in _LINE_END.finditer(text))]
    lengths = map(len, text.split("\n")[:-1])
    return [0, *map(operator.add, accumulate(lengths), count(1))]


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset in a text, from 1."""
    before = split_lines(text[:offset])
    return len(before), len(before[-1]) + 1


def has_escapes(text: str) -> bool:
    """Tell whether a text of Markdown may say a character otherwise, as ``&amp;`` does."""
    return ("\\" in text or "&" in text) and _ESCAPE.search(text) is not None


def find_columns(line: str, stretch: slice, said: str) -> tuple[int, ...]:
    """Return the column, from 1, of each character that a stretch of a line of Markdown says.

    None if it says something other than ``said``.
    """
    columns: list[int] = []
    at, written = stretch.start, ""
    while at < stretch.stop:
        found = _ESCAPE.match(line, at)
        mark = (found[1] or unescape(found[0])) if found else line[at : at + 1]
        columns += [at + 1] * len(mark)
        written += mark
        at += len(found[0]) if found else 1
    return tuple(columns) if written == said else ()
