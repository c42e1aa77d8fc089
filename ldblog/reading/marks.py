"""What is decided by hand in a log: ``<!-- keep -->`` and ``<!-- drop -->``.

A log is read as if its marks were not there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ldblog.reading.aiming import Aim
from ldblog.reading.markers import Place, Stretch, find_outside_code
from ldblog.text.lines import split_lines
from ldblog.text.markdown import Node, walk
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_WORD = r"<!--+[ \t]*(?P<word>keep|drop)[ \t]*-*-->"
_MARK = compile_late(_WORD, re.IGNORECASE)
# Taking a mark out of another comment would leave that one open, and its words in the text.
_COMMENT = compile_late(r"<!--(?:-?>|.*?-->)", re.DOTALL)
_FENCE = compile_late(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
_OPENING_FENCE = compile_late(rf"(?:`{{3,}}|~{{3,}})[^`]*?(?={_WORD}[ \t]*$)", re.IGNORECASE)


class Mark(NamedTuple):
    """A keep or a drop: where it stood, where that is without marks, and what it is about."""

    keeps: bool
    place: Place
    at: Place
    about: Stretch | None = None

    def __str__(self) -> str:
        """Return it as it is written."""
        return "<!-- keep -->" if self.keeps else "<!-- drop -->"


class _Found(NamedTuple):
    word: str
    place: Place
    end: int


def read_marks(text: str, parse: Callable[[str], Node]) -> tuple[str, Node, tuple[Mark, ...]]:
    """Return a text without its marks, all else on its line, its tree, and the marks.

    Marks within code are text. ``parse`` makes the tree of a text.
    """
    document = parse(text)
    marks: list[Mark] = []
    # A mark beside a fence keeps it from being one, so that what is code changes.
    while _MARK.search(text) and (
        found := [*_find_on_fences(text, document)] or [*_find_in_text(text, document)]
    ):
        text, taken = _take(text, found)
        marks += taken
        document = parse(text)
    if not marks:
        return text, document, ()
    aim = Aim(split_lines(text), {mark.at[0] for mark in marks}, document)
    return (
        text,
        document,
        tuple(
            mark._replace(about=aim.find_about(mark.at))
            for mark in sorted(marks, key=lambda mark: mark.place)
        ),
    )


def _find_in_text(text: str, document: Node) -> Iterator[_Found]:
    for comment, place, end in find_outside_code(_COMMENT, text, document):
        found = _MARK.fullmatch(comment[0])
        if found is not None:
            yield _Found(found["word"], place, end[1])


def _find_on_fences(text: str, document: Node) -> Iterator[_Found]:
    """Yield the marks on the lines that open a block of code, or that would close it."""
    lines = split_lines(text)
    for node in walk(document):
        opening = _FENCE.match(lines[node.line - 1][node.column - 1 :])
        if node.kind != "code_block" or opening is None:
            continue
        found = _OPENING_FENCE.match(lines[node.line - 1], node.column - 1)
        if found is not None:
            yield _found_at(lines, node.line, found.end())
        inner = range(node.line + 1, node.last_line + 1)
        closing = next((n for n in inner if _would_close(lines[n - 1], opening["fence"])), 0)
        if closing:
            yield _found_at(lines, closing, 0)


def _would_close(line: str, fence: str) -> bool:
    """Tell whether a line closes a block of code but for a mark on it."""
    bare = _FENCE.fullmatch(_MARK.sub("", line).rstrip())
    return _MARK.search(line) is not None and bare is not None and bare["fence"].startswith(fence)


def _found_at(lines: Sequence[str], number: int, start: int) -> _Found:
    found = _MARK.search(lines[number - 1], start)
    assert found is not None  # noqa: S101 - for the type checker: looked at just now
    return _Found(found["word"], (number, found.start() + 1), found.end() + 1)


def _take(text: str, marks: Sequence[_Found]) -> tuple[str, list[Mark]]:
    """Return a text without some marks, which stand in order, and those."""
    lines = split_lines(text)
    removed: dict[int, int] = {}
    taken = []
    for word, place, end in marks:
        number, shift = place[0], removed.get(place[0], 0)
        line = lines[number - 1]
        before, after = line[: place[1] - 1 - shift], line[end - 1 - shift :]
        # Of the spaces on both sides, those before are enough.
        after = after.lstrip() if not before or before[-1].isspace() else after
        lines[number - 1] = before + after
        removed[number] = shift + len(line) - len(before + after)
        taken.append(Mark(word.lower() == "keep", place, (number, len(before) + 1)))
    for number in removed:
        # Spaces at a line's end would break the line.
        lines[number - 1] = lines[number - 1].rstrip()
    return "\n".join(lines), taken
