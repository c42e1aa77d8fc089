"""Sections to units: the smallest things that can be published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ldblog.reading.markers import PLACEHOLDER
from ldblog.text.cut import COLONS, cut_dangling, dangles
from ldblog.text.inline import strip_comments
from ldblog.text.markdown import Node, end_line, plain_text, walk
from ldblog.text.sentences import count_words, split_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldblog.reading.parts import Part
    from ldblog.reading.sections import Section

_CONTAINERS = frozenset(
    {"document", "list", "item", "quote", "table", "row", "footnote_definition"}
)
_SEEN = frozenset({"image", "html_block"})
_FIGURES = frozenset({"code_block", "table", "quote", "html_block"})


@dataclass(frozen=True, eq=False)
class Unit:
    """A list item with what hangs under it, a sentence, or a figure, with its place.

    ``intro`` is the sentence that introduces it, where one does. ``index`` counts the units
    of a log, and one more where something between two of them is held back; those cut from the
    same block have the same ``group``. ``is_kept`` says that somebody marked it with a keep.
    Lines count from 1, both ends included.
    """

    path: str
    first_line: int
    last_line: int
    part: Part | None
    subject: str
    block: Node
    index: int
    group: int
    intro: Node | None = None
    is_kept: bool = False

    @cached_property
    def start(self) -> tuple[int, int]:
        """The line and column at which its words begin, in the file."""
        for node in self.block.children if self.block.kind == "paragraph" else ():
            gap = len(node.literal) - len(node.literal.lstrip(f"{PLACEHOLDER} "))
            if node.kind != "text":
                return node.line, node.column
            if gap < len(node.literal):
                return node.line, node.columns[gap] if node.columns else node.column + gap
        return self.first_line, 1

    @property
    def source(self) -> str:
        """Where it stands, as provenance says it: ``asha.md:12-14``."""
        return source_of(self.path, self.first_line, self.last_line)

    @cached_property
    def text(self) -> str:
        """The words of the unit, without markup."""
        return " ".join(text_of(self.block).split())

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes of its block."""
        return tuple(walk(self.block))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of its nodes."""
        return frozenset(node.kind for node in self.nodes)

    @cached_property
    def words(self) -> int:
        """How many words it has, with those that introduce it."""
        intro = count_words(text_of(self.intro)) if self.intro is not None else 0
        return intro + count_words(self.text)

    @cached_property
    def dangles(self) -> bool:
        """Whether it is an item that only introduces what does not hang under it."""
        return self.block.kind == "list" and dangles(self.block)


def source_of(path: str, first_line: int, last_line: int) -> str:
    """Return a place in a log as provenance says it, by the file's own name."""
    name = path.rsplit("/", 1)[-1]
    return f"{name}:{first_line}" + (f"-{last_line}" if last_line > first_line else "")


def text_of(block: Node) -> str:
    """Return the words of a block, those of its blocks apart from one another."""
    if block.kind in _CONTAINERS:
        return "\n".join([text_of(child) for child in block.children])
    return plain_text(block)


def split_units(path: str, sections: Iterable[Section]) -> list[Unit]:
    """Return the units of some sections, in order."""
    units: list[Unit] = []
    intro: Node | None = None
    for section in sections:
        if section.heading is not None:
            intro = None
        for block in section.blocks:
            if units and _completes(units[-1], section, block):
                units[-1] = _put_under(units[-1], block)
                continue
            sentences = split_paragraph(block) if _is_prose(block) else []
            introduces = bool(sentences) and text_of(sentences[-1]).rstrip().endswith(COLONS)
            found = sentences[:-1] if introduces else sentences or [block]
            found = [one for one in found if _says_something(one)]
            if block.kind in _BLOCK_KINDS:
                units += _units_of(path, section, found, len(units), intro)
            if block.kind != "list":
                intro = sentences[-1] if introduces else None
    return [
        replace(unit, block=cut_dangling(unit.block)) if unit.dangles else unit for unit in units
    ]


def _completes(unit: Unit, section: Section, block: Node) -> bool:
    """Tell whether a figure is what the item right before it introduces: ``it takes a line:``."""
    is_formula = block.kind == "paragraph" and [it.kind for it in block.children] == ["math"]
    is_figure = is_formula or block.kind in {"code_block", "table"}
    goes_on = (unit.part, unit.subject) == (section.part, section.subject)
    is_next = section.heading is None and block.line - unit.last_line <= 2
    return is_figure and goes_on and is_next and unit.dangles


def _put_under(unit: Unit, figure: Node) -> Unit:
    *others, last = unit.block.children
    item = replace(last, children=[*last.children, figure])
    block = replace(unit.block, children=[*others, item])
    return replace(unit, block=block, last_line=end_line(figure))


def _units_of(
    path: str, section: Section, blocks: Sequence[Node], group: int, intro: Node | None
) -> Iterator[Unit]:
    for index, block in enumerate(blocks, group):
        needed = intro if block.kind in _FIGURES or block.kind == "list" else None
        yield Unit(
            path,
            (block.children[0] if block.kind == "list" else block).line,
            end_line(block),
            section.part,
            section.subject,
            block,
            index,
            group,
            needed,
        )


def _says_something(block: Node) -> bool:
    """Tell whether a block has more than comments in it."""
    if block.kind == "html_block":
        return bool(strip_comments(block.literal).strip())
    says = any(mark.isprintable() and mark != " " for mark in text_of(block))
    return says or any(node.kind in _SEEN for node in walk(block))


def _is_prose(block: Node) -> bool:
    """Tell whether a block is a paragraph of words, not a picture or a formula on its own."""
    if block.kind != "paragraph":
        return False
    visible = [node for node in block.children if node.kind != "soft_break"]
    return not all(node.kind in {"image", "math", "html"} for node in visible)


_BLOCK_KINDS = _FIGURES | {"paragraph", "list", "item", "row", "cell", "heading"}
