"""Markdown of a post, shown on another page: its links lead where they led from the post."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ldblog.pages.lines import relate
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import parse, plain_text
from ldblog.text.render import render_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.text.markdown import Node

_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|[/\\])", re.IGNORECASE)
# A line that gives the block above it a class or an anchor: of no use elsewhere.
_ATTRIBUTES = re.compile(r"\{:?[ ]*[.#][\w .#-]*\}[ ]*\Z")


def find_blocks(text: str) -> list[Node]:
    """Return the blocks of a Markdown text, those with a class left out; none if it is too deep."""
    try:
        blocks = parse(text).children
    except TooDeepError:
        return []
    has_class = (_ATTRIBUTES.search(plain_text(block)) for block in blocks)
    return [
        block
        for block, found in zip(blocks, has_class, strict=True)
        if block.kind == "heading" or not found
    ]


def relocate(blocks: Sequence[Node], source: str, page: str) -> list[str]:
    """Return the lines of some blocks of a post for another page, with links that work there.

    Both are paths below the folder of the site. References to footnotes are left out.
    """
    return render_blocks([_move(block, source, page) for block in blocks])


def _move(node: Node, source: str, page: str) -> Node:
    if node.kind == "footnote_reference":
        return replace(node, kind="text", literal="")
    children = [_move(child, source, page) for child in node.children]
    url = _move_url(node.url, source, page) if node.kind in {"link", "image"} else node.url
    return replace(node, url=url, children=children)


def _move_url(url: str, source: str, page: str) -> str:
    if not url or _ELSEWHERE.match(url):
        return url
    if url.startswith("#"):
        return relate(f"{source}{url}", page)
    path, mark, anchor = url.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return relate(f"{target}{mark}{anchor}", page)
