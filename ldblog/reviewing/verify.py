"""Proof that a post says nothing that nobody wrote: where each of its lines comes from.

A line that the editor changed or added is theirs. Of the others, a line with a source is
proved when it is made of whole sentences that stand there in the log, in their order, each as
it is or trimmed at its edges, and its addresses stand there too; a line of ldblog's own is
proved when condensing the logs again makes it again, figures and all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from html import unescape
from typing import TYPE_CHECKING

from ldblog.composing.echoes import are_alike
from ldblog.composing.trim import trim, trims_of
from ldblog.privacy.publish import publish
from ldblog.reading.sections import split_labelled
from ldblog.text.cut import split_off_label
from ldblog.text.inline import LINE_BREAK_TAG
from ldblog.text.markdown import parse, plain_text, split_lines, walk
from ldblog.text.sentences import split_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from ldblog.composing.posts import Line
    from ldblog.reading.logs import Log
    from ldblog.sessions import Session
    from ldblog.text.markdown import Node

_FOOTNOTE = re.compile(r"\[\^[\w-]+\]:?")
_NAME = r"\[(?:\\.|[^\]\\])*\]\(#[\w-]+\)"
_ATTRIBUTION = re.compile(rf" — (?:also )?{_NAME}(?:,? (?:and )?{_NAME})*$")
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
    own_words |= {found[0] for line in fresh if (found := _ATTRIBUTION.search(line.text))}
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
    opcodes = SequenceMatcher(None, before, post, autojunk=False).get_opcodes()
    changed = [range(start, end) for tag, start, end, *_ in opcodes if tag != "equal"]
    # What the editor moved is no word of theirs: it is proved like what stayed.
    moved = {before[n]: n for numbers in changed for n in numbers if before[n].strip()}
    for tag, start, end, first, last in opcodes:
        origin = {"equal": Origin.LOG, "replace": Origin.EDITED}.get(tag, Origin.NEW)
        for number in range(first, last):
            index = start + number - first
            if tag != "equal" and post[number] in moved:
                yield Origin.LOG, number, moved[post[number]]
            else:
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
    names = _ATTRIBUTION.search(line.text)
    if names is not None and names[0] not in own_words and not in_code:
        return Verdict(number, line.text, Origin.UNPROVED, f"{names[0]} does not follow")
    places = [(logs.get(name), first, last) for name, first, last in find_places(line.source)]
    for log, _first, last in places:
        if log is None or last > len(split_lines(log.text)):
            return Verdict(number, line.text, Origin.UNPROVED, f"{line.source} is not there")
    # Sentences of one paragraph are joined up in one line, with the places of all of them.
    log = places[0][0]
    own = [place for place in places if place[0] is log]
    others = [place for place in places if place[0] is not log]
    first, last = min(place[1] for place in own), max(place[2] for place in own)
    assert log is not None  # noqa: S101 - for the type checker: looked at just now
    problem, replaced = _find_problem_or_replaced(line.text, log, first, last, in_code=in_code)
    if not problem and not all(_says_too(*place, line.text) for place in others):
        problem = "not all of them say so"
    if problem:
        return Verdict(number, line.text, Origin.UNPROVED, f"{line.source}: {problem}")
    return Verdict(number, line.text, Origin.LOG, line.source + _say_replaced(replaced))


def _find_problem_or_replaced(
    text: str, log: Log, first: int, last: int, *, in_code: bool
) -> tuple[str, list[str]]:
    """Return what of a line is not in its source, and why words of it are replaced, if they are."""
    problem = _find_problem(text, log, first, last, in_code=in_code)
    replaced = _find_replaced(log, first, last) if problem else []
    if not replaced:
        return problem, []
    public = replace(log, document=publish(log).document)
    return _find_problem(text, public, first, last, in_code=in_code), replaced


def _say_replaced(why: Sequence[str]) -> str:
    return f", where words are replaced ({', '.join(why)})" if why else ""


def _find_replaced(log: Log, first: int, last: int) -> list[str]:
    """Return why words of some lines of a log are replaced, none where none is."""
    return sorted({it.source for it in publish(log).replaced if first <= it.line <= last})


def _find_problem(text: str, log: Log, first: int, last: int, *, in_code: bool) -> str:
    """Return what of a line is not in its source, empty when all of it is."""
    raw = "\n".join(split_lines(log.text)[first - 1 : last])
    if in_code:
        blocks = (node.literal for node in walk(log.document) if node.kind == "code_block")
        is_there = any(text.strip("` ") in code for code in (raw, *blocks))
        return "" if is_there else "the code is another"
    text = _FOOTNOTE.sub("", _ATTRIBUTION.sub("", text)).strip()
    sources = [_spell(_words_between(log, first, last)), _spell(unescape(raw))]
    sentences = [[*map(_spell, trims_of(sentence))] for sentence in _sentences(log, first, last)]
    # An ellipsis may be the author's own.
    pieces = [] if _is_made_of(_spell(_read(text)), sentences) else text.split(_ELLIPSIS)
    for piece in pieces:
        spelled = _spell(_read(piece))
        if not _is_made_of(spelled, sentences):
            is_there = any(spelled in source for source in sources)
            problem = "is cut in the middle of a sentence" if is_there else "does not stand there"
            return f"“{piece}” {problem}"
    known = {node.url for node in walk(log.document)}
    addresses = [node.url for node in walk(parse(text)) if _SCHEME.match(node.url)]
    missing = [url for url in addresses if url not in known]
    return f"{missing[0]} does not stand there" if missing else ""


def _says_too(log: Log | None, first: int, last: int, text: str) -> bool:
    """Tell whether some lines of another log say what a line tells for both."""
    said = _read(_ATTRIBUTION.sub("", text))
    nodes = walk(log.document) if log is not None else ()
    near = (it for it in nodes if it.kind == "paragraph" and first <= it.line <= last)
    return any(are_alike(said, plain_text(trim(it))) for it in near)


def _sentences(log: Log, first: int, last: int) -> Iterator[str]:
    """Yield the sentences of all paragraphs that some lines of a log have a part of."""
    for node in walk(log.document):
        if node.last_line < first or node.line > last:
            continue
        if node.kind == "paragraph":
            pieces = [one for piece in split_labelled(node) for one in split_off_label(piece)]
            for sentence in (one for piece in pieces for one in split_paragraph(piece)):
                yield from _lines_of(sentence)
        elif node.kind in {"heading", "cell"}:
            yield plain_text(node)


def _lines_of(sentence: Node) -> Iterator[str]:
    """Yield the words of a sentence between its hard line breaks."""
    words = ""
    for node in sentence.children:
        if node.kind == "line_break" or LINE_BREAK_TAG.fullmatch(node.literal):
            yield words
            words = ""
        else:
            words += plain_text(node)
    yield words


def _is_made_of(words: str, sentences: Sequence[Sequence[str]]) -> bool:
    """Tell whether some words are those of sentences one after the other, each whole or trimmed."""
    if not words:
        return True
    return any(_begins_at(words, sentences, start) for start in range(len(sentences)))


def _begins_at(words: str, sentences: Sequence[Sequence[str]], start: int) -> bool:
    if not words:
        return True
    return start < len(sentences) and any(
        words.startswith(said) and _begins_at(words[len(said) :], sentences, start + 1)
        for said in sentences[start]
    )


def _words_between(log: Log, first: int, last: int) -> str:
    leaves = [node for node in walk(log.document) if not node.children and node.kind != "html"]
    return " ".join(
        plain_text(node) for node in leaves if first <= node.line and node.last_line <= last
    )


def _read(text: str) -> str:
    """Return the words of a line of Markdown."""
    return " ".join(plain_text(node) for node in walk(parse(text)) if not node.children)


def _spell(text: str) -> str:
    """Return the letters and numbers of a text: white space and marks mean nothing here.

    Words that markup cuts in two are spelled as one.
    """
    return "".join(_NUMBER_OR_WORD.findall(text.casefold()))
