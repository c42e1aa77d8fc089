"""Proof that a post says nothing that nobody wrote: where each of its lines comes from.

A line that the editor changed or added is theirs. Of the others, a line with a source is
proved when its words, in their order, and its addresses stand there in the log; a line of
ldblog's own is proved when condensing the logs again makes it again, figures and all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from html import unescape
from typing import TYPE_CHECKING

from ldblog.markdown import parse, plain_text, split_lines, walk
from ldblog.privacy import publish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from ldblog.logs import Log
    from ldblog.markdown import Node
    from ldblog.posts import Line
    from ldblog.sessions import Session

_FOOTNOTE = re.compile(r"\[\^[\w-]+\]:?")
_ATTRIBUTION = re.compile(r" — \[[^\]]*\]\(#[\w-]+\)$")
_SOURCE = re.compile(r"([^,:\s][^,:]*):(\d+)(?:-(\d+))?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_ELLIPSIS = " … "


class Origin(StrEnum):
    """Where a line of a post comes from."""

    LOG = "log"
    COMPOSED = "composed"
    EDITED = "edited"
    NEW = "new"
    UNPROVED = "unproved"


@dataclass(frozen=True)
class Verdict:
    """What a line of a post is; ``detail`` is its source, or why it is not proved.

    ``source`` is what the base says of it, or of the line that the editor changed.
    """

    line: int
    text: str
    origin: Origin
    detail: str = ""
    source: str = ""


def sources_of(session: Session) -> dict[str, Log]:
    """Return what a session's posts are made from, by file name: its logs and opening words."""
    logs = {log.path.rpartition("/")[2]: log for log in session.logs}
    if session.host.opening is not None:
        logs[session.host.opening.path.rpartition("/")[2]] = session.host.opening
    return logs


def find_places(source: str) -> list[tuple[str, int, int]]:
    """Return the file, the first and the last line of each place in a source."""
    return [(name, int(first), int(last or first)) for name, first, last in _SOURCE.findall(source)]


def verify_post(
    post: Sequence[str], base: Sequence[Line], fresh: Sequence[Line], logs: Mapping[str, Log]
) -> list[Verdict]:
    """Return what each line of a post is.

    ``base`` is the post as last generated, ``fresh`` as its logs would make it now, and
    ``logs`` are the session's by file name.
    """
    own_words = {line.text for line in fresh if not line.source}
    before = [line.text for line in base]
    verdicts: list[Verdict] = []
    fence = ""
    for origin, number, index in _match(before, post):
        text = post[number]
        source = "" if origin is Origin.NEW else base[index].source
        if origin is Origin.LOG:
            verdict = _prove(number + 1, base[index], own_words, logs, in_code=bool(fence))
            verdicts.append(replace(verdict, source=source))
        else:
            verdicts.append(Verdict(number + 1, text, origin, source=source))
        fence = _next_fence(fence, text)
    return verdicts


def _match(before: Sequence[str], post: Sequence[str]) -> Iterator[tuple[Origin, int, int]]:
    """Yield for each line of a post whether it is generated, and which line of the base it is."""
    matcher = SequenceMatcher(None, before, post, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        origin = {"equal": Origin.LOG, "replace": Origin.EDITED}.get(tag, Origin.NEW)
        for number in range(first, last):
            index = start + number - first
            yield origin if index < end else Origin.NEW, number, index


def _next_fence(fence: str, text: str) -> str:
    """Return the fence that is open after a line, empty when none is."""
    stripped = text.strip()
    if fence:
        return "" if stripped == fence else fence
    opened = re.match(r"`{3,}", stripped)
    return opened[0] if opened else ""


def _prove(
    number: int, line: Line, own_words: Set[str], logs: Mapping[str, Log], *, in_code: bool
) -> Verdict:
    if not line.source:
        if line.text in own_words:
            return Verdict(number, line.text, Origin.COMPOSED)
        detail = "no log has it, and condensing again does not make it"
        return Verdict(number, line.text, Origin.UNPROVED, detail)
    places = [(logs.get(name), first, last) for name, first, last in find_places(line.source)]
    for log, _first, last in places:
        if log is None or last > len(split_lines(log.text)):
            return Verdict(number, line.text, Origin.UNPROVED, f"{line.source} is not there")
    # Sentences of one paragraph are joined up in one line, with the places of all of them.
    log = places[0][0]
    first, last = min(place[1] for place in places), max(place[2] for place in places)
    assert log is not None  # noqa: S101 - for the type checker: looked at just now
    problem = _find_problem(line.text, _Stretch(log, log.document, first, last), in_code=in_code)
    if problem and (replaced := _find_replaced(log, first, last)):
        stretch = _Stretch(log, publish(log).document, first, last)
        if not _find_problem(line.text, stretch, in_code=in_code):
            detail = f"{line.source}, where words are replaced ({', '.join(replaced)})"
            return Verdict(number, line.text, Origin.LOG, detail)
    if problem:
        return Verdict(number, line.text, Origin.UNPROVED, f"{line.source}: {problem}")
    return Verdict(number, line.text, Origin.LOG, line.source)


@dataclass(frozen=True)
class _Stretch:
    """Some lines of a log, as they are or as they are published."""

    log: Log
    document: Node
    first: int
    last: int

    @property
    def raw(self) -> str:
        return "\n".join(split_lines(self.log.text)[self.first - 1 : self.last])

    @property
    def code(self) -> str:
        """All code that can be in it."""
        return "\n".join(node.literal for node in self._leaves() if node.kind == "code_block")

    @property
    def words(self) -> str:
        return " ".join(plain_text(node) for node in self._leaves() if node.kind != "html")

    def _leaves(self) -> Iterator[Node]:
        for node in walk(self.document):
            if not node.children and self.first <= node.line and node.last_line <= self.last:
                yield node


def _find_replaced(log: Log, first: int, last: int) -> list[str]:
    """Return why words of some lines of a log are replaced, none where none is."""
    return sorted({it.source for it in publish(log).replaced if first <= it.line <= last})


def _find_problem(text: str, stretch: _Stretch, *, in_code: bool) -> str:
    """Return what of a line is not in its source, empty when all of it is."""
    if in_code:
        code = text.strip("` ")
        return "" if code in stretch.raw or code in stretch.code else "the code is another"
    text = _FOOTNOTE.sub("", _ATTRIBUTION.sub("", text)).strip()
    sources = [_spell(stretch.words), _spell(unescape(stretch.raw))]
    for piece in text.split(_ELLIPSIS):
        spelled = _spell(_read(piece))
        if not any(spelled in source for source in sources):
            return f"“{piece}” does not stand there"
    known = {node.url for node in walk(stretch.log.document)}
    addresses = [node.url for node in walk(parse(text)) if _SCHEME.match(node.url)]
    missing = [url for url in addresses if url not in known]
    return f"{missing[0]} does not stand there" if missing else ""


def _read(text: str) -> str:
    """Return the words of a line of Markdown."""
    return " ".join(plain_text(node) for node in walk(parse(text)) if not node.children)


def _spell(text: str) -> str:
    """Return the letters and numbers of a text: white space and marks mean nothing here.

    Words that markup cuts in two are spelled as one.
    """
    return "".join(_NUMBER_OR_WORD.findall(text.casefold()))
