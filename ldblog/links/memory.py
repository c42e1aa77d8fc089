"""What addresses answered lately, so that nobody is asked twice in a week."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ldblog.files import read_lenient, write_text
from ldblog.links.visit import Answer, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "links.json"
# Only what was there is believed for so long; what was not is asked again.
SECONDS = 7 * 24 * 3600
_REMEMBERED = frozenset({State.THERE, State.MOVED})


def read_memory(folder: Path, now: float) -> dict[str, tuple[float, Answer]]:
    """Return the answers of the last week, with when each came, in seconds since 1970.

    What cannot be read is forgotten. Raises LdblogError when the disk refuses.
    """
    try:
        rows = json.loads(read_lenient(folder / FILE) or "{}")
        known = {
            str(url): (float(when), Answer(State(state), str(detail)))
            for url, (when, state, detail) in rows.items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return {url: one for url, one in known.items() if 0 <= now - one[0] < SECONDS}


def write_memory(folder: Path, answers: Mapping[str, tuple[float, Answer]]) -> None:
    """Remember what was there.

    Raises LdblogError when the disk refuses.
    """
    rows = {
        url: [when, answer.state, answer.detail]
        for url, (when, answer) in sorted(answers.items())
        if answer.state in _REMEMBERED
    }
    write_text(folder / FILE, json.dumps(rows, indent=0) + "\n")
