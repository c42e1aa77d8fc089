"""A text's words, and which cues are among them."""

from __future__ import annotations

import re
from functools import lru_cache

from ldblog.text.cues import CUES

_TOKEN = re.compile(r"[^\W_]+(?:['/][^\W_]+)*")
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:['/][a-z0-9]+)*")  # the same, in half the time
_STEM = 5

# Each cue is a bit, so that one look at each word finds all cues of a text.
BITS = {name: 1 << number for number, name in enumerate(CUES)}
_WORDS: dict[str, int] = {}
_STEMS: dict[str, list[tuple[str, int]]] = {}
_PHRASES: dict[str, list[tuple[str, int]]] = {}
_MARKS: list[tuple[str, int]] = []


def _read(table: str, bit: int) -> None:
    for entry in filter(None, re.split(r"\s*[,\n]\s*", table.strip())):
        # Scripts whose words are not found between spaces.
        if max(entry) >= "\u0900":
            _MARKS.append((entry, bit))
        elif entry.endswith("*"):
            _STEMS.setdefault(entry[:_STEM], []).append((entry[:-1], bit))
        elif " " in entry:
            _PHRASES.setdefault(entry.split(" ")[0], []).append((f" {entry} ", bit))
        else:
            _WORDS[entry] = _WORDS.get(entry, 0) | bit


for _name, _table in CUES.items():
    _read(_table, BITS[_name])


def is_cue(word: str) -> bool:
    """Tell whether a word, in lower case, is one that tells what others are about."""
    return word in _WORDS


class Words:
    """A text's words, to look cues up in."""

    __slots__ = ("cues", "first_cues", "text", "tokens")

    def __init__(self, text: str) -> None:
        """Take the words of a text."""
        self.text = text.replace("’", "'").lower()
        is_ascii = self.text.isascii()
        self.tokens: list[str] = (_ASCII_TOKEN if is_ascii else _TOKEN).findall(self.text)
        self.cues = self._find_cues()
        self.first_cues = 0
        if not is_ascii:
            self._find_marks()
        if self.cues:
            self.first_cues |= self._find_first_cues()

    @property
    def line(self) -> str:
        """The words, with a space before and after each."""
        return f" {' '.join(self.tokens)} "

    def has(self, cue: str) -> bool:
        """Tell whether a cue is anywhere in the text."""
        return bool(self.cues & BITS[cue])

    def begins(self, cue: str) -> bool:
        """Tell whether the text begins with a cue."""
        return bool(self.first_cues & BITS[cue])

    def _find_cues(self) -> int:
        found, begun = 0, []
        for token in self.tokens:
            bits, phrases = look_up(token)
            found |= bits
            if phrases:
                begun.append(phrases)
        if begun:
            line = self.line
            for phrases in begun:
                for phrase, bit in phrases:
                    if phrase in line:
                        found |= bit
        return found

    def _find_first_cues(self) -> int:
        first = self.tokens[0] if self.tokens else ""
        found = _WORDS.get(first, 0)
        phrases = _PHRASES.get(first)
        if phrases:
            line = self.line
            for phrase, bit in phrases:
                if line.startswith(phrase):
                    found |= bit
        return found

    def _find_marks(self) -> None:
        start = self.text.lstrip()
        for mark, bit in _MARKS:
            if mark in start:
                self.cues |= bit
                if start.startswith(mark):
                    self.first_cues |= bit


@lru_cache(maxsize=1 << 14)
def look_up(token: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return the cues of a word, and the phrases that begin with it, with their cues."""
    found = _WORDS.get(token, 0)
    for stem, bit in _STEMS.get(token[:_STEM], ()):
        if token.startswith(stem):
            found |= bit
    return found, tuple(_PHRASES.get(token, ()))
