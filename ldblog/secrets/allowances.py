"""Comments that say why a secret may stay: ``<!-- allow-secret: documented example key -->``.

One beside a secret allows those of its line; one on a line of its own those of the next line,
or of the code block that begins there. In front matter it is a comment of YAML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ldblog.secrets.readings import Places
from ldblog.text.lines import split_lines
from ldblog.text.markdown import Node, walk
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ALLOW = compile_late(r"<!--[ \t]*allow-secrets?\b:?(?P<reason>[^<>\r\n]*)-->", re.I)
_ALLOW_IN_YAML = compile_late(r"(?<!\S)#[ \t]*allow-secrets?\b:?(?P<reason>.*)", re.I)
_FRONT_MATTER = compile_late(r"---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.S | re.M)
_MARKS = compile_late(r"[\s>*+-]*")
_WORD = compile_late(r"\w")


class Allowance(NamedTuple):
    """A comment that allows the secrets of some lines: those it stands beside or above."""

    line: int
    column: int
    first_line: int
    last_line: int
    has_reason: bool


def may_allow(text: str) -> bool:
    """Tell whether a text may allow secrets: one that never mentions it does not."""
    return "allow-secret" in text.casefold()


def find_allowances(text: str, document: Node | None) -> Iterator[Allowance]:
    """Yield the comments that allow secrets, with the lines that they allow."""
    if not may_allow(text):
        return
    lines = split_lines(text)
    nodes = list(walk(document)) if document is not None else []
    code = [node for node in nodes if node.kind in {"code", "code_block"}]
    head = _FRONT_MATTER.match(text)
    comments = [*_ALLOW_IN_YAML.finditer(head[0] if head else ""), *_ALLOW.finditer(text)]
    places = Places(text)
    for found in comments:
        line, column = places.place(found.start())
        if any(_is_within(line, column, node) for node in code):
            continue
        first = _next_line(lines, line) if _is_alone(lines[line - 1], found[0]) else line
        blocks = [
            node.last_line for node in code if node.kind == "code_block" and node.line == first
        ]
        last = max(blocks, default=first)
        yield Allowance(line, column, first, last, _WORD.search(found["reason"]) is not None)


def _is_within(line: int, column: int, node: Node) -> bool:
    return (node.line, node.column) <= (line, column) <= (node.last_line, node.last_column)


def _is_alone(line: str, comment: str) -> bool:
    before, _, after = line.partition(comment)
    return _MARKS.fullmatch(before) is not None and not after.strip()


def _next_line(lines: Sequence[str], line: int) -> int:
    """Return the number of the next line that has words, or the line's own where there is none."""
    rest = range(line + 1, len(lines) + 1)
    return next((number for number in rest if not _MARKS.fullmatch(lines[number - 1])), line)
