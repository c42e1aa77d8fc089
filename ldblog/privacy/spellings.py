"""Words that are looked for in texts, however they are spelt there."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from ldblog.privacy.hits import Hit
from ldblog.text.folding import fold_word, is_part_of_name, is_whole
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.text.folding import View

# Plurals and possessives: of Acme, and of Atlas.
_ENDING = compile_late(r"'?s'?(?!\w)")
_ENDING_AFTER_S = compile_late(r"'(?:s(?!\w)|(?= \w))|es'?(?!\w)")
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_HOST_AFTER = compile_late(r"(?::\d+)?(?:/(?:[^\s<>\"')\]]*[\w/=&#-])?)?")
_LONGEST_HOST = 255


class Entry(NamedTuple):
    """Words that the public does not read, what it reads instead, and where that is written.

    ``pattern`` is a regular expression of RE2 in place of words. A host is found with all in
    front of it, its port and its path. What ``is_exact`` is found only as it is written.
    """

    words: tuple[str, ...]
    instead: str
    source: str
    kind: str = ""
    blocks: bool = False
    is_host: bool = False
    is_exact: bool = False
    pattern: Any = None


class Spellings:
    """Finds the words of some entries; a thousand of them cost little more than one."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Prepare to look for entries; of two with one word, the first is taken.

        One whose case does not matter finds all that an exact one does.
        """
        self.blocks = any(entry.blocks for entry in entries)
        self._words: dict[str, Entry] = {}
        for entry in sorted(entries, key=attrgetter("is_exact")):
            for word in entry.words:
                for spelling in _spell(word):
                    self._words.setdefault(spelling, entry)
        self._order = list(self._words)
        self._search = AhoCorasick(self._order) if self._order else None
        self._patterns = [entry for entry in entries if entry.pattern is not None]

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self._words or self._patterns)

    def find(self, view: View) -> Iterator[Hit]:
        """Yield what is found in a normalised text, in its own places; some may overlap."""
        for hit in (*self._find_words(view), *self._find_patterns(view.text)):
            start, end = view.place(hit.start, hit.end)
            yield hit if end == hit.end else hit._replace(start=start, end=end)

    def find_sources(self, text: str, folded: str) -> set[str]:
        """Return the sources of what is found in a normalised text; ``folded`` is it, folded."""
        found = {
            self._words[word].source
            for word, _start, _end, ending in self._match(folded)
            if ending is not None and self._is_written(self._words[word], text)
        }
        return found | {hit.source for hit in self._find_patterns(text)}

    @staticmethod
    def _is_written(entry: Entry, text: str) -> bool:
        """Tell whether an exact entry stands in a text as it is written; any other does."""
        return not entry.is_exact or any(
            is_whole(text, *found.span())
            for word in entry.words
            for found in re.finditer(re.escape(word), text)
        )

    def _find_words(self, view: View) -> Iterator[Hit]:
        for word, start, end, ending in self._match(view.folded.text) if self._order else ():
            entry, span = self._words[word], view.folded.place(start, end)
            if entry.is_exact and view.text[slice(*span)] not in entry.words:
                continue
            if ending is not None:
                # “A client's” keeps its ending; of “clients” nothing stays.
                last = end if ending == "'s" else end + len(ending)
                yield _hit(view.text, entry, view.folded.place(start, last), ending)
            elif is_part_of_name(view.text, *span):
                yield _hit(view.text, entry, span, "", is_part=True)

    def _match(self, folded: str) -> Iterator[tuple[str, int, int, str | None]]:
        """Yield each word that is found, from where to where, and if whole the ending behind it."""
        if self._search is None:
            return
        for index, first, last in self._search.find_matches_as_indexes(folded, overlapping=True):
            word = self._order[index]
            # What leads to a handle is not part of it.
            start, end = first + (word[0] in "/~"), last - word.endswith("@")
            ending = _ending(folded, start, end)
            yield word, start, end, ending if is_whole(folded, start, end + len(ending)) else None

    def _find_patterns(self, text: str) -> Iterator[Hit]:
        for entry in self._patterns:
            for found in entry.pattern.finditer(text):
                if is_whole(text, *found.span()):
                    yield _hit(text, entry, found.span(), "")


def _hit(
    text: str, entry: Entry, span: tuple[int, int], ending: str, *, is_part: bool = False
) -> Hit:
    """Return a hit; where an ending makes a possessive, what stands for the word has it, too."""
    start, end = _extend_host(text, *span) if entry.is_host else span
    mark = text[span[1] - 1]
    possessive = "" if ending[-1:] != "'" else f"{mark}s" if ending == "'" else f"s{mark}"
    return Hit(start, end, entry.instead, entry.source, entry.blocks, possessive, is_part)


def _extend_host(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a host stands with all in front of it, its port and its path."""
    first = max(0, start - _LONGEST_HOST)
    while start > first and (text[start - 1].isalnum() or text[start - 1] in "._-"):
        start -= 1
    after = _HOST_AFTER.match(text, end)
    return start, after.end() if after else end


def _spell(word: str) -> set[str]:
    """Return a word as it is looked for: also with its parts written as one, or with dots."""
    folded = fold_word(word)
    return {folded, folded.replace(" ", ""), folded.replace(" ", ".")} - {""}


def _ending(text: str, start: int, end: int) -> str:
    """Return what makes a word a plural or a possessive, where it stands behind it."""
    if not ("a" <= text[end - 1] <= "z"):
        return ""
    ending = _ENDING_AFTER_S if text[:end].endswith(_SIBILANTS) else _ENDING
    found = ending.match(text, end)
    said = found[0] if found else ""
    is_quoted = start > 0 and text[start - 1] == "'"
    return said.removesuffix("'") if is_quoted else said
