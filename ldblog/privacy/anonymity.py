"""Sessions whose logs know what the public does not read in them: listed words, and people.

Who does not wish to be named is not, in nobody's words: their names are entries like those of
the company's dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.privacy.dictionary import NUMBER
from ldblog.privacy.hidden_names import make_redactors
from ldblog.privacy.publish import publish
from ldblog.privacy.redactions import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ldblog.privacy.redactor import Redactor
    from ldblog.privacy.spellings import Entry
    from ldblog.reading.formats import LogMeta, SessionMeta
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People
    from ldblog.reading.values import Artefact
    from ldblog.sessions import Session


# Asked for by condensing, by what became of entries, and by checks, each about the same session.
@lru_cache(maxsize=2)
def protect_session(session: Session, people: People) -> Session:
    """Return a session whose logs and opening words are published without what is replaced."""
    redactors = make_redactors(session.logs, session.dictionary, people)
    host, opening = session.host, session.host.opening
    numbers = _number(session, redactors)
    *own, redactor = [replace(it, numbers=numbers) for it in redactors]
    meta = host.meta._replace(
        title=protect_line(host.meta.title, redactor),
        theme=protect_line(host.meta.theme, redactor),
        description=protect_line(host.meta.description, redactor),
    )
    opening = opening and replace(opening, whole=opening, redactor=redactor)
    logs = tuple(map(_protect, session.logs, own))
    return replace(session, logs=logs, host=replace(host, meta=meta, opening=opening))


def _protect(log: Log, redactor: Redactor) -> Log:
    meta = _protect_meta(log.meta, redactor)
    return replace(log, meta=meta, whole=log, redactor=redactor)


def _protect_meta(meta: LogMeta, redactor: Redactor) -> LogMeta:
    """Return a front matter without tags and artefacts that say too much."""
    return meta._replace(
        title=protect_line(meta.title, redactor),
        description=protect_line(meta.description, redactor),
        tags=tuple(tag for tag in meta.tags if not redactor.find_in_code(tag)),
        artefacts=tuple(_protect_artefacts(meta.artefacts, redactor)),
    )


def _protect_artefacts(artefacts: Iterable[Artefact], redactor: Redactor) -> Iterator[Artefact]:
    for one in artefacts:
        title, kind = protect_line(one.title, redactor), protect_line(one.kind, redactor)
        if title and not redactor.find_in_url(one.url):
            yield one._replace(title=title, kind=kind)


def protect_line(text: str, redactor: Redactor) -> str:
    """Return a line as the public reads it; nothing of it if something in it is blocked."""
    is_blocked = any(hit.blocks for hit in redactor.find(text))
    return "" if is_blocked else redactor.replace_in(text)


def _number(session: Session, redactors: Sequence[Redactor]) -> Mapping[str, str]:
    """Return what numbered things are called in a session, by their sources.

    By the order of the dictionary, so that a log that comes in late seldom renames any. The
    redactors are those of the logs, and of what the host says.
    """
    numbered = [entry for entry in session.dictionary.entries if NUMBER in entry.instead]
    if not numbered:
        return {}
    found = {
        source
        for log, redactor in zip((*session.logs, session.host.opening), redactors, strict=True)
        for source in _find_listed(log, session.host.meta, redactor)
    }
    called: dict[str, list[Entry]] = defaultdict(list)
    for entry in numbered:
        if entry.source in found:
            called[entry.instead].append(entry)
    return {
        entry.source: entry.instead.replace(NUMBER, _letters(index))
        for entries in called.values()
        for index, entry in enumerate(entries)
    }


def _find_listed(log: Log | None, host: SessionMeta, redactor: Redactor) -> set[str]:
    """Return the sources of what is found in the public part of a log, and in its front matter."""
    texts = [host.title, host.theme, host.description]
    found: set[str] = set()
    if log is not None:
        texts += [log.meta.title, log.meta.description, *(it.title for it in log.meta.artefacts)]
        found = find_sources(publish(log).document, redactor)
    return found | {hit.source for text in texts for hit in redactor.find(text)}


def _letters(index: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    before, last = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
