"""Key phrases: the few words of an entry that tell a stranger what it is about.

They are words that stand so in the entry's units, its headings, or its tags. What is written
in bold or as code, tagged, or said again, and said by nobody else of the session, weighs most.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.composing.subjects import is_telling
from ldblog.text.function_words import FUNCTION_WORDS
from ldblog.text.markdown import plain_text
from ldblog.text.sentences import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ldblog.composing.entries import Entry
    from ldblog.reading.units import Unit
    from ldblog.text.markdown import Node

MAX_WORDS = 3
MAX_HEADING = 5
MAX_LENGTH = 32
MIN_SCORE = 3.5

_TAGGED, _EMPHASISED, _CODE_MARKED, _SHAPED, _PAIR, _HEADING = 3.0, 1.0, 0.5, 1.0, 1.0, 8.0
_COMMON = 0.1  # what each other entry that has it takes from a phrase
_STEM = 5
_GAP = re.compile(r"[^\w'’+#./-]|(?<=\w)[./]+(?!\w)|[-–—./'’]+$")
_ADDRESS = re.compile(r"(?<!\S)(?:\S*(?:://|www\.|@)\S*|\S+/\S+)")
_WORD = re.compile(r"[^\W\d_][\w+#.-]*")
_SHAPE = re.compile(r"[A-ZÀ-Þ]{3}|[^\W\d_]{2}\d|[a-z][A-Z]|\w-\w")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|\d")
_CODE = re.compile(r"[A-Za-z][\w.+#-]*(?: [a-z][\w.-]*)?")
_HEADING_END = re.compile(r"\s*(?:[,:;.!…(–—。：，！]|\s-\s).*", re.DOTALL)
_NUMBERING = re.compile(r"^\W*(?:\d+[.)]\s+)?")
_PERSON = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-ZÀ-Þ][a-zà-ÿ'’-]+)+")
_EDITION = re.compile(r"\d\d$")
_QUESTION = re.compile(
    r".*[?？]|(?:what|why|how|who|when|where|qué|cómo|como|por|was|wie|warum|comment|pourquoi|i"
    r"|we|my|our|next|still)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = frozenset({"paragraph", "item", "row", "cell", "quote", "code_block", "line_break"})


def find_key_phrases(entries: Sequence[Entry]) -> dict[str, str]:
    """Return each entry's key phrase by the entry's key; entries without a good one are left out.

    No two of them are the same, or part of one another.
    """
    # Two forms of a word may be one tag: the better one counts.
    found = {
        entry.key: dict(sorted(_weigh(entry), key=lambda weighed: weighed[1])) for entry in entries
    }
    spread = Counter(_fold(phrase) for scores in found.values() for phrase in scores)
    phrases: dict[str, str] = {}
    for entry in entries:
        scores = {
            phrase: score / (1 + _COMMON * (spread[_fold(phrase)] - 1))
            for phrase, score in found[entry.key].items()
        }
        phrase = _best(scores, phrases.values())
        if phrase:
            phrases[entry.key] = phrase
    return phrases


def shorten_heading(heading: str) -> str:
    """Return the first words of a heading, up to its first mark: ``Flaky tests, with numbers``.

    Questions, and what says who did it, name no subject.
    """
    short = _HEADING_END.sub("", _NUMBERING.sub("", heading)).strip()
    is_long = count_words(short) > MAX_HEADING
    is_subject = not is_long and not _QUESTION.fullmatch(heading) and is_telling(short)
    return _lower_first(short) if is_subject else ""


def _lower_first(heading: str) -> str:
    """Return a heading as it reads within a sentence: only of a word that is no name."""
    word = heading.split(maxsplit=1)[0]
    is_plain = word.casefold() in FUNCTION_WORDS and word.capitalize() == word and word != "I"
    return heading[0].lower() + heading[1:] if is_plain else heading


def _best(scores: Mapping[str, float], taken: Iterable[str]) -> str:
    words = {word for phrase in taken for word in _fold(phrase).split()}
    ranked = sorted(scores, key=lambda phrase: (-scores[phrase], phrase))
    return next(
        (
            phrase
            for phrase in ranked
            if scores[phrase] >= MIN_SCORE and words.isdisjoint(_fold(phrase).split())
        ),
        "",
    )


def _weigh(entry: Entry) -> Iterator[tuple[str, float]]:
    """Yield phrases of an entry with what they weigh within it."""
    said = Counter(
        folded
        for unit in entry.said
        for folded in {folded for folded, _phrase in _fold_phrases(unit)}
    )
    subject = shorten_heading(entry.heading)
    if subject and (" " in subject or _CAMEL.search(subject) or said[_fold(subject)]):
        yield subject, _HEADING
    elif not entry.heading and entry.subject and not _EDITION.search(entry.subject):
        yield entry.subject, MIN_SCORE
    marks = {_fold(text): mark for unit in entry.units for text, mark in _marked_in(unit)}
    tags = [[word[:_STEM] for word in tag.split("-")] for tag in entry.tags]
    written = dict(pair for unit in entry.units for pair in _fold_phrases(unit))
    for folded, phrase in written.items():
        if said[folded] <= 1 and folded not in marks and (not tags or " " in folded):
            continue  # as most are
        words = folded.split()
        stems = {word[:_STEM] for word in words}
        is_tagged = any(stems.issuperset(tag) for tag in tags)
        is_shaped = bool(_SHAPE.search(phrase))
        is_again = said[folded] > 1 and not _PERSON.fullmatch(phrase)
        is_name = is_tagged if len(words) == 1 else folded in marks
        if is_name or (is_again and (len(words) > 1 or is_shaped or folded in marks)):
            score = min(said[folded], 3) + _TAGGED * is_tagged + marks.get(folded, 0)
            score += _SHAPED * is_shaped + _PAIR * (len(words) == 2)
            yield _as_tagged(phrase, entry.tags), score


def _as_tagged(phrase: str, tags: Sequence[str]) -> str:
    """Return a tag instead of another form of the same word: ``backups`` for ``backup``."""
    folded = phrase.casefold()
    same = [tag for tag in tags if tag[:_STEM] == folded[:_STEM] and "-" not in tag]
    return phrase if not same or folded in same or " " in phrase else same[0]


def _marked_in(unit: Unit) -> Iterator[tuple[str, float]]:
    for node in unit.nodes:
        if node.kind in {"strong", "emphasis"}:
            yield plain_text(node).strip(" .,:;!?"), _EMPHASISED
        elif node.kind == "code" and _CODE.fullmatch(node.literal):
            yield node.literal, _CODE_MARKED


# What an entry shows is asked for again after all that it could have shown.
@lru_cache(maxsize=1024)
def _fold_phrases(unit: Unit) -> list[tuple[str, str]]:
    return [*_phrases_of(unit)]


def _phrases_of(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield the runs of up to three words that name something, and code that is a name.

    Each is yielded as it is compared, and as it is written.
    """
    text = "".join(map(_words_of, unit.nodes))
    if "/" in text or "@" in text or "www." in text:  # as in any address
        text = _ADDRESS.sub(" | ", text)
    run: list[tuple[str, str]] = []
    for word in text.split():
        for part in _read_word(word):
            if part is not None:
                run.append(part)
            elif run:
                yield from _parts_of(run)
                run = []
    yield from _parts_of(run)
    for node in unit.nodes:
        name = node.literal
        if node.kind == "code" and len(name) <= MAX_LENGTH and _CODE.fullmatch(name):
            yield _fold(name), name


