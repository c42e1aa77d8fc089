"""What a build found out, kept by what it was found from, so that the next build need not.

A key is a digest of all that a value hangs on; so what is kept is never wrong, only unused. It lies
in one file, which may be thrown away, damaged, or carried to another machine at any time.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE = "build.sqlite"
# What none of so many builds asked for is not asked for again.
KEPT_BUILDS = 4
_TABLES = """
    CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB, used INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS builds (number INTEGER);
"""


def digest_of(*parts: str | bytes) -> str:
    """Return a digest of some texts, which tells where one ends and the next begins."""
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(raw))
        found.update(raw)
    return found.hexdigest()


class Kept:
    """Values that JSON can hold, by digests. One that cannot be kept or read is as one not there.

    Nothing is written before ``close``: a build that is cancelled leaves all as it was.
    """

    def __init__(self, folder: Path | None, makers: str) -> None:
        """Open what is kept in a folder (None keeps nothing), made by programs of some digest."""
        self._database = _open(folder / FILE) if folder is not None else None
        self._makers = makers
        self._used: dict[str, None] = {}
        self._packed: dict[str, bytes] | None = None
        self._original: sqlite3.Connection | None = None

    def collect(self) -> dict[str, bytes]:
        """Return where values go from now on: to be handed to another process, which adds them.

        Nothing is known then but those.
        """
        # Not closed: that would take back what the process that this is a copy of has written.
        self._original, self._database, self._packed = self._database, None, {}
        return self._packed

    def key(self, *parts: str | bytes) -> str:
        """Return the key of what is made of some texts."""
        return digest_of(self._makers, *parts)

    def get(self, key: str) -> Any:  # noqa: ANN401
        """Return the value of a key, None where there is none that can be read."""
        if self._packed is not None:
            raw: Any = self._packed.get(key)
        else:
            row = self._run("SELECT value FROM kept WHERE key = ?", bytes.fromhex(key))
            raw = row[0] if row else None
        if raw is None:
            return None
        try:
            # A damaged value does not have the checksum that stands behind it.
            value = json.loads(zlib.decompress(raw))
        except (zlib.error, ValueError, TypeError, RecursionError):
            return None
        self._used[key] = None
        return value

    def has(self, key: str) -> bool:
        """Tell whether there is a value of a key, which may yet be one that cannot be read."""
        return self._run("SELECT 1 FROM kept WHERE key = ?", bytes.fromhex(key)) is not None

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Keep a value."""
        if self._packed is not None:
            self._packed[key] = _pack(value)
        elif self._database is not None:
            self.add([(key, _pack(value))])

    def add(self, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep values that were packed elsewhere."""
        for key, raw in values:
            self._run("INSERT OR REPLACE INTO kept VALUES (?, ?, 0)", bytes.fromhex(key), raw)
            self._used[key] = None

    @property
    def is_open(self) -> bool:
        """Whether anything can be kept."""
        return self._database is not None

    def close(self) -> None:
        """Write what is new, and drop what no build asked for of late."""
        self._run("INSERT INTO builds SELECT coalesce(max(number), 0) + 1 FROM builds")
        number = (self._run("SELECT max(number) FROM builds") or (0,))[0]
        used = [(number, bytes.fromhex(key)) for key in self._used]
        with suppress(sqlite3.Error):
            if self._database is not None:
                self._database.executemany("UPDATE kept SET used = ? WHERE key = ?", used)
        self._run("DELETE FROM builds WHERE number < ?", number)
        self._run("DELETE FROM kept WHERE used <= ?", number - KEPT_BUILDS)
        self._run("COMMIT")
        self._drop()

    def _run(self, command: str, *values: object) -> Any:  # noqa: ANN401
        """Return the first row that a command finds; a file that cannot be used is let go."""
        if self._database is None:
            return None
        try:
            return self._database.execute(command, values).fetchone()
        except sqlite3.Error:
            self._drop()
            return None

    def _drop(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None


NOTHING = Kept(None, "")


def _pack(value: Any) -> bytes:  # noqa: ANN401
    return zlib.compress(json.dumps(value).encode(), 1)


def _open(path: Path) -> sqlite3.Connection | None:
    """Return a database with a transaction begun; None where another build has it, or none can be.

    A file that is none is begun anew.
    """
    for _ in range(2):
        database = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, timeout=0.1, isolation_level=None)
            database.executescript(_TABLES)
            # What is lost with the power is made again; what is half there has no checksum.
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            _close(database)
            return None
        except (sqlite3.DatabaseError, OSError):
            _close(database)
            with suppress(OSError):
                path.unlink()
        else:
            return database
    return None


def _close(database: sqlite3.Connection | None) -> None:
    if database is not None:
        database.close()
