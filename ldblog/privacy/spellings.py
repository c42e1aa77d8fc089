"""Words that are looked for in texts, however they are spelt there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick

from ldblog.privacy.hits import Hit
from ldblog.text.folding import fold_word, is_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.text.folding import View

# Plurals and possessives: of Acme, and of Atlas.
_ENDING = re.compile(r"'?s'?(?!\w)")
_ENDING_AFTER_S = re.compile(r"'(?:s(?!\w))?|es'?(?!\w)")
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_HOST_AFTER = re.compile(r"(?::\d+)?(?:/(?:[^\s<>\"')\]]*[\w/=&#-])?)?")
_LONGEST_HOST = 255


@dataclass(frozen=True)
class Entry:
    """Words that the public does not read, what it reads instead, and where that is written.

    ``pattern`` is a regular expression of RE2 in place of words. A host is found with all in
    front of it, its port and its path.
    """

    words: tuple[str, ...]
    instead: str
    source: str
    kind: str = ""
    blocks: bool = False
    is_host: bool = False
    pattern: Any = None


class Spellings:
    """Finds the words of some entries; a thousand of them cost little more than one."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Prepare to look for entries; of two with one word, the first is taken."""
        self.blocks = any(entry.blocks for entry in entries)
        self._words: dict[str, Entry] = {}
        for entry in entries:
            for word in entry.words:
                for spelling in _spell(word):
                    self._words.setdefault(spelling, entry)
        self._order = list(self._words)
        self._search = AhoCorasick(self._order) if self._order else None
        self._patterns = [entry for entry in entries if entry.pattern is not None]

    def find(self, view: View) -> Iterator[Hit]:
        """Yield what is found in a normalised text, in its own places; some may overlap."""
        for first, last, entry in (*self._find_words(view), *self._find_patterns(view.text)):
            start, end = view.place(first, last)
            yield Hit(start, end, entry.instead, entry.source, entry.blocks)

    def find_sources(self, text: str, folded: str) -> set[str]:
        """Return the sources of what is found in a normalised text; ``folded`` is it, folded."""
        found = {self._words[word].source for word, *_place in self._match(folded)}
        return found | {entry.source for _start, _end, entry in self._find_patterns(text)}

    def _find_words(self, view: View) -> Iterator[tuple[int, int, Entry]]:
        if self._search is None:
            return
        text, folded = view.text, view.folded
        for word, start, end, ending in self._match(folded.text):
            # “A client's” keeps its ending; of “clients” nothing stays.
            span = folded.place(start, end if "'" in ending else end + len(ending))
            entry = self._words[word]
            yield *(_extend_host(text, *span) if entry.is_host else span), entry

    def _match(self, folded: str) -> Iterator[tuple[str, int, int, str]]:
        """Yield each word that is found whole, from where to where, and the ending behind it."""
        if self._search is None:
            return
        for index, first, last in self._search.find_matches_as_indexes(folded, overlapping=True):
            word = self._order[index]
            # What leads to a handle is not part of it.
            start, end = first + (word[0] in "/~"), last - word.endswith("@")
            ending = _ending(folded, end)
            if is_whole(folded, start, end + len(ending)):
                yield word, start, end, ending

    def _find_patterns(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        for entry in self._patterns:
            for found in entry.pattern.finditer(text):
                if is_whole(text, *found.span()):
                    yield *found.span(), entry


def _extend_host(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a host stands with all in front of it, its port and its path."""
    first = max(0, start - _LONGEST_HOST)
    while start > first and (text[start - 1].isalnum() or text[start - 1] in "._-"):
        start -= 1
    after = _HOST_AFTER.match(text, end)
    return start, after.end() if after else end


def _spell(word: str) -> set[str]:
    """Return a word as it is looked for: also with its parts written as one."""
    folded = fold_word(word)
    return {folded, folded.replace(" ", "")} - {""}


def _ending(text: str, end: int) -> str:
    """Return what makes a word a plural or a possessive, where it stands behind it."""
    if not ("a" <= text[end - 1] <= "z"):
        return ""
    ending = _ENDING_AFTER_S if text[:end].endswith(_SIBILANTS) else _ENDING
    found = ending.match(text, end)
    return found[0] if found else ""
