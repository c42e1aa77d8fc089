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
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from click.testing import CliRunner

from ldblog.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRITING = (
    "chmod chown fchmod fchown fsync ftruncate link mkdir open remove removedirs rename replace"
    " rmdir symlink truncate unlink utime write"
).split()
WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
AUDITED = {
    f"os.{name}"
    for name in "chmod chown link mkdir remove rename rmdir symlink truncate utime".split()
}
NEED_SPACE = {"open", "write", "mkdir", "fsync"}
UNSEEN = 99
CRASHED = 98

# Taken before any run puts its own in their place.
_write, _kill, _exit = os.write, os.kill, os._exit


@dataclass(frozen=True)
class Outcome:
    """How a run ended: its exit code (negative: killed), what it said, how often it wrote."""

    code: int
    output: str
    calls: list[str]


def run(blog: Path, *arguments: str, fault: Any = None, is_plain_user: bool = False) -> Outcome:  # noqa: ANN401
    """Run ``ldblog`` in a blog's folder, with a fault that is asked before each call that writes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _run_child(blog, arguments, fault, writing, is_plain_user=is_plain_user)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    calls, _, output = told.partition("\0")
    assert code not in {UNSEEN, CRASHED}, output
    return Outcome(code, output, calls.split())


def start(blog: Path, *arguments: str) -> int:
    """Start a run in a blog's folder and return its process."""
    child = os.fork()
    if child == 0:
        _run_child(blog, arguments, None, os.open(os.devnull, os.O_WRONLY), is_plain_user=False)
    return child


def kill_at(number: int) -> Any:  # noqa: ANN401
    """Return a fault that kills the run at a call; when it writes, half of it was written."""

    def fault(count: int, name: str, arguments: tuple[Any, ...]) -> None:
        if count == number:
            if name == "write":
                _write(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            _kill(os.getpid(), signal.SIGKILL)

    return fault


def fill_disk_at(number: int) -> Any:  # noqa: ANN401
    """Return a fault that lets nothing more be written from some call on, as a full disk does."""

    def fault(count: int, name: str, _arguments: tuple[Any, ...]) -> None:
        if count >= number and name in NEED_SPACE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return fault


def fail_at(number: int, code: int) -> Any:  # noqa: ANN401
    """Return a fault that makes one call fail with an error of the system."""

    def fault(count: int, _name: str, _arguments: tuple[Any, ...]) -> None:
        if count == number:
            raise OSError(code, os.strerror(code))

    return fault


def _run_child(
    blog: Path, arguments: tuple[str, ...], fault: Any, pipe: int, *, is_plain_user: bool  # noqa: ANN401
) -> NoReturn:
    # Whatever happens, this process must never go on as if it were the one that runs the tests.
    code, output = CRASHED, ""
    calls: list[str] = []
    try:
        sys.settrace(None)
        gc.disable()
        os.chdir(blog)
        if is_plain_user:
            drop_privileges()
        unseen = _count_writes(str(blog), calls, fault)
        result = CliRunner().invoke(main, list(arguments), prog_name="ldblog")
        code, output = result.exit_code, result.output
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            code, output = CRASHED, "".join(traceback.format_exception(result.exception))
        if unseen:
            code, output = UNSEEN, "\n".join(unseen)
    except BaseException:  # noqa: BLE001
        output = traceback.format_exc()
    finally:
        _write(pipe, f"{' '.join(calls)}\0{output}".encode())
        _exit(code)


def _count_writes(root: str, calls: list[str], fault: Any) -> list[str]:  # noqa: ANN401
    """Let each call that writes be counted and, first, asked of the fault; return those missed."""
    unseen: list[str] = []
    inside = [False]

    def wrap(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            if name == "open" and not arguments[1] & WRITE_FLAGS:
                return function(*arguments, **options)
            calls.append(name)
            if fault is not None:
                fault(len(calls), name, arguments)
            inside[0] = True
            try:
                return function(*arguments, **options)
            finally:
                inside[0] = False

        return counted

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if inside[0] or event not in AUDITED | {"open"}:
            return
        path, flags = arguments[0], arguments[2] if event == "open" else os.O_WRONLY
        is_ours = isinstance(path, int) or os.fsdecode(path).startswith((root, "."))
        if is_ours and flags & WRITE_FLAGS:
            unseen.append(f"{event}{arguments}")

    for name in WRITING:
        setattr(os, name, wrap(name, getattr(os, name)))
    sys.addaudithook(watch)
    return unseen


def drop_privileges() -> None:
    """Give up what lets root write where it may not: all capabilities of this process."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        nothing = (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(ctypes.byref(header), ctypes.byref(nothing)) == 0
