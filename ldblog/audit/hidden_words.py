"""Words that the dictionary lists, and names of people who do not wish to be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.audit.readings import Said
from ldblog.audit.seekers import Leak
from ldblog.files import read_lenient
from ldblog.privacy.hidden_names import SOURCE
from ldblog.rules.audit import BUILT_NAME, BUILT_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.audit.seekers import Trace
    from ldblog.config import Project
    from ldblog.privacy.spellings import Spellings


class HiddenWords:
    """Finds words and names in any spelling; a trace is the place of the entry that lists them."""

    def __init__(self, project: Project, spellings: Sequence[Spellings]) -> None:
        """Look for what some spellings find."""
        self._project = project
        self._spellings = [one for one in spellings if one]

    def find(self, said: Said) -> set[str]:
        """Return the entries of which something stands in a text."""
        sources = (one.find_sources(said.normal, said.folded) for one in self._spellings)
        return set().union(*sources)

    def tell(self, traces: Iterable[Trace]) -> Mapping[Trace, Leak]:
        """Return what is wrong with entries, each with the first line of a log that has it."""
        return {trace: self._leak(str(trace)) for trace in traces}

    def _leak(self, source: str) -> Leak:
        place = self._place(source)
        seen = f"; first seen in {place}" if place else ""
        if source == SOURCE:
            message = f"the name or handle of somebody who is not named{seen} (take it out)"
            return Leak(BUILT_NAME, message)
        return Leak(BUILT_WORD, f"this may not be published: {source}{seen} (take it out)")

    def _place(self, source: str) -> str:
        for path in sorted(self._project.content.rglob("*.md")):
            text = read_lenient(path) or "" if path.is_file() else ""
            if source in self.find(Said(text)):
                lines = enumerate(text.split("\n"), 1)
                number = next((at for at, line in lines if source in self.find(Said(line))), 1)
                return f"{self._project.relative(path)}:{number}"
        return ""
