"""Traces of a text: stretches of its letters, by which its words are found again elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.text.entities import unescape
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import parse, plain_text, walk
from ldblog.text.sentences import split_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldblog.text.markdown import Node

# So many letters in one order, some six words, are no chance; fewer are, unless they are all of a
# sentence or a line.
LENGTH = 30
SHORTEST = 12
_ELLIPSIS = " … "
_WORD = re.compile(r"[^\W_]+")
# Where a link leads, and the mark of a footnote.
_UNSAID = re.compile(r"(?<=\])\([^()\s]*\)|\[\^[^\]\s]*\]")


def letters(text: str) -> str:
    """Return the letters and figures of a text alone: marks, case and white space tell nothing."""
    return "".join(_WORD.findall(unescape(_UNSAID.sub("", text)).casefold()))


def letters_of(document: Node) -> str:
    """Return the letters of all words in a tree, code included, and none of its comments."""
    nodes = walk(document)
    return letters(" ".join(node.literal for node in nodes if not node.literal.startswith("<!--")))


def letters_of_line(line: str) -> list[str]:
    """Return the letters of a line of Markdown, stretch by stretch where something is left out."""
    pieces = _pieces_of(line)
    try:
        return [letters_of(parse(piece)) for piece in pieces]
    except TooDeepError:
        return [letters(piece) for piece in pieces]


def _pieces_of(line: str) -> list[str]:
    # Alone, the definition of a footnote would define what nothing refers to.
    return _UNSAID.sub("", line).removeprefix(":").split(_ELLIPSIS)


def _sentences_of(line: str) -> Iterator[str]:
    """Yield the letters of each sentence of a line of Markdown; none where it nests too deeply."""
    try:
        documents = [parse(piece) for piece in _pieces_of(line)]
    except TooDeepError:
        return
    for node in (node for document in documents for node in walk(document)):
        if node.kind == "paragraph":
            yield from (letters(plain_text(sentence)) for sentence in split_paragraph(node))


def stretches(text: str, shortest: int = 1) -> list[str]:
    """Return each stretch of ``LENGTH`` letters, or all of a text that is shorter than that."""
    if len(text) < LENGTH:
        return [text] if len(text) >= shortest else []
    return [text[start : start + LENGTH] for start in range(len(text) - LENGTH + 1)]


def make_trace(lines: Iterable[str], said: str) -> frozenset[str]:
    """Return the trace of some lines, less what may be said: the letters of a text."""
    pieces = {
        piece
        for line in lines
        for piece in [letters(line), *letters_of_line(line), *_sentences_of(line)]
    }
    found = {stretch for piece in pieces for stretch in stretches(piece, SHORTEST)}
    return frozenset(stretch for stretch in found if stretch not in said)


def find_trace(trace: frozenset[str], lines: Sequence[str]) -> list[int]:
    """Return the numbers, from 0, of the lines that hold some of a trace, however wrapped."""
    if not trace:
        return []
    spelled = [letters(line) for line in lines]
    text = "".join(spelled)
    owners = [number for number, part in enumerate(spelled) for _letter in part]
    hits: set[int] = set()
    for start in range(len(text) - LENGTH + 1):
        if text[start : start + LENGTH] in trace:
            hits.update(owners[start : start + LENGTH])
    for short in (stretch for stretch in trace if len(stretch) < LENGTH):
        start = text.find(short)
        while start >= 0:
            hits.update(owners[start : start + len(short)])
            start = text.find(short, start + 1)
    return sorted(hits)
