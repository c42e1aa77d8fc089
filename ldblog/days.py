"""Which sessions there are, by the names of folders and files alone: quick to ask for."""

from __future__ import annotations

import datetime
import os
import re
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.files import list_names

if TYPE_CHECKING:
    from pathlib import Path

    from ldblog.config import Project

DATE_LENGTH = len("2026-11-20")


def parse_date(name: str) -> datetime.date | None:
    """Return the date that a session is named by, or None for a name that is no date."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", name, re.ASCII):
        return None
    try:
        return datetime.date.fromisoformat(name)
    except ValueError:
        return None


def find_sessions(project: Project) -> list[str]:
    """Return the names of all sessions that have a folder, the oldest first.

    Raises LdblogError when the folder of the logs cannot be listed.
    """
    return [it.name for it in list_entries(project.logs) if parse_date(it.name) and is_folder(it)]


def find_generated_sessions(project: Project) -> list[str]:
    """Return the names of the sessions that posts were generated of, the oldest first.

    Raises LdblogError when the folder of the bases cannot be listed.
    """
    names = {name[:DATE_LENGTH] for name in list_names(project.base)}
    return sorted(name for name in names if parse_date(name))


def find_all_sessions(project: Project) -> list[str]:
    """Return the names of all sessions that have a folder or a generated post, the oldest first.

    A session whose last log was deleted has no folder any more: git keeps no empty ones.
    Raises LdblogError when a folder cannot be listed.
    """
    return sorted({*find_sessions(project), *find_generated_sessions(project)})


def has_logs(project: Project, name: str) -> bool:
    """Tell whether a session's folder is there, with a log in it."""
    return any(file.endswith(".md") for file in list_names(project.logs / name))


def list_paths(folder: Path) -> list[Path]:
    """Return what lies in a folder, sorted; nothing where there is no folder.

    Raises LdblogError when the folder cannot be listed.
    """
    return [folder / entry.name for entry in list_entries(folder)]


def list_entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder as ``list_paths`` does, without a path object for each.

    Raises LdblogError when the folder cannot be listed.
    """
    try:
        return sorted(os.scandir(folder), key=lambda it: it.name) if folder.is_dir() else []
    except OSError as error:
        message = f"{folder}: cannot be listed: {error.strerror} (fix its permissions)"
        raise LdblogError(message) from error


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether there is a folder, or a link to one; a link to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False
