"""What is looked for of each session, kept for as long as nothing that it hangs on changes."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from ldblog.audit.runs import Passage, find_short, hash_runs, line_of, words_of
from ldblog.audit.session_texts import SessionTexts, read_texts
from ldblog.days import find_sessions
from ldblog.errors import LdblogError
from ldblog.files import read_text, write_text
from ldblog.parallel import NO_PROCESSES, choose_jobs, map_ahead
from ldblog.writing.fingerprints import hash_sources
from ldblog.writing.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.config import Project
    from ldblog.reading.people import People

_FILE = "audit.json"
_INTEGERS = "q"


class Kept:
    """What is looked for of a session, what it says itself, and the texts that both are from."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Take what ``make_kept`` returned, which may have been written to the disk since."""
        self._texts = values["texts"]
        self.made_of: str = values["of"]
        self.short: list[str] = values["short"]
        self.said: str = values["said"]
        self.runs = array(_INTEGERS)
        self.runs.frombytes(b64decode(values["runs"]))

    @property
    def texts(self) -> SessionTexts:
        """The texts that are held back, and that may go out."""
        held = [Passage(*passage) for passage in self._texts["held"]]
        return SessionTexts(**{**self._texts, "held": held})

    @property
    def anonymous(self) -> list[str]:
        """The handles of those who are not named in the session."""
        found: list[str] = self._texts["anonymous"]
        return found

    @property
    def has_secrets(self) -> bool:
        """Whether the session may hold secrets."""
        return bool(self._texts["has_secrets"])


def make_kept(texts: SessionTexts) -> dict[str, Any]:
    """Return what is looked for of a session: what it holds back, and does not say itself."""
    words = words_of("\n\n".join(texts.public))
    said = line_of(words)
    long = {run for passage in texts.held for run in hash_runs(words_of(passage.text))}
    long.difference_update(hash_runs(words))
    short = {line for passage in texts.held for line, _place in find_short(passage)}
    return {
        "runs": b64encode(array(_INTEGERS, sorted(long)).tobytes()).decode(),
        "short": sorted(line for line in short if line not in said),
        "said": said,
        "texts": asdict(texts),
    }


def read_kept(project: Project, people: People) -> dict[str, Kept]:
    """Return what is looked for of all sessions; of those that did not change, as remembered.

    Raises LdblogError when a folder cannot be listed, or the dictionary cannot be read.
    """
    known = _read_known(project)
    digests = hash_sources(project, find_sessions(project), Memory(project.cache))
    found: dict[str, Any] = {name: known.get(name) for name in digests}
    new = [
        name
        for name, entry in found.items()
        if not isinstance(entry, dict) or entry.get("of") != digests[name]
    ]
    for name, entry in zip(new, _make_entries(project, new, people), strict=True):
        found[name] = {"of": digests[name], **entry}
    if any(found[name] is not known.get(name) for name in found) or len(found) < len(known):
        write_text(project.cache / _FILE, json.dumps(found))
    return {name: Kept(entry) for name, entry in found.items()}


def _make_entries(project: Project, names: Sequence[str], people: People) -> Iterator[Any]:
    """Yield what is looked for of some sessions; with many logs, found out in processes."""
    make, done = partial(_make_entry, project, people=people), 0
    jobs = choose_jobs(project, names)
    if jobs > 1:
        with suppress(*NO_PROCESSES):
            for entry in map_ahead(make, names, jobs):
                done += 1
                yield entry
    yield from map(make, names[done:])


def _make_entry(project: Project, name: str, people: People) -> dict[str, Any]:
    return make_kept(read_texts(project, name, people))


def _read_known(project: Project) -> dict[str, Any]:
    try:
        known = json.loads(read_text(project.cache / _FILE) or "{}")
    except (ValueError, LdblogError):
        # What can be thrown away at any time may be damaged at any time.
        return {}
    return known if isinstance(known, dict) else {}
