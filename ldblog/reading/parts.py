"""What the parts of a log are: headings and labels that are known by name.

A heading that is known sets its part up to the next heading of its own or a higher level.
A bold line, or a list item such as ``Done:``, labels what follows it just as a heading does.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.reading.part_names import NAMES
from ldblog.text.markdown import plain_text
from ldblog.text.patterns import Worded, compile_late

if TYPE_CHECKING:
    from ldblog.text.markdown import Node


class Part(StrEnum):
    """What a stretch of a log is about."""

    LEARNED = "learned"
    DETAILS = "details"
    FAILED = "did not work"
    LINKS = "links"
    PLAN = "plan"
    NEXT = "next"
    FEEDBACK = "feedback"
    LOGISTICS = "logistics"
    INTERNAL = "internal"


NEVER_PUBLISHED = frozenset({Part.PLAN, Part.NEXT, Part.FEEDBACK, Part.LOGISTICS, Part.INTERNAL})

_HELD_WORDS = ("internal", "private", "confidential", "vertraulich")
_HELD_WORD = rf"\b(?:{'|'.join(_HELD_WORDS)})\b"
_INTERNAL_FIRST = compile_late(_HELD_WORD)
# What is internal or private to a machine is a subject; at a name's beginning it is held back
# all the same.
_INTERNAL = compile_late(
    _HELD_WORD
    + r"""(?!\s(?:api|apis|address|addresses|classes|class|cloud|clusters?|combustion|computing|
    data\sstructures?|dns|endpoints?|errors?|fields?|fragmentation|functions?|helpers?|ips?|
    keys?|links?|locks?|loops?|members?|memory|methods?|modules?|networks?|nodes?|packages?|
    pages?|registry|representations?|server\serror|state|structures?|subnets?|tables?|threads?|
    tools?|variables?|vpc|workings)\b)
    |\bnot\s(?:for\s)?(?:the\s)?public(?:ation)?$|\bdo\snot\s(?:publish|share)\b""",
    re.VERBOSE,
)
_DAY = r"(?:the\s|this\s|that\s|my\s|our\s)?(?:learning\s)?(?:day|today|week|session|morning)"
_FEEDBACK = compile_late(
    rf"""^feedbacks?\b(?![\s-](?:loops?|control\w*|circuits?|vertex|arcs?|edges?|shift|amplifiers?|
        alignment|delays?|networks?|linearization|linearisation)\b)
    |(?<!human\s)(?<!\bai\s)(?<!relevance\s)(?<!haptic\s)(?<!force\s)\bfeedbacks?$
    |(?=.*\bfeedbacks?\b(?![\s-]loop))
        .*\b(?:day|manager|boss|lead|mentor|host|personal|team|colleagues?|organi[sz]ers?)\b
    |^(?:(?:my|our|the)\s)?(?:retro|retrospective)s?\s(?:of|on|for|about|from|notes?|items?)\b
    |\b(?:retro|retrospective)s?$
    |^(?:what\s)?(?:went\s(?:well|badly)|could\sbe\s(?:better|improved))\b
    |\b(?:about|thoughts\son|opinion\s(?:of|on))\s{_DAY}$""",
    re.VERBOSE,
)
_OWN = r"(?:(?:my|our|the|your|some|possible)\s)?"
_NEXT = compile_late(
    rf"""^{_OWN}next\s(?:steps?|weeks?|time|days?|sessions?|up|actions?|tasks?|month)\b
    |^{_OWN}(?:to-?dos?|to\sdos)\b(?!\s(?:apps?|applications?|mvc|apis?)\b)
    |^{_OWN}to\sdo\s(?:lists?|items?|next|later|tomorrow|for|after|on)\b""",
    re.VERBOSE,
)
_PLAN = compile_late(
    rf"""^{_OWN}plans?\s(?:for|of|to|today|this)\b
    |^{_OWN}(?:learning\s)?goals\b
    |^{_OWN}(?:goal|aims?|objectives?)\s(?:for|of)\s{_DAY}\b
    |^(?:today|the\sday|this\sweek|the\sweek|week|day)'?s?\s(?:plans?|goals?|aims?|objectives?)\b""",
    re.VERBOSE,
)
# Fail closed: what sounds private is, in this order.
SOUNDS = {
    Part.INTERNAL: Worded((*_HELD_WORDS, "public", "publish", "share"), _INTERNAL),
    Part.FEEDBACK: Worded(
        ("feedback", "retro", "went", "could", "about", "thoughts", "opinion"),
        _FEEDBACK,
    ),
    Part.NEXT: Worded(("next", "todo", "to-do", "to do"), _NEXT),
    Part.PLAN: Worded(("plan", "goal", "aim", "objective"), _PLAN),
}
# A longer lead can end with what sounds private: ``The trick is to keep it private: …``.
_MAX_SURE_WORDS = 3
_SENTENCE_END = compile_late(r"(?<=\w\w)[.!?…]\s")
_EDGES = re.compile(r"^[\W\d_]+|\W+$")
_INVISIBLE = compile_late("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SEPARATOR = re.compile(r"[:(\[{/&|+–—]|\s-+\s")
_TAG = compile_late(r"<[^<>]*>")
_BOLD_TAG = compile_late(r"<(?:b|strong|u)>", re.IGNORECASE)
_AND = re.compile(r",|\s(?:and|or|y|e|und|et)\s")
_MAX_LABEL_WORDS = 8
# What is longer is no name; its beginning and its end tell what it sounds like.
_MAX_LETTERS = 400


# Each heading and label is asked about by each step that reads a log.
@lru_cache(maxsize=4096)
def part_of(name: str) -> Part | None:
    """Return the part that a heading or label names, or None when it just names its subject."""
    key = normalise(name)
    return _named_part(key) or next((part for part, it in SOUNDS.items() if it.finds(key)), None)


def _named_part(key: str) -> Part | None:
    if key in _PART_OF:
        return _PART_OF[key]
    if _begins_internal(key):
        return Part.INTERNAL
    # ``Next: Raft`` and ``Feedback (the day)``: fail closed, whatever else the name says.
    pieces = [_part_of_piece(piece) for piece in _SEPARATOR.split(key)]
    for part in (Part.INTERNAL, Part.FEEDBACK):
        if part in pieces:
            return part
    return pieces[0] if pieces[0] in NEVER_PUBLISHED else None


def names_internal(words: str) -> bool:
    """Tell whether words such as a comment's begin by saying that something is internal."""
    key = normalise(words)
    return _PART_OF.get(key) is Part.INTERNAL or _begins_internal(key)


def _begins_internal(key: str) -> bool:
    return key.startswith(_HELD_WORDS) and _INTERNAL_FIRST.match(key) is not None


def _part_of_piece(piece: str) -> Part | None:
    words = [_PART_OF.get(normalise(word)) for word in _AND.split(piece)]
    if None in words:
        return None
    return next((part for part in words if part in NEVER_PUBLISHED), words[0])


@lru_cache(maxsize=4096)
def normalise(name: str) -> str:
    """Return a heading in lower case, without numbering, emoji and marks around it."""
    text = _TAG.sub("", name) if "<" in name else name
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("’", "'")
    key = " ".join(_EDGES.sub("", text.lower()).split())
    half = _MAX_LETTERS // 2
    return key if len(key) <= _MAX_LETTERS else f"{key[:half]} … {key[-half:]}"


_PART_OF = {
    # What is in the table in ASCII is as it would be.
    name if name.isascii() else normalise(name): Part(part)
    for part, names in NAMES.items()
    for name in re.split(r",\s+", names.strip())
}


def label_of(paragraph: Node) -> str | None:
    """Return the words of a paragraph that only labels what follows it, else None.

    That is a paragraph all in bold, or one that ends with a colon, of at most eight words.
    """
    text = "" if _ends_in_words(paragraph) else _words_of(paragraph)
    if not text or len(text.split()) > _MAX_LABEL_WORDS:
        return None
    return text if is_bold(paragraph) or text.endswith((":", "：")) else None


def _ends_in_words(paragraph: Node) -> bool:
    """Tell whether a paragraph surely ends in words that are neither bold nor before a colon."""
    last = paragraph.children[-1] if paragraph.children else paragraph
    end = last.literal.rstrip()
    return last.kind == "text" and bool(end) and end[-1] not in ":：" and ">" not in end


def is_bold(paragraph: Node) -> bool:
    """Tell whether all of a paragraph is in bold."""
    visible = [child for child in paragraph.children if plain_text(child).strip(" :：")]
    if len(visible) == 1:
        return visible[0].kind == "strong"
    return (
        bool(visible) and bool(_BOLD_TAG.match(visible[0].literal)) and visible[-1].kind == "html"
    )


def lead_part(paragraph: Node) -> Part | None:
    """Return the part that a paragraph's first words name: ``Next: read chapter 5``.

    What is in bold needs no colon to name a part that is never published.
    """
    if not can_lead(paragraph):
        return None
    lead, colon, _rest = _words_of(paragraph).replace("：", ":").partition(":")
    if colon and len(lead.split()) <= _MAX_LABEL_WORDS:
        key = normalise(_SENTENCE_END.split(lead)[0])
        is_sure = len(key.split()) <= _MAX_SURE_WORDS
        sounds = (it for it, says in SOUNDS.items() if says.finds(key, at_start=not is_sure))
        part = _named_part(key) or next(sounds, None)
        if part is not None:
            return part
    bold = _PART_OF.get(normalise(_bold_lead(paragraph)))
    return bold if bold in NEVER_PUBLISHED else None


def can_lead(prose: Node) -> bool:
    """Tell whether any part of some prose could name a part as ``lead_part`` finds it."""
    return any(
        child.kind in {"strong", "html"} or ":" in (words := plain_text(child)) or "：" in words
        for child in prose.children
    )


def _bold_lead(paragraph: Node) -> str:
    """Return what a paragraph says in bold at its beginning."""
    visible = (
        child
        for child in paragraph.children
        if plain_text(child).strip() or _BOLD_TAG.match(child.literal)
    )
    first = next(visible, None)
    if first is not None and first.kind == "html" and _BOLD_TAG.match(first.literal):
        first = next(visible, None)
        return plain_text(first) if first is not None else ""
    return plain_text(first) if first is not None and first.kind == "strong" else ""


def _words_of(paragraph: Node) -> str:
    return _TAG.sub("", plain_text(paragraph)).strip()
