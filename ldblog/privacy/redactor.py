"""What is looked for in the texts of a log, and how the public reads them instead."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from ldblog.privacy.contacts import PHONE, find_contacts
from ldblog.privacy.hits import Hit, join_hits
from ldblog.text.folding import View, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ldblog.diagnostics import Diagnostic
    from ldblog.privacy.dictionary import Dictionary

_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,9}://|\bwww\.)[^\s<>\"'`)\]}]*[\w/=&#%-]", re.IGNORECASE
)
_ENCODED = re.compile(r"[%+]|xn--", re.IGNORECASE)
_PUNYCODE = re.compile(r"xn--([a-z0-9-]+)", re.IGNORECASE)
_MAX_ENCODINGS = 3
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s)[\s\"'“‘(]*$")
_ARTICLE = re.compile(r"(?:a|an|the) (?=\S)", re.IGNORECASE)
_DETERMINER = re.compile(
    r"\b(?:a|an|the|this|that|our|my|your|their|its|his|her|each|every|another)\s+$", re.IGNORECASE
)
_CONTEXT = 20


class Finder(Protocol):
    """Whatever finds stretches that are to be replaced."""

    @property
    def blocks(self) -> bool:
        """Whether something that is found holds back what it stands in."""

    def find(self, view: View) -> Iterator[Hit]:
        """Yield what is found in a normalised text, in the places of the original."""


@dataclass(frozen=True)
class Contacts:
    """Finds what is replaced whether or not it is listed."""

    hosts: tuple[str, ...]
    blocks: bool = field(default=False, init=False)

    def find(self, view: View) -> Iterator[Hit]:
        """Yield what is found in a normalised text, in the places of the original."""
        for hit in find_contacts(view.text, self.hosts):
            start, end = view.place(hit.start, hit.end)
            yield replace(hit, start=start, end=end)


@dataclass(frozen=True)
class Redactor:
    """What is looked for in a log, and what each numbered thing is called in its post."""

    finders: tuple[Finder, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)
    # Each text is asked about more than once: what blocks it, what is numbered, what is replaced.
    known: dict[tuple[str, bool], list[Hit]] = field(default_factory=dict, compare=False)

    @property
    def blocks(self) -> bool:
        """Whether something that is found holds back what it stands in."""
        return any(finder.blocks for finder in self.finders)

    def find(self, text: str) -> list[Hit]:
        """Return what is not to be read in a text, addresses as a whole."""
        return self._remember(text, False, self._find) if text else []

    def find_in_url(self, url: str) -> list[Hit]:
        """Return what is not to be read in an address, however it is encoded there."""
        return self._remember(url, True, self._find_in_url) if url else []

    def _remember(self, text: str, is_url: bool, find: Callable[[str], list[Hit]]) -> list[Hit]:
        key = (text, is_url)
        if key not in self.known:
            self.known[key] = find(text)
        return self.known[key]

    def _find(self, text: str) -> list[Hit]:
        view = normalise(text)
        hits = [hit for finder in self.finders for hit in finder.find(view)]
        if "://" in text or "www." in text:
            hits += self._find_addresses(text, hits)
        return join_hits(hits)

    def _find_in_url(self, url: str) -> list[Hit]:
        view = normalise(decode_url(url))
        hits = [hit for finder in self.finders for hit in finder.find(view)]
        return [hit for hit in hits if hit.source != PHONE]

    def replace_in(self, text: str) -> str:
        """Return a line of text as the public reads it."""
        return cut_out(text, [self.say_in(text, hit) for hit in self.find(text)])

    def name(self, hit: Hit) -> str:
        """Return what stands for a hit, with its letter if it has one."""
        return self.numbers.get(hit.source) or hit.instead.replace(" #", "")

    def say_in(self, text: str, hit: Hit) -> Hit:
        """Return a hit in a text with what stands for it there."""
        said = self.name(hit)
        before = text[max(0, hit.start - _CONTEXT) : hit.start]
        if _DETERMINER.search(before):
            return replace(hit, instead=_ARTICLE.sub("", said, count=1))
        if text[hit.start].isupper() and _SENTENCE_START.search(before):
            said = said[:1].upper() + said[1:]
        return replace(hit, instead=said)

    def _find_addresses(self, text: str, hits: list[Hit]) -> Iterator[Hit]:
        said = join_hits(hit for hit in hits if hit.source != PHONE)
        starts, ends = [hit.start for hit in said], [hit.end for hit in said]
        for found in _ADDRESS.finditer(text):
            start, end = found.span()
            first = bisect_right(ends, start)
            inside = said[first : bisect_left(starts, end, first)]
            if not inside and _ENCODED.search(found[0]):
                inside = self.find_in_url(found[0])
            if inside:
                longest = max(inside, key=lambda hit: hit.end - hit.start)
                yield replace(longest, start=start, end=end)


def cut_out(text: str, hits: Iterable[Hit]) -> str:
    """Return a text in which what stands for hits stands in their places."""
    parts, last = [], 0
    for hit in hits:
        parts += [text[last : hit.start], hit.instead]
        last = hit.end
    return "".join([*parts, text[last:]])


def hide_words(found: Iterable[Diagnostic], dictionary: Dictionary) -> list[Diagnostic]:
    """Return diagnostics that quote nothing that is listed: they are read in public logs."""
    redactor = Redactor((dictionary.spellings,))
    return [replace(one, message=redactor.replace_in(one.message)) for one in found]


def decode_url(url: str) -> str:
    """Return the words of an address: unquoted, and hosts in their own script."""
    for _ in range(_MAX_ENCODINGS):
        url = unquote(url)
    return _PUNYCODE.sub(_decode_label, url.replace("+", " "))


def _decode_label(found: re.Match[str]) -> str:
    try:
        return found[1].encode().decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return found[0]
