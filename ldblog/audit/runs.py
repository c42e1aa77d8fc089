"""Words in their order, by which a text is found again however it is marked up or wrapped."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ldblog.text.folding import normalise_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# So many words in one order are no chance; fewer are, unless they are all of a sentence.
LENGTH = 8
_MIN_WORDS = 3
_MIN_LETTERS = 12

# Scripts that put no space between words: each of their letters counts as one.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W_{_SPACELESS}]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
# Where a sentence, an item, a cell or a block ends.
_END = re.compile(r"(?<=[.!?:;…。！？])\s+|\n\s*\n|\n(?=[ \t]*(?:[-*+#>|<]|\d+[.)]))|\||-->|<!--")


class Passage(NamedTuple):
    """A stretch of text, with the file and the line on which it begins."""

    path: str
    line: int
    text: str


class Place(NamedTuple):
    """A line of a file."""

    path: str
    line: int


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: case and marks mean nothing."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(normalise_text(text).casefold())


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)


def _sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence that is too short to hold a run, and long enough to tell."""
    for sentence in _END.split(text):
        words = words_of(sentence)
        if _MIN_WORDS <= len(words) < LENGTH and _letters(words) >= _MIN_LETTERS:
            yield words


def _letters(words: Iterable[str]) -> int:
    return sum(not mark.isdigit() for word in words for mark in word)


class Runs:
    """The runs of eight words, and the short sentences, of some passages.

    They are kept as hashes: a place is found only for what is found.
    """

    length = LENGTH

    def __init__(self) -> None:
        """Know nothing yet."""
        self._passages: list[Passage] = []
        self._phrases: list[tuple[Place, list[str]]] = []
        self._known: dict[int, set[int]] = defaultdict(set)

    def add(self, passage: Passage) -> None:
        """Look for a passage: for its runs, and for its short sentences."""
        self._passages.append(passage)
        self._known[LENGTH].update(map(hash, _runs(words_of(passage.text), LENGTH)))
        for words in _sentences(passage.text):
            self._known[len(words)].add(hash(tuple(words)))

    def add_phrase(self, passage: Passage) -> None:
        """Look for a passage as a whole, however short it is."""
        words = words_of(passage.text)
        self._phrases.append((Place(passage.path, passage.line), words))
        self._known[len(words)].add(hash(tuple(words)))

    def forget(self, text: str, *, below: int = LENGTH + 1) -> None:
        """Look no longer for what stands in a text; only for the runs below a length, if given."""
        words = words_of(text)
        for length, known in self._known.items():
            if length < below:
                known.difference_update(map(hash, _runs(words, length)))

    def find(self, text: str) -> set[tuple[str, ...]]:
        """Return what is looked for and stands in a text."""
        words = words_of(text)
        found: set[tuple[str, ...]] = set()
        for length, known in self._known.items():
            if not known.isdisjoint(map(hash, _runs(words, length))):
                found.update(run for run in _runs(words, length) if hash(run) in known)
        return found

    def places(self, runs: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Place]:
        """Return where each of some runs stands first."""
        wanted = set(runs)
        places = {tuple(words): place for place, words in reversed(self._phrases)}
        found = {run: places[run] for run in wanted & places.keys()}
        for passage in self._passages if wanted - found.keys() else ():
            words, lines = _words_with_lines(passage)
            for length in {len(run) for run in wanted - found.keys()}:
                for start, run in enumerate(_runs(words, length)):
                    if run in wanted:
                        found.setdefault(run, Place(passage.path, lines[start]))
        return found


def _words_with_lines(passage: Passage) -> tuple[list[str], list[int]]:
    words: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(passage.text.split("\n"), passage.line):
        found = words_of(line)
        words += found
        lines += [number] * len(found)
    return words, lines
