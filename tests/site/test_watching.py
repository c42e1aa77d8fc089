"""Watching files: a change is told once, at once or a moment later, and reading is none."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from watchdog.events import FileSystemEventHandler

from ldblog.site import watching
from ldblog.site.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from watchdog.events import FileSystemEvent


class Told(FileSystemEventHandler):
    """What was told of."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.paths.append(str(event.dest_path or event.src_path))

    def wait_for(self, path: Path) -> None:
        end = time.monotonic() + 20
        while str(path) not in self.paths:
            assert time.monotonic() < end, self.paths
            time.sleep(0.01)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Told]]:
    monkeypatch.setattr(watching, "_SELDOM_SECONDS", 0.1)
    monkeypatch.setattr(watching, "_OFTEN_SECONDS", 0.05)
    begun = list[Watching]()

    def begin(*places: Path, is_news: Callable[[str], bool] = lambda _: True) -> Told:
        told, one = Told(), Watching(is_news)
        for place in places:
            one.schedule(told, str(place), recursive=True)
        one.start()
        assert told.paths == [""], "whatever changed before is asked about"
        told.paths.clear()
        begun.append(one)
        return told

    yield begin
    for one in begun:
        one.stop()
        one.join()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "logs/2026-11-20/ada.md"
    path.parent.mkdir(parents=True)
    path.write_text("one", encoding="utf-8")
    return path


def change(path: Path) -> None:
    path.write_text("two, and more", encoding="utf-8")


def add(path: Path) -> None:
    path.with_name("bo.md").write_text("one", encoding="utf-8")


def remove(path: Path) -> None:
    path.unlink()


def put_another_in_its_place(path: Path) -> None:
    new = path.with_name("new")
    new.write_text("two", encoding="utf-8")
    new.replace(path)


@pytest.mark.parametrize("what", [change, add, remove, put_another_in_its_place])
@pytest.mark.parametrize("is_told", [True, False])
def test_a_change_is_told_even_if_the_system_does_not(
    what: Callable[[Path], None],
    is_told: bool,
    log: Path,
    watch: Callable[..., Told],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not is_told:
        monkeypatch.setattr(watching, "Observer", Deaf)
    told = watch(log.parents[1])

    what(log)

    told.wait_for(log.with_name("bo.md") if what is add else log)


class Deaf:
    """An observer on a system that tells nothing."""

    def schedule(self, *_: object, **__: object) -> None: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def join(self) -> None: ...


class Refusing(Deaf):
    """An observer on a system that can watch no more folders."""

    def start(self) -> None:
        raise OSError(28, "inotify watch limit reached")


def test_where_no_folder_can_be_watched_all_is_looked_at(
    log: Path, watch: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "Observer", Refusing)
    told = watch(log.parents[1])

    change(log)

    told.wait_for(log)


def test_a_file_that_another_one_replaces_is_watched(log: Path, watch: Callable[..., Told]) -> None:
    told = watch(log)

    put_another_in_its_place(log)
    told.wait_for(log)
    told.paths.clear()
    put_another_in_its_place(log)

    told.wait_for(log)


def test_a_change_is_told_once(log: Path, watch: Callable[..., Told]) -> None:
    told = watch(log.parents[1])
    log.unlink()
    told.wait_for(log)

    time.sleep(0.5)

    assert told.paths == [str(log)]


def test_reading_a_file_is_no_change(log: Path, watch: Callable[..., Told]) -> None:
    told = watch(log.parents[1])

    log.read_text(encoding="utf-8")
    time.sleep(0.5)

    assert told.paths == []


def test_what_is_no_news_is_not_told(log: Path, watch: Callable[..., Told]) -> None:
    told = watch(log.parents[1], is_news=lambda path: path.endswith("bo.md"))

    change(log)
    add(log)
    told.wait_for(log.with_name("bo.md"))

    assert str(log) not in told.paths


def test_a_place_is_watched_no_longer(log: Path, watch: Callable[..., Told]) -> None:
    one, told = Watching(lambda _: True), Told()

    one.unschedule(one.schedule(told, str(log), recursive=True))

    assert one._places == []
