"""Blocks cut short between two sentences, so that whatever markup is in them stays balanced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ldblog.text.markdown import Node, plain_text
from ldblog.text.sentences import count_words, split_paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS = "…"
COLONS = (":", "：")
_MAX_LABEL_WORDS = 4


def cut_short(paragraph: Node, words: int) -> Node:
    """Return a paragraph's first sentences within some words, but one; ``…`` says what is not."""
    sentences = split_paragraph(paragraph)
    kept, left = sentences[:1], words - sum(map(_count, sentences[:1]))
    for sentence in sentences[1:]:
        left -= _count(sentence)
        if left < 0 or dangles(sentence):
            break
        kept.append(sentence)
    return paragraph if len(kept) == len(sentences) else _join(kept)


def dangles(block: Node) -> bool:
    """Tell whether a block ends with a colon, and what comes after it is not there."""
    last = block
    while last.kind in {"list", "item"} and last.children:
        last = last.children[-1]
    return last.kind == "paragraph" and plain_text(last).rstrip().endswith(COLONS)


def cut_dangling(block: Node) -> Node:
    """Return a list without the words at its end that introduce what is not there.

    Where nothing else would be left, it stays as it is.
    """
    cut: Node | None = block
    while cut is not None and dangles(cut):
        cut = _cut_end(cut)
    return block if cut is None else cut


def _cut_end(node: Node) -> Node | None:
    if node.kind != "paragraph":
        *others, last = node.children
        cut = _cut_end(last)
        children = others if cut is None else [*others, cut]
        return replace(node, children=children) if children else None
    own, *label = split_off_label(node)
    if label:
        return own
    sentences = split_paragraph(node)
    return _join(sentences[:-1]) if len(sentences) > 1 else None


def split_off_label(paragraph: Node) -> list[Node]:
    """Return a paragraph without the label that its last line is, and that label, if it is one.

    ``Done:`` right under an item is, to Markdown, a line of that item.
    """
    breaks = [at for at, child in enumerate(paragraph.children) if child.kind == "soft_break"]
    label = (
        plain_text(replace(paragraph, children=paragraph.children[breaks[-1] :])) if breaks else ""
    )
    if not label.rstrip().endswith(COLONS) or count_words(label) > _MAX_LABEL_WORDS:
        return [paragraph]
    own, last = paragraph.children[: breaks[-1]], paragraph.children[breaks[-1] + 1 :]
    return [replace(paragraph, children=own), replace(paragraph, children=last)]


def _join(sentences: Sequence[Node]) -> Node:
    nodes = [child for sentence in sentences for child in sentence.children]
    while nodes[-1].kind in {"soft_break", "line_break"}:
        nodes.pop()
    last = nodes[-1]
    end = (last.last_line, last.last_column)
    if last.kind == "text":
        nodes[-1] = replace(last, literal=last.literal.rstrip())
    mark = Node("text", *end, *end, literal=f" {ELLIPSIS}")
    first = sentences[0]
    return Node("paragraph", first.line, first.column, *end, [*nodes, mark])


def _count(sentence: Node) -> int:
    return count_words(plain_text(sentence))
