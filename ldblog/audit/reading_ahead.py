"""The logs, read for the audit while a site is built, by a process that takes what others leave.

Much of a build is done by one process alone, and meanwhile the other processors have nothing to do.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ldblog.audit.remembered import is_anything_kept, read_kept
from ldblog.days import find_sessions
from ldblog.errors import LdblogError
from ldblog.parallel import NO_PROCESSES, choose_jobs, start_process
from ldblog.processes import give_way
from ldblog.sessions import read_people_if_any

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from ldblog.config import Project


class ReadingAhead:
    """A process that reads the logs of a project of which nothing is known, and many there are.

    The audit finds in the cache what it kept, and reads for itself what it did not.
    """

    def __init__(self, project: Project) -> None:
        """Begin; where no process can be started, there is none."""
        self._process: BaseProcess | None = None
        with suppress(LdblogError, *NO_PROCESSES):
            if not is_anything_kept(project) and choose_jobs(project, find_sessions(project)) > 1:
                self._process = _start(project)

    def wait(self) -> None:
        """Wait until it has read all."""
        if self._process is not None:
            self._process.join()

    def stop(self) -> None:
        """Stop it, whatever it has read."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()


def _start(project: Project) -> BaseProcess:
    from multiprocessing import get_context  # noqa: PLC0415 - slow, and most builds need none

    # Begun anew, as all that ask the engine of secrets, which has threads of its own.
    process = get_context("spawn").Process(target=_read, args=(project,))
    process.start()
    return process


def _read(project: Project) -> None:
    start_process()
    give_way()
    with suppress(LdblogError):
        read_kept(project, read_people_if_any(project))
