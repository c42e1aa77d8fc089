"""Slack's rich text, which is what people type, to the tree that Markdown is written from."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ldblog.programme.slack_lines import (
    Inlines,
    Item,
    make_blocks,
    make_lists,
    node,
    split_inlines,
    text_node,
)
from ldblog.programme.slack_markup import link_node
from ldblog.programme.slack_names import emoji
from ldblog.text.markdown import Node, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ldblog.programme.slack_names import Names

# What stands outside is what Markdown's renderer writes outside.
_STYLES = (("bold", "strong"), ("strike", "strikethrough"), ("italic", "emphasis"))
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,30}")
_Styled = tuple[frozenset[str], Node]


def mappings(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - whatever the JSON holds
    """Yield those items of a list that are mappings; nothing of what is no list."""
    yield from (
        item for item in (value if isinstance(value, list) else ()) if isinstance(item, dict)
    )


def word_of(values: Any, key: str) -> str:  # noqa: ANN401
    """Return a text of a mapping, empty for anything else."""
    value = values.get(key) if isinstance(values, dict) else None
    return value if isinstance(value, str) else ""


def _number(values: dict[str, Any], key: str) -> int:
    value = values.get(key)
    return value if isinstance(value, int) and 0 <= value <= 10**8 else 0


def parse_rich_text(block: dict[str, Any], names: Names) -> list[Node]:
    """Return the blocks of a tree for a block of rich text."""
    found: list[Node] = []
    elements = list(mappings(block.get("elements")))
    # A list of several depths is several lists, one after the other.
    for kind, run in groupby(elements, lambda element: word_of(element, "type")):
        if kind == "rich_text_list":
            items = [item for one in run for item in _read_list(one, names)]
            found += make_lists(items)
            continue
        for element in run:
            found += _RICH.get(kind, _read_section)(element, names)
    return found


def _read_section(element: dict[str, Any], names: Names) -> list[Node]:
    return make_blocks(list(split_inlines(read_inlines(element, names))))


def _read_quote(element: dict[str, Any], names: Names) -> list[Node]:
    found = _read_section(element, names)
    return [node("quote", found)] if found else []


def _read_preformatted(element: dict[str, Any], names: Names) -> list[Node]:
    elements = mappings(element.get("elements"))
    code = "".join(_said(one, names, is_code=True) for one in elements).rstrip()
    language = word_of(element, "language")
    info = language if _LANGUAGE.fullmatch(language) else ""
    return [node("code_block", literal=code, info=info)] if code else []


def _read_list(element: dict[str, Any], names: Names) -> Iterator[Item]:
    indent = _number(element, "indent")
    is_ordered = word_of(element, "style") == "ordered"
    start = _number(element, "offset") + 1
    for number, item in enumerate(mappings(element.get("elements")), start):
        inlines = read_inlines(item, names)
        yield Item(indent, number if is_ordered else None, tuple(inlines))


def read_inlines(element: dict[str, Any], names: Names) -> Inlines:
    """Return the inline nodes of what has elements."""
    styled: list[_Styled] = []
    for one in mappings(element.get("elements")):
        styled += _read_element(one, names)
    return _nest(styled, _STYLES)


def _read_element(element: dict[str, Any], names: Names) -> Iterator[_Styled]:
    styles = _styles_of(element.get("style"))
    said = _said(element, names, is_code="code" in styles)
    link = link_node(word_of(element, "url"), said) if word_of(element, "type") == "link" else None
    for number, line in enumerate([said] if link else said.split("\n")):
        if number:
            yield frozenset(), node("line_break")
        if link and "code" in styles:
            yield styles, node("link", [node("code", literal=said)], url=link.url)
        elif line:
            plain = node("code", literal=line) if "code" in styles else text_node(line)
            yield styles, link or plain


def _styles_of(given: Any) -> frozenset[str]:  # noqa: ANN401
    styles = given.items() if isinstance(given, dict) else ()
    return frozenset(key for key, is_on in styles if is_on is True)


def _said(element: dict[str, Any], names: Names, *, is_code: bool) -> str:
    """Return the words of an element of rich text."""
    read = _WORDS.get(word_of(element, "type"))
    if read is not None:
        return read(element, names)
    said = word_of(element, "text") or word_of(element, "fallback")
    return said or ("" if is_code else word_of(element, "url"))


def _nest(styled: Sequence[_Styled], styles: Sequence[tuple[str, str]]) -> Inlines:
    """Return nodes within as few emphases as can be."""
    if not styles:
        return _join_texts([one for _styles, one in styled])
    (style, kind), *inner = styles
    found: Inlines = []
    for is_styled, run in groupby(styled, lambda one: style in one[0]):
        nodes = _nest(list(run), inner)
        has_words = any(plain_text(one).strip() for one in nodes)
        found += [node(kind, nodes)] if is_styled and has_words else nodes
    return found


def _join_texts(nodes: Inlines) -> Inlines:
    joined: Inlines = []
    for one in nodes:
        if one.kind == "text" and joined and joined[-1].kind == "text":
            joined[-1] = text_node(joined[-1].literal + one.literal)
        else:
            joined.append(one)
    return joined


def _read_date(element: dict[str, Any], names: Names) -> str:
    seconds, form = element.get("timestamp"), word_of(element, "format")
    return names.moment(seconds, form, word_of(element, "fallback"))


_WORDS: dict[str, Callable[[dict[str, Any], Names], str]] = {
    "user": lambda one, names: names.person(word_of(one, "user_id")),
    "channel": lambda one, names: names.channel(word_of(one, "channel_id")),
    "usergroup": lambda one, names: names.group(word_of(one, "name")),
    "team": lambda _one, names: names.group(),
    "broadcast": lambda one, _names: f"@{word_of(one, 'range') or 'here'}",
    "emoji": lambda one, _names: emoji(word_of(one, "name"), word_of(one, "unicode")),
    "date": _read_date,
    "color": lambda one, _names: word_of(one, "value"),
    "link": lambda one, _names: word_of(one, "text") or word_of(one, "url"),
}
_RICH: dict[str, Callable[[dict[str, Any], Names], list[Node]]] = {
    "rich_text_section": _read_section,
    "rich_text_quote": _read_quote,
    "rich_text_preformatted": _read_preformatted,
}
