"""Regular expressions that are compiled when they are first used: a log needs few of them.

To compile one takes Python up to a millisecond.
"""

from __future__ import annotations

import re
from typing import Any, cast


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
