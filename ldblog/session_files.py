"""The files of a session's folder: logs, what is attached to them, and what belongs to none."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from typing import TYPE_CHECKING

from ldblog.days import is_folder, list_entries, list_paths, parse_date
from ldblog.reading.logs import MAX_BYTES, SESSION_FILE
from ldblog.rules import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.logs import Log


def find_strays(project: Project) -> list[Diagnostic]:
    """Return what is wrong with the names of what lies in the folder of the logs."""
    found = []
    for entry in list_entries(project.logs):
        name, may_be_session = entry.name, is_folder(entry)
        if name.startswith(".") or (may_be_session and parse_date(name)):
            continue
        place = (project.relative(project.logs / name), 1, 1)
        if may_be_session:
            message = f"{name} is no date that exists (name the folder 2026-11-20 or so)"
            found.append(reading.NO_SUCH_DATE.at(*place, message))
        else:
            found.append(reading.STRAY_FILE.at(*place, f"{name} is in no session's folder"))
    return found


def log_paths(folder: Path) -> list[Path]:
    """Return the logs in a session's folder, sorted."""
    return sorted(
        path
        for path in list_paths(folder)
        if path.suffix == ".md"
        and path.name.lower() != SESSION_FILE
        and not path.name.startswith(".")
    )


def normalise_name(name: str) -> str:
    """Return a file's name as people write it; macOS has ``josé`` with its accent apart."""
    return unicodedata.normalize("NFC", name)


def find_stray_files(project: Project, folder: Path) -> Iterator[Diagnostic]:
    """Yield what lies in a session's folder and belongs to no log."""
    handles = {normalise_name(path.stem) for path in log_paths(folder)}
    for path in list_paths(folder):
        is_log = path.suffix == ".md"
        is_attached = normalise_name(path.name) in handles
        if not is_log and not is_attached and not path.name.startswith("."):
            message = f"{path.name} belongs to no log (put it into the folder of a log's handle)"
            yield reading.STRAY_FILE.at(project.relative(path), 1, 1, message)


def find_attachments(folder: Path, logs: Iterable[Log]) -> Iterator[str]:
    """Yield the paths, from a session's folder, of what is attached to its logs."""
    inside = folder.resolve()
    handles = {log.handle for log in logs}
    for own in list_paths(folder):
        is_attached = normalise_name(own.name) in handles and own.is_dir()
        paths = sorted(own.rglob("*")) if is_attached else []
        # Less links to what is another's.
        mine = inside / own.name
        for path in (it for it in paths if it.is_file() and it.resolve().is_relative_to(mine)):
            yield path.relative_to(folder).as_posix()


def _has_link(project: Project, path: Path) -> bool:
    """Tell whether a path may lead over a link below the folder of all content."""
    if sys.platform == "win32":  # where folders can lead elsewhere without being links
        return True
    content, place = os.fspath(project.content), os.fspath(path)
    # Of each log, a path object for each folder above it would be slow.
    while len(place) > len(content):
        if os.path.islink(place):  # noqa: PTH114 - as said
            return True
        place = os.path.dirname(place)  # noqa: PTH120 - as said
    return False


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def read_regular(project: Project, path: Path) -> bytes | Diagnostic:
    """Return a regular file's bytes, no more than are needed to see that they are too many."""
    place = (project.relative(path), 1, 1)
    try:
        if _has_link(project, path) and not _is_inside(path, project.content):
            message = "the symbolic link leaves content/ (commit the file itself)"
            return reading.LEAVES_CONTENT.at(*place, message)
        if not stat.S_ISREG(path.stat().st_mode):
            return reading.UNREADABLE.at(*place, "this is no regular file (remove or rename it)")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except RuntimeError:  # what a loop of links is to Python before 3.13
        return reading.UNREADABLE.at(*place, "the symbolic link leads to itself (remove it)")
    except OSError as error:
        message = f"cannot be read: {error.strerror} (fix its permissions, or remove it)"
        return reading.UNREADABLE.at(*place, message)
