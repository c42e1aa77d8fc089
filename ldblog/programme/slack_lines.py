"""Lines of a Slack message to blocks of Markdown's tree: paragraphs, lists, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ldblog.text.markdown import Node, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Inlines = list[Node]
_BULLET = re.compile(
    r"([ \t\u00a0]*)(?:[•◦▪▫‣●○■□\-*]\ufe0e?[ \t\u00a0]+|[•◦▪]\ufe0e?)(?=[^\s\ufe0e])"
)
# A year that begins a line is no number of an item.
_NUMBER = re.compile(r"([ \t\u00a0]*)(\d{1,2})[.)][ \t\u00a0]+(?=\S)")
# Slack itself counts deeper lists so.
_LETTER = re.compile(r"([ \t\u00a0]+)([a-z]|[ivx]{2,5})\.[ \t\u00a0]+(?=\S)")
# People write Markdown in Slack, too; what they call internal there stays so.
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_TAB = 4
_MAX_DEPTH = 8


@dataclass(frozen=True)
class Item:
    """An item of a list, as deep as it is indented; ``start`` is its number, None for a bullet."""

    indent: int
    start: int | None
    inlines: tuple[Node, ...]


def node(kind: str, children: Sequence[Node] = (), **fields: Any) -> Node:  # noqa: ANN401
    """Return a node that was never anywhere in a source."""
    return Node(kind, 1, 1, 1, 1, children=list(children), **fields)


def text_node(text: str) -> Node:
    """Return a node of text."""
    return node("text", literal=text)


def make_blocks(lines: Sequence[Inlines]) -> list[Node]:
    """Return the paragraphs, lists and headings that some lines are."""
    writer = _Writer()
    for line in lines:
        writer.add(line)
    writer.close()
    return writer.blocks


class _Writer:
    """Gathers lines until they are a paragraph or a list."""

    def __init__(self) -> None:
        self.blocks: list[Node] = []
        self.paragraph: list[Inlines] = []
        self.items: list[Item] = []

    def close(self) -> None:
        """End what is being gathered."""
        if self.paragraph:
            self.blocks.append(node("paragraph", _join(self.paragraph)))
        self.blocks += make_lists(self.items)
        self.paragraph, self.items = [], []

    def add(self, line: Inlines) -> None:
        """Add a line to what it belongs to."""
        item, heading = _read_item(line), _read_heading(line)
        if item is not None:
            self._add_item(item)
        elif heading is not None:
            self.close()
            self.blocks.append(heading)
        elif not _has_words(line):
            self.close()
        elif self.items and _indent_of(line) > self.items[-1].indent:
            more = (*self.items[-1].inlines, node("line_break"), *_strip_start(line))
            self.items[-1] = replace(self.items[-1], inlines=more)
        else:
            self._add_prose(line)

    def _add_item(self, item: Item) -> None:
        if self.paragraph:
            self.close()
        self.items.append(item)

    def _add_prose(self, line: Inlines) -> None:
        if self.items:
            self.close()
        self.paragraph.append(_strip_start(line))


def make_lists(items: Sequence[Item]) -> list[Node]:
    """Return the lists that items of any depth make: numbers and bullets are two."""
    return _nest(items, 0)


def _nest(items: Sequence[Item], depth: int) -> list[Node]:
    lists: list[Node] = []
    for own, below in _group(items, depth):
        blocks = [node("paragraph", own.inlines), *_nest(below, depth + 1)]
        is_same = lists and (lists[-1].start is None) == (own.start is None)
        if not is_same:
            lists.append(node("list", start=own.start, tight=True))
        lists[-1].children.append(node("item", blocks))
    return lists


def _group(items: Sequence[Item], depth: int) -> Iterator[tuple[Item, list[Item]]]:
    """Yield the items of a level, each with all those that are deeper."""
    group: list[Item] = []
    for item in items:
        if group and (item.indent <= group[0].indent or depth >= _MAX_DEPTH):
            yield group[0], group[1:]
            group = []
        group.append(item)
    if group:
        yield group[0], group[1:]


def split_inlines(inlines: Sequence[Node]) -> Iterator[Inlines]:
    """Yield inline nodes by line: line breaks among them end one."""
    line: Inlines = []
    for one in inlines:
        if one.kind == "line_break":
            yield line
            line = []
        else:
            line.append(one)
    yield line


def _join(lines: Sequence[Inlines]) -> Inlines:
    joined = list(lines[0])
    for line in lines[1:]:
        joined += [node("line_break"), *line]
    return joined


def _read_item(line: Inlines) -> Item | None:
    if not line or line[0].kind != "text":
        return None
    literal = line[0].literal
    # What follows the mark may be another node, such as a link.
    probe = literal if len(line) == 1 else f"{literal}x"
    if found := _NUMBER.match(probe):
        number = int(found[2])
        return Item(_width(found[1]), number, _cut_start(line, min(found.end(), len(literal))))
    if found := _LETTER.match(probe):
        return Item(_width(found[1]), 1, _cut_start(line, min(found.end(), len(literal))))
    if found := _BULLET.match(probe):
        return Item(_width(found[1]), None, _cut_start(line, min(found.end(), len(literal))))
    return None


def _read_heading(line: Inlines) -> Node | None:
    found = _HEADING.match(line[0].literal) if line and line[0].kind == "text" else None
    if found is None:
        return None
    return node("heading", _cut_start(line, found.end()), level=len(found[1]))


def _cut_start(line: Inlines, length: int) -> tuple[Node, ...]:
    rest = line[0].literal[length:]
    return (*([text_node(rest)] if rest else []), *line[1:])


def _strip_start(line: Inlines) -> Inlines:
    if line[0].kind != "text":
        return line
    return [*_cut_start(line, len(line[0].literal) - len(line[0].literal.lstrip()))]


def _indent_of(line: Inlines) -> int:
    literal = line[0].literal if line[0].kind == "text" else ""
    return _width(literal[: len(literal) - len(literal.lstrip())])


def _width(space: str) -> int:
    return len(space.replace("\t", " " * _TAB))


def _has_words(line: Inlines) -> bool:
    return any(plain_text(one).strip() for one in line)
