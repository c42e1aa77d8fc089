"""A message from Slack as Markdown that says the same, whatever is in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ldblog.programme.slack_blocks import parse_blocks
from ldblog.programme.slack_markup import parse_mrkdwn
from ldblog.text.limits import TooDeepError, TooManyError
from ldblog.text.markdown import Node, parse, plain_text, walk, with_children
from ldblog.text.render import render_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.programme.slack_names import Names

# The author's own marks mean in Slack what they mean in a log.
_MARK = re.compile(
    r"<!--[ \t]*/?[ \t]*(?:internal|private|confidential|keep|drop)\b(?:(?!-->)[^\n])*-->",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "\ue000", "\ue001"
_STAND_IN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SPACE = re.compile(r"\s+|\u200b")
# Where one does not read back as it was meant, the words count more than how they are set.
_DOUBTFUL = (frozenset[str](), frozenset({"emphasis", "strikethrough"}),
             frozenset({"emphasis", "strikethrough", "strong"}))  # fmt: skip


def render_message(message: Mapping[str, Any], names: Names) -> str:
    """Return the Markdown of a message, by its blocks, or by its text where it has none.

    Empty for one without words.
    """
    blocks = parse_blocks(message.get("blocks"), names)
    if not any(plain_text(one).strip() for block in blocks for one in walk(block)):
        text = message.get("text")
        blocks = parse_mrkdwn(text if isinstance(text, str) else "", names)
    return render_nodes(blocks)


def render_markup(text: str, names: Names) -> str:
    """Return the Markdown of a text in Slack's markup."""
    return render_nodes(parse_mrkdwn(text, names))


def render_nodes(blocks: Sequence[Node]) -> str:
    """Return the Markdown of some blocks, of which each word is read back as it stood."""
    marks: list[str] = []
    blocks = [_set_marks_aside(block, marks) for block in blocks]
    lines: list[str] = []
    for block in blocks:
        rendered = render_blocks([_keep_readable(block)])
        lines += ["", *rendered] if lines and rendered else rendered
    text = "\n".join(line.rstrip() if line.isspace() else line for line in lines)
    return _STAND_IN.sub(lambda found: marks[int(found[1])], text)


def _set_marks_aside(node: Node, marks: list[str]) -> Node:
    """Return a node in which a stand-in is where its author put a mark; code has none."""
    if node.kind == "text":
        clean = node.literal.replace(_OPEN, "").replace(_CLOSE, "")
        return replace(node, literal=_MARK.sub(lambda it: _stand_in(it[0], marks), clean))
    if not node.children:
        return node
    return with_children(node, [_set_marks_aside(child, marks) for child in node.children])


def _stand_in(mark: str, marks: list[str]) -> str:
    marks.append(mark)
    return f"{_OPEN}{len(marks) - 1}{_CLOSE}"


def _keep_readable(block: Node) -> Node:
    """Return a block with as much emphasis as reads back."""
    if block.kind in {"list", "quote", "item"}:
        return with_children(block, [_keep_readable(child) for child in block.children])
    for without in _DOUBTFUL:
        tried = _strip(block, without)
        if _reads_back(tried):
            return tried
    return _strip(block, _DOUBTFUL[-1])


def _reads_back(block: Node) -> bool:
    try:
        found = parse("\n".join(render_blocks([block])))
    except (TooDeepError, TooManyError):
        return False
    return _words(found) == _words(block)


def _words(node: Node) -> str:
    return _SPACE.sub("", "".join(_texts(node)))


def _texts(node: Node) -> Iterator[str]:
    for one in walk(node):
        if not one.children:
            yield plain_text(one)


def _strip(node: Node, kinds: frozenset[str]) -> Node:
    children: list[Node] = []
    for child in node.children:
        stripped = _strip(child, kinds) if child.children else child
        children += stripped.children if stripped.kind in kinds else [stripped]
    return with_children(node, children)
