"""A preview: a page whose text changed is there at once, and the build that follows is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from small_site import DAYS, lay_out, leaving_out, write_post

from ldblog.site import quick_preview
from ldblog.site.quick_preview import QuickPreview

if TYPE_CHECKING:
    from conftest import Blog

    from ldblog.plugin import LdblogPlugin


class Preview:
    """A preview of a blog that was built once."""

    def __init__(self, blog: Blog) -> None:
        self.blog, self.builds = blog, 0
        self.plugin: LdblogPlugin
        self.build()
        self.quick = QuickPreview(blog.project, self.build, lambda: self.plugin.last)

    def build(self) -> None:
        self.builds += 1
        site = str(self.blog.root / "preview")
        config = load_config(str(self.blog.root / "mkdocs.yml"), site_dir=site)
        self.plugin = cast("LdblogPlugin", config.plugins["ldblog"])
        self.plugin.is_serving = True
        with leaving_out("audit", "search", "cards"):
            build(config, serve_url="http://127.0.0.1:8000/")
        self.plugin.is_serving = False

    def read(self, address: str) -> str:
        return self.blog.read(f"preview/{address}index.html")


@pytest.fixture
def preview(blog: Blog) -> Preview:
    return Preview(lay_out(blog))


def test_a_page_whose_text_changed_is_shown_at_once_and_a_whole_build_follows(
    preview: Preview,
) -> None:
    write_post(preview.blog, DAYS[0], title="Another", text="Something *else*.")

    preview.quick()

    assert "Something <em>else</em>." in preview.read(f"{DAYS[0]}/")
    assert (preview.builds, preview.quick.mark.exists()) == (1, True)
    assert "Another" not in preview.read(f"{DAYS[1]}/")
    preview.quick()
    assert preview.builds == 2
    assert "Another" in preview.read(f"{DAYS[1]}/")


def test_what_a_build_writes_itself_makes_no_other_build(preview: Preview) -> None:
    write_post(preview.blog, "2026-12-04")

    preview.quick()
    preview.quick()

    assert preview.builds == 2
    assert "A day, 2026-12-04" in preview.read("2026-12-04/")


def test_an_edit_while_the_build_is_due_comes_with_it(preview: Preview) -> None:
    write_post(preview.blog, DAYS[0], text="One.")
    preview.quick()
    write_post(preview.blog, DAYS[0], text="Two.")
    preview.quick()

    assert preview.builds == 2
    assert "Two." in preview.read(f"{DAYS[0]}/")


@pytest.mark.parametrize("path", ["mkdocs.yml", "content/site/.authors.yml"])
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
