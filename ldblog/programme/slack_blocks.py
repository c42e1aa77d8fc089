"""Slack's blocks (Block Kit) to the tree that Markdown is written from.

What people type is one block of rich text; the others come from apps and workflows. A block of a
kind that is not known says what text it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ldblog.programme.slack_lines import Inlines, make_blocks, node, text_node
from ldblog.programme.slack_markup import parse_mrkdwn
from ldblog.programme.slack_rich import mappings, parse_rich_text, read_inlines, word_of
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import Node, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldblog.programme.slack_names import Names


def parse_blocks(blocks: Any, names: Names) -> list[Node]:  # noqa: ANN401 - whatever the JSON holds
    """Return the blocks of a tree for the blocks of a message; what is no block is nothing."""
    found: list[Node] = []
    for block in mappings(blocks):
        read = _BLOCKS.get(word_of(block, "type"), _read_unknown)
        found += read(block, names)
    return found


def _read_text(value: Any, names: Names) -> list[Node]:  # noqa: ANN401
    """Return the blocks of a text object, which says in which markup it is."""
    words = word_of(value, "text")
    if word_of(value, "type") == "plain_text":
        return make_blocks([[text_node(line)] if line else [] for line in words.split("\n")])
    if word_of(value, "type") == "rich_text":
        return parse_rich_text(value, names)
    return parse_mrkdwn(words, names)


def _read_section_block(block: dict[str, Any], names: Names) -> list[Node]:
    found = _read_text(block.get("text"), names)
    for one in mappings(block.get("fields")):
        found += _read_text(one, names)
    return found


def _read_header(block: dict[str, Any], _names: Names) -> list[Node]:
    words = " ".join(word_of(block.get("text"), "text").split())
    return [node("heading", [text_node(words)], level=3)] if words else []


def _read_context(block: dict[str, Any], names: Names) -> list[Node]:
    found = [_read_text(one, names) for one in mappings(block.get("elements"))]
    return [one for blocks in found for one in blocks]


def _read_picture(block: dict[str, Any], _names: Names) -> list[Node]:
    """Return what a picture or a video is called; it is in Slack, and not in the export."""
    title = block.get("title")
    words = word_of(block, "alt_text") or word_of(title, "text") or word_of(block, "title")
    return [node("paragraph", [text_node(words)])] if words.strip() else []


def _read_table(block: dict[str, Any], names: Names) -> list[Node]:
    given = block.get("rows")
    cells = [
        [_read_cell(cell, names) for cell in row] for row in given or () if isinstance(row, list)
    ]
    width = max(map(len, cells), default=0)
    if not width or not isinstance(given, list):
        return []
    rows = [
        node(
            "row",
            [*(node("cell", it) for it in row), *(node("cell") for _ in range(width - len(row)))],
        )
        for row in cells
    ]
    return [node("table", rows, aligns=("",) * width)]


def _read_cell(cell: Any, names: Names) -> Inlines:  # noqa: ANN401
    if word_of(cell, "type") != "rich_text":
        return [text_node(" ".join(word_of(cell, "text").split()))]
    elements = [one for it in mappings(cell.get("elements")) for one in read_inlines(it, names)]
    return [text_node(" ") if one.kind == "line_break" else one for one in elements]


def _read_markdown(block: dict[str, Any], _names: Names) -> list[Node]:
    try:
        return parse(word_of(block, "text")).children
    except TooDeepError:
        # Too deep or too much for any log.
        return []


def _read_nothing(_block: dict[str, Any], _names: Names) -> list[Node]:
    """Return nothing: buttons, and lines between other blocks, say nothing."""
    return []


def _read_unknown(block: dict[str, Any], names: Names) -> list[Node]:
    text = block.get("text")
    return (
        _read_text(text, names)
        if isinstance(text, dict)
        else parse_mrkdwn(word_of(block, "text"), names)
    )


_BLOCKS: dict[str, Callable[[dict[str, Any], Names], list[Node]]] = {
    "rich_text": parse_rich_text,
    "section": _read_section_block,
    "header": _read_header,
    "context": _read_context,
    "image": _read_picture,
    "video": _read_picture,
    "table": _read_table,
    "markdown": _read_markdown,
    "divider": _read_nothing,
    "actions": _read_nothing,
    "input": _read_nothing,
    "file": _read_nothing,
}
