"""What people said about the days, by theme: without names, and traceable to nobody.

A statement is shown only amid those of five people at least. So sessions are taken together from
the first one on, until that many have said something, and always the same ones: whoever asks twice
learns nothing from the difference. What is said after the last five waits for more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ldblog.privacy.hidden_names import everyone, make_finders
from ldblog.privacy.redactor import Redactor
from ldblog.programme.feedback_words import KINDS, OTHER_THEME, OTHERWISE, THEMES
from ldblog.programme.small_groups import LEAST
from ldblog.reading.parts import Part, normalise, part_of
from ldblog.reading.units import split_units, text_of
from ldblog.secrets.search import find_secrets
from ldblog.text.folding import fold_word
from ldblog.text.markdown import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldblog.privacy.dictionary import Dictionary
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People
    from ldblog.secrets.secret_engine import Patterns
    from ldblog.sessions import Session


@dataclass(frozen=True)
class Statement:
    """What somebody said of a session, as a line without names: which kind, and about what."""

    session: str
    who: str
    kind: str
    theme: str
    text: str


@dataclass(frozen=True)
class Theme:
    """A theme with what was said of it, in no order that tells who or when; and how often."""

    name: str
    sessions: int
    said: tuple[tuple[str, str], ...]
    people: int


@dataclass(frozen=True)
class Feedback:
    """What was said in some sessions, what recurs first; ``waiting`` is how many others wait."""

    sessions: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    waiting: int = 0
    people: int = 0


def find_statements(
    session: Session, people: People, dictionary: Dictionary, patterns: Patterns = ()
) -> Iterator[Statement]:
    """Yield what the feedback of a session's logs says, without names and listed words."""
    redactor = make_redactor(people, dictionary)
    for log in session.logs:
        if log.is_held_back:
            continue
        who = people.find(log.handle).handle
        for kind, text in _lines_of(log):
            is_blocked = any(hit.blocks for hit in redactor.find(text))
            if not is_blocked and not find_secrets(text, patterns).secrets:
                said = redactor.replace_in(text)
                yield Statement(session.name, who, kind, find_theme(said), said)


def make_redactor(people: People, dictionary: Dictionary) -> Redactor:
    """Return what finds everybody, by whatever part of their name."""
    hidden = [
        replace(
            person,
            is_anonymous=True,
            pseudonym="",
            also_known=(*person.also_known, *filter(_is_name, person.name.split())),
        )
        for person in everyone(people)
    ]
    return Redactor(make_finders(dictionary, hidden))


def _is_name(word: str) -> bool:
    return len(fold_word(word)) > 1


def _lines_of(log: Log) -> Iterator[tuple[str, str]]:
    """Yield what a log says as feedback, each with its kind: as it is headed, or begins."""
    kind = OTHERWISE
    for section in log.sections:
        if section.part is not Part.FEEDBACK:
            kind = OTHERWISE
            continue
        if section.heading is not None:
            kind = find_kind(plain_text(section.heading)) or OTHERWISE
        for unit in split_units(log.path, [section._replace(heading=None)]):
            text = " ".join(text_of(unit.block).split())
            lead, colon, rest = text.replace("：", ":").partition(":")
            is_label = bool(colon and rest.strip()) and part_of(lead) is Part.FEEDBACK
            if any(mark.isalnum() for mark in text):
                yield (
                    (find_kind(lead) if is_label else "") or kind,
                    rest.strip() if is_label else text,
                )


def find_kind(name: str) -> str:
    """Return whether a heading or a label is for what went well or badly, or is to improve."""
    return _kinds().get(normalise(name), "")


@cache
def _kinds() -> dict[str, str]:
    return {
        normalise(word): kind for kind, words in KINDS.items() for word in re.split(r",\s+", words)
    }


def find_theme(text: str) -> str:
    """Return the theme that most words of a line are about."""
    counts = {theme: len(set(found.findall(text.lower()))) for theme, found in _themes().items()}
    best = max(counts, key=lambda theme: counts[theme])
    return best if counts[best] else OTHER_THEME


@cache
def _themes() -> dict[str, re.Pattern[str]]:
    return {theme: _pattern(words) for theme, words in THEMES.items()}


def _pattern(words: str) -> re.Pattern[str]:
    entries = [entry for entry in re.split(r"\s*[,\n]\s*", words.strip()) if entry]
    return re.compile("|".join(map(_word_pattern, sorted(entries, key=len, reverse=True))))


def _word_pattern(entry: str) -> str:
    if min(entry) > "\u0900":
        return re.escape(entry)
    inner = re.escape(entry).replace(r"\*", r"\w*").replace(r"\?", r"\w")
    return rf"(?<!\w){inner}(?!\w)"


def gather(statements: Iterable[Statement], since: str = "") -> Feedback:
    """Return what was said by theme, of the groups of sessions that reach to a date or past it."""
    by_session: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        by_session[one.session].append(one)
    groups, waiting = _group([by_session[name] for name in sorted(by_session)])
    shown = [group for group in groups if group[-1].session >= since]
    said = [one for group in shown for one in group]
    sessions = sorted({one.session for one in said})
    return Feedback(
        tuple(sessions), tuple(_by_theme(said)), waiting, len({one.who for one in said})
    )


def _group(sessions: Sequence[Sequence[Statement]]) -> tuple[list[list[Statement]], int]:
    """Return sessions together so that enough people speak, and how many are left over."""
    groups: list[list[Statement]] = []
    current: list[Statement] = []
    waiting = 0
    for statements in sessions:
        current += statements
        waiting += 1
        if len({one.who for one in current}) >= LEAST:
            groups.append(current)
            current, waiting = [], 0
    return groups, waiting


def _by_theme(statements: Sequence[Statement]) -> list[Theme]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        found[one.theme].append(one)
    themes = [
        Theme(
            name,
            len({one.session for one in said}),
            # By what they say: neither who nor when can be told from the order.
            tuple(sorted({(one.kind, one.text) for one in said}, key=_place)),
            len({one.who for one in said}),
        )
        for name, said in found.items()
    ]
    return sorted(
        themes, key=lambda it: (it.name == OTHER_THEME, -it.sessions, -len(it.said), it.name)
    )


_ORDER = [*KINDS, OTHERWISE]


def _place(said: tuple[str, str]) -> tuple[int, str]:
    return _ORDER.index(said[0]), said[1].casefold()


def render_feedback(feedback: Feedback) -> list[str]:
    """Return the lines that tell what was said."""
    if not feedback.sessions:
        return [f"fewer than {LEAST} people have said something: nothing is shown yet"]
    first, last = feedback.sessions[0], feedback.sessions[-1]
    count = len(feedback.sessions)
    span = first if count == 1 else f"{first} to {last}"
    days = "1 session" if count == 1 else f"{count} sessions"
    lines = [f"{days} ({span}), {feedback.people} people; for colleagues, not to be published"]
    for theme in feedback.themes:
        lines += ["", f"{theme.name}, in {theme.sessions} of {days}"]
        for before, said in pairwise([("", ""), *theme.said]):
            kind = said[0] if said[0] != before[0] else ""
            lines.append(f"  {kind:<11} {said[1]}")
    if feedback.waiting:
        lines += ["", f"{feedback.waiting} more with feedback of fewer than {LEAST} people: later"]
    return lines
