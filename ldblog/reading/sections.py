"""A log's blocks in stretches, each of one part and one subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ldblog.reading.parts import NEVER_PUBLISHED, Part, is_bold, label_of, lead_part, part_of
from ldblog.text.markdown import Node, end_line, plain_text, with_children

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAKS = frozenset({"soft_break", "line_break"})
_HTML_HEADING = re.compile(r"<(?:h([1-6])|summary)\b[^>]*>(.*?)</", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


class Section(NamedTuple):
    """Blocks that share a part (None: no heading that is known) and a subject.

    ``heading`` is the node that opened the section, when one did.
    """

    part: Part | None
    subject: str
    blocks: tuple[Node, ...]
    heading: Node | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Its heading, if it has one, and its blocks."""
        return self.blocks if self.heading is None else (self.heading, *self.blocks)

    @property
    def first_line(self) -> int:
        """The line it begins on."""
        return self.nodes[0].children[0].line if self._is_item else self.nodes[0].line

    @property
    def last_line(self) -> int:
        """The line it ends on."""
        return max(end_line(node) for node in self.nodes)

    @property
    def _is_item(self) -> bool:
        return self.heading is None and self.blocks[0].kind == "list"


class _Heading(NamedTuple):
    level: int
    part: Part | None
    subject: str


@dataclass
class _State:
    """Where the walk stands: the headings above, and the label since the last of them."""

    headings: list[_Heading] = field(default_factory=list)
    label: Part | None = None
    label_subject: str = ""

    def enter(self, heading: Node) -> None:
        text = plain_text(heading).strip()
        while self.headings and self.headings[-1].level >= heading.level:
            self.headings.pop()
        above = self.headings[-1] if self.headings else _Heading(0, None, "")
        part = part_of(text)
        if above.part in NEVER_PUBLISHED or part is None:
            part = above.part
        subject = above.subject if part_of(text) else text
        self.headings.append(_Heading(heading.level, part, subject))
        self.label, self.label_subject = None, ""

    @property
    def part(self) -> Part | None:
        above = self.headings[-1].part if self.headings else None
        return above if above in NEVER_PUBLISHED or self.label is None else self.label

    @property
    def subject(self) -> str:
        return self.label_subject or (self.headings[-1].subject if self.headings else "")


def split_sections(document: Node) -> list[Section]:
    """Return the sections of a document, in order; headings and labels are in none."""
    state = _State()
    sections: list[Section] = []
    for block in document.children:
        sections += _sections_of(block, state)
    return sections


def _sections_of(block: Node, state: _State) -> Iterator[Section]:
    if block.kind == "heading":
        state.enter(block)
        yield Section(state.part, state.subject, (), block)
    elif block.kind == "list":
        yield from _split_list(block, state.part, state)
        margin = next(filter(None, map(_margin_part, _walk_long(block))), None)
        state.label = margin or state.label
    elif block.kind == "paragraph":
        for piece in split_labelled(block):
            yield _section_of(piece, state)
    else:
        for heading in _html_headings(block):
            state.enter(heading)
        yield Section(state.part, state.subject, (block,))


def _section_of(paragraph: Node, state: _State) -> Section:
    if _is_label(paragraph):
        _enter_label(paragraph, state)
        return Section(state.part, state.subject, (), paragraph)
    state.label = lead_part(paragraph) or state.label
    return Section(state.part, state.subject, (paragraph,))


def _html_headings(block: Node) -> Iterator[Node]:
    """Yield the headings in a block of HTML as if they were Markdown's."""
    for found in _HTML_HEADING.finditer(block.literal if block.kind == "html_block" else ""):
        words = Node("text", block.line, 1, block.line, 1, literal=_TAG.sub("", found[2]))
        yield replace(words, kind="heading", level=int(found[1] or 6), children=[words])


