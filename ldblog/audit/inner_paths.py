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
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.audit.seekers import Trace
    from ldblog.config import Project

_NAME = r"[/\\]+[\w.@+~-]+"
_INTERNAL = rf"(?<![\w-])content[/\\]+(?:logs|base)(?:{_NAME})+"


class InnerPaths:
    """Finds paths; a page may name one that its author wrote, such as /tmp/log."""

    def __init__(self, project: Project, public: Sequence[str]) -> None:
        """Look for the folders of this machine, but not for paths in public texts."""
        self._public = public
        self._machine = _pattern(find_folders(project))
        self._internal = re.compile(_INTERNAL)

    def find(self, text: str) -> set[str]:
        """Return the paths that stand in a text."""
        found = {it[0] for it in self._machine.finditer(text)}
        return found | {it[0] for it in self._internal.finditer(text)}

    def tell(self, traces: Iterable[Trace]) -> Mapping[Trace, Leak]:
        """Return what is wrong with paths that are in no public text."""
        return {
            path: self._leak(path)
            for path in map(str, traces)
            if not any(path in text for text in self._public)
        }

    def _leak(self, path: str) -> Leak:
        if self._internal.fullmatch(path):
            return Leak(BUILT_INTERNAL, "a path into a folder that is internal (take it out)")
        return Leak(BUILT_PATH, "a path of the machine that built this (take it out)")


def find_folders(project: Project) -> set[str]:
    """Return the folders of this machine that tell who built a site, and where."""
    folders = {project.root, Path.cwd(), Path.home(), Path(tempfile.gettempdir())}
    folders |= {Path(sys.prefix), *(folder.resolve() for folder in folders)}
    return {os.fspath(folder) for folder in folders if folder != Path(folder.anchor)}


def _pattern(folders: Iterable[str]) -> re.Pattern[str]:
    """Return what finds folders and all below them; one right below the root only with more."""
    parts = []
    for folder in sorted(folders, key=lambda it: (-len(it), it)):
        is_deep = len(Path(folder).parts) > 2  # noqa: PLR2004 - the root, and one folder
        name = r"[/\\]+".join(re.escape(part) for part in re.split(r"[/\\]", folder))
        parts.append(rf"{name}(?:{_NAME}){'*' if is_deep else '+'}(?![\w-])")
    return re.compile(rf"(?<![\w.~-])(?:{'|'.join(parts)})")
