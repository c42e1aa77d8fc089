"""The index is only made when what is searched changed, from pages without their furniture."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from ldblog.site import search_index, search_order
from ldblog.site.search_index import write_search_index
from ldblog.site.search_order import _items, _read
from ldblog.site.search_pages import read_searched, slim
from ldblog.writing.memory import TICK_SECONDS

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
<!doctype html>
<html lang="en" class="x"><head><title>{name}</title></head><body><nav>Furniture {day}</nav>
<main><article><h1>{name}</h1><span hidden data-pagefind-filter="person">{name}</span>
<div data-pagefind-body><p>{name} learned about {words}.</p></div>
</article></main><footer>More furniture</footer></body></html>
"""


def write_site(site: Path, day: int = 1, words: str = "caches and tests") -> None:
    interface = site / search_index.INTERFACE
    interface.parent.mkdir(parents=True, exist_ok=True)
    interface.touch()
    (site / "list.html").write_text("<html lang=en><p>No article.</p>", encoding="utf-8")
    for name in ("Asha", "Bo"):
        page = PAGE.format(name=name, day=day, words=words)
        (site / f"{name}.html").write_text(page, encoding="utf-8")


def index_of(site: Path) -> dict[str, bytes]:
    folder = site / "pagefind"
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each run of Pagefind."""
    found: list[str] = []
    run = search_index._run_pagefind

    def count(program: str, folder: Path, site: Path) -> None:
        found.append(program)
        run(program, folder, site)

    monkeypatch.setattr(search_index, "_run_pagefind", count)
    return found


def test_furniture_that_changed_makes_no_new_index(tmp_path: Path, runs: list[str]) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_site(site, 1)
    write_search_index(site, cache)
    before = index_of(site)

    write_site(site, 2)
    for path in (site / "pagefind").rglob("*.*"):
        path.unlink()
    write_search_index(site, cache)

    assert len(runs) == 1
    assert index_of(site) == before


def test_words_that_changed_make_the_index_that_a_clean_build_makes(
    tmp_path: Path, runs: list[str]
) -> None:
    site, cache, clean = (tmp_path / name for name in ("site", "cache", "clean"))
    write_site(site)
    write_search_index(site, cache)

    for folder in (site, clean):
        write_site(folder, words="races")
    write_search_index(site, cache)
    write_search_index(clean)

    assert len(runs) == 3
    assert index_of(site) == index_of(clean)


def test_a_site_that_stands_as_it_was_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_site(site)
    time.sleep(TICK_SECONDS * 2)
    write_search_index(site, cache)
    monkeypatch.setattr(search_index, "read_searched", lambda _site: pytest.fail("it is read"))

    write_search_index(site, cache)

    (site / "pagefind/pagefind.js").write_bytes(b"")
    with pytest.raises(pytest.fail.Exception, match="it is read"):
        write_search_index(site, cache)


@pytest.mark.parametrize("length", [0, 20, 60, 9000])
def test_a_damaged_index_in_the_cache_is_made_again(
    tmp_path: Path, runs: list[str], length: int
) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_site(site)
    write_search_index(site, cache)
    before = index_of(site)
    os.truncate(cache / "search.zip", length)

    write_site(site)
    write_search_index(site, cache)

    assert len(runs) == 2
    assert index_of(site) == before


def test_only_articles_of_pages_that_are_searched_are_handed_on(tmp_path: Path) -> None:
    write_site(tmp_path)

    found = dict(read_searched(tmp_path))

    assert list(found) == ["Asha.html", "Bo.html"]
    assert found["Bo.html"].startswith('<html lang="en" class="x"><body><article><h1>Bo</h1>')
    assert "urniture" not in "".join(found.values())


def test_where_no_page_says_what_is_searched_all_are_handed_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Words.", encoding="utf-8")

    assert dict(read_searched(tmp_path)) == {"a.html": "<p>Words."}


@pytest.mark.parametrize(
    "html", ["<article>a</article>", "<html><p>a", "<article><html></article>"]
)
def test_a_page_without_an_article_is_whole(html: str) -> None:
    assert slim(html) == html


def test_a_word_on_every_page_is_alone_in_its_piece_and_the_others_stay_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    words = " ".join(f"w{number:03}" for number in range(60))
    write_site(site, words=f"{words} {'w030 ' * 40}")
    write_search_index(site)
    (whole,) = words_of(site)
    monkeypatch.setattr(search_order, "_LARGE", 100)
    monkeypatch.setattr(search_order, "_HEAVY", 60)

    write_search_index(site)

    pieces = words_of(site)
    assert sorted(word for piece in pieces for word in piece) == sorted(whole)
    assert len(pieces) == 3
    assert ["w030"] in pieces
    assert named(site) == {path.stem for path in (site / "pagefind/index").iterdir()}


def words_of(site: Path) -> list[list[str]]:
    paths = sorted((site / "pagefind/index").iterdir())
    return [[text(_items(word)[0]) for word in _items(_items(_read(path))[0])] for path in paths]


def named(site: Path) -> set[str]:
    """Return the pieces that are named in what Pagefind loads first."""
    (meta,) = (site / "pagefind").glob("*.pf_meta")
    return {text(_items(piece)[2]) for piece in _items(_items(_read(meta))[2])}


def text(item: bytes) -> str:
    return item[1:].decode()
