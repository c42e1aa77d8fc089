"""Blocks to Markdown that CommonMark and Python-Markdown read alike.

The two disagree on real logs (a list right under a line of text, lists nested by two
spaces), so posts are written from the tree and never cut from the source: a blank line
before every block, four spaces a level, code unchanged in fences, raw HTML as text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ldblog.text.inline import (
    escape_line_start,
    escape_text,
    render_inlines,
    strip_comments,
    strip_unseen,
)
from ldblog.text.lines import split_lines
from ldblog.text.markdown import Node, plain_text, with_children

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INDENT = "    "
# Something to stand on the marker's line of an item that starts with no text of its own.
EMPTY = "&#8203;"

# What could load a picture or a style of somebody else, or set how strict Mermaid is.
_NO_DIAGRAM = re.compile(
    r"""<(?!br\s*/?>|(?<=<<)\w+>>)[a-z/!?] | \#\w+; | url\s*\( | @\s*(?:\{|import) | %%\s*\{
    | \A\s*--- | ^\s*(?:class|style|link)\w*\b.*\\""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
# Where snippets are switched on, they are read even in code; a gap that none sees stops them.
_INCLUDE = re.compile(r"^([ \t]*;*-+)(?=8<-)", re.MULTILINE)
# Material's scripts look for their own parts by ids that begin so.
_RESERVED = re.compile(r"\W*__")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]+")
_BREAK_IN_CELL = re.compile(r" *\n *")


def render_blocks(blocks: Sequence[Node]) -> list[str]:
    """Return the lines of some blocks, a blank one between every two."""
    lines: list[str] = []
    before = ""
    for block in blocks:
        rendered = _BLOCKS[block.kind](block)
        if rendered:
            # Python-Markdown makes one quotation of two, so both readers get one.
            both_quotes = before == block.kind == "quote"
            lines += [*([">" if both_quotes else ""] if lines else []), *rendered]
            before = block.kind
    return lines


def render_code_block(literal: str, info: str = "") -> list[str]:
    """Return a fence with a code, each of its lines as it is."""
    literal = _shield(literal)
    longest = max((len(run) for run in re.findall(r"`{3,}", literal)), default=2)
    fence = "`" * (longest + 1)
    language = _LANGUAGE.match(info)
    body = split_lines(literal.removesuffix("\n"))
    name = language[0] if language else ""
    if name.lower() == "mermaid" and _NO_DIAGRAM.search(literal):
        name = "text"
    return [f"{fence}{name}", *body, fence]


def indent(lines: Sequence[str], prefix: str = INDENT) -> list[str]:
    """Return lines with a prefix before each that is not empty."""
    return [f"{prefix}{line}" if line else "" for line in lines]


def _render_paragraph(node: Node) -> list[str]:
    if len(node.children) == 1 and node.children[0].kind == "math" and node.children[0].display:
        formula = [line.strip() for line in split_lines(_shield(node.children[0].literal))]
        return ["$$", *filter(None, formula), "$$"]
    text = render_inlines(node.children)
    return text.split("\n") if text else []


def _render_heading(node: Node) -> list[str]:
    text = render_inlines(node.children).replace("\n", " ")
    text = re.sub(r"#+$", lambda found: "\\#" * len(found[0]), text)
    name = node.name or _own_name(plain_text(node))
    anchor = f" {{ #{name} }}" if name else ""
    return [f"{'#' * node.level} {text}{anchor}"] if text else []


def _own_name(heading: str) -> str:
    """Return an anchor for a heading of which readers would make one that is reserved."""
    slug = re.sub(r"[\W_]+", "-", heading.lower()).strip("-")
    return f"section-{slug}".rstrip("-") if _RESERVED.match(heading) else ""


def _shield(literal: str) -> str:
    return _INCLUDE.sub("\\1\u200b", strip_unseen(literal))


def render_list_items(node: Node) -> list[list[str]]:
    """Return the lines of each item of a list, with the blank line that a loose list needs."""
    items = [_render_item(item) for item in node.children]
    loose = any("" in item for item in items)
    rendered: list[list[str]] = []
    for number, item in enumerate(items, node.start if node.start is not None else 0):
        # A longer number would need a deeper indentation; readers count by themselves.
        marker = "- " if node.start is None else f"{number % 100}. "
        gap = [""] if loose and rendered else []
        rendered.append([*gap, marker + item[0], *indent(item[1:])])
    return rendered


def _render_list(node: Node) -> list[str]:
    return [line for item in render_list_items(node) for line in item]


def _render_item(item: Node) -> list[str]:
    blocks = item.children
    while len(blocks) == 1 and blocks[0].kind == "list" and len(blocks[0].children) == 1:
        blocks = blocks[0].children[0].children
    lines: list[str] = []
    for index, block in enumerate(blocks):
        rendered = _BLOCKS[block.kind](block)
        if rendered:
            follows_text = block.kind == "list" and index == 1 and bool(lines)
            # What is no text cannot stand on the marker's line.
            lines = lines or ([] if block.kind == "paragraph" else [EMPTY])
            lines += ["", *rendered] if lines and not follows_text else rendered
    return lines or [EMPTY]


def _render_quote(node: Node) -> list[str]:
    # Spaces at the end of a line are a hard break.
    return [f"> {line}" if line else ">" for line in render_blocks(node.children)]


def _render_html(node: Node) -> list[str]:
    text = " ".join(strip_comments(node.literal).split())
    return [escape_line_start(escape_text(text))] if text else []


def _render_table(node: Node) -> list[str]:
    rows = [[_render_cell(cell) for cell in row.children] for row in node.children]
    marks = {"left": ":--", "right": "--:", "center": ":-:"}
    ruler = [marks.get(align, "---") for align in node.aligns]
    return [f"| {' | '.join(row)} |" for row in [rows[0], ruler, *rows[1:]]]


def _render_cell(cell: Node) -> str:
    return _BREAK_IN_CELL.sub(
        " ", render_inlines([_without_bars(child) for child in cell.children])
    )


def _without_bars(node: Node) -> Node:
    # The readers disagree on how to write a bar within code or a formula of a cell.
    if node.kind == "code" and "|" in node.literal:
        return replace(node, kind="text")
    if node.kind == "math":
        return replace(node, literal=node.literal.replace("|", "\\vert "))
    return with_children(node, [_without_bars(child) for child in node.children])


def _render_footnote(node: Node) -> list[str]:
    lines = render_blocks(node.children)
    return [f"[^{node.name}]: {lines[0]}", *indent(lines[1:])] if lines else []


_BLOCKS: dict[str, Callable[[Node], list[str]]] = {
    "paragraph": _render_paragraph,
    "heading": _render_heading,
    "list": _render_list,
    "item": lambda node: render_blocks(node.children),
    "quote": _render_quote,
    "code_block": lambda node: render_code_block(node.literal, node.info),
    "html_block": _render_html,
    "rule": lambda _node: ["---"],
    "table": _render_table,
    "footnote_definition": _render_footnote,
}
