"""The texts of sessions, each in a file of the cache: read only when something is found in a site.

A company's logs are many megabytes, and most audits find nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from ldblog.audit.runs import Passage
from ldblog.audit.session_texts import SessionTexts, read_texts
from ldblog.errors import LdblogError
from ldblog.files import list_names, remove, write_text
from ldblog.writing.memory import read_cache

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.reading.people import People

_FOLDER = "audit"


def keep_texts(project: Project, name: str, digest: str, texts: SessionTexts) -> None:
    """Keep the texts of a session that is made of what has some digest."""
    # Where the disk refuses, they are read again from the logs.
    with suppress(LdblogError):
        write_text(_place(project, name), json.dumps({"of": digest, **asdict(texts)}))


def recall_texts(project: Project, people: People, name: str, digest: str) -> SessionTexts:
    """Return the texts of a session that is made of what has some digest.

    Raises LdblogError as ``read_texts`` does, where they have to be read again.
    """
    values = read_cache(_place(project, name))
    # What can be thrown away at any time may be damaged at any time.
    with suppress(TypeError, KeyError, AttributeError):
        if values.pop("of", "") == digest:
            held = [Passage(*passage) for passage in values.pop("held")]
            return SessionTexts(held, **values)
    return read_texts(project, name, people)


def forget_texts(project: Project, sessions: Container[str]) -> None:
    """Forget the texts of all but some sessions; raises LdblogError when the disk refuses."""
    folder = project.cache / _FOLDER
    for name in list_names(folder):
        if name.removesuffix(".json") not in sessions:
            remove(folder / name)


def _place(project: Project, name: str) -> Path:
    return project.cache / _FOLDER / f"{name}.json"