def _words_of(node: Node) -> str:
    """Return the words of a node itself; blocks, code and formulas are gaps."""
    if node.kind == "text":
        return node.literal
    is_gap = node.kind in _BLOCKS or not node.children
    return " " if node.kind == "soft_break" else " | " * is_gap


# Words come again and again.
@lru_cache(maxsize=16_384)
def _read_word(word: str) -> tuple[tuple[str, str] | None, ...]:
    """Return what stands between two spaces: None for what is a gap, or ends a phrase.

    What names something comes as it is compared, and as it is written.
    """
    parts: list[tuple[str, str] | None] = []
    for part in _GAP.split(word):
        parts += [(_fold(part), part) if _names_something(part) else None, None]
    return tuple(parts[:-1])


def _names_something(word: str) -> bool:
    is_word = _WORD.fullmatch(word) is not None and len(word) > 1
    return is_word and word.casefold() not in FUNCTION_WORDS


def _parts_of(run: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    folded, written = [it for it, _ in run], [it for _, it in run]
    for size in range(1, min(MAX_WORDS, len(run)) + 1):
        for start in range(len(run) - size + 1):
            phrase = " ".join(written[start : start + size])
            if len(phrase) <= MAX_LENGTH:
                yield " ".join(folded[start : start + size]), phrase


# Words come again and again.
@lru_cache(maxsize=16_384)
def _fold(phrase: str) -> str:
    return " ".join(word.removesuffix("s") for word in phrase.casefold().split())
