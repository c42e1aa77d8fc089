"""A preview: a page whose text changed is there at once, and the build that follows is whole."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from small_site import DAYS, lay_out, leaving_out, write_post

from ldblog.generated import GENERATED
from ldblog.site import quick_preview
from ldblog.site.build_apart import BuildApart, Served
from ldblog.site.quick_preview import QuickPreview, Sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Blog

    from ldblog.plugin import LdblogPlugin


ADDRESS = "http://127.0.0.1:8000/"


class Apart(BuildApart):
    """A build apart that only counts."""

    def __init__(self) -> None:
        self.begun = self.ended = 0

    def start(self) -> None:
        self.begun += 1

    def stop(self) -> None:
        self.ended += 1

    def close(self) -> None:
        self.ended += 1


class Preview:
    """A preview of a blog that was built once."""

    def __init__(self, blog: Blog) -> None:
        self.blog, self.builds, self.apart = blog, 0, Apart()
        self.plugin: LdblogPlugin
        self.build()
        sources = Sources(blog.project, self.config)
        self.quick = QuickPreview(
            sources, self.build, lambda: self.plugin.last, self.apart, sources.look()
        )

    def build(self) -> None:
        self.builds += 1
        site = str(self.blog.root / "preview")
        config = self.config = load_config(str(self.blog.root / "mkdocs.yml"), site_dir=site)
        self.plugin = cast("LdblogPlugin", config.plugins["ldblog"])
        self.plugin.is_serving = True
        with leaving_out("audit", "search", "cards"):
            build(config, serve_url=ADDRESS)
        self.plugin.is_serving = False

    def read(self, address: str) -> str:
        return self.blog.read(f"preview/{address}index.html")


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def preview(blog: Blog) -> Preview:
    return Preview(lay_out(blog))


def build_apart(preview: Preview, mark: Path) -> BuildApart:
    settings, site = (str(preview.blog.root / name) for name in ("mkdocs.yml", "preview"))
    return BuildApart(Served(settings, site, ADDRESS), mark)


def test_a_page_whose_text_changed_is_shown_at_once_and_a_whole_build_follows(
    preview: Preview,
) -> None:
    write_post(preview.blog, DAYS[0], title="Another", text="Something *else*.")

    preview.quick()

    assert "Something <em>else</em>." in preview.read(f"{DAYS[0]}/")
    assert "Another" not in preview.read(f"{DAYS[1]}/")
    assert (preview.builds, preview.apart.begun) == (1, 1)


def test_the_build_that_follows_shows_the_change_everywhere(preview: Preview) -> None:
    write_post(preview.blog, DAYS[0], title="Another", text="Something *else*.")
    mark = preview.blog.root / "built"
    apart = build_apart(preview, mark)

    with leaving_out("audit", "search", "cards"):
        apart.start()
        wait_for(mark.exists)
    apart.close()

    assert "Another" in preview.read(f"{DAYS[1]}/")
    assert not [*preview.blog.project.cache.glob("site-*")]


def test_a_build_that_is_stopped_leaves_the_preview_and_no_folder(preview: Preview) -> None:
    before = preview.read("")
    write_post(preview.blog, DAYS[0], title="Another")
    mark, cache = preview.blog.root / "built", preview.blog.project.cache
    apart = build_apart(preview, mark)

    with leaving_out("audit", "search", "cards"):
        apart.start()
        wait_for(lambda: any(cache.glob("site-*")))
        apart.stop()
        apart.close()

    assert preview.read("") == before
    assert not mark.exists()
    assert not [*cache.glob("site-*")]


def test_a_change_stops_the_build_that_follows_the_one_before(preview: Preview) -> None:
    write_post(preview.blog, DAYS[0], text="One.")
    preview.quick()
    ended = preview.apart.ended
    write_post(preview.blog, DAYS[0], text="Two.")
    preview.quick()

    assert "Two." in preview.read(f"{DAYS[0]}/")
    assert (preview.apart.begun, preview.apart.ended) == (2, ended + 1)


def test_what_a_build_writes_itself_makes_no_other_build(preview: Preview) -> None:
    write_post(preview.blog, "2026-12-04")

    preview.quick()
    preview.quick()

    assert (preview.builds, preview.apart.begun) == (2, 0)
    assert "A day, 2026-12-04" in preview.read("2026-12-04/")


def test_what_was_shown_and_what_is_derived_is_no_news(preview: Preview) -> None:
    post = write_post(preview.blog, DAYS[0], text="One.")
    derived = preview.blog.root / "content/site/archive/index.md"

    assert preview.quick.is_news(str(post))
    preview.quick()
    assert not preview.quick.is_news(str(post))
    assert GENERATED in derived.read_text(encoding="utf-8")
    derived.write_text(f"{derived.read_text(encoding='utf-8')}\nMore.", encoding="utf-8")
    assert not preview.quick.is_news(str(derived))
    post.unlink()
    assert preview.quick.is_news(str(post))


@pytest.mark.parametrize("path", ["mkdocs.yml", "content/site/.authors.yml", "theme/main.html"])
def test_what_is_no_page_makes_a_whole_build(preview: Preview, path: str) -> None:
    preview.blog.write(path, preview.blog.read(path) + "\n")

    preview.quick()

    assert preview.builds == 2


def test_a_page_that_cannot_be_shown_at_once_waits_for_the_build(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(quick_preview, "show_pages", refuse)
    write_post(preview.blog, DAYS[0], text="Something else.")

    preview.quick()

    assert preview.builds == 2
    assert "Something else." in preview.read(f"{DAYS[0]}/")


def test_a_preview_whose_first_build_failed_builds(preview: Preview) -> None:
    preview.plugin.last = None
    write_post(preview.blog, DAYS[0], text="Something else.")

    preview.quick()

    assert preview.builds == 2
