"""Markdown of posts as it is read away from the site: whole addresses, no ids or classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.text.limits import TooDeepError
from ldblog.text.lines import split_lines
from ldblog.text.markdown import find_nodes

if TYPE_CHECKING:
    from ldblog.pages.whole_addresses import Addresses
    from ldblog.text.markdown import Node

_LINKS, _LITERAL = frozenset({"link", "image"}), frozenset({"code_block", "math"})
_STYLES = re.compile(r"[ \t]*\{[ \t]*[.#][^{}\n]*\}[ \t]*$")
_DEFINITION = re.compile(r"( {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*)(\S+)")
# Where a link leads, and its title, as they stand between brackets.
_TARGET = re.compile(
    r"""\](\([ \t]*)(?:<[^<>\n]*>|[^\s<>]*?)([ \t]+(?:"[^\n]*"|'[^\n]*'|\([^\n]*\)))?[ \t]*\)$"""
)


def to_markdown(text: str, path: str, addresses: Addresses) -> str:
    """Return the Markdown of a page with whole addresses, and without ids and classes.

    What nests too deeply to be read is returned as it is.
    """
    try:
        nodes = find_nodes(text, _LINKS | _LITERAL)
    except TooDeepError:
        return text
    lines = split_lines(text)
    links = [node for node in nodes if node.kind in _LINKS]
    # From the end, so that what is still to come is where it was.
    for node in sorted(links, key=lambda node: (node.last_line, node.last_column), reverse=True):
        _replace_address(lines, node, addresses.resolve(node.url, path))
    code = {
        number
        for node in nodes
        if node.kind in _LITERAL
        for number in range(node.line, node.last_line + 1)
    }
    plain = (
        line if number in code else _simplify(line, path, addresses)
        for number, line in enumerate(lines, 1)
    )
    return "\n".join(line for line in plain if line is not None).strip() + "\n"


def _replace_address(lines: list[str], node: Node, address: str) -> None:
    """Put another address where a link or picture has its own, if it stands there on one line."""
    line = lines[node.last_line - 1]
    inner = [child for child in node.children if child.last_line == node.last_line]
    start = (
        inner[-1].last_column if inner else node.column if node.kind == "link" else node.column + 1
    )
    found = _TARGET.match(line[start : node.last_column])
    # None: an address alone, or one that stands elsewhere.
    if found:
        target = f"]({address}{found[2] or ''})"
        lines[node.last_line - 1] = line[:start] + target + line[node.last_column :]


def _simplify(line: str, path: str, addresses: Addresses) -> str | None:
    """Return a line without what only the site's stylesheet reads; None if nothing is left."""
    found = _DEFINITION.match(line)
    if found:
        return f"{found[1]}{addresses.resolve(found[2].strip('<>'), path)}{line[found.end() :]}"
    simple = _STYLES.sub("", line)
    return simple if simple.strip() or not line.strip() else None
