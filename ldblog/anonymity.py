"""Logs without the names of those who do not wish to be named.

A name in somebody's own words would undo their wish, so the blocks that hold one are blanked
out before anything is chosen. Fail closed: a block too many rather than a name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ldblog.markdown import parse, split_lines, walk
from ldblog.markers import Stretch, blank_out
from ldblog.privacy import Held
from ldblog.sections import split_sections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ldblog.logs import Log, SessionFile
    from ldblog.people import People, Person
    from ldblog.sessions import Session

_BLOCKS = frozenset({"paragraph", "heading", "code_block", "html_block", "table"})
_OWN_FILE = re.compile(r"\]\((?![A-Za-z][A-Za-z0-9+.-]*:)[^)\s]*")
_MIN_LETTERS = 2


def protect_session(session: Session, people: People) -> Session:
    """Return a session whose logs and opening words name nobody who does not wish to be named."""
    anonymous = {log.handle for log in session.logs if log.meta.share == "anonymous"}
    hidden = [person for person in everyone(people) if not person.is_named]
    hidden += [people.find(handle) for handle in sorted(anonymous)]
    logs = []
    for log in session.logs:
        person = people.find(log.handle)
        own = person if log.handle in anonymous or not person.is_named else None
        logs.append(without_names(log, name_pattern(own, hidden)))
    host = _host_without_names(session.host, name_pattern(None, hidden))
    return replace(session, logs=tuple(logs), host=host)


def _host_without_names(host: SessionFile, pattern: re.Pattern[str] | None) -> SessionFile:
    if pattern is None or host.opening is None:
        return host
    title, description = (
        "" if pattern.search(text) else text for text in (host.meta.title, host.meta.description)
    )
    meta = replace(host.meta, title=title, description=description)
    return replace(host, meta=meta, opening=without_names(host.opening, pattern))


def find_blanked(log: Log, protected: Log) -> list[Held]:
    """Return the lines of a log that are held back because they name somebody."""
    pairs = zip(
        split_lines(log.front_matter.body), split_lines(protected.front_matter.body), strict=True
    )
    reason = "names somebody who does not wish to be named"
    return [
        Held(number, number, reason)
        for number, (before, after) in enumerate(pairs, 1)
        if before.strip() != after.strip()
    ]


def everyone(people: People) -> list[Person]:
    """Return each person once, by handle."""
    return [person for name, person in sorted(people.by_handle.items()) if _is_own(name, person)]


def _is_own(name: str, person: Person) -> bool:
    return name == person.handle.lower()


def name_pattern(own: Person | None, others: Iterable[Person]) -> re.Pattern[str] | None:
    """Return what names people who are not named, or None when there is nobody to protect.

    Of the log's own author each word of the name counts, and the handle wherever it stands; of
    others the whole name, and the handle with an @.
    """
    words: list[str] = []
    for person in others:
        words += [re.escape(person.name), *(f"@{re.escape(it)}" for it in _handles(person))]
    if own is not None:
        parts = [part for part in person_words(own) if len(part) >= _MIN_LETTERS]
        words += [re.escape(part) for part in parts]
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.I) if words else None


def person_words(person: Person) -> list[str]:
    """Return a person's handles and the words of their name."""
    return [*_handles(person), *person.name.split()]


def without_names(log: Log, pattern: re.Pattern[str] | None) -> Log:
    """Return a log less the blocks, the title, the tags and the artefacts that hold a name."""
    if pattern is None:
        return log
    body = log.front_matter.body
    hits = {n for n, line in enumerate(split_lines(body), 1) if pattern.search(_readable(line))}
    hidden = [
        Stretch((node.line, 1), (node.last_line + 1, 1))
        for node in walk(log.document)
        if node.kind in _BLOCKS and not hits.isdisjoint(range(node.line, node.last_line + 1))
    ]
    if not hidden and not pattern.search(repr(log.meta)):
        return log
    body = blank_out(body, hidden)
    document = parse(body)
    meta = replace(
        log.meta,
        title="" if pattern.search(log.meta.title) else log.meta.title,
        description="" if pattern.search(log.meta.description) else log.meta.description,
        tags=tuple(tag for tag in log.meta.tags if not pattern.search(tag)),
        artefacts=tuple(it for it in log.meta.artefacts if not pattern.search(repr(it))),
    )
    return replace(
        log,
        meta=meta,
        front_matter=replace(log.front_matter, body=body),
        document=document,
        sections=tuple(split_sections(document)),
    )


def _handles(person: Person) -> list[str]:
    return [person.handle, *person.aliases]


def _readable(line: str) -> str:
    """Return a line less the paths of own files, which are renamed, and with _ as a space."""
    return _OWN_FILE.sub("](", line).replace("_", " ")
