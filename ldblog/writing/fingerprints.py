"""What a session was made from, in one hash, so that nothing is condensed twice in vain."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.files import list_names, read_bytes, read_text, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.config import Project

_FILE = "sessions.json"


def find_stale(project: Project, sessions: Sequence[str]) -> dict[str, str]:
    """Return the sessions of which something changed since they were last remembered.

    Each comes with the hash of what it is made from now, for ``remember``.
    Raises LdblogError when the folder of the posts cannot be listed.
    """
    known = _read_known(project)
    made_from, made = hash_sources(project, sessions), _hash_results(project, sessions)
    return {
        name: made_from[name]
        for name in sessions
        if known.get(name) != f"{made_from[name]} {made[name]}"
    }


def remember(project: Project, done: Mapping[str, str], clean: Sequence[str]) -> None:
    """Keep the fingerprints of the clean sessions for the next run, and forget other done ones.

    ``done`` is what ``find_stale`` returned before anything was read: a log that came since then
    leaves its session stale.
    """
    known = {name: value for name, value in _read_known(project).items() if name not in done}
    known |= {name: f"{done[name]} {made}" for name, made in _hash_results(project, clean).items()}
    write_text(project.cache / _FILE, json.dumps(known, indent=0, sort_keys=True))


def _read_known(project: Project) -> dict[str, str]:
    try:
        values = json.loads(read_text(project.cache / _FILE) or "{}")
    except (ValueError, LdblogError):
        # What can be thrown away at any time may be damaged at any time.
        return {}
    return values if isinstance(values, dict) else {}


def hash_sources(project: Project, sessions: Iterable[str]) -> dict[str, str]:
    """Return for each session a hash of all that its posts are made from.

    That is the tool, the configuration, the people, the dictionary, the logs and their
    files.
    """
    shared = hashlib.sha256(_digest_of_tool())
    shared.update(repr(project.config).encode("utf-8"))
    _add_files(shared, project.root, [project.people_file, project.redact_file])
    return {
        name: _hash_files(shared, project, _files_below(project.logs / name)) for name in sessions
    }


def _hash_results(project: Project, sessions: Iterable[str]) -> dict[str, str]:
    """Return for each session a hash of its bases, as far as their posts are there.

    What an editor writes in a post does not count.
    """
    posts = set(list_names(project.posts))
    bases = [name for name in list_names(project.base) if name in posts]
    made = {
        name: [project.base / base for base in bases if base.startswith(name)] for name in sessions
    }
    return {name: _hash_files(hashlib.sha256(), project, made[name]) for name in made}


def _hash_files(start: hashlib._Hash, project: Project, paths: Iterable[Path]) -> str:
    digest = start.copy()
    _add_files(digest, project.root, paths)
    return digest.hexdigest()


def _files_below(folder: Path) -> list[Path]:
    found = [Path(where, name) for where, _folders, names in os.walk(folder) for name in names]
    return sorted(path for path in found if path.is_file())


@cache
def _digest_of_tool() -> bytes:
    # The source and not just the version: a change of the tool takes effect at once.
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    _add_files(digest, package, sorted(package.rglob("*.py")))
    return digest.digest()


def _add_files(digest: hashlib._Hash, root: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        name = path.relative_to(root).as_posix()
        digest.update(f"{name}\0".encode("utf-8", "surrogateescape"))
        try:
            raw = read_bytes(path) or b""
        except LdblogError:
            # Whoever reads the file for its content tells what is wrong with it.
            raw = b"\0"
        digest.update(f"{len(raw)}\0".encode())
        digest.update(raw)
