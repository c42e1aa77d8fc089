"""A site that was built apart, put where it is served from: only what differs is touched.

A build that is cancelled or refused leaves the site as it was. Hidden files are not ours: a folder
that is a checkout stays one.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.files import list_below

if TYPE_CHECKING:
    from pathlib import Path


def publish(built: Path, site: Path) -> list[str]:
    """Make a folder hold what another one does; return the names of the files that differed.

    What was built moves; its folder is gone then. Raises LdblogError when the disk refuses.
    """
    try:
        site.mkdir(parents=True, exist_ok=True)
        wanted = _list(built)
        gone = _list(site) - wanted
        for name in sorted(gone):
            (site / name).unlink()
            _remove_empty((site / name).parent, site)
        changed = sorted(name for name in wanted if _differs(built / name, site / name))
        for name in changed:
            _move(built / name, site / name)
        shutil.rmtree(built)
    except OSError as error:
        place = error.filename or site
        message = f"{place}: the site cannot be written ({error.strerror})"
        raise LdblogError(
            f"{message}: make room or give the permission, and build again"
        ) from error
    return sorted({*gone, *changed})


def find_differences(one: Path, other: Path) -> list[str]:
    """Return the names of the files that two sites do not both have with the same bytes."""
    names, others = _list(one), _list(other)
    different = {name for name in names & others if _differs(one / name, other / name)}
    return sorted(different | (names ^ others))


def _list(folder: Path) -> set[str]:
    """Return the files below a folder, but for what begins with a dot on top of it."""
    start = len(str(folder)) + 1
    names = {path[start:] for path in list_below(folder)}
    return {name for name in names if not name.startswith(".")}


def _differs(new: Path, old: Path) -> bool:
    if old.is_symlink() or not old.is_file() or new.stat().st_size != old.stat().st_size:
        return True
    return new.read_bytes() != old.read_bytes()


def _move(new: Path, old: Path) -> None:
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old)
    for folder in old.parents:
        if folder.exists() and not folder.is_dir():
            folder.unlink()
    old.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(new, old)  # noqa: PTH105 - of thousands of paths
    except OSError:
        # The site is on another disk.
        shutil.copyfile(new, old)


def _remove_empty(folder: Path, site: Path) -> None:
    with suppress(OSError):
        while folder != site:
            folder.rmdir()
            folder = folder.parent
