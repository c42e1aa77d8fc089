"""Files are written whole or not at all, only when their content changes, one run at a time."""

from __future__ import annotations

import os
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


def test_a_run_stopped_at_the_renaming_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def stopped(_self: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        files.write_bytes(path, b"new")

    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["x"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_run_stopped_at_the_flushing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def stopped(_descriptor: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises((LdblogError, KeyboardInterrupt)) as caught:
        files.write_text(tmp_path / "x.md", "new")

    full = "x.md: cannot be written: No space left on device (make room on the disk, and run it "
    assert full in str(caught.value) or caught.type is KeyboardInterrupt
    assert names_in(tmp_path) == []


def test_an_error_without_a_remedy_is_told_as_the_system_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Path, _target: Path) -> Path:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(LdblogError, match=r"x: cannot be written: Input/output error$"):
        files.write_bytes(tmp_path / "x", b"new")


def test_a_file_is_written_to_its_end_however_little_the_disk_takes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))

    files.write_bytes(tmp_path / "x", b"0123456789")

    assert (tmp_path / "x").read_bytes() == b"0123456789"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")
    os.chown(path, 12345, 23456)
    path.chmod(0o4600)

    files.write_bytes(path, b"new")

    after = path.stat()
    assert (after.st_uid, after.st_gid, after.st_mode & 0o7777) == (12345, 23456, 0o4600)


def test_a_file_that_may_not_be_given_away_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fchown", refused)
    (tmp_path / "x").write_bytes(b"old")

    assert files.write_bytes(tmp_path / "x", b"new") is True


@pytest.mark.parametrize("target", ["there", "nowhere"])
def test_a_symbolic_link_is_not_written_through(tmp_path: Path, target: str) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "x").symlink_to(target)

    with pytest.raises(LdblogError, match="x: a symbolic link, not a file: put the file itself"):
        files.write_bytes(tmp_path / "x", b"new")

    assert (tmp_path / "there").read_bytes() == b"old"
    assert names_in(tmp_path) == ["there", "x"]


def test_a_name_as_long_as_the_disk_takes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 127)

    assert files.write_bytes(path, b"new") is True
    assert names_in(tmp_path) == [path.name]


def test_what_is_staged_is_found_below_a_folder_and_nothing_else_is(tmp_path: Path) -> None:
    for name in ("a/x", "a/b/y"):
        files.stage(tmp_path / name, b"new")
    (tmp_path / "a/.ldblog-notes").write_bytes(b"")

    found = sorted(files.find_staged(tmp_path / "a"))

    assert found == sorted(files.staged_path(tmp_path / name) for name in ("a/x", "a/b/y"))
    assert list(files.find_staged(tmp_path / "c")) == []


def test_a_file_is_expected_to_be_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x"
    files.expect(path, None)
    path.write_bytes(b"old")
    files.expect(path, b"old")

    for content in (b"other", None):
        with pytest.raises(LdblogError, match="x: was changed by someone else just now, and was"):
            files.expect(path, content)


def test_a_folder_that_cannot_be_flushed_stops_nothing(tmp_path: Path) -> None:
    files.flush_folder(tmp_path)
    files.flush_folder(tmp_path / "nowhere")


def test_a_folder_where_a_file_should_be_is_told_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "x.md"
    folder.mkdir()

    with pytest.raises(LdblogError, match=r"x\.md: cannot be read: Is a directory \(a file sho"):
        files.write_text(folder, "new")
    with pytest.raises(LdblogError, match=r"x\.md: cannot be removed"):
        files.remove(folder)


def test_a_file_where_a_folder_should_be_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "posts").write_bytes(b"")

    with pytest.raises(LdblogError, match=r"posts/x\.md: cannot be .* \(a folder should"):
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
