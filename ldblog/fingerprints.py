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
    from collections.abc import Iterable, Sequence

    from ldblog.config import Project

_FILE = "sessions.json"


def find_stale(project: Project, sessions: Sequence[str]) -> list[str]:
    """Return the sessions of which something changed since they were last remembered.

    Raises LdblogError when the folder of the posts cannot be listed.
    """
    known = _read_known(project)
    prints = fingerprint_sessions(project, sessions)
    return [name for name in sessions if known.get(name) != prints[name]]


def remember(project: Project, done: Sequence[str], clean: Sequence[str]) -> None:
    """Keep the fingerprints of the clean sessions for the next run, and forget other done ones."""
    known = {name: value for name, value in _read_known(project).items() if name not in done}
    known |= fingerprint_sessions(project, clean)
    write_text(project.cache / _FILE, json.dumps(known, indent=0, sort_keys=True))


def _read_known(project: Project) -> dict[str, str]:
    try:
        values = json.loads(read_text(project.cache / _FILE) or "{}")
    except (ValueError, LdblogError):
        # What can be thrown away at any time may be damaged at any time.
        return {}
    return values if isinstance(values, dict) else {}


def fingerprint_sessions(project: Project, sessions: Iterable[str]) -> dict[str, str]:
    """Return for each session a hash of all that its posts are made from, and of what was made.

    That is the tool, the configuration, the people, the dictionary, the logs and their files, the
    bases, and whether the posts are there. What an editor writes in a post does not count.
    """
    posts = set(list_names(project.posts))
    bases = [name for name in list_names(project.base) if name in posts]
    shared = hashlib.sha256(_digest_of_tool())
    shared.update(repr(project.config).encode("utf-8"))
    _add_files(shared, project.root, [project.people_file, project.redact_file])
    prints = {}
    for session in sessions:
        digest = shared.copy()
        made = [project.base / name for name in bases if name.startswith(session)]
        _add_files(digest, project.root, [*_files_below(project.logs / session), *made])
        prints[session] = digest.hexdigest()
    return prints


def _files_below(folder: Path) -> list[Path]:
    found = [Path(where, name) for where, _folders, names in os.walk(folder) for name in names]
    return sorted(path for path in found if path.is_file())


@cache
def _digest_of_tool() -> bytes:
    # The source and not just the version: a change of the tool takes effect at once.
    package = Path(__file__).parent
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
