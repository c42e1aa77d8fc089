"""What was made of posts, kept by the hash of all that it was made from: nothing is made twice.

It is a database in the cache, and can be thrown away or be damaged at any time: what cannot be read
is made again. What the last run did not ask for is forgotten, so it grows only with the blog.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Mapping
from contextlib import closing, suppress
from functools import cache, partial
from pathlib import Path
from types import FunctionType
from typing import Any

from ldblog.files import list_below

_NAME = "kept.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, checksum INTEGER, value BLOB)"
# What is lost with the power is made again; waiting for the disk takes longer than that.
_QUICK = "PRAGMA synchronous = OFF"


class Kept:
    """What was kept in a cache; ``asked`` are the names of what this run asked for."""

    def __init__(self, folder: Path) -> None:
        """Open what was kept; what is not there or damaged is empty."""
        self._path = folder / _NAME
        self._new: dict[str, bytes] = {}
        self.asked: set[str] = set()
        self._base: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            folder.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(self._path)
            self._base.execute(_QUICK)
            self._base.execute(_TABLE)

    def put(self, name: str, value: Any) -> None:  # noqa: ANN401 - JSON
        """Keep a value, as JSON, from ``save`` on."""
        self.asked.add(name)
        self._new[name] = json.dumps(value).encode()

    def get(self, name: str) -> Any:  # noqa: ANN401 - JSON
        """Return what was kept by a name, None where there is nothing."""
        self.asked.add(name)
        return self._read(name)

    def save(self) -> None:
        """Keep what was made, and forget what was not asked for."""
        if self._base is None:
            return
        rows = [(name, zlib.crc32(value), value) for name, value in self._new.items()]
        try:
            with closing(self._base) as base, base:
                old = {name for (name,) in base.execute("SELECT name FROM kept")} - self.asked
                base.executemany("DELETE FROM kept WHERE name = ?", [(name,) for name in old])
                base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except sqlite3.OperationalError:
            # The disk is full, or another run is writing: that one keeps it.
            return
        except sqlite3.Error:
            with suppress(OSError):
                self._path.unlink()

    def _read(self, name: str) -> Any:  # noqa: ANN401 - JSON
        if name in self._new:
            return json.loads(self._new[name])
        found = None
        with suppress(sqlite3.Error, AttributeError):
            asked = "SELECT checksum, value FROM kept WHERE name = ?"
            found = self._base.execute(asked, (name,)).fetchone()  # type: ignore[union-attr]
        is_whole = found and isinstance(found[1], bytes) and zlib.crc32(found[1]) == found[0]
        return json.loads(found[1]) if found and is_whole else None


def name_of(kind: str, *parts: str | bytes) -> str:
    """Return the name of what is made from some parts, by what is installed here."""
    digest = hashlib.sha256(hash_tools())
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d\0" % len(raw))
        digest.update(raw)
    return f"{kind} {digest.hexdigest()}"


def name_value(value: Any) -> str:  # noqa: ANN401 - YAML's, with functions in it
    """Return a name for a value of a configuration: the same in each run for the same value."""
    if isinstance(value, Mapping):
        pairs = (f"{name_value(key)}:{name_value(one)}" for key, one in value.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(name_value, value))}]"
    if isinstance(value, partial):
        return name_value([value.func, value.args, value.keywords])
    if isinstance(value, FunctionType | type):
        return f"{value.__module__}.{value.__qualname__}"
    said = repr(value)
    # What is only known by its place in memory is never the same.
    return f"{said} {os.urandom(16).hex()}" if " at 0x" in said else said


@cache
def hash_tools() -> bytes:
    """Return a hash of ldblog's own source, and of the names and versions of all libraries."""
    digest = hashlib.sha256(sys.version.encode())
    for path in list_below(Path(__file__).parents[1]):
        if path.endswith(".py"):
            digest.update(Path(path).read_bytes())
    for folder in sys.path:
        with suppress(OSError):
            names = sorted(name for name in os.listdir(folder or ".") if name.endswith("-info"))
            digest.update("\0".join(names).encode("utf-8", "surrogatepass"))
    return digest.digest()
