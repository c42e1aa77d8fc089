"""Pages that processes of their own checked and rendered ahead: the same as in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_site import DAYS, build_small, compare_with_clean, lay_out, write_post

from ldblog.site import ahead, rendered

if TYPE_CHECKING:
    import pytest
    from conftest import Blog


def use_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "PAGES_PER_JOB", 1)
    monkeypatch.setattr(ahead, "count_processors", lambda: 2)


def test_what_processes_find_out_is_used_and_the_site_is_the_same(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(blog)
    write_post(blog, DAYS[1], text="See [it](../about.md#where) and [her](2026-11-20.md).")
    put = rendered.Renderer.keep
    made: list[str] = []

    def note(self: rendered.Renderer, key: str, files: object, make: object) -> object:
        if self._kept.get(key) is None:
            made.append(key)
        return put(self, key, files, make)  # type: ignore[arg-type]

    monkeypatch.setattr(rendered.Renderer, "keep", note)
    use_processes(monkeypatch)
    build_small(blog)
    with_processes = len(made)
    made.clear()
    monkeypatch.setattr(ahead, "count_processors", lambda: 1)

    assert compare_with_clean(blog) == []
    assert len(made) == with_processes + len(DAYS)


def test_where_no_process_can_be_started_the_build_does_it_all(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(11, "no more processes")

    use_processes(monkeypatch)
    monkeypatch.setattr(ahead, "ProcessPoolExecutor", refuse)

    build_small(lay_out(blog))

    assert compare_with_clean(blog) == []


def test_a_process_that_cannot_read_what_is_listed_leaves_it_to_the_build(blog: Blog) -> None:
    blog.write("content/redact.yml", "customers: [")

    assert ahead._check(blog.root, [("a.md", "Words.")]) == {}


def test_a_process_that_cannot_read_the_configuration_leaves_it_to_the_build(blog: Blog) -> None:
    path = blog.write("mkdocs.yml", "site_name: [\n")

    settings = ahead.Settings(str(path), "", None, (), ())

    assert ahead._render(settings, [("a.md", "Words.")]) == {}
