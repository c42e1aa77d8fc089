"""The index that readers search: only what they need, the same bytes each time, told errors."""

from __future__ import annotations

import gzip
import json
import stat
from typing import TYPE_CHECKING

import pytest

from ldblog.errors import LdblogError
from ldblog.site import search_index
from ldblog.site.search_index import write_preview_index, write_search_index

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
<html lang="en"><body><p>Furniture of {name}.</p>
<span hidden data-pagefind-filter="person">{name}</span>
<span hidden data-pagefind-filter="topic">{topic}</span>
<div data-pagefind-body><h3 id="a">{name}<a class="headerlink">¶</a></h3><p class="byline">Team</p>
<p>Learned C++ and <code>pg_restore</code>.</p></div>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a built site of three pages with the theme's own search."""
    return make_site(tmp_path / "site", ["Asha", "Bo", "Carmen"])


def make_site(folder: Path, names: list[str]) -> Path:
    interface = folder / search_index.INTERFACE
    interface.parent.mkdir(parents=True)
    interface.touch()
    for name in names:
        page = PAGE.format(name=name, topic=f"Topic {len(name)}")
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


def files(site: Path) -> dict[str, bytes]:
    folder = site / "pagefind"
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def pages(site: Path) -> list[dict[str, object]]:
    found = []
    for path in sorted((site / "pagefind/fragment").iterdir()):
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        found.append(json.loads(text))
    return sorted(found, key=lambda page: str(page["url"]))


def test_pages_are_found_by_their_words_and_not_by_their_furniture(site: Path) -> None:
    write_search_index(site)

    first = pages(site)[0]
    assert first["content"] == "Asha. Learned C++ and pg_restore."
    assert first["filters"] == {"person": ["Asha"], "topic": ["Topic 4"]}


def test_only_what_the_own_interface_loads_is_written(site: Path) -> None:
    write_search_index(site)

    tops = {name for name in files(site) if "/" not in name}
    (meta,) = [name for name in tops if name.endswith(".pf_meta")]
    assert tops - {meta} == {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"}


def test_the_same_pages_make_the_same_bytes(tmp_path: Path) -> None:
    # Of forty values, two runs of Pagefind alone practically never write the same order.
    names = [f"Name{number}" for number in range(40)]
    first, second = make_site(tmp_path / "one", names), make_site(tmp_path / "two", names[::-1])

    write_search_index(first)
    write_search_index(second)
    write_search_index(second)

    assert len(files(first)) > len(names)
    assert files(first) == files(second)


def test_nothing_is_printed_when_all_is_well(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_search_index(site)

    assert capfd.readouterr() == ("", "")


def test_a_theme_without_the_interface_needs_no_index(site: Path) -> None:
    (site / search_index.INTERFACE).unlink()

    write_search_index(site)

    assert not (site / "pagefind").exists()


@pytest.mark.parametrize("gone", [None, FileNotFoundError("Could not find any of [...]")])
def test_a_program_that_is_gone_is_told_with_the_remedy(
    site: Path, monkeypatch: pytest.MonkeyPatch, gone: FileNotFoundError | None
) -> None:
    def find() -> None:
        if gone:
            raise gone

    monkeypatch.setattr(search_index, "get_executable", find)

    with pytest.raises(LdblogError, match=r"is not there: install it again with pip install"):
        write_search_index(site)


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(path))


@pytest.mark.parametrize(
    ("script", "said"),
    [("echo; echo a page is odd >&2; exit 3", "a page is odd"), ("exit 1", "it said nothing")],
)
def test_what_a_failing_program_says_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    program(site.parent, script, monkeypatch)

    with pytest.raises(LdblogError, match=rf"^search: Pagefind could not index .*\({said}\): is"):
        write_search_index(site)


def test_a_program_that_cannot_be_run_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(site))

    with pytest.raises(LdblogError, match=r"cannot be run \(Permission denied\)"):
        write_search_index(site)


def test_a_disk_that_refuses_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The program "works" but leaves nothing behind, as on a full disk.
    program(site.parent, "exit 0", monkeypatch)

    with pytest.raises(LdblogError, match=r"pagefind-entry\.json: cannot be written"):
        write_search_index(site)


def test_a_preview_is_indexed_at_each_build_while_that_is_quick(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_SLOW_SECONDS", 1000)
    write_preview_index(site)
    (site / "Dov.html").write_text(PAGE.format(name="Dov", topic="x"), encoding="utf-8")

    write_preview_index(site)

    assert [page["url"] for page in pages(site)] == [
        "/Asha.html", "/Bo.html", "/Carmen.html", "/Dov.html",
    ]  # fmt: skip


def test_an_index_that_took_long_is_kept_for_the_next_previews(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_SLOW_SECONDS", -1)
    write_preview_index(site)
    before = files(site)
    for name in before:  # as MkDocs does before it builds again
        (site / "pagefind" / name).unlink()
    monkeypatch.setattr(search_index, "write_search_index", pytest.fail)

    write_preview_index(site)

    assert files(site) == before
