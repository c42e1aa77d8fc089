"""Paragraphs to sentences, in any script; markup, code and addresses are never cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries

from ldblog.text.markdown import Node, plain_text
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TERMINATOR = re.compile(r"[.!?。！？।…]")
# Every end that there can be, also after an abbreviation.
_ANY_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\s+|(?=[A-Z])|$)|[。！？।]")
# First and last letters; Python takes milliseconds to compile an expression with such ranges.
_KANA, _HAN, _HANGUL = ("\u3040", "\u30ff"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7af")
_SCRIPTS = (
    ("ja", _KANA),
    ("zh", _HAN),
    ("hi", ("\u0900", "\u097f")),
    ("ar", ("\u0600", "\u06ff")),
    ("ru", ("\u0400", "\u04ff")),
)
_FIRST_SCRIPT, _FIRST_SPACELESS = "\u0400", "\u3040"
_SINGLE = "".join(f"{first}-{last}" for first, last in (_KANA, _HAN, _HANGUL))
_WORD = compile_late(rf"[{_SINGLE}]|[^\s{_SINGLE}]+")


def count_words(text: str) -> int:
    """Return how many words a text has: an address is one, two characters of Han or Kana are."""
    if text.isascii() or max(text) < _FIRST_SPACELESS:
        return len(text.split())
    letters = [letter for letter in text if letter >= _FIRST_SPACELESS]
    if not any(_is_in(it, letters) for it in (_KANA, _HAN, _HANGUL)):
        return len(text.split())  # with an emoji, most likely
    words = _WORD.findall(text)
    spaceless = sum(1 for word in words if _is_in(_KANA, word[0]) or _is_in(_HAN, word[0]))
    return len(words) - spaceless + (spaceless + 1) // 2


def split_paragraph(paragraph: Node) -> list[Node]:
    """Return a paragraph's sentences, each a paragraph of its own with its lines."""
    return _cut(paragraph, _find_cuts(paragraph.children))


def split_at_every_end(paragraph: Node) -> list[Node]:
    """Return a paragraph cut wherever a sentence could end: ``etc. Feedback: …`` is two."""
    text = "".join(_shadow(node) for node in paragraph.children)
    return _cut(paragraph, {end.end() for end in _ANY_END.finditer(text)})


def _cut(paragraph: Node, cuts: set[int]) -> list[Node]:
    sentences: list[list[Node]] = [[]]
    offset = 0
    for child in paragraph.children:
        length = len(_shadow(child))
        inside = [cut - offset for cut in cuts if offset < cut < offset + length]
        for piece in _cut_text(child, inside):
            if sentences[-1] and offset in cuts:
                sentences.append([])
            sentences[-1].append(piece)
            offset += len(_shadow(piece))
    return [_paragraph_of(nodes) for nodes in sentences if _has_words(nodes)]


def _find_cuts(nodes: Sequence[Node]) -> set[int]:
    text = "".join(_shadow(node) for node in nodes)
    cuts = {boundary["end_index"] for boundary in get_sentence_boundaries(_language(text), text)}
    offset = 0
    for node in nodes:
        length = len(_shadow(node))
        if node.kind not in {"text", "soft_break"}:
            cuts -= set(range(offset + 1, offset + length))
        offset += length
        if node.kind == "line_break":
            cuts.add(offset)
    return cuts


def _shadow(node: Node) -> str:
    """Return a stand-in for a node in which no sentence ends but at its end."""
    if node.kind == "text":
        return node.literal
    if node.kind in {"soft_break", "line_break"}:
        return " "
    text = plain_text(node)
    if node.kind in {"code", "math", "image"} or not text:
        return "x" * max(1, len(text))
    return _TERMINATOR.sub("x", text[:-1]) + text[-1]


def _cut_text(node: Node, cuts: Sequence[int]) -> Iterator[Node]:
    if node.kind != "text" or not cuts:
        yield node
        return
    ends = [*sorted(cuts), len(node.literal)]
    columns = node.columns or range(node.column, node.column + len(node.literal))
    for start, end in zip([0, *ends], ends, strict=False):
        last = columns[end] - 1 if end < len(columns) else node.last_column
        piece = Node("text", node.line, columns[start], node.last_line, last)
        piece.literal, piece.columns = node.literal[start:end], node.columns[start:end]
        yield piece


def _paragraph_of(nodes: list[Node]) -> Node:
    visible = [node for node in nodes if node.kind != "soft_break"] or nodes
    first, last = visible[0], visible[-1]
    return Node("paragraph", first.line, first.column, last.last_line, last.last_column, nodes)


def _has_words(nodes: Sequence[Node]) -> bool:
    return any(node.kind == "image" or _shadow(node).strip() for node in nodes)


def _language(text: str) -> str:
    if text.isascii() or max(text) < _FIRST_SCRIPT:
        return "en"
    letters = [letter for letter in text if letter >= _FIRST_SCRIPT]
    return next((code for code, script in _SCRIPTS if _is_in(script, letters)), "en")


def _is_in(script: tuple[str, str], letters: Iterable[str]) -> bool:
    """Tell whether any letter is of a script."""
    first, last = script
    return any(first <= letter <= last for letter in letters)
