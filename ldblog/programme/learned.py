"""What people wrote in past sessions, remembered until something changes that it hangs on."""

from __future__ import annotations

import datetime
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from ldblog.errors import LdblogError
from ldblog.files import write_text
from ldblog.privacy.publish import publish
from ldblog.programme.plans import is_open
from ldblog.sessions import read_session
from ldblog.writing.fingerprints import hash_sources
from ldblog.writing.memory import Memory, read_cache

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.config import Project
    from ldblog.reading.people import People

_FILE = "learned.json"


class Learned(NamedTuple):
    """What somebody wrote on a day, of that which is published under their name."""

    handle: str
    day: datetime.date
    text: str
    tags: tuple[str, ...]


def read_learned(project: Project, sessions: Sequence[str], people: People) -> Iterator[Learned]:
    """Yield what was published of some sessions under a name, a log at a time.

    Raises LdblogError when a folder cannot be listed.
    """
    known = read_cache(project.cache / _FILE)
    made_from = hash_sources(project, sessions, Memory(project.cache))
    found: dict[str, list[Any]] = {}
    for name, digest in made_from.items():
        kept: Any = known.get(name)
        is_same = isinstance(kept, list) and kept[:1] == [digest]
        found[name] = kept if is_same else [digest, *_read(project, name, people)]
    if found != known:
        # Who may not write there may read all the same.
        with suppress(LdblogError):
            write_text(project.cache / _FILE, json.dumps(found))
    for name, (_digest, *rows) in found.items():
        for handle, text, tags in rows:
            yield Learned(handle, datetime.date.fromisoformat(name), text, tuple(tags))


def _read(project: Project, name: str, people: People) -> Iterator[list[object]]:
    for log in read_session(project, name, people, looks_inside=False).logs:
        person = people.find(log.handle)
        if is_open(log, person):
            texts = [log.meta.title, *(unit.text for unit in publish(log).units)]
            yield [person.handle, "\n".join(texts), list(log.meta.tags)]
