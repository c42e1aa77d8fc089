"""Pages that processes of their own checked and rendered ahead: the same as in one."""

from __future__ import annotations

import sys
from concurrent import futures
from typing import TYPE_CHECKING

import pytest
from small_site import DAYS, MAIN, build_small, compare_with_clean, lay_out, write_post

from ldblog import processes
from ldblog.site import ahead, kept, rendered

if TYPE_CHECKING:
    from conftest import Blog


def use_processes(monkeypatch: pytest.MonkeyPatch, count: int = 2) -> None:
    monkeypatch.setattr(ahead, "PAGES_PER_JOB", 1)
    monkeypatch.setattr(processes, "LEAST", 1)
    monkeypatch.setattr(processes, "list_threads", list)
    for module in (ahead, processes):
        monkeypatch.setattr(module, "count_processors", lambda: count)


def note_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that will hold the kinds of what this process makes in builds."""
    made: list[str] = []
    keep, put = rendered.Renderer.keep, kept.Kept.put

    def note(self: rendered.Renderer, key: str, files: object, make: object) -> object:
        if self._kept.get(key) is None:
            made.append("html")
        return keep(self, key, files, make)  # type: ignore[arg-type]

    def note_text(self: kept.Kept, key: str, value: object) -> None:
        if isinstance(value, str):
            made.append("page")
        put(self, key, value)

    monkeypatch.setattr(rendered.Renderer, "keep", note)
    monkeypatch.setattr(kept.Kept, "put", note_text)
    return made


@pytest.mark.skipif(sys.platform != "linux", reason="no copies are made here")
def test_what_processes_find_out_is_used_and_the_site_is_the_same(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(blog)
    write_post(blog, DAYS[1], text="See [it](../about.md#where) and [her](2026-11-20.md).")
    made = note_made(monkeypatch)
    use_processes(monkeypatch)
    build_small(blog)
    with_processes, made[:] = made[:], []
    use_processes(monkeypatch, 1)

    assert compare_with_clean(blog) == []
    assert made.count("html") > made.count("page") > len(DAYS)
    assert with_processes == []


@pytest.mark.skipif(sys.platform != "linux", reason="no copies are made here")
def test_a_new_template_is_reason_to_write_all_pages_in_processes(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_small(lay_out(blog))
    made = note_made(monkeypatch)
    use_processes(monkeypatch)
    blog.write("theme/main.html", f"{MAIN}!")

    build_small(blog)

    assert made == []
    assert compare_with_clean(blog) == []


def test_where_no_process_can_be_started_the_build_does_it_all(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(11, "no more processes")

    use_processes(monkeypatch)
    monkeypatch.setattr(futures, "ProcessPoolExecutor", refuse)
    monkeypatch.setattr(processes, "_start", lambda *_share: None)

    build_small(lay_out(blog))

    assert compare_with_clean(blog) == []


def test_a_page_that_fails_ahead_of_the_build_is_left_to_it(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_file: object) -> None:
        raise ValueError("told where it is made")

    monkeypatch.setattr(ahead, "find_in_forks", lambda make, files: make(files))
    store = kept.Kept(blog.project.cache, "")
    original = store._database

    ahead.make_ahead(fail, [object()], store)  # type: ignore[list-item]

    assert original is not None
    assert store._packed == {}


def test_a_process_that_cannot_read_what_is_listed_leaves_it_to_the_build(blog: Blog) -> None:
    blog.write("content/redact.yml", "customers: [")

    assert ahead._check(blog.root, [("a.md", "Words.")]) == {}
