"""Paths of the machine that builds, and paths into the folders that are internal."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.audit.seekers import Leak
from ldblog.rules.audit import BUILT_INTERNAL, BUILT_PATH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ldblog.audit.readings import Said
    from ldblog.audit.seekers import Trace
    from ldblog.config import Project

_NAME = r"[/\\]+[\w.@+~-]+"
_INTERNAL = re.compile(
    rf"(?:content[/\\]+|(?:\.\.[/\\]+)+)(?:logs|base)(?:{_NAME})+"
    rf"|(?:logs|base)[/\\]+\d{{4}}-\d\d-\d\d(?:{_NAME}|\.md)+"
)
_WITHIN = re.compile(r"[\w.~-]$")
# One of these is in whatever the pattern above finds.
_INTERNAL_PARTS = ("logs/", "logs\\", "base/", "base\\")


class InnerPaths:
    """Finds paths; a page may name one that its author wrote, such as /tmp/log."""

    def __init__(self, project: Project, find_spoken: Callable[[Iterable[str]], set[str]]) -> None:
        """Look for the folders of this machine, but not for paths that a public text says."""
        self._find_spoken = find_spoken
        folders = sorted(find_folders(project))
        self._patterns = [(_INTERNAL_PARTS, _INTERNAL), *map(_pattern, folders)]

    def find(self, said: Said) -> set[str]:
        """Return the paths that stand in a text."""
        return {
            found[0]
            for parts, pattern in self._patterns
            for line in _lines_with(parts, said.normal)
            for found in pattern.finditer(line)
            if not _WITHIN.search(line, max(found.start() - 1, 0), found.start())
        }

    def tell(self, traces: Iterable[Trace]) -> Mapping[Trace, Leak]:
        """Return what is wrong with paths that are in no public text."""
        paths = set(map(str, traces))
        return {path: self._leak(path) for path in paths - self._find_spoken(paths)}

    def _leak(self, path: str) -> Leak:
        if _INTERNAL.fullmatch(path):
            return Leak(BUILT_INTERNAL, "a path into a folder that is internal (take it out)")
        return Leak(BUILT_PATH, "a path of the machine that built this (take it out)")


def _lines_with(parts: Iterable[str], text: str) -> Iterator[str]:
    """Yield the lines with one of some parts: no path goes on over the end of a line."""
    for part in [part for part in parts if part in text]:
        yield from (line for line in text.split("\n") if part in line)


def find_folders(project: Project) -> set[str]:
    """Return the folders of this machine that tell who built a site, and where."""
    folders = {project.root, Path.cwd(), Path.home(), Path(tempfile.gettempdir())}
    folders |= {Path(sys.prefix), *(folder.resolve() for folder in folders)}
    return {os.fspath(folder) for folder in folders if folder != Path(folder.anchor)}


def _pattern(folder: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return what finds a folder and all below it; one right below the root only with more.

    Before it stands what is in all that it finds, and is sooner looked for.
    """
    is_deep = len(Path(folder).parts) > 2
    first, *others = re.split(r"(?<=[^/\\])[/\\]", folder)
    name = r"[/\\]+".join(map(re.escape, [first, *others]))
    pattern = re.compile(rf"{name}(?:{_NAME}){'*' if is_deep else '+'}(?![\w-])")
    return (first,), pattern
