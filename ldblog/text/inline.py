"""Inline nodes to Markdown that CommonMark and Python-Markdown read alike.

What would mean something to either of them and is only text here is escaped: with a
backslash where both know it, else as an entity. Raw HTML is text; comments are dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.text.markdown import plain_text, walk
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ldblog.text.markdown import Node

HARD_BREAK = "  \n"

# Control characters, the stand-in for hidden words, what turns the words after it round (in a
# line that others share), a mark of byte order, and letters that no one sees.
_UNSEEN = compile_late(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f]"
)
# What is the end of a line to YAML, or to Python.
_SEPARATOR = compile_late("[\x85\u2028\u2029]")
_COMMENT = compile_late(r"<!--.*?(?:-->|\Z)", re.DOTALL)
LINE_BREAK_TAG = compile_late(r"<br\s*/?>", re.IGNORECASE)
_SPECIAL = compile_late(r"[\\`*\[\]{}|]")
_TAG_START = compile_late(r"<(?=[A-Za-z/!?]|$)")
_ENTITY_START = compile_late(r"&(?=#?\w+;)")
_LONE_UNDERSCORE = compile_late(r"(?<![^\W_])_|_(?![^\W_])")
_BLOCK_START = compile_late(
    r"[ \t]*(?:([#>]|[+-](?=[ \t+-]|$)|-(?=8<)|!(?=!!)|\d{1,9}(?=[.)](?:[ \t]|$)))"
    r"|(=|\?(?=\?\?)|/(?=//)))"
)
_UNSAFE_IN_URL = compile_late(r"[\s<>()\\`\"'\[\]{}|$]")
# An address without marks is a link to one reader alone; ``:name:`` is a picture to some.
_BARE_ADDRESS = compile_late(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_SHORTCODE = compile_late(r":(?=[\w+-]+:)")


_IN_TITLE = compile_late(r"[\"'()]")


def render_inlines(nodes: Sequence[Node]) -> str:
    """Return inline nodes as Markdown, without leading or trailing white space.

    The result has line breaks only after hard breaks.
    """
    pairs = "".join(child.literal for node in nodes for child in walk(node) if _is_text(child))
    paired = {mark for mark in "$~" if pairs.count(mark) > 1 or _has_partner(nodes, mark)}
    text = _render_all(nodes, frozenset({":", *paired})).strip()
    return HARD_BREAK.join(escape_line_start(line.strip()) for line in text.split("\n"))


def escape_text(text: str, marks: frozenset[str] = frozenset("$~:")) -> str:
    """Return text so that every reader shows it as it is, wherever in a line it stands.

    ``marks`` says what else must be escaped: ``$`` and ``~`` where they could pair, and ``:``
    where an address would become a link for one reader and stay text for the other.
    """
    text = strip_unseen(text).replace("\t", " ").replace("\n", " ")
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _ENTITY_START.sub("&amp;", text) if "&" in text else text
    text = _LONE_UNDERSCORE.sub(r"\\_", text) if "_" in text else text
    text = _SHORTCODE.sub(_entity, text) if ":" in text else text
    for mark in "$~":
        text = text.replace(mark, f"\\{mark}") if mark in marks else text
    if ":" in marks and (":" in text or "www" in text.lower()):
        text = _BARE_ADDRESS.sub(_entity, text)
    return _TAG_START.sub("&lt;", text) if "<" in text else text


def strip_unseen(text: str) -> str:
    """Return a text without what nobody sees, and that could change how others' words read.

    Marks that belong to a script or an emoji stay, such as those that join letters.
    """
    return text if text.isprintable() else _strip_unseen(text)


def _strip_unseen(text: str) -> str:
    return _SEPARATOR.sub(" ", _UNSEEN.sub("", text))


def escape_line_start(line: str) -> str:
    """Return a line so that nothing at its start opens a block."""
    found = _BLOCK_START.match(line)
    if found is None:
        return line
    if found[1] is None:  # not all readers know a backslash before it
        at = found.start(2)
        return f"{line[:at]}&#{ord(found[2])};{line[at + 1 :]}"
    at = found.end() if found[1].isdigit() else found.start(1)
    return f"{line[:at]}\\{line[at:]}"


def escape_url(url: str) -> str:
    """Return an address that can stand between the parentheses of a link."""

    def quote(found: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8"))

    safe = _UNSAFE_IN_URL.sub(quote, url)
    return _ENTITY_START.sub("&amp;", safe if safe.isprintable() else _UNSEEN.sub(quote, safe))


def render_code(literal: str) -> str:
    """Return a code span with as many backticks as its content needs."""
    literal = strip_unseen(literal)
    runs = {len(run) for run in re.findall(r"`+", literal)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    space = " " if literal.startswith("`") or literal.endswith("`") else ""
    return f"{fence}{space}{literal}{space}{fence}" if literal.strip() else ""


def strip_comments(html: str) -> str:
    """Return raw HTML without its comments; one that is not closed reaches to the end."""
    return _COMMENT.sub("", html)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _is_text(node: Node) -> bool:
    return node.kind in {"text", "html"}


def _has_partner(nodes: Sequence[Node], mark: str) -> bool:
    kind = "math" if mark == "$" else "strikethrough"
    return any(child.kind == kind for node in nodes for child in walk(node))


def _render_all(nodes: Sequence[Node], marks: frozenset[str]) -> str:
    parts = []
    for index, node in enumerate(nodes):
        text = _INLINES[node.kind](node, marks)
        before_link = index + 1 < len(nodes) and nodes[index + 1].kind == "link"
        if before_link and text.endswith("!"):
            text = f"{text[:-1]}\\!"
        parts.append(text)
    return "".join(parts)


def _render_text(node: Node, marks: frozenset[str]) -> str:
    return escape_text(node.literal, marks)


def _render_html(node: Node, marks: frozenset[str]) -> str:
    if LINE_BREAK_TAG.fullmatch(node.literal):
        return HARD_BREAK
    return escape_text(strip_comments(node.literal), marks)


def _render_code_span(node: Node, marks: frozenset[str]) -> str:
    # Python's own HTML parser, with which MkDocs looks for anchors, raises for it.
    return escape_text(node.literal, marks) if "<![" in node.literal else render_code(node.literal)


def _render_emphasis(node: Node, marks: frozenset[str]) -> str:
    # Python-Markdown reads no strong text within single asterisks.
    nested = any(child.kind == "strong" for child in walk(node))
    return _wrap(node, "_" if nested else "*", marks)


def _render_strong(node: Node, marks: frozenset[str]) -> str:
    return _wrap(node, "**", marks)


def _render_strikethrough(node: Node, marks: frozenset[str]) -> str:
    return _wrap(node, "~~", marks)


def _wrap(node: Node, mark: str, marks: frozenset[str]) -> str:
    text = _render_all(node.children, marks)
    inner = text.strip()
    if not inner:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{mark}{inner}{mark}{tail}"


def _render_link(node: Node, marks: frozenset[str]) -> str:
    text = _render_all(node.children, marks - {":"} if node.url else marks)
    # Links cannot contain links; within one, addresses are not escaped, and so it is known.
    if not node.url or ":" not in marks:
        return text
    bare = node.url.startswith(("http://", "https://")) and plain_text(node) == node.url
    if bare and not _UNSAFE_IN_URL.search(node.url):
        return f"<{node.url}>"
    return f"[{text}]({escape_url(node.url)}{_render_title(node.title)})"


def _render_image(node: Node, marks: frozenset[str]) -> str:
    alt = escape_text(plain_text(node), marks)
    if not node.url:
        return alt
    return f"![{alt}]({escape_url(node.url)}{_render_title(node.title)})"


def _render_title(title: str) -> str:
    if not title:
        return ""
    # Python-Markdown looks for the end of a link from behind.
    return f' "{_IN_TITLE.sub(_entity, escape_text(title))}"'


def _render_math(node: Node, _: frozenset[str]) -> str:
    literal = " ".join(strip_unseen(node.literal).split())
    return f"${literal}$" if literal else ""


_INLINES: dict[str, Callable[[Node, frozenset[str]], str]] = {
    "text": _render_text,
    "html": _render_html,
    "soft_break": lambda _node, _marks: " ",
    "line_break": lambda _node, _marks: HARD_BREAK,
    "code": _render_code_span,
    "math": _render_math,
    "emphasis": _render_emphasis,
    "strong": _render_strong,
    "strikethrough": _render_strikethrough,
    "link": _render_link,
    "image": _render_image,
    "footnote_reference": lambda node, _marks: f"[^{node.name}]",
}
