"""Units without what says nothing at their edges: ``Today I learned that …``, ``… Yay!``.

What is left is a contiguous part of the source. Nothing is cut that doubts, denies, or names,
and nothing is cut where what is left would not stand as a sentence of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ldblog.text.markdown import plain_text, with_children
from ldblog.text.sentences import count_words
from ldblog.text.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.text.markdown import Node

MIN_WORDS = 3

# What a clause follows that says the same without it, by language. Not German's „dass“, after
# which the verb stands last; not what doubts ("I think"), nor "I noticed", which is a witness.
_CLAUSES = r"""
    (?:today,?\s)?(?:i|we)\s(?:have\s|just\s)?
        (?:learn(?:ed|t)|reali[sz]ed|discovered|found\sout)\s(?:today\s)?that
    |(?:today\s)?learn(?:ed|t)\sthat|til\sthat|(?:it\s)?turns\sout,?\sthat
    |(?:it\s)?turns\sout,?(?=\s(?:the|an?|you|we|there|our|all|most|every|each|when|if)\s)
    |(?:the\s|my\s)?(?:key|main|biggest)\s(?:takeaway|learning|lesson)\s(?:today\s)?(?:is|was)\sthat
    |(?:hoy\s)?(?:aprendí|he\saprendido|descubrí|he\sdescubierto)\sque|resulta\sque
    |(?:hoje\s)?(?:eu\s)?(?:aprendi|descobri)\sque|acontece\sque
    |(?:aujourd['’]hui,?\s)?j['’]ai\s(?:appris|découvert)\sque|il\ss['’]avère\sque
    |(?:आज\s)?(?:मैंने|हमने)\sसीखा\sकि|पता\sचला\sकि
"""
# What labels what follows, and says only that it was learned.
_LABELS = r"""
    til|today\si\slearn(?:ed|t)|learn(?:ed|t|ings?)|fun\sfact
    |(?:a\s|the\s|my\s|our\s)?(?:key\s|main\s|biggest\s)?
        (?:takeaways?|lessons?(?:\slearn(?:ed|t))?|learnings?|insights?)
    |(?:hoy\s)?aprendí|aprendizajes?|(?:hoje\s)?aprendi|aprendizados?
    |(?:heute\s)?gelernt|erkenntnis|appris|(?:आज\s)?सीखा
    |(?:今天)?学到的?|收获|(?:今日)?学んだこと
"""
# Marks that only please the eye; those that warn, tick off or tell a colour say something.
_ORNAMENTS = "💡✨🎉🎊🥳🚀🔥📌📝📚🎯🧠🌟⭐👉🔹🔸▪▫•🙌👏😀😃😄😁😊🙂🤩😍"
_ORNAMENT = rf"[{_ORNAMENTS}]\ufe0f?"
_LEADS = (
    re.compile(rf"(?:{_CLAUSES})\s+", re.IGNORECASE | re.VERBOSE),
    re.compile(rf"(?:{_LABELS})(?:\s?:\s+|\s?：\s*)", re.IGNORECASE | re.VERBOSE),
    re.compile(rf"(?:{_ORNAMENT}\s*)+"),
)
_TAIL = re.compile(
    rf"""(?:\s*{_ORNAMENT})+\s*\Z
    |(?<=[.!?…])\s+(?:yay|woo-?hoo|hooray|hurray|phew|so\scool|very\scool|cool|nice|neat|awesome
    |¡?genial|¡?qué\sbien|que\slegal|hurra|juhu|youpi|वाह)\s*!+\s*\Z
    |(?<=[。！？])\s*(?:太好了|やった)[！!]+\s*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL_ENDS = frozenset(f"{_ORNAMENTS}\ufe0f!！")
# ``that this holds, and that so does that``: the second clause would lean on what is cut.
_SECOND_CLAUSE = re.compile(
    r"(?:,|;|\b(?:and|or|but|y|o|e|ou|et|और))\s+(?:that|que|qu['’]\w+|कि)(?!\w)", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"[^\W\d_]+(?=[\s,])")
# Words that are no name of a tool (``go``, ``make`` and ``find`` are), so that they may be raised.
_PLAIN_WORDS = frozenset(
    """a an the this these those that there when whenever if unless while although because since
    in on with without for from under after before by you we our your one two three every each
    all most many some both no not nothing nobody neither only even what how
    el la los las un una cuando si en con sin para por no cada todo todos os as um uma quando se
    em com sem nas nos le les un une quand si dans avec sans pour chaque tout tous il on""".split()  # noqa: SIM905
)

_PLAIN_ENDS = re.compile(
    r"[a-z]{3,}(?:(?:is|iz|at)ed|ing|tions?|ments?|ness|ity|able|ally|ously)(?![^\W\d_])"
)


def trim_unit_block(block: Node) -> Node:
    """Return a unit's block without what says nothing at the edges of its first words."""
    if block.kind == "paragraph":
        return trim(block)
    if block.kind in {"list", "item"} and block.children:
        first, *others = block.children
        trimmed = trim_unit_block(first)
        return block if trimmed is first else with_children(block, [trimmed, *others])
    return block


def trim(paragraph: Node) -> Node:
    """Return a paragraph without what says nothing at its edges; markup stays balanced."""
    nodes = paragraph.children
    while (trimmed := _trim_front(_trim_back(nodes))) is not nodes:
        nodes = trimmed
    return paragraph if nodes is paragraph.children else with_children(paragraph, nodes)


def trims_of(text: str) -> Iterator[str]:
    """Yield a sentence as it is, and as it may be left when its edges are trimmed."""
    tail = _TAIL.search(text)
    for left in (text, text[: tail.start()]) if tail else (text,):
        rest = left.lstrip()
        yield rest
        while found := next(filter(None, (lead.match(rest) for lead in _LEADS)), None):
            rest = rest[found.end() :]
            yield rest


def _trim_front(nodes: list[Node]) -> list[Node]:
    text = _text_of(nodes)
    start = len(text) - len(text.lstrip())
    for lead in _LEADS:
        found = lead.match(text, start)
        if found is None or not _stands_alone(text[found.end() :], is_clause=lead is _LEADS[0]):
            continue
        rest = _cut_front(nodes, found.end())
        if rest:
            return rest if lead is _LEADS[-1] else _raise_first(rest)
    return nodes


def _trim_back(nodes: list[Node]) -> list[Node]:
    text = _text_of(nodes)
    # Without what it ends with, the expression need not be tried at each letter.
    found = _TAIL.search(text) if text.rstrip()[-1:] in _TAIL_ENDS else None
    if found is None or count_words(text[: found.start()]) < MIN_WORDS:
        return nodes
    return _cut_back(nodes, len(text) - found.start()) or nodes


def _text_of(nodes: Sequence[Node]) -> str:
    return "".join(plain_text(node) for node in nodes)


def _stands_alone(rest: str, *, is_clause: bool) -> bool:
    if count_words(rest) < MIN_WORDS or not (rest[0].isalnum() or rest[0] in "\"'“‘(¿¡"):
        return False
    leans = Words(rest).begins("pronoun") or _SECOND_CLAUSE.search(rest)
    return not (is_clause and leans)


def _cut_front(nodes: Sequence[Node], count: int) -> list[Node]:
    """Return nodes without their first characters; none where a link or code would be cut."""
    left = list(nodes)
    while left and count:
        first, size = left[0], len(plain_text(left[0]))
        if first.kind not in _CUTTABLE or not size:
            return []
        if size > count:
            rest = _cut_front(first.children, count)
            left[0] = replace(first, literal=first.literal[count:], children=rest)
            return left if rest or first.kind == "text" else []
        left, count = left[1:], count - size
    return left


def _cut_back(nodes: Sequence[Node], count: int) -> list[Node]:
    left = list(nodes)
    while left and count:
        last, size = left[-1], len(plain_text(left[-1]))
        if last.kind not in _CUTTABLE or not size:
            return []
        if size > count:
            rest = _cut_back(last.children, count)
            left[-1] = replace(last, literal=last.literal[: size - count], children=rest)
            return left if rest or last.kind == "text" else []
        left, count = left[:-1], count - size
    return left


_CUTTABLE = frozenset({"text", "soft_break", "emphasis", "strong"})


def _raise_first(nodes: list[Node]) -> list[Node]:
    """Return nodes whose first letter is upper case, where their first word is surely no name."""
    first, *others = nodes
    if first.kind in {"emphasis", "strong"}:
        return [replace(first, children=_raise_first(list(first.children))), *others]
    word = _FIRST_WORD.match(first.literal)
    if first.kind != "text" or word is None:
        return nodes
    if word[0] not in _PLAIN_WORDS and _PLAIN_ENDS.fullmatch(word[0]) is None:
        return nodes
    return [replace(first, literal=first.literal[0].upper() + first.literal[1:]), *others]
