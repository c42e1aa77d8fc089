"""Work shared out to copies of this process: each does its share, and a lost one is nobody's."""

from __future__ import annotations

import logging
import os
import signal
import sys
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from ldblog import processes
from ldblog.processes import LEAST, count_processors, find_in_forks

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = range(2 * LEAST)

needs_copies = pytest.mark.skipif(sys.platform != "linux", reason="no copies are made here")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "count_processors", lambda: 2)
    # What runs the tests may have threads.
    monkeypatch.setattr(processes, "list_threads", list)


def find_makers(numbers: Sequence[int]) -> dict[int, int]:
    return dict.fromkeys(numbers, os.getpid())


@needs_copies
def test_each_copy_does_its_share_and_all_of_it_comes_back() -> None:
    found = find_in_forks(find_makers, NUMBERS)

    assert sorted(found) == [*NUMBERS]
    assert len({*found.values()}) == 2
    assert os.getpid() not in found.values()


@needs_copies
def test_a_copy_that_follows_its_parent_may_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    follower = Thread(name=processes._FOLLOWER)
    monkeypatch.setattr(processes, "list_threads", lambda: [follower])

    found = find_in_forks(find_makers, NUMBERS)

    assert sorted(found) == [*NUMBERS]


@needs_copies
def test_a_copy_ends_when_it_is_told_to_whatever_the_one_it_is_of_does_then() -> None:
    def find(numbers: Sequence[int]) -> dict[int, bool]:
        return dict.fromkeys(numbers, signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)

    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        found = find_in_forks(find, NUMBERS)
    finally:
        signal.signal(signal.SIGTERM, before)

    assert found == dict.fromkeys(NUMBERS, True)


@needs_copies
def test_what_a_copy_changes_stays_in_it() -> None:
    seen: list[int] = []

    def find(numbers: Sequence[int]) -> dict[int, int]:
        seen.extend(numbers)
        return dict.fromkeys(numbers, len(seen))

    assert find_in_forks(find, NUMBERS) == dict.fromkeys(NUMBERS, LEAST)
    assert seen == []


@needs_copies
@pytest.mark.parametrize("how", ["raises", "leaves", "ends"])
def test_what_a_copy_does_not_manage_is_missing(
    how: str, capfd: pytest.CaptureFixture[str]
) -> None:
    def find(numbers: Sequence[int]) -> dict[int, int]:
        if 0 in numbers:
            logging.getLogger("mkdocs").warning("never said")
            if how == "ends":
                os._exit(3)
            raise {"raises": ValueError, "leaves": SystemExit}[how]
        return find_makers(numbers)

    assert sorted(find_in_forks(find, NUMBERS)) == [*NUMBERS[1::2]]
    assert capfd.readouterr() == ("", "")


@needs_copies
def test_where_no_process_can_be_had_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(os, "fork", refuse)

    assert find_in_forks(find_makers, NUMBERS) == {}


def test_little_work_is_not_shared_out() -> None:
    assert find_in_forks(find_makers, NUMBERS[1:]) == {}


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [(sys, "platform", "darwin"), (processes, "list_threads", lambda: [Thread()])],
    ids=["another system", "threads"],
)
def test_no_copy_is_made_where_it_may_stand_still(
    where: object, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, value)

    assert find_in_forks(find_makers, NUMBERS) == {}


def test_processors_are_counted_where_the_system_says_which_are_ours_and_where_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert count_processors() >= 1

    monkeypatch.delattr(os, "sched_getaffinity", raising=False)

    assert count_processors() >= 1
