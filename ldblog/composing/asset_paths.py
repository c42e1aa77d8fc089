"""Where the pictures of a log lie in the site: in their author's folder, by tame names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.pictures.redraw import PICTURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.composing.authors import Author
    from ldblog.reading.logs import Log
    from ldblog.sessions import Session

# What an address or a disk may read otherwise: ``%2e``, drives, streams, marks of direction.
_UNSAFE = re.compile(r"[^\w.() +-]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)


def asset_paths(session: Session, log: Log, author: Author) -> dict[str, str]:
    """Return a log's pictures with their paths from the folder of the posts."""
    own = sorted(path for path in session.attachments if path.startswith(f"{log.handle}/"))
    pictures = [path for path in own if path.lower().endswith(PICTURES)]
    # A file's name may tell who took the picture, or what may not be said.
    names = {
        path: _tame(path.rpartition("/")[2])
        if author.handle and not (log.redactor and log.redactor.find_in_url(path))
        else f"picture-{number}.{path.rpartition('.')[2].lower()}"
        for number, path in enumerate(pictures, 1)
    }
    folder = f"../assets/{session.name}/{author.key}"
    apart = _tell_apart(names)
    return {path: f"{folder}/{name}" for path, name in apart.items() if path not in session.refused}


def _tame(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    stem = _UNSAFE.sub("-", stem).strip(". ")
    return f"{stem}.{ending}" if stem and not _DEVICE.match(stem) else f"picture{stem}.{ending}"


def _tell_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names of pictures of several folders so that no disk takes two for one."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for path, wanted in names.items():
        name, number = wanted, 2
        while name.casefold() in taken:
            stem, _, ending = wanted.rpartition(".")
            name, number = f"{stem}-{number}.{ending}", number + 1
        taken.add(name.casefold())
        found[path] = name
    return found
