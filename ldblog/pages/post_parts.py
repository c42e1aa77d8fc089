"""The parts of a post's body: its lead, its highlights, and what each of its entries says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.composing.compose import MORE
from ldblog.text.limits import TooDeepError
from ldblog.text.lines import split_lines
from ldblog.text.markdown import parse, plain_text, walk
from ldblog.withdrawing.owned import find_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ldblog.text.markdown import Node

_HIGHLIGHTS = re.compile(r"##[ \t]+Highlights[ \t]*(?:\{[^{}]*\}[ \t]*)?")
_ABOVE = re.compile(r"#{1,2}[ \t]")


@dataclass(frozen=True)
class Highlight:
    """A learning that stands on top of a post; ``anchor`` is the entry that it is from.

    ``text`` is Markdown, names included, whose links are relative to the post.
    """

    text: str
    anchor: str


def find_lead(body: str) -> str:
    """Return the Markdown above ``<!-- more -->``, empty where there is no such line."""
    lead, more, _rest = body.partition(MORE)
    return lead.strip() if more else ""


def find_title(body: str) -> str:
    """Return the text of a body's first heading of the first level, empty if there is none."""
    headings = (node for node in _parse(body) if node.kind == "heading" and node.level == 1)
    return next((plain_text(node).strip() for node in headings), "")


def find_highlights(body: str) -> tuple[Highlight, ...]:
    """Return the highlights of a body."""
    lines = split_lines(body)
    starts = [number for number, line in enumerate(lines, 1) if _HIGHLIGHTS.fullmatch(line)]
    if not starts:
        return ()
    section = lines[starts[0] :]
    end = next((n for n, line in enumerate(section) if _ABOVE.match(line)), len(section))
    section = section[:end]
    lists = [node for node in _parse("\n".join(section)) if node.kind == "list"]
    items = [item for node in lists for item in node.children]
    return tuple(Highlight(_cut(section, item), _find_anchor(item)) for item in items)


def find_entry_texts(body: str, anchors: Set[str]) -> dict[str, str]:
    """Return the Markdown below the heading of each entry that the body has, by its anchor."""
    lines = split_lines(body)
    return {
        anchor: "\n".join(lines[block.start + 1 : block.stop]).strip()
        for anchor, block in find_blocks(lines, anchors).items()
    }


def _parse(text: str) -> Sequence[Node]:
    try:
        return parse(text).children
    except TooDeepError:
        return ()


def _cut(lines: Sequence[str], item: Node) -> str:
    """Return the Markdown of an item, without the mark and the indentation of its list."""
    found = [line[4:] if line[:4].isspace() else line for line in lines[item.line : item.last_line]]
    first = lines[item.line - 1][item.column - 1 :].partition(" ")[2]
    return "\n".join([first, *found]).strip()


def _find_anchor(item: Node) -> str:
    """Return where the last link within the page leads: who a highlight is from stands last."""
    links = [node.url for node in walk(item) if node.kind == "link" and node.url.startswith("#")]
    return links[-1][1:] if links else ""
