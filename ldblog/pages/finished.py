"""Whether all that is derived stands as the last run left it: told by sizes and times of files."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from ldblog.composing.authors import AUTHORS_FILE, PEOPLE_FILE
from ldblog.files import list_below
from ldblog.pages.card_files import find_fonts
from ldblog.pages.kept import name_of
from ldblog.writing.memory import TICK_SECONDS, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldblog.config import Project
    from ldblog.pages.kept import Kept


class Finished:
    """What the last run left of the same sources, as ``how`` the blog is configured."""

    def __init__(self, project: Project, how: str, kept: Kept) -> None:
        """Look at the sources, before anything is read: who changes one later changes its times."""
        self._project = project
        self._kept = kept
        sources = state_of(_list_sources(project))
        # Without a state, one of them was changed just now.
        self._name = name_of("all", how, repr(project.config), sources) if sources else ""

    def recall(self, found: Iterable[str]) -> tuple[str, ...] | None:
        """Return the files that people wrote in place of derived ones, if nothing is to be done.

        ``found`` are the files that are where derived ones would be. None if one is not as it was
        left, or any is missing or too many.
        """
        paths, state, own = (self._kept.get(self._name) if self._name else None) or ((), "", ())
        is_left = state and set(found) <= set(paths) and self._state_of(paths) == state
        return tuple(own) if is_left else None

    def remember(self, wanted: Iterable[str], own: Iterable[str], *, is_changed: bool) -> None:
        """Remember how the derived files stand now; ``own`` are those that people wrote."""
        if is_changed:
            # What was written just now could be changed again with the same times.
            time.sleep(TICK_SECONDS)
        paths = sorted(wanted)
        if self._name and (state := self._state_of(paths)):
            self._kept.put(self._name, [paths, state, list(own)])

    def _state_of(self, paths: Iterable[str]) -> str:
        site = os.fspath(self._project.site)
        return state_of(f"{site}{os.sep}{path}" for path in paths)


def _list_sources(project: Project) -> Iterator[str]:
    """Yield the files that something is derived from, and where there could be one."""
    yield from list_below(project.posts)
    yield from (os.fspath(project.site / name) for name in (AUTHORS_FILE, PEOPLE_FILE))
    yield from map(os.fspath, (project.actions_file, *find_fonts(project)))
