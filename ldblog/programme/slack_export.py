"""A workspace export of Slack, a folder or a zip, read where it is: nothing is ever unpacked."""

from __future__ import annotations

import json
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ldblog.days import parse_date
from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

# A busy channel writes a few MB a day. A file that is larger once unpacked is no day of one.
MAX_FILE = 64 << 20
MAX_ALL = 1 << 30
_USERS = ("users.json", "org_users.json")
_CHANNELS = ("channels.json", "groups.json")


@dataclass
class Export:
    """The files of an export by their names in it; they are read only when asked for."""

    path: Path
    names: frozenset[str]
    read_bytes: Callable[[str], bytes]
    left: int = field(default=MAX_ALL)

    def read_json(self, name: str) -> list[dict[str, Any]]:
        """Return the mappings in the list that a file of the export holds.

        Raises LdblogError for a file that cannot be read, or is larger than any that is one.
        """
        raw = self.read_bytes(name)
        self.left -= len(raw)
        if len(raw) > MAX_FILE or self.left < 0:
            raise LdblogError(f"{self.path}: {name} is too large for an export: unpack nothing")
        return parse_json(f"{self.path}: {name}", raw)

    def read_any(self, names: tuple[str, ...]) -> list[dict[str, Any]]:
        """Return what those of some files hold that are there."""
        return [one for name in names if name in self.names for one in self.read_json(name)]


def parse_json(name: str, raw: bytes) -> list[dict[str, Any]]:
    """Return the mappings in a JSON list.

    Raises LdblogError for what is no such list.
    """
    try:
        # Half of an emoji, where Slack cut a text short, is no character that a file can hold.
        whole = json.dumps(json.loads(raw), ensure_ascii=False).encode("utf-8", "replace")
        found = json.loads(whole)
    except (ValueError, RecursionError) as error:
        raise LdblogError(f"{name} is no JSON: export it again") from error
    if not isinstance(found, list):
        raise LdblogError(f"{name} holds no list: export it again")
    return [one for one in found if isinstance(one, dict)]


@contextmanager
def open_export(path: Path) -> Iterator[Export]:
    """Open an export.

    Raises LdblogError for what is none.
    """
    try:
        if path.is_dir():
            yield _open_folder(path)
            return
        with zipfile.ZipFile(path) as archive:
            yield _open_zip(path, archive)
    except FileNotFoundError as error:
        raise LdblogError(f"{path}: not there: name the export's folder or zip") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise LdblogError(f"{path}: no readable zip ({error}): export it again") from error
    except RuntimeError as error:
        raise LdblogError(f"{path}: cannot be read ({error}): take the password off") from error
    except OSError as error:
        raise LdblogError(f"{path}: cannot be read: {error.strerror}") from error


def _open_folder(path: Path) -> Export:
    inside = path.resolve()

    def read(name: str) -> bytes:
        file = (path / name).resolve()
        if not file.is_relative_to(inside):
            raise LdblogError(f"{path}: {name} leads out of the export: remove the link")
        with file.open("rb") as opened:
            return opened.read(MAX_FILE + 1)

    # Two levels are all that an export has.
    files = (*path.glob("*.json"), *path.glob("*/*.json"))
    return _checked(Export(path, frozenset(it.relative_to(path).as_posix() for it in files), read))


def _open_zip(path: Path, archive: zipfile.ZipFile) -> Export:
    names = archive.namelist()
    # Who packs a folder again has it in front of each name.
    tops = [
        name.removesuffix(users)
        for users in _USERS
        for name in names
        if (name == users or name.endswith(f"/{users}")) and not name.startswith("__MACOSX/")
    ]
    top = min(tops, key=len, default="")

    def read(name: str) -> bytes:
        with archive.open(top + name) as opened:
            return opened.read(MAX_FILE + 1)

    below = frozenset(name.removeprefix(top) for name in names if name.startswith(top))
    return _checked(Export(path, below, read))


def _checked(export: Export) -> Export:
    if not export.names.intersection(_USERS):
        raise LdblogError(f"{export.path}: no users.json in it: this is no export of a workspace")
    return export


def find_channels(export: Export) -> dict[str, str]:
    """Return the names of channels by their IDs."""
    found = export.read_any(_CHANNELS)
    return {
        one["id"]: one["name"]
        for one in found
        if isinstance(one.get("id"), str) and isinstance(one.get("name"), str)
    }


def find_users(export: Export) -> dict[str, Mapping[str, Any]]:
    """Return what the export says of users, by their IDs."""
    found = export.read_any(_USERS)
    return {one["id"]: one for one in found if isinstance(one.get("id"), str)}


def read_messages(export: Export, channel: str, since: date) -> Iterator[dict[str, Any]]:
    """Yield the messages of a channel from the file of a day on, as they stand in the export.

    Raises LdblogError for a channel that is not in it.
    """
    files = sorted(name for name in export.names if name.rpartition("/")[0] == channel)
    if not files or not channel:
        there = sorted({name.rpartition("/")[0] for name in export.names} - {""})
        raise LdblogError(
            f"{export.path}: no channel {channel} (there are: {', '.join(there[:20]) or 'none'})"
        )
    for name in files:
        day = parse_date(name.rpartition("/")[2].removesuffix(".json"))
        if day is not None and day >= since:
            yield from export.read_json(name)
