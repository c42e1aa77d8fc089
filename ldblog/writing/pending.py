"""Sessions in which somebody withdraws: the next run is about them, whichever it was asked for."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from ldblog.days import DATE_LENGTH, find_generated_sessions, has_logs
from ldblog.files import list_names, write_text
from ldblog.writing.fingerprints import find_stale
from ldblog.writing.lock import locked
from ldblog.writing.memory import read_cache, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ldblog.config import Project
    from ldblog.reading.people import People

# Of sessions that are not up to date, those in which nobody withdrew, by the state that they were
# in: an older session is mostly not condensed again when somebody joins.
_FILE = "pending.json"


def with_withdrawn(
    project: Project,
    names: Sequence[str],
    jobs: int | None = None,
    tell: Callable[[str], None] | None = None,
) -> list[str]:
    """Return some sessions by the names they have now, and those that somebody withdrew from.

    Many are looked into in processes, in so many as pay or ``jobs``. It is remembered if there is
    whom to ``tell`` that another run has the lock.
    Raises LdblogError when a file cannot be read, and as ``locked`` does.
    """
    others = [name for name in find_generated_sessions(project) if name not in names]
    stale = _find_states(project, others)
    if not stale and all(has_logs(project, name) for name in names):
        return sorted(names)
    # Slow to import, and mostly there is nothing to do.
    from ldblog.privacy.dictionary import read_dictionary  # noqa: PLC0415
    from ldblog.sessions import read_people  # noqa: PLC0415
    from ldblog.writing.moves import find_successor  # noqa: PLC0415

    # A file of these with another ending is refused, whatever is known of the sessions.
    people = read_people(project)
    read_dictionary(project)
    seen = read_cache(project.cache / _FILE)
    new = [name for name, state in stale.items() if not state or seen.get(name) != state]
    withdrawn = _find_withdrawn(project, new, people, jobs)
    if new and tell is not None:
        # What changed while it was looked into is looked into again.
        after = _find_states(project, [name for name in stale if name not in withdrawn])
        looked_into = {name: it for name, it in after.items() if it == stale[name]}
        with locked(project.cache, tell):
            write_text(project.cache / _FILE, json.dumps(looked_into))
    # A day that was moved is one session under two names.
    return sorted({find_successor(project, name, people) for name in {*names, *withdrawn}})


def _find_states(project: Project, names: Sequence[str]) -> dict[str, str]:
    """Return the state of each session that is not up to date, with that of its posts.

    These stand for a base that is lost. It is empty where one was changed too lately to tell.
    """
    stale = find_stale(project, names) if names else {}
    posts: dict[str, list[str]] = defaultdict(list)
    for post in list_names(project.posts) if stale else ():
        posts[post[:DATE_LENGTH]].append(os.fspath(project.posts / post))
    states = {name: state_of(posts[name]) for name in stale}
    return {name: f"{it} {states[name]}" if states[name] else "" for name, it in stale.items()}


def _find_withdrawn(
    project: Project, names: Sequence[str], people: People, jobs: int | None
) -> set[str]:
    from ldblog.parallel import choose_jobs, map_where_it_pays  # noqa: PLC0415 - slow, as above

    jobs = jobs or choose_jobs(project, names)
    is_one = map_where_it_pays(partial(_has_withdrawn, project, people=people), names, jobs)
    return {name for name, it in zip(names, is_one, strict=True) if it}


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
