"""Files are written whole or not at all, only when their content changes, one run at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ldblog import files
from ldblog.errors import LdblogError


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert files.read_bytes(tmp_path / "x") is None
    assert files.read_text(tmp_path / "x") is None
    assert files.remove(tmp_path / "x") is False


def test_text_is_written_as_utf_8_with_its_own_newlines(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.md"

    assert files.write_text(path, "ünï\r\ntwo\n") is True
    assert path.read_bytes() == b"\xc3\xbcn\xc3\xaf\r\ntwo\n"
    assert files.read_text(path) == "ünï\r\ntwo\n"
    assert names_in(path.parent) == ["x.md"]


def test_a_file_with_the_same_content_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "x"
    files.write_bytes(path, b"same")
    os.utime(path, ns=(1, 1))
    inode = path.stat().st_ino

    assert files.write_bytes(path, b"same") is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, inode)


def test_a_file_keeps_its_mode_and_a_new_one_follows_the_mask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"old")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        files.write_bytes(old, b"changed")
        files.write_bytes(new, b"new")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(mask)

    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode & 0o777 == 0o640
    assert old.read_bytes() == b"changed"


def test_a_run_killed_at_the_renaming_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def killed(_self: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        files.write_bytes(path, b"new")

    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["x"]


def test_a_full_disk_is_told_with_the_files_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LdblogError, match=r"x\.md: cannot be written: No space left on device"):
        files.write_text(tmp_path / "x.md", "new")

    assert names_in(tmp_path) == []


def test_a_folder_where_a_file_should_be_is_told_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "x.md"
    folder.mkdir()

    with pytest.raises(LdblogError, match=r"x\.md: cannot be read: Is a directory"):
        files.write_text(folder, "new")
    with pytest.raises(LdblogError, match=r"x\.md: cannot be removed"):
        files.remove(folder)


def test_a_file_where_a_folder_should_be_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "posts").write_bytes(b"")

    with pytest.raises(LdblogError, match=r"posts/x\.md: cannot be"):
        files.write_text(tmp_path / "posts" / "x.md", "new")


def test_the_names_in_a_folder_are_sorted_and_there_are_none_without_it(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).write_bytes(b"")

    assert files.list_names(tmp_path) == ["a", "b"]
    assert files.list_names(tmp_path / "c") == []
    with pytest.raises(LdblogError, match="a: cannot be listed: Not a directory"):
        files.list_names(tmp_path / "a")


def test_text_that_is_not_utf_8_is_told_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"abc\xff")

    with pytest.raises(LdblogError, match="x: not UTF-8 at byte 3: save the file as UTF-8"):
        files.read_text(tmp_path / "x")


def test_a_removed_file_is_gone(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")

    assert files.remove(tmp_path / "x") is True
    assert names_in(tmp_path) == []
