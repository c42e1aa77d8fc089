"""A text's words, and which cues are among them."""

from __future__ import annotations

import re

from ldblog.cues import CUES

_SCRIPT = re.compile(r"[\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff]")
_TOKEN = re.compile(r"[^\W_]+(?:['/][^\W_]+)*")
_STEM = 5

# Each cue is a bit, so that one look at each word finds all cues of a text.
BITS = {name: 1 << number for number, name in enumerate(CUES)}
_WORDS: dict[str, int] = {}
_STEMS: dict[str, list[tuple[str, int]]] = {}
_PHRASES: dict[str, list[tuple[str, int]]] = {}
_MARKS: list[tuple[str, int]] = []


def _read(table: str, bit: int) -> None:
    for entry in filter(None, re.split(r"\s*[,\n]\s*", table.strip())):
        if _SCRIPT.search(entry):
            _MARKS.append((entry, bit))
        elif entry.endswith("*"):
            _STEMS.setdefault(entry[:_STEM], []).append((entry[:-1], bit))
        elif " " in entry:
            _PHRASES.setdefault(entry.split(" ")[0], []).append((f" {entry} ", bit))
        else:
            _WORDS[entry] = _WORDS.get(entry, 0) | bit


for _name, _table in CUES.items():
    _read(_table, BITS[_name])


class Words:
    """A text's words, to look cues up in."""

    __slots__ = ("cues", "first_cues", "line", "text", "tokens")

    def __init__(self, text: str) -> None:
        """Take the words of a text."""
        self.text = text.replace("’", "'").lower()
        self.tokens = _TOKEN.findall(self.text)
        self.line = f" {' '.join(self.tokens)} "
        self.cues = self._find_cues() | self._find_marks()
        self.first_cues = self._find_first_cues() if self.cues else 0

    def has(self, cue: str) -> bool:
        """Tell whether a cue is anywhere in the text."""
        return bool(self.cues & BITS[cue])

    def begins(self, cue: str) -> bool:
        """Tell whether the text begins with a cue."""
        return bool(self.first_cues & BITS[cue])

    def _find_first_cues(self) -> int:
        first = self.tokens[0] if self.tokens else ""
        found = _WORDS.get(first, 0)
        for phrase, bit in _PHRASES.get(first, ()):
            if self.line.startswith(phrase):
                found |= bit
        if not self.text.isascii():
            for mark, bit in _MARKS:
                if self.text.lstrip().startswith(mark):
                    found |= bit
        return found

    def _find_cues(self) -> int:
        found = 0
        for token in self.tokens:
            found |= _WORDS.get(token, 0)
            for phrase, bit in _PHRASES.get(token, ()):
                if phrase in self.line:
                    found |= bit
            for stem, bit in _STEMS.get(token[:_STEM], ()):
                if token.startswith(stem):
                    found |= bit
        return found

    def _find_marks(self) -> int:
        found = 0
        if not self.text.isascii() and _SCRIPT.search(self.text):
            for mark, bit in _MARKS:
                if mark in self.text:
                    found |= bit
        return found
