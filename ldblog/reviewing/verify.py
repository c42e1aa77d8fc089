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
from typing import TYPE_CHECKING

from ldblog.privacy.publish import publish
from ldblog.reviewing.evidence import ATTRIBUTION, find_problem, says_too
from ldblog.text.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from ldblog.composing.posts import Line
    from ldblog.reading.logs import Log
    from ldblog.sessions import Session

_SOURCE = re.compile(r"([^,:\s][^,:]*):(\d+)(?:-(\d+))?")


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
    own_words |= {found[0] for line in fresh if (found := ATTRIBUTION.search(line.text))}
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
    names = ATTRIBUTION.search(line.text)
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
    if not problem and not all(says_too(*place, line.text) for place in others):
        problem = "not all of them say so"
    if problem:
        return Verdict(number, line.text, Origin.UNPROVED, f"{line.source}: {problem}")
    return Verdict(number, line.text, Origin.LOG, line.source + _say_replaced(replaced))


def _find_problem_or_replaced(
    text: str, log: Log, first: int, last: int, *, in_code: bool
) -> tuple[str, list[str]]:
    """Return what of a line is not in its source, and why words of it are replaced, if they are."""
    problem = find_problem(text, log, first, last, in_code=in_code)
    replaced = _find_replaced(log, first, last) if problem else []
    if not replaced:
        return problem, []
    public = replace(log, document=publish(log).document)
    return find_problem(text, public, first, last, in_code=in_code), replaced


def _say_replaced(why: Sequence[str]) -> str:
    return f", where words are replaced ({', '.join(why)})" if why else ""


def _find_replaced(log: Log, first: int, last: int) -> list[str]:
    """Return why words of some lines of a log are replaced, none where none is."""
    return sorted({it.source for it in publish(log).replaced if first <= it.line <= last})
