"""What is decided by hand in a log: ``<!-- keep -->`` and ``<!-- drop -->``.

A log is read as if its marks were not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ldblog.aiming import find_about
from ldblog.markdown import Node, split_lines
from ldblog.markers import Place, Stretch, find_outside_code

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = re.compile(r"<!--+[ \t]*(?P<word>keep|drop)[ \t]*-*-->", re.IGNORECASE)
# Taking a mark out of another comment would leave that one open, and its words in the text.
_COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """A keep or a drop: where it stood, where that is without marks, and what it is about."""

    keeps: bool
    place: Place
    at: Place
    about: Stretch | None = None

    def __str__(self) -> str:
        """Return it as it is written."""
        return "<!-- keep -->" if self.keeps else "<!-- drop -->"


def take_marks(text: str, document: Node) -> tuple[str, list[Mark]]:
    """Return a text without its marks, all else on its line, and the marks that stood in it.

    Marks within code are text.
    """
    marks: list[Mark] = []
    if _MARK.search(text) is None:
        return text, marks
    lines = split_lines(text)
    removed: dict[int, int] = {}
    for comment, place, end in find_outside_code(_COMMENT, text, document):
        found = _MARK.fullmatch(comment[0])
        if found is None:
            continue
        number, shift = place[0], removed.get(place[0], 0)
        line = lines[number - 1]
        before, after = line[: place[1] - 1 - shift], line[end[1] - 1 - shift :]
        # Of the spaces on both sides, those before are enough.
        after = after.lstrip() if not before or before[-1].isspace() else after
        lines[number - 1] = before + after
        removed[number] = shift + len(line) - len(before + after)
        marks.append(Mark(found["word"].lower() == "keep", place, (number, len(before) + 1)))
    for number in removed:
        # Spaces at a line's end would break the line.
        lines[number - 1] = lines[number - 1].rstrip()
    return "\n".join(lines), marks


def aim_marks(marks: Sequence[Mark], text: str, document: Node) -> tuple[Mark, ...]:
    """Return marks with what they are about; ``text`` and ``document`` are without marks."""
    lines = split_lines(text)
    marked = {mark.at[0] for mark in marks}
    return tuple(
        replace(mark, about=find_about(mark.at, lines, marked, document)) for mark in marks
    )
