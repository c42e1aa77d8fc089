"""Sessions in which somebody withdraws: the next run is about them, whichever it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.days import find_generated_sessions, has_logs
from ldblog.writing.fingerprints import find_stale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.config import Project
    from ldblog.reading.people import People


def with_withdrawn(project: Project, names: Sequence[str]) -> list[str]:
    """Return some sessions by the names they have now, and those that somebody withdrew from.

    Raises LdblogError when a file cannot be read.
    """
    others = [name for name in find_generated_sessions(project) if name not in names]
    stale = find_stale(project, others) if others else []
    if not stale and all(has_logs(project, name) for name in names):
        return sorted(names)
    # Slow to import, and mostly there is nothing to do.
    from ldblog.sessions import read_people  # noqa: PLC0415
    from ldblog.writing.moves import find_successor  # noqa: PLC0415

    people = read_people(project)
    found = {*names, *(name for name in stale if _has_withdrawn(project, name, people))}
    # A day that was moved is one session under two names.
    return sorted({find_successor(project, name, people) for name in found})


def _has_withdrawn(project: Project, name: str, people: People) -> bool:
    from ldblog.sessions import read_session  # noqa: PLC0415
    from ldblog.withdrawing.owned import read_owned  # noqa: PLC0415
    from ldblog.withdrawing.succession import Sources  # noqa: PLC0415
    from ldblog.writing.moves import read_bases  # noqa: PLC0415

    bases = read_bases(project, name)
    sources = Sources(read_session(project, name, people), people)
    old = read_owned(bases.get(f"{name}.md", ()), people)
    return bool(sources.find_withdrawn(old)) or any(
        True for lines in bases.values() for _number in sources.find_held(lines)
    )
