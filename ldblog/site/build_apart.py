"""The whole build that follows when a preview has shown a page: by a process of its own.

The preview goes on meanwhile. A change that comes in between stops it; what it found out is kept,
so the next one begins where this one was.
"""

from __future__ import annotations

import logging
import signal
import sys
import time
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, NamedTuple

from ldblog.errors import LdblogError
from ldblog.files import write_text
from ldblog.parallel import NO_PROCESSES
from ldblog.processes import follow_parent, give_way

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from pathlib import Path

log = logging.getLogger("mkdocs.plugins.ldblog")


class Served(NamedTuple):
    """What a preview serves: MkDocs' settings, the folder of the site, and its address."""

    settings: str
    site: str
    address: str


class BuildApart:
    """Builds of what a preview serves, one at a time."""

    def __init__(self, served: Served, mark: Path) -> None:
        """Prepare them; each writes a file when it is done."""
        self._served, self._mark = served, mark
        self._process: BaseProcess | None = None
        self._lock = Lock()
        self._wanted, self._idle = Event(), Event()
        self._idle.set()
        Thread(target=self._build_always, daemon=True).start()

    def start(self) -> None:
        """Begin one, as soon as the one before has ended."""
        self._wanted.set()

    def stop(self) -> None:
        """Let none begin, and the one that has begun end soon."""
        with self._lock:
            self._wanted.clear()
            if self._process is not None:
                self._process.terminate()

    def close(self) -> None:
        """Stop, and wait for that."""
        self.stop()
        self._idle.wait()

    def _build_always(self) -> None:
        while self._wanted.wait():
            if process := self._begin():
                process.join()
                with self._lock:
                    self._process = None
                    self._idle.set()

    def _begin(self) -> BaseProcess | None:
        from multiprocessing import get_context  # noqa: PLC0415 - slow, and a build needs none

        process = get_context("spawn").Process(target=_build, args=(self._served, self._mark))
        with self._lock:
            if not self._wanted.is_set():
                return None
            self._wanted.clear()
            try:
                process.start()
            except NO_PROCESSES as error:
                log.warning("the rest of the site is not built again: %s", error)
                return None
            self._process = process
            self._idle.clear()
        return process


def _build(served: Served, mark: Path) -> None:
    from mkdocs.__main__ import State  # noqa: PLC0415 - slow
    from mkdocs.commands.build import build  # noqa: PLC0415 - as above
    from mkdocs.config import load_config  # noqa: PLC0415 - as above

    follow_parent()
    # An edit that is shown meanwhile is what somebody waits for.
    give_way()
    signal.signal(signal.SIGTERM, _end)
    State()  # type: ignore[no-untyped-call]
    config = load_config(served.settings, site_dir=served.site)
    config.site_url = served.address
    try:
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=served.address)
        write_text(mark, str(time.time_ns()))
    except LdblogError as error:
        log.warning("%s", error)
    finally:
        config.plugins.on_shutdown()


def _end(*_: object) -> None:
    """Leave in an orderly way, so that nothing of the build is left; once."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit()
