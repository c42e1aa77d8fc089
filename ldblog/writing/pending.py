"""Sessions in which somebody withdraws: the next run is about them, whichever it was asked for."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ldblog.days import find_generated_sessions, has_logs
from ldblog.errors import LdblogError
from ldblog.files import write_text
from ldblog.writing.fingerprints import find_stale
from ldblog.writing.memory import read_cache

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ldblog.config import Project
    from ldblog.reading.people import People

# Of sessions that are not up to date, those in which nobody withdrew, by their fingerprints: an
# older session is mostly not condensed again when somebody joins.
_FILE = "pending.json"


def with_withdrawn(project: Project, names: Sequence[str]) -> list[str]:
    """Return some sessions by the names they have now, and those that somebody withdrew from.

    Raises LdblogError when a file cannot be read.
    """
    others = [name for name in find_generated_sessions(project) if name not in names]
    stale = find_stale(project, others) if others else {}
    seen = read_cache(project.cache / _FILE) if stale else {}
    new = [name for name, fingerprint in stale.items() if seen.get(name) != fingerprint]
    if not new and all(has_logs(project, name) for name in names):
        return sorted(names)
    # Slow to import, and mostly there is nothing to do.
    from ldblog.sessions import read_people  # noqa: PLC0415
    from ldblog.writing.moves import find_successor  # noqa: PLC0415

    people = read_people(project)
    withdrawn = _find_withdrawn(project, new, people)
    _remember(project, {name: it for name, it in stale.items() if name not in withdrawn})
    # A day that was moved is one session under two names.
    return sorted({find_successor(project, name, people) for name in {*names, *withdrawn}})


def _find_withdrawn(project: Project, names: Sequence[str], people: People) -> set[str]:
    from ldblog.parallel import choose_jobs, map_where_it_pays  # noqa: PLC0415 - slow, as above

    is_one = map_where_it_pays(
        partial(_has_withdrawn, project, people=people), names, choose_jobs(project, names)
    )
    return {name for name, it in zip(names, is_one, strict=True) if it}


def _remember(project: Project, fingerprints: Mapping[str, str]) -> None:
    # Where the disk refuses, they are looked at again.
    with suppress(LdblogError):
        write_text(project.cache / _FILE, json.dumps(fingerprints))


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
