"""Files watched for a preview: told by the system at once, and looked at now and then all the same.

MkDocs looks at all files twice a second, since a system does not tell of what happens in folders
that it shares with another one (a network's, a container's). Ten thousand logs take a third of a
processor so, and an edit waits for its turn.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from ldblog.site.unchanged import find_changed, look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEvent

# Not that a file was opened or read, which a build does with all.
_CHANGES = [FileCreatedEvent, FileModifiedEvent, FileDeletedEvent, FileMovedEvent]
_SELDOM_SECONDS = 2.0
_OFTEN_SECONDS = 0.5


class Watching(FileSystemEventHandler):
    """What stands in for the observer of MkDocs' server: it tells of what is news, and of it once.

    A place that is a file is only looked at: editors put another one in its place, of which a
    system tells otherwise.
    """

    def __init__(self, is_news: Callable[[str], bool]) -> None:
        """Watch nothing yet; ``is_news`` is asked of the path of each file that changed."""
        self._is_news = is_news
        self._places: list[str] = []
        self._asked = FileSystemEventHandler()
        self._told: set[str] = set()
        self._observer = Observer()
        self._stopped = Event()
        self._looking = Thread(target=self._look_always, daemon=True)
        self._seconds = _SELDOM_SECONDS
        self._seen: dict[str, str] = {}

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> str:
        """Watch one more place; the handler that came last is told of all, as all do the same."""
        self._asked = handler
        self._places.append(path)
        return path

    def unschedule(self, place: str) -> None:
        """Watch a place no longer."""
        self._places.remove(place)

    def start(self) -> None:
        """Begin; where the system tells of nothing, all is looked at more often."""
        self._seen = look(self._places)
        try:
            for place in filter(lambda path: Path(path).is_dir(), self._places):
                self._observer.schedule(self, place, recursive=True, event_filter=_CHANGES)
            self._observer.start()
        except OSError:
            # No more folders can be watched, say.
            self._seconds = _OFTEN_SECONDS
        self._looking.start()
        # Whatever changed while the first build ran.
        self._asked.dispatch(FileModifiedEvent(""))

    def stop(self) -> None:
        """End without waiting."""
        self._stopped.set()
        self._observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        for thread in (self._observer, self._looking):
            with suppress(RuntimeError):  # was never started
                thread.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hear of a change from the system."""
        paths = {str(path) for path in (event.src_path, event.dest_path) if path}
        self._told.update(paths)
        self._tell(event, paths)

    def _look_always(self) -> None:
        while not self._stopped.wait(self._seconds):
            self._told, told = set(), self._told
            before, self._seen = self._seen, look(self._places)
            # What happens while this looks may be told before or after.
            if left := find_changed(before, self._seen) - told - self._told:
                self._tell(FileModifiedEvent(min(left)), left)

    def _tell(self, event: FileSystemEvent, paths: Iterable[str]) -> None:
        if any(map(self._is_news, paths)):
            self._asked.dispatch(event)


def watch_quickly(
    server: LiveReloadServer, config: MkDocsConfig, is_news: Callable[[str], bool]
) -> None:
    """Let a server that was told what to watch, and has not begun to, watch in this way."""
    watched = []
    for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        with suppress(KeyError):  # a theme is seldom watched
            server.unwatch(path)
            watched.append(path)
    server.observer = Watching(is_news)  # type: ignore[assignment]
    for path in watched:
        server.watch(path)
