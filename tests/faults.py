"""Runs of ``ldblog`` in a process of their own, with a fault at a chosen call that writes.

Each run is a fork of the process of the tests, which has everything imported: it is quick. All
functions of ``os`` that change a disk are counted, and an audit hook proves that nothing else
changes any file of the blog.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import os
import signal
import sys
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from click.testing import CliRunner

from ldblog.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    # It is called before each call that writes with its number, from 1, its name and arguments.
    Fault = Callable[[int, str, tuple[Any, ...]], None]

AUDITED = frozenset(
    {"chmod", "chown", "link", "mkdir", "remove", "rename", "rmdir", "symlink", "truncate", "utime"}
)
# Those that raise no event of their own to audit, or that of another name.
COUNTED = AUDITED | {"fchmod", "fchown", "fsync", "ftruncate", "open", "replace", "unlink", "write"}
NEED_SPACE = frozenset({"open", "write", "mkdir", "fsync"})
WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CRASHED = 99

# As they are before any run puts its own in their place.
_write, _kill, _exit = os.write, os.kill, os._exit


@dataclass(frozen=True)
class Outcome:
    """How a run ended: its exit code (negative: killed), what it said, how it wrote."""

    code: int
    output: str
    calls: list[str]


def run(
    blog: Path, *arguments: str, fault: Fault | None = None, is_plain_user: bool = False
) -> Outcome:
    """Run ``ldblog`` in a blog's folder to its end; a traceback fails the test."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _run_and_exit(blog, arguments, fault, writing, is_plain_user=is_plain_user)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        calls, _, output = pipe.read().partition("\0")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code != CRASHED, output
    return Outcome(code, output, calls.split())


def start(blog: Path, *arguments: str, output: Path | None = None) -> int:
    """Start a run in a blog's folder, with what it says in a file; return its process."""
    said = os.open(output or os.devnull, os.O_WRONLY | os.O_CREAT, 0o644)
    child = os.fork()
    if child == 0:
        code: Any = CRASHED
        try:
            sys.settrace(None)
            os.chdir(blog)
            with os.fdopen(said, "w", buffering=1, encoding="utf-8") as sys.stdout:
                sys.stderr = sys.stdout
                main(list(arguments), prog_name="ldblog")
        except SystemExit as stop:
            code = stop.code
        finally:
            _exit(code)
    os.close(said)
    return child


def kill_at(number: int) -> Fault:
    """Return a fault that kills the run at a call; if that writes, when half of it is written."""

    def fault(count: int, name: str, arguments: tuple[Any, ...]) -> None:
        if count == number:
            if name == "write":
                _write(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            _kill(os.getpid(), signal.SIGKILL)

    return fault


def fill_disk_at(number: int) -> Fault:
    """Return a fault that lets nothing more be written from a call on, as a full disk does."""

    def fault(count: int, name: str, _arguments: tuple[Any, ...]) -> None:
        if count >= number and name in NEED_SPACE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return fault


def fail_at(number: int, code: int) -> Fault:
    """Return a fault that makes one call fail with an error of the system."""

    def fault(count: int, _name: str, _arguments: tuple[Any, ...]) -> None:
        if count == number:
            raise OSError(code, os.strerror(code))

    return fault


def at(number: int, happens: Callable[[], object]) -> Fault:
    """Return a fault that lets something happen just before a call."""

    def fault(count: int, _name: str, _arguments: tuple[Any, ...]) -> None:
        if count == number:
            happens()

    return fault


def _run_and_exit(
    blog: Path,
    arguments: tuple[str, ...],
    fault: Fault | None,
    pipe: int,
    *,
    is_plain_user: bool,
) -> NoReturn:
    # Whatever happens, this process must never go on as if it were the one that runs the tests.
    code, output = CRASHED, ""
    writes = Writes(str(blog), fault)
    try:
        sys.settrace(None)
        gc.disable()
        os.chdir(blog)
        if is_plain_user:
            drop_privileges()
        writes.watch()
        result = CliRunner().invoke(main, list(arguments), prog_name="ldblog")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert not writes.unseen
        code, output = result.exit_code, result.output
    except BaseException:
        # pytest's assertions are not at work here.
        output = f"{writes.unseen} {traceback.format_exc()}"
    finally:
        _write(pipe, f"{' '.join(writes.calls)}\0{output}".encode())
        _exit(code)


@dataclass
class Writes:
    """The calls of this process that write below a folder, for as long as it lives."""

    root: str
    fault: Fault | None
    calls: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    is_inside: bool = False

    def watch(self) -> None:
        """Count the calls of ``os`` from now on, and note what writes without them."""
        for name in COUNTED:
            setattr(os, name, self._count(name, getattr(os, name)))
        sys.addaudithook(self._audit)

    def _count(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            if self.is_inside:
                return function(*arguments, **options)
            self.is_inside = True
            try:
                if _changes(name, arguments):
                    self.calls.append(name)
                    if self.fault is not None:
                        self.fault(len(self.calls), name, arguments)
                return function(*arguments, **options)
            finally:
                self.is_inside = False

        return counted

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            changes = arguments[2] & WRITE_FLAGS
        else:
            changes = event.startswith("os.") and event[3:] in AUDITED
        if changes and not self.is_inside:
            path = arguments[0]
            if isinstance(path, int) or os.fsdecode(path).startswith((self.root, ".")):
                self.unseen.append(f"{event}{arguments}")


def _changes(name: str, arguments: tuple[Any, ...]) -> bool:
    """Tell whether a call changes the disk: to open a file to read does not."""
    if name == "mkdir":
        return not os.path.isdir(arguments[0])  # noqa: PTH112
    return name != "open" or bool(arguments[1] & WRITE_FLAGS)


def drop_privileges() -> None:
    """Give up what lets root read and write where it may not: all capabilities."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        nothing = (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(ctypes.byref(header), ctypes.byref(nothing)) == 0
