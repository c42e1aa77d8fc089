"""Markdown to a tree with source positions. The one module that knows the parser.

The parser is comrak (CommonMark 0.31 and GitHub's extensions), whose tree has the line and
column of every node. Nothing outside this module imports it.
"""

from __future__ import annotations

import operator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import comrak

from ldblog.text.limits import TooDeepError, TooManyError, refuse_bombs
from ldblog.text.lines import find_columns, has_escapes, split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set

MAX_DEPTH = 100
# A book of 300 pages has as many nodes; each costs time and memory. Cells of tables cost less.
MAX_NODES, MAX_CELLS = 20_000, 60_000

_EXTENSIONS = comrak.ExtensionOptions(
    table=True,
    strikethrough=True,
    autolink=True,
    tasklist=True,
    footnotes=True,
    math_dollars=True,
)
_OPTIONS = comrak.ParseOptions(sourcepos_chars=True, relaxed_autolinks=True)


@dataclass(slots=True)
class Node:
    """A node of the tree; ``kind`` says which of the fields mean something.

    Lines and columns count from 1, in characters; both ends are included.
    """

    kind: str
    line: int
    column: int
    last_line: int
    last_column: int
    children: list[Node] = field(default_factory=list)
    literal: str = ""  # text, code, html and math: their text; code_block: its content
    info: str = ""  # code_block: what stands after the fence
    url: str = ""  # link, image
    title: str = ""  # link, image
    level: int = 0  # heading: 1 to 6
    start: int | None = None  # list: the first number, None for bullets
    tight: bool = False  # list
    checked: bool | None = None  # item of a task list
    display: bool = False  # math
    aligns: tuple[str, ...] = ()  # table: "left", "center", "right" or ""
    name: str = ""  # footnote_definition, footnote_reference
    columns: tuple[int, ...] = ()  # text with escapes in it: where each character stands


_FIELDS = operator.attrgetter(*Node.__slots__)


def with_children(node: Node, children: list[Node]) -> Node:
    """Return a copy of a node with other children; ``replace`` takes seven times as long."""
    new = Node(*_FIELDS(node))
    new.children = children
    return new


def parse(text: str) -> Node:
    """Return the tree of a Markdown text.

    Raises TooDeepError for a text that nests more than ``MAX_DEPTH`` deep, or has too many nodes.
    """
    refuse_bombs(text, split_lines(text), _find_code)
    with _parsed(text) as source:
        document = _convert(source, 0, (count(), count()))
    # The parser moves footnotes to the end, out of the part that they were written in.
    document.children.sort(key=lambda node: node.line)
    if has_escapes(text):
        lines = split_lines(text)
        for node in walk(document):
            if node.kind == "text" and node.last_column - node.column + 1 != len(node.literal):
                stretch = slice(node.column - 1, node.last_column)
                node.columns = find_columns(lines[node.line - 1], stretch, node.literal)
    return document


def find_nodes(text: str, kinds: Set[str]) -> list[Node]:
    """Return the nodes of some kinds in a Markdown text, each with all below it, in no order.

    It takes half of the time of the whole tree. Raises TooDeepError as ``parse`` does.
    """
    refuse_bombs(text, split_lines(text), _find_code)
    found, counters = list[Node](), (count(), count())
    with _parsed(text) as document:
        pending = [document]
        for source in pending:
            if _KINDS[type(source.node_value).__name__][0] in kinds:
                found.append(_convert(source, 0, counters))
            pending += source.children
    return found


@contextmanager
def _parsed(text: str) -> Iterator[Any]:
    """Give the parser's own tree of a text, and take it apart.

    Its nodes hold one another, which garbage collection does not see (comrak-ext 0.2.8): left
    whole, none of it would ever be freed, fifteen times the size of the text.
    """
    document = comrak.parse_document(text, _EXTENSIONS, _OPTIONS)
    try:
        yield document
    finally:
        pending = [document]
        for node in pending:
            if children := node.children:
                node.children = []
                pending += children


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, in the order of the source."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        if node.children:  # which most have not
            pending += node.children[::-1]


