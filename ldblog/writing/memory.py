"""What files were found to hold, remembered for as long as the disk says that they are the same.

Content decides: a file is only taken to be the same when its size, its times and its place on the
disk are, and when it was not changed so lately that its times could not tell.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ldblog.errors import LdblogError
from ldblog.files import read_text, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_FILE = "files.json"
# The coarsest clock of a disk in use, FAT's, which has no fractions of a second; other disks take
# theirs from a clock that moves a hundred times a second, or more often.
TICK_SECONDS, _COARSE_SECONDS = 0.02, 2
_SECOND = 1_000_000_000


class Memory:
    """What was found in groups of files, by a name for each group and the state of its files."""

    def __init__(self, cache: Path) -> None:
        """Read what was kept; what can be thrown away at any time may be damaged at any time."""
        self._kept = read_cache(cache / _FILE)
        self.is_changed = False

    def recall(self, name: str, paths: Iterable[str], find: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Return what is found in a group of files: anew, unless none of them changed."""
        # Before they are read: who changes a file meanwhile changes its times.
        state = state_of(paths)
        kept = self._kept.get(name)
        if state and isinstance(kept, list) and len(kept) == 2 and kept[0] == state:
            return kept[1]
        found = find()
        if state:
            self._kept[name] = [state, found]
            self.is_changed = True
        return found

    def save(self, cache: Path) -> None:
        """Keep all of it; raises LdblogError when the disk refuses."""
        write_text(cache / _FILE, json.dumps(self._kept))


def state_of(paths: Iterable[str]) -> str:
    """Return the state of some files; empty if one was changed too lately to tell."""
    digest, now = hashlib.sha256(), time.time_ns()
    for path in paths:
        try:
            it = os.stat(path)  # noqa: PTH116 - of thousands of paths
        except OSError:
            digest.update(f"{path}\0".encode("utf-8", "surrogateescape"))
            continue
        tick = TICK_SECONDS if it.st_mtime_ns % _SECOND else _COARSE_SECONDS
        if max(it.st_mtime_ns, it.st_ctime_ns) > now - tick * _SECOND:
            return ""
        state = f"{path}\0{it.st_size} {it.st_mtime_ns} {it.st_ctime_ns} {it.st_ino}\0"
        digest.update(state.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


@contextmanager
def remembering(cache: Path) -> Iterator[Memory]:
    """Hold a memory, and keep what is added to it; the lock of the project must be held."""
    memory = Memory(cache)
    yield memory
    if memory.is_changed:
        memory.save(cache)


def read_cache(path: Path) -> dict[str, Any]:
    """Return the mapping in a cache file; what can be thrown away may be damaged at any time."""
    try:
        values = json.loads(read_text(path) or "{}")
    except (ValueError, RecursionError, LdblogError):
        return {}
    return values if isinstance(values, dict) else {}
