"""What is looked for of each session, kept for as long as nothing that it hangs on changes."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from functools import partial
from typing import TYPE_CHECKING, Any

from ldblog.audit.kept_texts import forget_texts, keep_texts, recall_texts
from ldblog.audit.runs import find_short, hash_runs, words_of
from ldblog.audit.session_texts import read_texts
from ldblog.days import find_sessions
from ldblog.errors import LdblogError
from ldblog.files import read_text, write_text
from ldblog.parallel import choose_jobs, map_where_it_pays
from ldblog.writing.fingerprints import hash_sources
from ldblog.writing.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ldblog.audit.session_texts import SessionTexts
    from ldblog.config import Project
    from ldblog.reading.people import People

_FILE = "audit.json"
_INTEGERS = "q"


class Kept:
    """What is looked for of a session, and the texts that it is from."""

    def __init__(self, values: Mapping[str, Any], recall: Callable[[], SessionTexts]) -> None:
        """Take what ``make_kept`` returned, which may have been written to the disk since."""
        self._recall = recall
        self.made_of: str = values["of"]
        self.short: list[str] = values["short"]
        self.anonymous: list[str] = values["anonymous"]
        self.has_secrets: bool = values["has_secrets"]
        self.runs = array(_INTEGERS)
        self.runs.frombytes(b64decode(values["runs"]))

    @property
    def texts(self) -> SessionTexts:
        """The texts that are held back, and that may go out."""
        return self._recall()


def make_kept(texts: SessionTexts) -> dict[str, Any]:
    """Return what is looked for of a session: what it holds back, and does not say itself."""
    long = {run for passage in texts.held for run in hash_runs(words_of(passage.text))}
    long.difference_update(hash_runs(texts.said.split()))
    short = {line for passage in texts.held for line, _place in find_short(passage)}
    return {
        "runs": b64encode(array(_INTEGERS, sorted(long)).tobytes()).decode(),
        "short": sorted(line for line in short if line not in texts.said),
        "anonymous": texts.anonymous,
        "has_secrets": texts.has_secrets,
    }


def is_anything_kept(project: Project) -> bool:
    """Tell whether anything of the sessions of a project is remembered."""
    return (project.cache / _FILE).exists()


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
    made = _make_entries(project, people, [(name, digests[name]) for name in new])
    found.update(zip(new, made, strict=True))
    if new or len(found) < len(known):
        write_text(project.cache / _FILE, json.dumps(found))
        forget_texts(project, found)
    recall = partial(recall_texts, project, people)
    return {name: Kept(it, partial(recall, name, digests[name])) for name, it in found.items()}


def _make_entries(
    project: Project, people: People, new: Sequence[tuple[str, str]]
) -> Iterator[Any]:
    """Return what is looked for of some sessions; with many logs, found out in processes."""
    jobs = choose_jobs(project, [name for name, _digest in new])
    return map_where_it_pays(partial(_make_entry, project, people), new, jobs)


def _make_entry(project: Project, people: People, session: tuple[str, str]) -> dict[str, Any]:
    name, digest = session
    texts = read_texts(project, name, people)
    keep_texts(project, name, digest, texts)
    return {"of": digest, **make_kept(texts)}


def _read_known(project: Project) -> dict[str, Any]:
    try:
        known = json.loads(read_text(project.cache / _FILE) or "{}")
    except (ValueError, LdblogError):
        # What can be thrown away at any time may be damaged at any time.
        return {}
    return known if isinstance(known, dict) else {}
