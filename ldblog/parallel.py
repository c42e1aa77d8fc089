"""Sessions planned ahead in processes of their own, with the same result as one after another.

What a session's posts become hangs on its own files only, but for what was withdrawn, renamed or
moved: that is looked for in all pages, so such sessions are planned when it is their turn.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ldblog.days import find_generated_sessions, find_sessions
from ldblog.files import list_names
from ldblog.garbage import collect_seldom
from ldblog.privacy.dictionary import Dictionary
from ldblog.processes import count_processors, follow_parent
from ldblog.reading.frontmatter import FrontMatter
from ldblog.reading.logs import Log, SessionFile
from ldblog.secrets.secret_engine import start_engine
from ldblog.text.markdown import Node
from ldblog.update import Update, plan_update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ldblog.config import Project
    from ldblog.merging.merge_blocks import Settle
    from ldblog.reading.people import People

Item = TypeVar("Item")
T = TypeVar("T")

# A process has imported what it needs in the time in which another reads so many logs.
LOGS_PER_JOB = 60
# No more processes, no semaphores, or none that lives.
NO_PROCESSES = (OSError, ImportError, NotImplementedError)


def choose_jobs(project: Project, names: Sequence[str]) -> int:
    """Return in how many processes it pays to plan some sessions: for a few logs, in one.

    Raises LdblogError when a folder cannot be listed.
    """
    logs = sum(len(list_names(project.logs / name)) for name in names)
    return max(1, min(count_processors(), len(names), logs // LOGS_PER_JOB))


def plan_updates(
    project: Project, names: Sequence[str], people: People, settle: Settle | None, jobs: int
) -> Iterator[Update]:
    """Yield what condensing each session would change, in order; each is to be written at once.

    Where no processes can be started, they are planned one after another.
    Raises LdblogError as ``plan_update`` does, when it is that session's turn.
    """
    plan = partial(plan_update, project, people=people, settle=settle)
    done = 0
    # A day that was moved is recognised by the posts of others.
    if jobs > 1 and not {*find_generated_sessions(project)} - {*find_sessions(project)}:
        with suppress(*NO_PROCESSES):
            for update in map_ahead(partial(_plan_slim, plan), names, jobs):
                name, done = names[done], done + 1
                yield plan(name) if update.succession.is_change else update
    for name in names[done:]:
        yield plan(name)


def map_where_it_pays(
    function: Callable[[Item], T], items: Sequence[Item], jobs: int
) -> Iterator[T]:
    """Yield what a function returns of each item, in order: from processes, if these are several.

    Where none can be had, this one does it all.
    """
    done = 0
    if jobs > 1:
        with suppress(*NO_PROCESSES):
            for found in map_ahead(function, items, jobs):
                done += 1
                yield found
    yield from map(function, items[done:])


def map_ahead(function: Callable[[Item], T], items: Sequence[Item], jobs: int) -> Iterator[T]:
    """Yield what a function returns of each item, in order, from processes of their own.

    Raises one of ``NO_PROCESSES`` where none can be started or lives, and what the function does.
    """
    # Slow to import, and one session needs neither.
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # Started anew, since a fork would take half of the threads of the secrets' engine along.
    executor = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=start_process)
    try:
        yield from executor.map(function, items)
    except BrokenExecutor as error:
        raise ChildProcessError(str(error)) from error
    finally:
        executor.shutdown(cancel_futures=True)


def start_process() -> None:
    """Prepare a process, which must not outlive the one that started it, even if that is killed."""
    follow_parent()
    collect_seldom()
    start_engine()


def _plan_slim(plan: partial[Update], name: str) -> Update:
    """Return what one session changes, without the trees of its logs: nobody asks for them."""
    update = plan(name)
    session = update.session
    logs = tuple(map(_slim, session.logs))
    slim = replace(session, logs=logs, host=SessionFile(), dictionary=Dictionary())
    return update._replace(session=slim)


def _slim(log: Log) -> Log:
    empty = Node("document", 1, 1, 1, 1)
    front_matter = FrontMatter({}, {}, "")
    return replace(log, text="", document=empty, sections=(), marks=(), front_matter=front_matter)
