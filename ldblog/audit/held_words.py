"""Sentences and runs of words that are held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.audit.runs import words_of
from ldblog.audit.seekers import Leak
from ldblog.files import list_names, read_lenient
from ldblog.rules.audit import BUILT_HELD, BUILT_INTERNAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ldblog.audit.content import Content
    from ldblog.audit.readings import Said
    from ldblog.audit.runs import Place
    from ldblog.audit.seekers import Trace
    from ldblog.config import Project

_DATE_LENGTH = len("2026-11-20")


class HeldWords:
    """Finds what is held back, and what only internal files say."""

    def __init__(self, content: Content) -> None:
        """Look for what some content holds back."""
        self._content, self._project = content, content.project
        self._runs = content.runs
        self._posts = _Posts(content.project)
        self._told: dict[Trace, Leak | None] = {}

    def find(self, said: Said) -> set[str]:
        """Return the words in a text that are held back, as lines."""
        return self._runs.find(said.words)

    def tell(self, traces: Iterable[Trace]) -> Mapping[Trace, Leak]:
        """Return where the runs are held back; not of what is public, or older posts say."""
        asked = set(map(str, traces))
        # The same names stand on all pages.
        new = asked - self._told.keys()
        self._told.update(dict.fromkeys(new))
        for line, place in self._content.find_places(new - self._content.find_public(new)).items():
            if not self._posts.say(line, self._session(place)):
                self._told[line] = self._leak(place)
        return {line: leak for line in asked if (leak := self._told[line]) is not None}

    def _session(self, place: Place) -> str:
        """Return the session of a log, empty for other files."""
        logs = self._project.relative(self._project.logs) + "/"
        is_log = place.path.startswith(logs)
        return place.path.removeprefix(logs)[:_DATE_LENGTH] if is_log else ""

    def _leak(self, place: Place) -> Leak:
        if self._session(place):
            return Leak(BUILT_HELD, f"this is held back: {place.path}:{place.line} (take it out)")
        only = f"this stands only in {place.path}:{place.line}"
        return Leak(BUILT_INTERNAL, f"{only} (take it out)")


class _Posts:
    """The words of posts, which are read when they are asked for."""

    def __init__(self, project: Project) -> None:
        self._folder = project.posts
        self._names = list_names(project.posts)
        self._words: dict[str, str] = {}

    def say(self, line: str, before: str) -> bool:
        """Tell whether a post that is older than a session says some words."""
        older = [name for name in self._names if name[:1].isdigit() and name[:10] < before]
        return any(line in self._read(name) for name in older)

    def _read(self, name: str) -> str:
        if name not in self._words:
            text = read_lenient(self._folder / name) or ""
            self._words[name] = f" {' '.join(words_of(text))} "
        return self._words[name]
