"""A new blog on the disk: written whole or not at all, and committed once."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.files import list_names, write_text
from ldblog.git import ask_git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ldblog.starting.answers import Answers

MESSAGE = "Start the blog"


def require_room(folder: Path) -> None:
    """Raise LdblogError unless a folder is empty, not there, or a clone without a commit."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise LdblogError(f"{folder}: not a folder: choose another place for the blog")
    names = list_names(folder)
    if names and not (names == [".git"] and ask_git(folder, "rev-parse", "HEAD") is None):
        raise LdblogError(f"{folder}: not empty: choose a folder that is not there yet")


def write_blog(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a blog into an empty folder; on any trouble nothing of them is left.

    Raises LdblogError when the disk refuses, or the folder is not empty.
    """
    require_room(folder)
    is_new = not folder.exists()
    try:
        for path, text in files.items():
            write_text(folder / path, text)
    except BaseException:
        _undo(folder, is_new=is_new)
        raise


def _undo(folder: Path, *, is_new: bool) -> None:
    with suppress(OSError, LdblogError):
        for name in list_names(folder):
            if name != ".git":
                path = folder / name
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if is_new:
            folder.rmdir()


def commit_blog(folder: Path, answers: Answers) -> str:
    """Make the first commit of a blog; return why there is none, or nothing.

    Its branch is `main`, which the workflows publish, also in a clone of an empty repository.
    """
    email = (ask_git(folder, "config", "user.email") or "").strip()
    if ask_git(folder, "--version") is None:
        return "git is not installed: install it, and commit the files"
    if not (folder / ".git").exists():
        ask_git(folder, "init", "--quiet")
    ask_git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
    if not email:
        said = "`git config --global user.email you@example.com`"
        return f"git does not know you: {said}, and commit the files"
    ask_git(folder, "add", "--all")
    identity = ("-c", f"user.name={answers.name}")
    if ask_git(folder, *identity, "commit", "--quiet", "--message", MESSAGE) is None:
        return "git refused the first commit: see what `git commit` says there"
    return ""
