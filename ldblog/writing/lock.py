"""One run at a time: whoever writes holds the lock of the project."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.writing.pairs import recover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ldblog.config import Project

TELL_SECONDS = 1
LOCK_SECONDS = 60


@contextmanager
def writing(project: Project, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a project, with what a dead run left behind put in order.

    Raises LdblogError when another run holds it for too long, or the disk refuses.
    """
    with locked(project.cache, tell):
        recover(project)
        yield


@contextmanager
def locked(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a cache folder, so that two runs that write do not meet.

    Who waits for longer than ``TELL_SECONDS`` is told whom for. The operating system releases
    the lock of a process that dies.
    Raises LdblogError when another run holds it for longer than ``LOCK_SECONDS``.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow to import, and rarely needed

    path, holder = folder / "lock", folder / "holder"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=TELL_SECONDS)
        except Timeout:
            tell(f"waiting for {_read_holder(holder)}")
            lock.acquire(timeout=LOCK_SECONDS)
    except Timeout as error:
        message = f"{_read_holder(holder)} is still writing: wait for it, or stop it"
        raise LdblogError(f"{path}: {message}") from error
    except OSError as error:
        message = f"cannot be locked: {error.strerror} (your user must be able to write there)"
        raise LdblogError(f"{folder}: {message}") from error
    try:
        _write_holder(holder)
        yield
    finally:
        lock.release()


def _write_holder(path: Path) -> None:
    # Only for people to read; who holds the lock is the operating system's to know.
    name = Path(sys.argv[0]).name.replace("__main__.py", "ldblog")
    command = " ".join([name, *sys.argv[1:]])
    with suppress(OSError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.write(descriptor, f"process {os.getpid()}, {command}\n".encode("utf-8", "replace"))
        os.close(descriptor)


def _read_holder(path: Path) -> str:
    with suppress(OSError):
        holder = path.read_text(encoding="utf-8", errors="replace").strip()
        return f"another ldblog ({holder})" if holder else "another ldblog"
    return "another ldblog"