def split_labelled(paragraph: Node) -> list[Node]:
    """Return a paragraph, cut where one of its lines labels what follows: ``Next: …``."""
    breaks = [index for index, node in enumerate(paragraph.children) if node.kind in _BREAKS]
    if not breaks:
        return [paragraph]
    starts, ends = [0, *(at + 1 for at in breaks)], [*breaks, len(paragraph.children)]
    lines = [
        _line_of(paragraph.children[start:end])
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]
    is_labelled = _opening(lines[0]) is not None
    pieces = [[lines[0]]]
    for before, line in pairwise(lines):
        part = _opening(line)
        label = label_of(before)
        follows = label is not None and part_of(label) is not None
        # Prose can happen to break before "code:"; what is private is held back all the same.
        if follows or part in NEVER_PUBLISHED or (part is not None and is_labelled):
            pieces.append([])
        pieces[-1].append(line)
    return [paragraph] if len(pieces) == 1 else [_join_lines(piece) for piece in pieces]


def _opening(line: Node) -> Part | None:
    return lead_part(line) or (part_of(plain_text(line)) if is_bold(line) else None)


def _line_of(nodes: list[Node]) -> Node:
    first, last = nodes[0], nodes[-1]
    return Node("paragraph", first.line, first.column, last.last_line, last.last_column, nodes)


def _join_lines(lines: list[Node]) -> Node:
    nodes = [*lines[0].children]
    for before, line in pairwise(lines):
        end = (before.last_line, before.last_column)
        nodes += [Node("soft_break", *end, *end), *line.children]
    return _line_of(nodes)


def _is_label(paragraph: Node) -> bool:
    label = label_of(paragraph)
    return label is not None and (is_bold(paragraph) or part_of(label) is not None)


def _enter_label(paragraph: Node, state: _State) -> None:
    label = label_of(paragraph) or ""
    part = part_of(label)
    # A label that is not known ends no part that is held back: fail closed.
    if part is not None:
        state.label, state.label_subject = part, ""
    elif state.label not in NEVER_PUBLISHED:
        state.label, state.label_subject = None, label.rstrip(":： ")


def _split_list(block: Node, part: Part | None, state: _State) -> Iterator[Section]:
    """Yield a list's items in sections: an item such as ``Next:`` labels what is in it.

    One with nothing in it labels the items that follow.
    """
    current = part
    for item in block.children:
        named = _item_part(item)
        inner = part if part in NEVER_PUBLISHED else named or current
        if named is not None and label_of(item.children[0]) is not None:
            if len(item.children) == 1:
                current = inner
            yield Section(inner, state.subject, (), item.children[0])
            for child in item.children[1:]:
                yield from _labelled(child, inner, state)
        else:
            yield Section(inner, state.subject, (with_children(block, [item]),))
        current = next(filter(None, map(_margin_part, _walk_long(item))), current)


def _walk_long(node: Node) -> Iterator[Node]:
    """Yield a node and all below it of more than one line."""
    if node.line != node.last_line:
        yield node
        for child in node.children:
            yield from _walk_long(child)


def _margin_part(node: Node) -> Part | None:
    """Return the private part that the last line of an item's paragraph labels.

    ``next:`` at the margin right under an item is, to Markdown, a line of that item.
    """
    if node.kind != "paragraph":
        return None
    last = split_labelled(node)[-1]
    label = label_of(last) if last.column < node.column else None
    part = part_of(label) if label is not None else None
    return part if part in NEVER_PUBLISHED else None


def _labelled(block: Node, part: Part | None, state: _State) -> Iterator[Section]:
    if block.kind == "list":
        yield from _split_list(block, part, state)
    else:
        yield Section(part, state.subject, (block,))


def _item_part(item: Node) -> Part | None:
    if not item.children or item.children[0].kind != "paragraph":
        return None
    label = label_of(item.children[0])
    if label is not None:
        return part_of(label)
    words = plain_text(item.children[0]) if len(item.children) > 1 else ""
    # ``- Next`` with items under it needs no colon to be what is never published.
    bare = part_of(words) if len(words.split()) == 1 else None
    return bare if bare in NEVER_PUBLISHED else lead_part(item.children[0])
