"""What files held is remembered as long as they are surely the same, and no longer."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from ldblog.writing.memory import Memory, remembering

if TYPE_CHECKING:
    from pathlib import Path

LATER = 10_000_000_000


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let some seconds pass, so that the times of files can tell whether they changed."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + LATER)


def recall(folder: Path, name: str, text: str) -> str:
    with remembering(folder / "cache") as memory:
        found: str = memory.recall(name, [str(folder / "a"), str(folder / "b")], lambda: text)
    return found


@pytest.mark.usefixtures("later")
def test_what_did_not_change_is_not_looked_at_again(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")

    assert recall(tmp_path, "x", "found") == "found"
    assert recall(tmp_path, "x", "again") == "found"
    assert recall(tmp_path, "y", "other") == "other"


@pytest.mark.usefixtures("later")
def test_a_change_that_hides_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    before = path.stat()
    recall(tmp_path, "x", "found")

    path.write_text("new")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert recall(tmp_path, "x", "again") == "again"


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("name", ["a", "b"])
def test_a_file_that_comes_or_goes_is_a_change(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_text("old")
    recall(tmp_path, "x", "found")

    if name == "a":
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text("new")

    assert recall(tmp_path, "x", "again") == "again"


def test_what_changed_just_now_may_change_again_within_a_tick_and_is_not_kept(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").write_text("old")

    recall(tmp_path, "x", "found")

    assert recall(tmp_path, "x", "again") == "again"
    assert not (tmp_path / "cache").exists()


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("damage", [b"{", b"[]", b'{"x": 1}', b'{"x": []}', b'{"x": ["s"]}'])
def test_a_damaged_memory_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a").write_text("old")
    recall(tmp_path, "x", "found")
    (tmp_path / "cache/files.json").write_bytes(damage)

    assert Memory(tmp_path / "cache").recall("x", [str(tmp_path / "a")], lambda: "new") == "new"
