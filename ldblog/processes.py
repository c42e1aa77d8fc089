"""Work shared out to copies of this process, which hand back nothing but values.

A copy has all that was read and imported, so it begins at once; what it changes stays in it. Only
where the system copies processes well, which is Linux; elsewhere, and where none can be had, a
share is nobody's, and who asked does it all.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import sys
import warnings
from contextlib import suppress
from threading import Thread, main_thread
from threading import enumerate as list_threads
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Key = TypeVar("Key")
Value = TypeVar("Value")

# A copy begins and ends in the time in which so many pages are made.
LEAST = 8
_NICEST = 19
_FOLLOWER = "follows its parent"


def find_in_forks(
    function: Callable[[Sequence[Item]], Mapping[Key, Value]], items: Sequence[Item]
) -> dict[Key, Value]:
    """Return what a function finds of some items, each copy of this process for its share.

    What one of them did not manage is missing. A copy must not use an engine in threads of its own,
    as that of secrets is.
    """
    jobs = min(count_processors(), len(items) // LEAST)
    if jobs < 2 or sys.platform != "linux" or _has_threads():
        return {}
    found: dict[Key, Value] = {}
    # Neighbours cost much the same, so each gets every second one, or third.
    started = [_start(function, items[number::jobs]) for number in range(jobs)]
    for one in started:
        found.update(_receive(*one) if one else {})
    return found


def _has_threads() -> bool:
    """Tell whether there are threads, as a preview's server has some.

    What another one holds at that moment would be held in a copy for ever; who only waits for the
    parent holds nothing.
    """
    return any(one is not main_thread() and one.name != _FOLLOWER for one in list_threads())


def _start(
    function: Callable[[Any], Any], share: Sequence[Any]
) -> tuple[BaseProcess, Connection] | None:
    """Begin a share in a copy; return it, and where it hands over what it finds."""
    from multiprocessing import get_context  # noqa: PLC0415 - slow, and one session needs none

    context = get_context("fork")
    try:
        reader, writer = context.Pipe(duplex=False)
    except OSError:
        return None
    process = context.Process(target=_work, args=(function, share, writer), daemon=True)
    # What is collected in a copy would be written to, and so take memory of its own.
    gc.freeze()
    try:
        with warnings.catch_warnings():
            # Python 3.12 warns of the threads of engines, too, which a copy does not ask.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
    except OSError:
        return None
    finally:
        gc.unfreeze()
        writer.close()
    return process, reader


def _receive(process: BaseProcess, reader: Connection) -> dict[Any, Any]:
    values: dict[Any, Any] = {}
    with reader, suppress(EOFError, OSError):
        # By a program of ours, over a pipe of ours.
        values = pickle.loads(reader.recv_bytes())  # noqa: S301
    process.join()
    return values


def _work(function: Callable[[Any], Any], share: Sequence[Any], writer: Connection) -> None:
    """Find and hand over; whatever goes wrong is found again by who asked, and told there."""
    follow_parent()
    for handler in (log := logging.getLogger("mkdocs")).handlers[:]:
        log.removeHandler(handler)
    log.addHandler(logging.NullHandler())
    log.propagate = False
    values: Mapping[Any, Any] = {}
    with suppress(Exception, SystemExit):
        values = function(share)
    with suppress(OSError):
        writer.send_bytes(pickle.dumps(dict(values)))
    os._exit(0)


def follow_parent() -> None:
    """Let a process end when the one that started it does, even if that is killed."""
    # Who presses Ctrl-C stops the other one, which stops this one without a word.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Of a copy of one that leaves in an orderly way, which has nothing to put in order itself.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, name=_FOLLOWER, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def give_way() -> None:
    """Let this process have what processors the others leave."""
    with suppress(AttributeError, OSError):  # Windows has no such thing
        os.nice(_NICEST)


def count_processors() -> int:
    """Return how many processors there are for this process."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # macOS and Windows do not say which are ours
