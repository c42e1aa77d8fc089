"""Files on the disk: written whole or not at all, and only when their content changes."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK_SECONDS = 30


def read_bytes(path: Path) -> bytes | None:
    """Return a file's bytes, or None where there is no file.

    Raises LdblogError when it is there but cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LdblogError(f"{path}: cannot be read: {error.strerror}") from error


def list_names(folder: Path) -> list[str]:
    """Return the names in a folder, sorted; none where there is no folder.

    Raises LdblogError when it is there but cannot be listed.
    """
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LdblogError(f"{folder}: cannot be listed: {error.strerror}") from error


def read_text(path: Path) -> str | None:
    """Return a file's text, or None where there is no file.

    Raises LdblogError when it cannot be read or is not UTF-8.
    """
    raw = read_bytes(path)
    try:
        return None if raw is None else raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}: save the file as UTF-8"
        raise LdblogError(message) from error


def write_bytes(path: Path, content: bytes) -> bool:
    """Write a file atomically if its content differs; return whether it was written.

    The new file is written beside the old one, flushed to the disk, and renamed over it, so
    that a run killed at any instant leaves the old file or the new one.
    Raises LdblogError when the disk refuses.
    """
    if read_bytes(path) == content:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise LdblogError(f"{path}: cannot be written: {error.strerror}") from error
    return True


def write_text(path: Path, text: str) -> bool:
    """Write text as UTF-8 like ``write_bytes``, newlines as they are in the text."""
    return write_bytes(path, text.encode("utf-8"))


def remove(path: Path) -> bool:
    """Remove a file if it is there; return whether it was.

    Raises LdblogError when the disk refuses.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise LdblogError(f"{path}: cannot be removed: {error.strerror}") from error
    return True


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    # Python offers no way to read the mask but to set it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a cache folder, so that two runs that write do not meet.

    The operating system releases the lock of a process that dies.
    Raises LdblogError when another run holds it for longer than ``LOCK_SECONDS``.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow to import, and rarely needed

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=LOCK_SECONDS)
        lock.acquire()
    except Timeout as error:
        raise LdblogError(f"{folder / 'lock'}: another ldblog is still writing") from error
    except OSError as error:
        raise LdblogError(f"{folder}: cannot be locked: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()
