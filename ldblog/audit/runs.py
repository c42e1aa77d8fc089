"""Words in their order, by which a text is found again however it is marked up or wrapped."""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import accumulate, compress, count
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from ldblog.text.folding import normalise_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

# So many words in one order are no chance; fewer are, unless they are all of a sentence.
LENGTH = 8
_MIN_WORDS = 3
_MIN_LETTERS = 8

# Scripts that put no space between words: each of their letters counts as one.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_SPACELESS_LETTER = re.compile(f"[{_SPACELESS}]")
_NO_LETTER = re.compile(rf"[^\w{_SPACELESS}]")
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]+")
_DIGIT = re.compile(r"\d")
# Between two texts; a word of its own, so that no run goes on over it.
BREAK = "\x02"
# Of ASCII, letters and figures are parts of words; all other bytes are, until they are looked at.
_SPACED = bytes(
    byte if byte > 0x7F or chr(byte).isalnum() or chr(byte) == BREAK else ord(" ")
    for byte in bytes(range(256)).lower()
)
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
    return split_words(normalise_text(text).replace(BREAK, " "))


def split_words(text: str) -> list[str]:
    """Return the words of a normalised text, and each break that stands alone in it."""
    if not text.isascii():
        # Few lines have any letters beyond ASCII.
        lines = text.split("\n")
        text = "\n".join([it if it.isascii() else _BEYOND_ASCII.sub(_space, it) for it in lines])
    spaced = text.encode("utf-8", "surrogatepass").translate(_SPACED)
    return spaced.decode("utf-8", "surrogatepass").split()


def _space(found: re.Match[str]) -> str:
    """Return letters beyond ASCII without case, and spaces for what is no letter."""
    return _SPACELESS_LETTER.sub(r" \g<0> ", _NO_LETTER.sub(" ", found[0].casefold()))


class _Codes(dict[str, int]):
    def __missing__(self, word: str) -> int:
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        # Eight of them together are still 64 bits with a sign.
        code = self[word] = int.from_bytes(digest) >> 4
        return code


_CODES = _Codes()


def hash_runs(words: Sequence[str]) -> Iterator[int]:
    """Yield a number for each run of eight words: the same for the same words in any order."""
    sums = [0, *accumulate(map(_CODES.__getitem__, words))]
    return map(sub, sums[LENGTH:], sums)


def find_short(passage: Passage) -> Iterator[tuple[str, Place]]:
    """Yield the short sentences of a passage, as lines of words, with where they stand."""
    line = passage.line
    for sentence in _split(passage.text):
        for said in (sentence, *_MARKED.findall(sentence)):
            words = words_of(said)
            if _MIN_WORDS <= len(words) < LENGTH and _count_letters(words) >= _MIN_LETTERS:
                yield line_of(words), Place(passage.path, line)
        line += sentence.count("\n")


def _count_letters(words: Iterable[str]) -> int:
    return len(_DIGIT.sub("", "".join(words)))


def find_said(lines: Iterable[str], texts: Iterable[str]) -> set[str]:
    """Return those of some lines of words that stand in one of some others."""
    wanted, found = set(lines), set[str]()
    if not wanted:
        return found
    search = AhoCorasick(wanted)
    for text in texts:
        found.update(search.find_matches_as_strings(text, overlapping=True))
        if len(found) == len(wanted):
            break
    return found


class Runs:
    """Runs of eight words, by their hashes, and short sentences, as lines of words."""

    def __init__(self, long: AbstractSet[int], short: Iterable[str]) -> None:
        """Look for some runs and sentences."""
        self._long = long
        self._search = AhoCorasick([*short] or ["\0"])

    def find(self, words: Sequence[str]) -> set[str]:
        """Return what is looked for and stands in a text, as lines of words."""
        found = set(self._search.find_matches_as_strings(line_of(words), overlapping=True))
        starts = compress(count(), map(self._long.__contains__, hash_runs(words)))
        found |= {line_of(words[start : start + LENGTH]) for start in starts}
        return found


def find_places(lines: Iterable[str], passages: Iterable[Passage]) -> dict[str, Place]:
    """Return where each of some lines of words stands first in some passages."""
    wanted = set(lines)
    found: dict[str, Place] = {}
    for passage in passages:
        words, numbers = _words_with_lines(passage)
        said = line_of(words)
        for line in find_said(wanted - found.keys(), [said]):
            before = said[: said.index(line)].count(" ")
            found[line] = Place(passage.path, numbers[before])
    return found


def line_of(words: Iterable[str]) -> str:
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
