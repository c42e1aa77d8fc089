"""Words in their order, by which a text is found again however it is marked up or wrapped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

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
_END = re.compile(
    r"(?<=[.!?:;…。！？])\s+|\n\s*\n|\n(?=[ \t]*(?:[-*+#>|<]|\d+[.)]|[\w-]+:))|\||-->|<!--"
)

# The words of a link or a picture, of what is in bold, and of what is quoted, stand by themselves.
_MARKED = re.compile(r"""\[[^\[\]]*\]|\*\*[^*]*\*\*|"[^"\n]*\"""")


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
    return split_words(normalise_text(text))


def split_words(text: str) -> list[str]:
    """Return the words of a normalised text."""
    return _ASCII_WORD.findall(text.lower()) if text.isascii() else _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(LENGTH)), strict=False)


def _letters(words: Iterable[str]) -> int:
    return sum(not mark.isdigit() for word in words for mark in word)


class Runs:
    """The runs of eight words, and the short sentences, of some passages.

    Runs are kept as hashes: a place is found only for what is found.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._passages: list[Passage] = []
        self._long: set[int] = set()
        self._short: dict[str, Place] = {}
        self._search: AhoCorasick | None = None

    def add(self, passage: Passage) -> None:
        """Look for a passage: for its runs, and for its short sentences."""
        self._passages.append(passage)
        self._long.update(map(hash, _runs(words_of(passage.text))))
        line = passage.line
        for sentence in _split(passage.text):
            for said in (sentence, *_MARKED.findall(sentence)):
                words = words_of(said)
                if _MIN_WORDS <= len(words) < LENGTH and _letters(words) >= _MIN_LETTERS:
                    self._short.setdefault(_line(words), Place(passage.path, line))
            line += sentence.count("\n")

    def add_phrase(self, passage: Passage) -> None:
        """Look for a passage as a whole, however short it is."""
        self._short.setdefault(_line(words_of(passage.text)), Place(passage.path, passage.line))

    def forget(self, text: str, *, has_runs: bool = True) -> None:
        """Look no longer for what stands in a text; if wanted, only not for short sentences."""
        words = words_of(text)
        if has_runs:
            self._long.difference_update(map(hash, _runs(words)))
        for short in self._find_short(words):
            del self._short[short]
        self._search = None

    def find(self, words: Sequence[str]) -> set[str]:
        """Return what is looked for and stands in a text, as lines of words."""
        found = self._find_short(words)
        if not self._long.isdisjoint(map(hash, _runs(words))):
            found.update(_line(run) for run in _runs(words) if hash(run) in self._long)
        return found

    def _find_short(self, words: Sequence[str]) -> set[str]:
        if self._search is None:
            self._search = AhoCorasick(list(self._short) or ["\0"])
        hits = self._search.find_matches_as_strings(_line(words), overlapping=True)
        return set(hits)

    def places(self, lines: Iterable[str]) -> dict[str, Place]:
        """Return where each of what was found stands first."""
        wanted = set(lines)
        found = {line: self._short[line] for line in wanted & self._short.keys()}
        for passage in self._passages if wanted - found.keys() else ():
            words, numbers = _words_with_lines(passage)
            for number, run in zip(numbers, _runs(words), strict=False):
                if (line := _line(run)) in wanted:
                    found.setdefault(line, Place(passage.path, number))
        return found


def _line(words: Iterable[str]) -> str:
    """Return words as a line, with a space before and after each."""
    return f" {' '.join(words)} "


def _split(text: str) -> Iterator[str]:
    """Yield the sentences of a text, each with what ends it."""
    start = 0
    for end in _END.finditer(text):
        yield text[start : end.end()]
        start = end.end()
    yield text[start:]


def _words_with_lines(passage: Passage) -> tuple[list[str], list[int]]:
    words: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(passage.text.split("\n"), passage.line):
        found = words_of(line)
        words += found
        lines += [number] * len(found)
    return words, lines
