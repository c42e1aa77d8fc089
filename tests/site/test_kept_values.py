"""What builds keep: found again by its key, dropped when nobody asks, never wrong."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from ldblog.site.kept import FILE, KEPT_BUILDS, NOTHING, Kept, digest_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_digest_tells_where_one_text_ends() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")
    assert digest_of("a") == digest_of(b"a")


def test_a_value_is_found_by_the_next_build_and_by_no_other_program(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "1.0")
    kept.put(kept.key("x"), {"a": [1, "é"]})
    kept.close()

    again = Kept(tmp_path, "1.0")
    assert again.get(again.key("x")) == {"a": [1, "é"]}
    assert again.get(again.key("y")) is None
    again.close()
    other = Kept(tmp_path, "2.0")
    assert other.get(other.key("x")) is None
    other.close()


def test_what_no_build_asks_for_is_dropped_after_some(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "")
    used, unused = kept.key("used"), kept.key("unused")
    kept.put(used, 1)
    kept.put(unused, 2)
    kept.close()
    for _ in range(KEPT_BUILDS):
        kept = Kept(tmp_path, "")
        assert kept.get(used) == 1
        kept.close()

    assert Kept(tmp_path, "").get(unused) is None


def test_a_build_that_is_killed_keeps_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "")
    kept.put(kept.key("x"), 1)
    kept._drop()

    kept = Kept(tmp_path, "")
    assert kept.get(kept.key("x")) is None
    kept.put(kept.key("x"), 1)
    kept.close()
    assert Kept(tmp_path, "").get(kept.key("x")) == 1


def test_two_builds_at_once_are_both_right(tmp_path: Path) -> None:
    first = Kept(tmp_path, "")
    second = Kept(tmp_path, "")

    assert (first.is_open, second.is_open) == (True, False)
    second.put(second.key("x"), 1)
    assert second.get(second.key("x")) is None
    second.close()
    first.close()


def test_a_damaged_value_is_none(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "")
    kept.put(kept.key("x"), "words")
    kept.close()
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE kept SET value = x'789c00'")
    database.close()

    assert Kept(tmp_path, "").get(kept.key("x")) is None


def test_a_folder_in_the_place_of_the_file_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()

    assert not Kept(tmp_path, "").is_open


def test_a_disk_that_gives_up_on_the_way_lets_the_build_go_on(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "")
    kept._run("DROP TABLE kept")

    kept.put(kept.key("x"), 1)

    assert not kept.is_open
    kept.close()


def test_what_is_collected_elsewhere_is_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "")
    elsewhere = Kept(None, "")
    packed = elsewhere.collect()
    elsewhere.put(elsewhere.key("x"), ["a"])
    assert elsewhere.get(elsewhere.key("x")) == ["a"]
    assert elsewhere.get(elsewhere.key("y")) is None

    kept.add(packed.items())

    assert kept.get(kept.key("x")) == ["a"]
    NOTHING.put(NOTHING.key("x"), 1)
    assert NOTHING.get(NOTHING.key("x")) is None
