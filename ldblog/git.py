"""git, asked: never with a shell, nor about another repository, nor in the user's language."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TIMEOUT = 60
# A hook of git's sets these, for the repository that it runs in.
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")


# An address may have a password in it.
_PASSWORD = re.compile(r"(?<=//)[^/@\s]*@")


def ask_git(folder: Path, *arguments: str) -> str | None:
    """Return what git says in a folder; None where it fails, or there is no git."""
    try:
        done = _call(folder, arguments)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def run_git(folder: Path, *arguments: str) -> str:
    """Return what git says in a folder; raises LdblogError with its reason where it fails."""
    what = f"git {arguments[0]}"
    try:
        done = _call(folder, arguments)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LdblogError(f"{what}: {type(error).__name__}: is git there, and the disk?") from error
    if done.returncode:
        said = _PASSWORD.sub("", (done.stderr or done.stdout).strip())
        raise LdblogError(f"{what}: {said or 'failed'}")
    return done.stdout


def _call(folder: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in _OF_HOOKS}
    return subprocess.run(  # noqa: S603 - no shell
        ["git", *arguments],  # noqa: S607 - the user's own git
        cwd=folder,
        env=environment | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=_TIMEOUT,
    )
