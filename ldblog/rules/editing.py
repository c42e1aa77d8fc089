"""What can be wrong with an editor's changes of one line: marks in a log, names of topics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.diagnostics import Rule, Severity
from ldblog.privacy.publish import is_about, publish
from ldblog.reading.markers import find_outside_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from ldblog.composing.topics import Vocabulary
    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.logs import Log
    from ldblog.sessions import Session

IDLE_MARK = Rule(
    "LD039",
    "mark-without-effect",
    Severity.HINT,
    "A keep brings nothing back that is held back, or that a drop is about too; and a mark that "
    "touches nothing is about nothing.",
    "## Plan\n- Read the Raft paper. <!-- keep -->",
    "Move the mark beside one thing or right above it, or remove it.",
)
UNKNOWN_MARK = Rule(
    "LD050",
    "unknown-mark",
    Severity.HINT,
    "A comment looks like `<!-- keep -->` or `<!-- drop -->` and is neither, so it changes "
    "nothing. Marks are about one thing and have no close.",
    "- Leases expire. <!-- kepe -->",
    "Write the mark that the message names; any longer comment is left alone.",
)
UNKNOWN_TOPIC = Rule(
    "LD051",
    "unknown-topic",
    Severity.WARNING,
    "A topic that front matter names is in no vocabulary, so it is passed over.",
    "topic: Databasse",
    "Use a topic or one of its synonyms; new ones stand in `[tool.ldblog.topics]`.",
)
UNUSED_TOPIC = Rule(
    "LD052",
    "unused-topic",
    Severity.HINT,
    "`topics` of session.md names a topic that no entry of the session stands under.",
    "topics: [Databases] in session.md, where nobody wrote on databases",
    "Remove it, or set `topic: Databases` in the log that it was meant for.",
)
EDITING_RULES = (IDLE_MARK, UNKNOWN_MARK, UNKNOWN_TOPIC, UNUSED_TOPIC)

_COMMENT = re.compile(r"<!--(?P<note>[^<>]*)-->")
_FILLER = frozenset({"this", "that", "it", "one", "please"})
_NEAR = 0.75


def find_idle_marks(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield the marks that are about nothing, and the keeps of what is held back."""
    published = publish(log)
    for mark in log.marks:
        if mark.about is None:
            message = f"this {mark} is about nothing (put it beside one thing, or right above it)"
            yield IDLE_MARK.at(log.path, *mark.place, message)
        elif mark.keeps and not any(is_about(mark.about, unit) for unit in published.units):
            first, end = mark.about.start[0], mark.about.end
            last = end[0] if end[1] > 1 else end[0] - 1
            held = (one for one in published.held if one.first_line <= last)
            reasons = dict.fromkeys(one.reason for one in held if one.last_line >= first)
            why = " and ".join(reasons) or "nothing here can be published by itself"
            yield IDLE_MARK.at(log.path, *mark.place, f"this {mark} keeps nothing: {why}")


def find_unknown_marks(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield comments of one word that is nearly a mark's, or is a mark's but not written so."""
    for found, place, _end in find_outside_code(_COMMENT, log.front_matter.body, log.document):
        words = set(re.findall(r"[^\W\d_]+", found["note"].lower())) - _FILLER
        word = words.pop() if len(words) == 1 else ""
        import difflib  # noqa: PLC0415 - slow to import, and seldom needed

        near = difflib.get_close_matches(word, ["keep", "drop"], 1, _NEAR)
        if near and near[0][0] == word[0]:
            message = f"this comment changes nothing (did you mean <!-- {near[0]} -->?)"
            yield UNKNOWN_MARK.at(log.path, *place, message)


def find_unknown_topics(session: Session, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Yield the topics that a log or session.md names and the vocabulary does not know."""
    for log in session.logs:
        topic = log.meta.topic
        if topic and not vocabulary.resolve(topic):
            place = log.front_matter.places["topic"]
            message = f"{_unknown(topic, vocabulary)}; it is found by tags and words instead"
            yield UNKNOWN_TOPIC.at(log.path, *place, message)
    for topic in session.host.meta.topics:
        if not vocabulary.resolve(topic):
            yield _at_topics(session, UNKNOWN_TOPIC, _unknown(topic, vocabulary))


def find_unused_topics(
    session: Session, vocabulary: Vocabulary, used: Set[str]
) -> Iterator[Diagnostic]:
    """Yield the topics that session.md names and that no entry of the session stands under."""
    for named in session.host.meta.topics:
        topic = vocabulary.resolve(named)
        if topic and topic not in used:
            yield _at_topics(session, UNUSED_TOPIC, f"no entry of this session is on {topic}")


def _at_topics(session: Session, rule: Rule, message: str) -> Diagnostic:
    opening = session.host.opening
    assert opening is not None  # noqa: S101 - for the type checker: it has the front matter
    return rule.at(opening.path, *opening.front_matter.places["topics"], message)


def _unknown(topic: str, vocabulary: Vocabulary) -> str:
    near = vocabulary.nearest(topic)
    return f"{topic} is no topic{f' (did you mean {near}?)' if near else ''}"


MARK_CHECKS = (find_idle_marks, find_unknown_marks)