def end_line(node: Node) -> int:
    """Return the last line of a node that is not blank.

    The parser counts the blank lines after a list or an item to it, by a line or a column 0.
    """
    while node.kind in {"list", "item", "quote"} and node.children:
        node = node.children[-1]
    return max(node.line, node.last_line - (node.last_column == 0))


def plain_text(node: Node) -> str:
    """Return the words of a node without markup, line breaks as spaces."""
    if node.kind == "text":  # which most nodes are
        return node.literal
    if node.kind in {"soft_break", "line_break"}:
        return " "
    is_comment = node.kind == "html" and node.literal.startswith("<!--")
    if is_comment or node.kind in {"html_block", "footnote_reference"}:
        return ""
    if node.children:
        return "".join([plain_text(child) for child in node.children])
    return node.literal


def _find_code(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines of code, in which the parser looks for nothing."""
    with _parsed("\n".join(lines)) as document:
        for node in document.children:
            if type(node.node_value).__name__ == "CodeBlock":
                yield from range(node.sourcepos.start.line, node.sourcepos.end.line + 1)


def _convert(source: Any, depth: int, counters: tuple[Iterator[int], Iterator[int]]) -> Node:  # noqa: ANN401
    if depth > MAX_DEPTH:
        raise TooDeepError
    value = source.node_value
    kind, fill = _KINDS[type(value).__name__]
    is_cell = kind == "cell"
    if next(counters[is_cell]) > (MAX_CELLS if is_cell else MAX_NODES):
        raise TooManyError
    place = source.sourcepos
    start, end = place.start, place.end
    node = Node(kind, start.line, start.column, end.line, end.column)
    if fill is not None:
        fill(node, value.value)
    if kind not in _LEAVES:
        node.children = [_convert(child, depth + 1, counters) for child in source.children]
    return node


# Nine of ten nodes: their children need not be asked for.
_LEAVES = frozenset({"text", "soft_break", "line_break", "code", "html", "math"})


def _fill(*names: str) -> Callable[[Node, Any], None]:
    def fill(node: Node, value: Any) -> None:  # noqa: ANN401
        for name in names:
            setattr(node, name, getattr(value, name))

    return fill


def _fill_literal(node: Node, value: Any) -> None:  # noqa: ANN401
    node.literal = value if isinstance(value, str) else value.literal


def _fill_list(node: Node, value: Any) -> None:  # noqa: ANN401
    node.start = value.start if value.list_type == comrak.ListType.Ordered else None
    node.tight = value.tight


def _fill_task(node: Node, value: Any) -> None:  # noqa: ANN401
    node.checked = value.symbol is not None


def _fill_math(node: Node, value: Any) -> None:  # noqa: ANN401
    node.literal, node.display = value.literal, value.display_math


def _fill_table(node: Node, value: Any) -> None:  # noqa: ANN401
    # The parser's enumeration has no names and cannot be a key.
    aligns = ("", "left", "center", "right")
    node.aligns = tuple(aligns[int(alignment)] for alignment in value.alignments)


_KINDS: dict[str, tuple[str, Callable[[Node, Any], None] | None]] = {
    "Document": ("document", None),
    "Paragraph": ("paragraph", None),
    "Heading": ("heading", _fill("level")),
    "List": ("list", _fill_list),
    "Item": ("item", None),
    "TaskItem": ("item", _fill_task),
    "BlockQuote": ("quote", None),
    "CodeBlock": ("code_block", _fill("literal", "info")),
    "HtmlBlock": ("html_block", _fill_literal),
    "ThematicBreak": ("rule", None),
    "Table": ("table", _fill_table),
    "TableRow": ("row", None),
    "TableCell": ("cell", None),
    "FootnoteDefinition": ("footnote_definition", _fill("name")),
    "Text": ("text", _fill_literal),
    "SoftBreak": ("soft_break", None),
    "LineBreak": ("line_break", None),
    "Code": ("code", _fill_literal),
    "HtmlInline": ("html", _fill_literal),
    "Emph": ("emphasis", None),
    "Strong": ("strong", None),
    "Strikethrough": ("strikethrough", None),
    "Link": ("link", _fill("url", "title")),
    "Image": ("image", _fill("url", "title")),
    "FootnoteReference": ("footnote_reference", _fill("name")),
    "Math": ("math", _fill_math),
}
