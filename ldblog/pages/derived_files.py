"""Derived files on the disk: written where they changed, and removed when nothing is told of them.

They are known by the words in them. What has none of these a person wrote: it is never touched.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ldblog.files import read_bytes, remove, write_bytes
from ldblog.generated import GENERATED, NAMES
from ldblog.pages.cards import FOLDER as CARDS_FOLDER
from ldblog.writing.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ldblog.config import Project


class Outcome(NamedTuple):
    """What became of derived files: paths below the folder of the site, sorted.

    ``kept`` are files that people wrote where a derived one would have been.
    """

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def write_derived_files(
    project: Project, wanted: Mapping[str, bytes], found: Iterable[str], tell: Callable[[str], None]
) -> Outcome:
    """Write the files that changed, and remove those of the found ones that are not wanted.

    Raises LdblogError when the disk refuses.
    """
    site = project.site
    there = {path: read_bytes(site / path) for path in {*wanted, *found}}
    ours = {path for path, raw in there.items() if raw is None or GENERATED.encode() in raw}
    written = sorted(path for path in wanted.keys() & ours if there[path] != wanted[path])
    removed = sorted(path for path in ours - wanted.keys() if there[path] is not None)
    if written or removed:
        with locked(project.cache, tell):
            for path in removed:
                _remove(site, path)
            for path in written:
                write_bytes(site / path, wanted[path])
    return Outcome(tuple(written), tuple(removed), tuple(sorted(wanted.keys() - ours)))


def find_program_files(project: Project) -> Iterator[str]:
    """Yield the files that are there where those for programs would be."""
    site = os.fspath(project.site)
    for folder, _folders, names in os.walk(site):
        # Of a thousand folders, a path object each would be slow.
        where = folder[len(site) + 1 :].replace(os.sep, "/")
        cards = [name for name in names if where == CARDS_FOLDER and name.endswith(".png")]
        for name in [*NAMES.intersection(names), *cards]:
            yield f"{where}/{name}" if where else name


def _remove(site: Path, path: str) -> None:
    """Remove a file, and the folder that was only there for it."""
    remove(site / path)
    folder = (site / path).parent
    while folder != site:
        with suppress(OSError):
            folder.rmdir()
        folder = folder.parent
