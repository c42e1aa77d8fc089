"""What is kept of posts: found again by what it was made from, and made anew when in doubt."""

from __future__ import annotations

import functools
import sqlite3
from typing import TYPE_CHECKING

import pytest
from markdown import Markdown
from pymdownx.slugs import slugify

from ldblog.pages.blog import Blog
from ldblog.pages.kept import Kept, hash_tools, name_of, name_value
from ldblog.pages.whole_addresses import Addresses

if TYPE_CHECKING:
    from pathlib import Path


def keep(folder: Path, **values: str) -> None:
    kept = Kept(folder)
    for name, value in values.items():
        kept.put(name, value)
    kept.save()


def test_what_was_kept_is_not_made_again(tmp_path: Path) -> None:
    keep(tmp_path, a="one")

    kept = Kept(tmp_path)

    assert kept.get("a") == "one"
    assert kept.get("b") is None
    kept.put("b", "two")
    assert kept.get("b") == "two"


def test_what_is_not_right_any_more_is_made_again(tmp_path: Path) -> None:
    def link(address: str) -> str:
        kept = Kept(tmp_path)
        blog = Blog("Lanternworks", "https://example.com/")
        addresses = Addresses(blog, {"posts/a.md": address}, kept)
        found = addresses.recall("text", ["x"], lambda: addresses.resolve("a.md", "posts/b.md"))
        kept.save()
        return found

    assert link("2026-11-20") == link("2026-11-20") == "https://example.com/2026-11-20/"
    assert link("2026-11-06") == "https://example.com/2026-11-06/"


def test_what_was_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    keep(tmp_path, a="one", b="two")

    again = Kept(tmp_path)
    again.get("a")
    again.save()

    last = Kept(tmp_path)
    assert (last.get("a"), last.get("b")) == ("one", None)


@pytest.mark.parametrize("end", [0, 100, 5000, -3000])
def test_a_damaged_file_is_only_empty_and_is_whole_again_after(tmp_path: Path, end: int) -> None:
    keep(tmp_path, a="one" * 9000)
    path = tmp_path / "kept.sqlite"
    raw = path.read_bytes()
    path.write_bytes(raw[:end] + bytes(len(raw) - len(raw[:end])))

    kept = Kept(tmp_path)
    assert kept.get("a") is None
    kept.save()
    keep(tmp_path, a="newer")

    assert Kept(tmp_path).get("a") == "newer"


def test_a_damaged_value_is_made_again(tmp_path: Path) -> None:
    keep(tmp_path, a="one")
    with sqlite3.connect(tmp_path / "kept.sqlite") as base:
        base.execute("UPDATE kept SET value = ?", (b'"two"',))
    base.close()

    assert Kept(tmp_path).get("a") is None


def test_what_another_run_is_writing_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, a="one")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: connect(path, timeout=0))
    other = connect(tmp_path / "kept.sqlite")
    other.execute("BEGIN IMMEDIATE")

    keep(tmp_path, a="two")
    other.close()

    assert Kept(tmp_path).get("a") == "one"


def test_where_nothing_can_be_kept_everything_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Kept(tmp_path / "file")

    assert kept.get("a") is None
    kept.put("a", "one")
    assert kept.get("a") == "one"
    kept.save()
    assert Kept(tmp_path / "file").get("a") is None


def test_a_name_tells_parts_apart_and_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name_of("a", "bc"), name_of("a", "b", "c"), name_of("b", "bc"), name_of("a", b"b")]
    monkeypatch.setattr("ldblog.pages.kept.hash_tools", lambda: b"others")

    assert len({*names, name_of("a", "bc")}) == 5
    assert len(hash_tools()) == 32


def test_functions_in_a_configuration_have_a_name_that_lasts() -> None:
    value = {"toc": {"slugify": slugify(case="lower"), "depth": (2, 3)}, "type": Markdown}

    assert name_value(value) == (
        "{'toc':{'slugify':[pymdownx.slugs._uslugify,[],"
        "{'case':'lower','percent_encode':False,'normalize':'NFC'}],'depth':[2,3]},"
        "'type':markdown.core.Markdown}"
    )
    assert name_value(functools.partial(len, "a")) == "[<built-in function len>,['a'],{}]"


def test_what_has_no_name_is_never_the_same() -> None:
    assert name_value(object()) != name_value(object())
    one = object()
    assert name_value(one) != name_value(one)
