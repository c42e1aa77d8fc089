"""Two runs that write do not meet: the second waits, and says whom for."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import faults
import pytest

from ldblog.errors import LdblogError
from ldblog.writing import lock
from ldblog.writing.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

LOG = "## Learned\n- It matters, because it is measured.\n"
HOLDER = """
import sys
from pathlib import Path
from ldblog.writing.lock import locked
with locked(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock until it is told a line; return it."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_who_waits_is_told_whom_for_and_goes_on_when_the_other_is_done(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "TELL_SECONDS", 0.1)
    blog.write_log("2026-11-20/asha.md", LOG)
    with hold(blog.project.cache) as other:
        waiting = faults.start(blog.root, "condense", output=blog.root / "told")
        while "waiting" not in (told := (blog.root / "told").read_text(encoding="utf-8")):
            time.sleep(0.01)
        assert not (blog.root / "content/site").exists()
        other.communicate("\n")

    assert os.waitpid(waiting, 0)[1] == 0, (blog.root / "told").read_text(encoding="utf-8")
    assert told == f"waiting for another ldblog (process {other.pid}, -c {blog.project.cache})\n"
    assert (blog.root / "content/site/posts/2026-11-20.md").exists()


def test_who_has_waited_for_long_stops_and_names_the_holder_and_a_dead_one_holds_nothing(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "TELL_SECONDS", 0.05)
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.1)
    blog.write_log("2026-11-20/asha.md", LOG)
    with hold(blog.project.cache) as other:
        result = blog.run("condense")
        assert result.exit_code == 2
        held = rf"lock: another ldblog \(process {other.pid}, -c .*\) is still writing: wait for it"
        assert re.search(held, result.output)
        assert not (blog.root / "content/site").exists()
        other.send_signal(signal.SIGKILL)
        other.wait()

    assert blog.run("condense").exit_code == 0


def test_reading_commands_do_not_wait(blog: Blog) -> None:
    log = blog.write_log("2026-11-20/asha.md", LOG)
    assert blog.run("condense").exit_code == 0
    with locked(blog.project.cache, pytest.fail):
        for words in ("check", "verify", f"show {log}", "condense --check", "condense --diff"):
            assert blog.run(*words.split()).exit_code == 0


@pytest.mark.parametrize("damage", ["", None])
def test_a_holder_that_says_nothing_of_itself_is_another_ldblog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str | None
) -> None:
    monkeypatch.setattr(lock, "TELL_SECONDS", 0)
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0)
    told: list[str] = []
    with locked(tmp_path, told.append):
        (tmp_path / "holder").write_text(damage or "")
        if damage is None:
            monkeypatch.setattr("pathlib.Path.read_text", refuse)
        with (
            pytest.raises(LdblogError, match="lock: another ldblog is still writing"),
            locked(tmp_path, told.append),
        ):
            pytest.fail("two runs hold the lock")  # pragma: no cover

    assert told == ["waiting for another ldblog"]


def refuse(*_arguments: object, **_options: object) -> str:
    raise PermissionError


def test_a_lock_is_given_back_when_what_was_done_under_it_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), locked(tmp_path, pytest.fail):
        raise RuntimeError
    with locked(tmp_path, pytest.fail):
        pass


def test_a_lock_whose_folder_is_thrown_away_while_it_is_held_stops_nothing(tmp_path: Path) -> None:
    with locked(tmp_path / "cache", pytest.fail):
        shutil.rmtree(tmp_path / "cache")
    with locked(tmp_path / "cache", pytest.fail):
        assert (tmp_path / "cache/lock").exists()


def test_a_cache_that_cannot_be_made_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"")

    with (
        pytest.raises(LdblogError, match=r"cache: cannot be locked: File exists \(your user must"),
        locked(tmp_path / "cache", pytest.fail),
    ):
        pytest.fail("there is no lock")  # pragma: no cover
