"""Texts that would keep the parser busy for long, or end the process: refused before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# The parser recurses, so what nests deeper than its stack would end the process.
MAX_QUOTES_IN_A_LINE = 500
MAX_DELIMITERS_IN_A_PARAGRAPH = 10_000
# Of each mark in a line of words, the parser counts all characters before it: at most those of
# 5,000 marks in a line of 6 kB, for each 100 kB; it may be asked three times about a log.
MAX_COUNTING = 30_000_000
_COUNTED = 100_000
_LONG_LINE, _LONG_BEGINNING = 2_000, 200

_BLANK_LINE = compile_late(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_QUOTE_PREFIX = compile_late(r"^[ \t>*+\-0-9.)]*", re.MULTILINE)
_BEGINNING = compile_late(r"^[ \t>*+\-0-9.)~`]{0,100}")
_DELIMITER = compile_late(r"[*_~\[]")
_MARK = compile_late(r"[*_~\[`<&$!\\@]|://|www")


class TooDeepError(ValueError):
    """The text nests more deeply than any person writes."""


class TooManyError(TooDeepError):
    """The text has more blocks, links and the like than any person writes."""


def refuse_bombs(
    text: str, lines: Sequence[str], find_code: Callable[[Sequence[str]], Iterable[int]]
) -> None:
    """Raise TooDeepError for a text, of some lines, that nobody could read for all its marks.

    ``find_code`` yields the lines that are code, in which the parser looks for nothing.
    """
    if text.count(">") > MAX_QUOTES_IN_A_LINE and any(
        prefix.count(">") > MAX_QUOTES_IN_A_LINE for prefix in _QUOTE_PREFIX.findall(text)
    ):
        raise TooDeepError
    if len(text) > _LONG_LINE and (_is_too_deep(lines) or _is_too_much(lines)):
        # What is code, the beginnings of lines tell; without the rest it is safe to ask.
        short = list(map(_begin, lines))
        code = set() if _is_too_deep(short) else set(find_code(short))
        words = ["" if at in code else line for at, line in enumerate(lines, 1)]
        if _is_too_deep(words):
            raise TooDeepError
        if _is_too_much(words):
            raise TooManyError


def _is_too_deep(lines: Sequence[str]) -> bool:
    text = "\n".join(lines)
    return len(text) > MAX_DELIMITERS_IN_A_PARAGRAPH and any(
        len(_DELIMITER.findall(paragraph)) > MAX_DELIMITERS_IN_A_PARAGRAPH
        for paragraph in _BLANK_LINE.split(text)
    )


def _is_too_much(lines: Sequence[str]) -> bool:
    cost = sum(len(line) * len(_MARK.findall(line)) for line in lines if len(line) > _LONG_LINE)
    return cost > MAX_COUNTING * max(1, sum(map(len, lines)) / _COUNTED)


def _begin(line: str) -> str:
    """Return the beginning of a line, whose delimiters only tell what block it is in."""
    end = len(line) - len(_BEGINNING.sub("", line, count=1))
    return line[:end] + _DELIMITER.sub("", line[end:_LONG_BEGINNING])
