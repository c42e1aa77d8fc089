"""Files on the disk: written whole or not at all, and only when their content changes.

New content is first *staged*: written to a temporary file in the same folder and flushed to the
disk. To *commit* it is to rename that file over the old one, which is all that readers ever see.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
# These two are not everywhere.
_FLAGS |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_STAGED = re.compile(r"\.ldblog-[0-9a-f]{16}")

_REMEDIES = {
    errno.EACCES: "give your user the permission",
    errno.EPERM: "give your user the permission",
    errno.EROFS: "the disk is mounted read-only",
    errno.ENOSPC: "make room on the disk, and run it again",
    errno.EDQUOT: "make room on the disk, and run it again",
    errno.EISDIR: "a file should be here: move the folder away",
    errno.ENOTDIR: "a folder should be here: move the file away",
    errno.EEXIST: "a folder should be here: move the file away",
}


def read_bytes(path: Path) -> bytes | None:
    """Return a file's bytes, or None where there is no file.

    Raises LdblogError when it is there but cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _trouble(path, "read", error) from error


def list_names(folder: Path) -> list[str]:
    """Return the names in a folder, sorted; none where there is no folder.

    Raises LdblogError when it is there but cannot be listed.
    """
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _trouble(folder, "listed", error) from error


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


def read_lenient(path: Path) -> str | None:
    """Return a file's text with a mark for what is not UTF-8, or None where there is no file.

    Raises LdblogError when it cannot be read.
    """
    raw = read_bytes(path)
    return None if raw is None else raw.decode("utf-8", "replace")


def write_bytes(path: Path, content: bytes) -> bool:
    """Write a file atomically if its content differs; return whether it was written.

    A run killed at any instant leaves the old file or the new one.
    Raises LdblogError when the disk refuses, or the file is a symbolic link.
    """
    if read_bytes(path) == content:
        return False
    stage(path, content)
    try:
        commit(path)
    except BaseException:
        with suppress(OSError):
            staged_path(path).unlink()
        raise
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
        raise _trouble(path, "removed", error) from error
    return True


def staged_path(path: Path) -> Path:
    """Return where a file's next content waits: no longer a name than any disk takes."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which who only reads does without

    digest = hashlib.sha256(os.fsencode(path.name)).hexdigest()
    return path.with_name(f".ldblog-{digest[:16]}")


def stage(path: Path, content: bytes) -> None:
    """Write the next content of a file beside it, on the disk for good.

    It gets the mode and, where that is allowed, the owner of the file that it will replace.
    Raises LdblogError when the disk refuses, or the file is a symbolic link: what it leads to
    may be anything.
    """
    if path.is_symlink():
        raise LdblogError(f"{path}: a symbolic link, not a file: put the file itself there")
    staged = staged_path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(staged, content, path.stat() if path.exists() else None)
    except BaseException as error:
        with suppress(OSError):
            staged.unlink()
        if isinstance(error, OSError):
            raise _trouble(path, "written", error) from error
        raise


def commit(path: Path) -> None:
    """Put what was staged for a file in its place; raises LdblogError when the disk refuses."""
    try:
        staged_path(path).replace(path)
    except OSError as error:
        raise _trouble(path, "written", error) from error


def expect(path: Path, content: bytes | None) -> None:
    """Raise LdblogError when a file is no longer what it was when it was read."""
    if read_bytes(path) != content:
        message = "was changed by someone else just now, and was left as it is"
        raise LdblogError(f"{path}: {message}: run it again")


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last: what is renamed later is not on the disk before them.

    It only matters when the power fails, and not all disks can: what they say is not heard.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def list_below(folder: Path | str) -> list[str]:
    """Return the paths of all that is no folder below one, sorted; of what can be listed.

    There may be ten thousand, of which a path object each would be slow.
    """
    found: list[str] = []
    pending = [os.fspath(folder)]
    while pending:
        with suppress(OSError), os.scandir(pending.pop()) as entries:
            for one in entries:
                (pending if one.is_dir(follow_symlinks=False) else found).append(one.path)
    return sorted(found)


def find_staged(folder: Path) -> Iterator[Path]:
    """Yield what is staged in a folder and all below it."""
    for path in list_below(folder):
        if ".ldblog-" in path and _STAGED.fullmatch(path.rpartition(os.sep)[2]):
            yield type(folder)(path)


def _write(path: Path, content: bytes, like: os.stat_result | None) -> None:
    descriptor = os.open(path, _FLAGS, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        if like is not None:
            # Only root may give files away, and not on Windows.
            with suppress(PermissionError, AttributeError):
                os.fchown(descriptor, like.st_uid, like.st_gid)
            path.chmod(stat.S_IMODE(like.st_mode))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _trouble(path: Path, done: str, error: OSError) -> LdblogError:
    remedy = _REMEDIES.get(error.errno or 0)
    hint = f" ({remedy})" if remedy else ""
    return LdblogError(f"{path}: cannot be {done}: {error.strerror}{hint}")
