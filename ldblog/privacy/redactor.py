"""What is looked for in the texts of a log, and how the public reads them instead."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import unquote

from ldblog.privacy.contacts import PHONE, find_contacts
from ldblog.privacy.hits import Hit, join_hits
from ldblog.text.folding import View, normalise, normalise_text
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ldblog.diagnostics import Diagnostic
    from ldblog.privacy.dictionary import Dictionary

_ADDRESS = compile_late(
    r"(?:\b[a-z][a-z0-9+.-]{1,9}://|\bwww\.)[^\s<>\"'`)\]}]*[\w/=&#%-]", re.IGNORECASE
)
_ENCODED = compile_late(r"[%+]|(?i:xn--)|[a-z][A-Z]|[A-Z]{2}[a-z]")
_PUNYCODE = compile_late(r"xn--([a-z0-9-]+)", re.IGNORECASE)
_MAX_ENCODINGS = 3
_SENTENCE_START = compile_late(r"(?:^|[.!?:]\s)[\s\"'“‘(]*$")
_ARTICLE = compile_late(r"(?:a|an|the) (?=\S)", re.IGNORECASE)
_DETERMINER = compile_late(
    r"\b(?:a|an|the|this|that|our|my|your|their|its|his|her|each|every|another)\s+$", re.IGNORECASE
)
_CONTEXT = 20
# No word, number or address goes across it.
_APART = "\n\n\u2022\n\n"


class Finder(Protocol):
    """Whatever finds stretches that are to be replaced."""

    @property
    def blocks(self) -> bool:
        """Whether something that is found holds back what it stands in."""

    def find(self, view: View) -> Iterator[Hit]:
        """Yield what is found in a normalised text, in the places of the original."""


class Contacts(NamedTuple):
    """Finds what is replaced whether or not it is listed."""

    hosts: tuple[str, ...]

    @property
    def blocks(self) -> bool:
        """Whether something that is found holds back what it stands in: it never does."""
        return False

    def find(self, view: View) -> Iterator[Hit]:
        """Yield what is found in a normalised text, in the places of the original."""
        for hit in find_contacts(view.text, self.hosts):
            start, end = view.place(hit.start, hit.end)
            yield hit._replace(start=start, end=end)


@dataclass(frozen=True)
class Redactor:
    """What is looked for in a log, and what each numbered thing is called in its post."""

    finders: tuple[Finder, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)
    # Each text is asked about more than once: what blocks it, what is numbered, what is replaced.
    known: dict[tuple[str, str], list[Hit]] = field(default_factory=dict, compare=False)

    @property
    def blocks(self) -> bool:
        """Whether something that is found holds back what it stands in."""
        return any(finder.blocks for finder in self.finders)

    def find(self, text: str) -> list[Hit]:
        """Return what is not to be read in a text, addresses as a whole."""
        return self._remember(text, self._find_in_words)

    def find_in_code(self, text: str) -> list[Hit]:
        """Return what is not to be read in code, of the words in ``getAcmeOrders`` each."""
        return self._remember(text, self._find_in_code)

    def find_in_url(self, url: str) -> list[Hit]:
        """Return what is not to be read in an address, however it is encoded there."""
        return self._remember(url, self._find_in_url)

    def may_find(self, texts: Iterable[str]) -> bool:
        """Tell whether anything may be found in some texts; where not, there is nothing in any.

        They are looked through as one, which costs a part of asking about each, and where
        anything would stand is not found out.
        """
        text = normalise_text(_APART.join(texts))
        view = View(text, range(len(text) + 1))
        return any(True for finder in self.finders for _hit in finder.find(view))

    def _remember(self, text: str, find: Callable[[str], list[Hit]]) -> list[Hit]:
        key = (text, find.__name__)
        if text and key not in self.known:
            self.known[key] = find(text)
        return self.known[key] if text else []

    def _find_in_words(self, text: str) -> list[Hit]:
        return self._join(text, [hit for hit in self._find(text) if not hit.is_part])

    def _find_in_code(self, text: str) -> list[Hit]:
        return self._join(text, self._find(text))

    def _join(self, text: str, hits: list[Hit]) -> list[Hit]:
        if "://" in text or "www." in text:
            hits += self._find_addresses(text, hits)
        return join_hits(hits)

    def _find_in_url(self, url: str) -> list[Hit]:
        return [hit for hit in self._find(decode_url(url)) if hit.source != PHONE]

    def _find(self, text: str) -> list[Hit]:
        view = normalise(text)
        return [hit for finder in self.finders for hit in finder.find(view)]

    def replace_in(self, text: str) -> str:
        """Return a line of text as the public reads it."""
        return cut_out(text, [self.say_in(text, hit) for hit in self.find(text)])

    def name(self, hit: Hit) -> str:
        """Return what stands for a hit, with its letter if it has one."""
        number = self.numbers.get(hit.source)
        if number:
            # There is only one client A: of more than one, nothing is said.
            return f"{number}{hit.ending.strip('s')}s" if hit.ending else number
        return hit.instead.replace(" #", "") + hit.ending

    def say_in(self, text: str, hit: Hit) -> Hit:
        """Return a hit in a text with what stands for it there."""
        said = self.name(hit)
        before = text[max(0, hit.start - _CONTEXT) : hit.start]
        if _DETERMINER.search(before):
            return hit._replace(instead=_ARTICLE.sub("", said, count=1))
        if text[hit.start].isupper() and _SENTENCE_START.search(before):
            said = said[:1].upper() + said[1:]
        return hit._replace(instead=said)

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
                yield longest._replace(start=start, end=end)


def cut_out(text: str, hits: Iterable[Hit]) -> str:
    """Return a text in which what stands for hits stands in their places."""
    parts, last = [], 0
    for hit in hits:
        parts += [text[last : hit.start], hit.instead]
        last = hit.end
    return "".join([*parts, text[last:]])


def hide_words(found: Iterable[Diagnostic], dictionary: Dictionary) -> list[Diagnostic]:
    """Return diagnostics that quote nothing that is listed: they are read in public logs.

    The path of a log or a page stays, so that it is found; that of any other file need not.
    """
    redactor = Redactor((dictionary.spellings,))
    return [
        one._replace(
            message=redactor.replace_in(one.message),
            path=one.path if one.path.endswith((".md", ".yml")) else redactor.replace_in(one.path),
        )
        for one in found
    ]


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
