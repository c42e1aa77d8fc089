"""A site that was built apart, put in its place: what is the same stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.errors import LdblogError
from ldblog.site.publish import find_differences, publish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_only_what_differs_is_touched(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"a": "1", "b/c": "2", "d/e": "3", ".git/f": "x"})
    before = (site / "a").stat()
    built = write(tmp_path / "built", {"a": "1", "b/c": "4", "g/h": "5"})

    assert publish(built, site) == ["b/c", "d/e", "g/h"]

    assert find_differences(site, write(tmp_path / "x", {"a": "1", "b/c": "4", "g/h": "5"})) == []
    assert (site / "a").stat().st_mtime_ns == before.st_mtime_ns
    assert (site / ".git/f").read_text(encoding="utf-8") == "x"
    assert not (site / "d").exists()
    assert not built.exists()


def test_a_file_and_a_folder_change_places(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"a": "1", "b/c": "2"})

    publish(write(tmp_path / "built", {"a/x": "3", "b": "4"}), site)

    assert find_differences(site, write(tmp_path / "x", {"a/x": "3", "b": "4"})) == []


def test_a_link_in_the_place_of_a_file_is_replaced_and_what_it_leads_to_is_not(
    tmp_path: Path,
) -> None:
    own = write(tmp_path / "own", {"a": "1"})
    site = tmp_path / "site"
    site.mkdir()
    (site / "a").symlink_to(own / "a")

    publish(write(tmp_path / "built", {"a": "2"}), site)

    assert (own / "a").read_text(encoding="utf-8") == "1"
    assert (site / "a").read_text(encoding="utf-8") == "2"


def test_a_site_on_another_disk_gets_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: Path) -> None:
        raise OSError(18, "another disk")

    monkeypatch.setattr("ldblog.site.publish.os.replace", refuse)

    publish(write(tmp_path / "built", {"a": "1"}), tmp_path / "site")

    assert (tmp_path / "site/a").read_text(encoding="utf-8") == "1"


def test_a_disk_that_refuses_is_told_with_the_place(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("", encoding="utf-8")

    with pytest.raises(LdblogError, match=r"site: the site cannot be written \(File exists\)"):
        publish(write(tmp_path / "built", {"a": "1"}), tmp_path / "site")


_SITES = st.dictionaries(st.sampled_from(["a", "b", "c/d", "c/e", "f"]), st.sampled_from("12"))


@given(_SITES, _SITES)
def test_any_site_becomes_any_other(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, str], new: dict[str, str]
) -> None:
    root = tmp_path_factory.mktemp("publish")
    for name in ("site", "built"):
        (root / name).mkdir()
    site, built = write(root / "site", old), write(root / "built", new)
    same = write(root / "same", new)

    changed = publish(built, site)

    assert find_differences(site, same) == []
    assert set(changed) == {it for it in {*old, *new} if old.get(it) != new.get(it)}
