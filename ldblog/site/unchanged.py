"""Whether anything changed since the last build: asked of the disk, before MkDocs is loaded.

Content decides elsewhere; here a file is the same when its size, its times and its place on the
disk are, for all that a build read and all that it wrote. A site that somebody touched is not.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ldblog.config import FILE_NAME, find_today
from ldblog.files import list_below, read_bytes, remove, write_text
from ldblog.generated import GENERATED
from ldblog.packed import list_themes
from ldblog.site.kept import digest_of
from ldblog.site.world import digest_programs, list_settings, list_variables
from ldblog.writing.memory import read_cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from ldblog.config import Project

FILE = "built.json"
# What these read is known. Another one may ask the network, or the clock.
PLUGINS = frozenset({"ldblog", "material/blog", "material/tags", "material/search", "search"})


def note_inputs(project: Project, config: MkDocsConfig) -> None:
    """Write down what a build read and where it wrote; nothing where that is not all known.

    Raises LdblogError when the disk refuses.
    """
    remove(project.cache / FILE)
    if not has_known_inputs(config):
        return
    folders = [config.docs_dir, *own_folders(config.theme.dirs), *config.watch]
    inputs = _list_inputs(project, Path(config.config_file_path), folders)
    write_text(project.cache / FILE, json.dumps({"inputs": inputs, "site": config.site_dir}))


def _list_inputs(project: Project, settings: Path, folders: Iterable[str]) -> list[str]:
    """Return what is looked at, without what lies in another folder of these."""
    files = [*list_settings(settings), project.root / FILE_NAME]
    themes = own_folders(str(folder) for folder in list_themes(project) if folder.is_dir())
    paths = {*files, project.content, *map(Path, (*folders, *themes))}
    return sorted(str(path) for path in paths if paths.isdisjoint(path.parents))


def has_known_inputs(config: MkDocsConfig) -> bool:
    """Tell whether all plugins of a configuration are known, and no hooks are."""
    return not config.hooks and PLUGINS.issuperset(config.plugins)


def own_folders(folders: Iterable[str]) -> list[str]:
    """Return the folders of a theme that are not installed: what is has a version."""
    installed = {"site-packages", "dist-packages"}
    return [folder for folder in folders if installed.isdisjoint(Path(folder).parts)]


def is_derived(path: str) -> bool:
    """Tell whether a file is written by builds."""
    return GENERATED.encode() in (read_bytes(Path(path)) or b"")


class Watch:
    """What the disk says before and after a build."""

    def __init__(self, project: Project, settings: Path, options: str) -> None:
        """Look at all that the last build read, before the next one."""
        self._project = project
        self._options = digest_of(
            options,
            digest_programs(),
            str(find_today(project.config)),
            *(part for pair in list_variables(settings).items() for part in pair),
        )
        self._path = project.cache / FILE
        self._noted = read_cache(self._path)
        # Before the first build, what most blogs have.
        self._places = self._noted.get("inputs")
        if not self._places:
            self._places = _list_inputs(project, settings, [])
        self._inputs = look(self._places)

    def is_unchanged(self) -> bool:
        """Tell whether all is as the last build left it."""
        kept = self._noted.get("state")
        return bool(self._inputs) and kept == self._digest(self._inputs, self._noted)

    @property
    def told(self) -> list[str]:
        """What the last build said of posts that are behind."""
        told = self._noted.get("told")
        return [str(line) for line in told] if isinstance(told, list) else []

    def remember(self, told: list[str]) -> None:
        """Remember how things are after a build, unless somebody changed something meanwhile.

        Raises LdblogError when the disk refuses.
        """
        noted = read_cache(self._path)
        inputs = look(noted.get("inputs"))
        before = self._inputs if noted.get("inputs") == self._places else {}
        changed = {path for path, state in inputs.items() if before.get(path) != state}
        is_ours = all(map(is_derived, changed))
        if noted and before and is_ours and before.keys() <= inputs.keys():
            noted |= {"state": self._digest(inputs, noted), "told": told}
            write_text(self._path, json.dumps(noted))

    def _digest(self, inputs: Mapping[str, str], noted: Mapping[str, Any]) -> str:
        outputs = look([noted.get("site")])
        pairs = (*sorted(inputs.items()), ("", ""), *sorted(outputs.items()))
        return digest_of(self._options, *(part for pair in pairs for part in pair))


def look(places: object) -> dict[str, str]:
    """Return the state of each file at or below some places."""
    found: dict[str, str] = {}
    for place in places if isinstance(places, list) else ():
        if isinstance(place, str):
            paths = list_below(place) if os.path.isdir(place) else [place]  # noqa: PTH112
            found.update((path, state_of(path)) for path in paths)
    return found


def find_changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Return the files that are not as they were, with those that came and those that went."""
    return {path for path in {*now, *before} if now.get(path) != before.get(path)}


def state_of(path: str) -> str:
    """Return what the disk says of a file; nothing of one that is not there."""
    try:
        it = os.lstat(path)
    except OSError:
        return ""
    return f"{it.st_size} {it.st_mtime_ns} {it.st_ctime_ns} {it.st_ino}"
