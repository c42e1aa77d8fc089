"""What a session was made from, in one hash, so that nothing is condensed twice in vain."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.days import DATE_LENGTH
from ldblog.diagnostics import Diagnostic, Severity
from ldblog.errors import LdblogError
from ldblog.files import list_below, list_names, read_bytes, write_text
from ldblog.writing.memory import Memory, read_cache, remembering

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.config import Project

_FILE = "sessions.json"


def find_stale(project: Project, sessions: Sequence[str]) -> dict[str, str]:
    """Return the sessions of which something changed since they were last remembered.

    Each comes with its fingerprint: a hash of what it is made from now, and one of its bases.
    Raises LdblogError when the folder of the posts cannot be listed.
    """
    return _find_stale(project, sessions, Memory(project.cache))


def find_stale_now(project: Project, sessions: Sequence[str]) -> dict[str, str]:
    """Return what ``find_stale`` does, and look at no file twice; the lock must be held.

    Raises LdblogError when a folder cannot be listed, or the disk refuses.
    """
    with remembering(project.cache) as memory:
        return _find_stale(project, sessions, memory)


def _find_stale(project: Project, sessions: Sequence[str], memory: Memory) -> dict[str, str]:
    known = read_cache(project.cache / _FILE)
    made_from = hash_sources(project, sessions, memory)
    made = _hash_results(project, sessions, memory)
    now = {name: f"{made_from[name]} {made[name]}" for name in sessions}
    return {name: found for name, found in now.items() if not _is_of(known.get(name), found)}


def _is_of(kept: object, fingerprint: str) -> bool:
    return isinstance(kept, list) and kept[:1] == [fingerprint]


def remember(
    project: Project,
    done: Mapping[str, str],
    clean: Sequence[str],
    told: Mapping[str, Sequence[Diagnostic]] | None = None,
) -> None:
    """Keep the fingerprints of the clean sessions for the next run, and forget other done ones.

    ``done`` is what ``find_stale`` returned before anything was read: a log that came since then
    leaves its session stale. ``told`` is what is wrong with some of the clean ones all the same,
    and will be for as long as they are not stale.
    """
    told = told or {}
    known = read_cache(project.cache / _FILE)
    known = {name: value for name, value in known.items() if name not in done}
    with remembering(project.cache) as memory:
        made = _hash_results(project, clean, memory)
    for name, bases in made.items():
        sources = done[name].partition(" ")[0]
        known[name] = [f"{sources} {bases}", *told.get(name, ())]
    write_text(project.cache / _FILE, json.dumps(known, sort_keys=True))


def read_told(project: Project, sessions: Iterable[str]) -> list[Diagnostic]:
    """Return what is wrong with some sessions, none of them stale, as it was remembered."""
    known = read_cache(project.cache / _FILE)
    told = [Diagnostic(*it) for name in sessions for it in known[name][1:]]
    return [one._replace(severity=Severity(one.severity)) for one in told]


def hash_sources(project: Project, sessions: Iterable[str], memory: Memory) -> dict[str, str]:
    """Return for each session a hash of all that its posts are made from.

    That is the tool, the configuration, the people, the dictionary, the logs and their
    files.
    """
    shared = hashlib.sha256(_hash_tool(memory).encode())
    shared.update(repr(project.config).encode("utf-8"))
    _add_files(shared, project.root, [project.people_file, project.redact_file])
    sources, logs = {}, project.logs
    for name in sessions:
        digest = shared.copy()
        own = _hash_files(f"logs {name}", project.root, list_below(logs / name), memory)
        digest.update(own.encode())
        sources[name] = digest.hexdigest()
    return sources


def _hash_results(project: Project, sessions: Iterable[str], memory: Memory) -> dict[str, str]:
    """Return for each session a hash of its bases, as far as their posts are there.

    What an editor writes in a post does not count.
    """
    posts, folder = set(list_names(project.posts)), str(project.base)
    bases: dict[str, list[str]] = defaultdict(list)
    for name in list_names(project.base):
        if name in posts:
            bases[name[:DATE_LENGTH]].append(f"{folder}{os.sep}{name}")
    return {
        name: _hash_files(f"base {name}", project.root, bases[name], memory) for name in sessions
    }


def _hash_files(name: str, root: Path, paths: Sequence[str], memory: Memory) -> str:
    def read() -> str:
        digest = hashlib.sha256()
        _add_files(digest, root, filter(Path.is_file, map(Path, paths)))
        return digest.hexdigest()

    found: str = memory.recall(name, paths, read)
    return found


@cache
def _files_of_tool() -> list[str]:
    kinds = (".py", ".toml", ".txt")
    return [path for path in list_below(Path(__file__).parents[1]) if path.endswith(kinds)]


def _hash_tool(memory: Memory) -> str:
    # The source and not just the version: a change of the tool takes effect at once.
    return _hash_files("ldblog", Path(__file__).parents[1], _files_of_tool(), memory)


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
