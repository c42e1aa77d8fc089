"""Regular expressions that are compiled when they are first used: a log needs few of them.

To compile one takes Python up to a millisecond.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, cast


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the pattern has it
        found = getattr(re.compile(self._pattern, self._flags), name)
        # From now on it is found at once.
        setattr(self, name, found)
        return found


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what has the methods of a compiled pattern, and compiles it for the first of them.

    Not for the functions of ``re``, which want to see a pattern of their own.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class Worded(NamedTuple):
    """A pattern, and words in lower case of which one is in all that it finds.

    Few texts have any, so that most are looked through without compiling it.
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def finds(self, text: str, *, at_start: bool = False) -> bool:
        """Tell whether the pattern is found in a text, anywhere or at its start."""
        lower = text.lower()
        if not any(word in lower for word in self.words):
            return False
        return bool(self.pattern.match(text) if at_start else self.pattern.search(text))
