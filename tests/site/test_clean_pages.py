"""Pages and excerpts go through the sanitiser, and what it cuts is told with the page's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ldblog.site.clean_pages import clean_excerpts, clean_pages

if TYPE_CHECKING:
    import pytest
    from conftest import Blog


@dataclass
class Excerpt:
    content: str
    more: str | None = None


def cleaned(blog: Blog, html: str | None) -> Any:  # noqa: ANN401
    blog.write("content/site/own.md", "")
    config = MkDocsConfig(config_file_path=str(blog.root / "mkdocs.yml"))
    file = File("own.md", str(blog.root / "content/site"), "site", True)
    if html is not None:
        Page(None, file, config).content = html
    clean_pages(Files([file]), config)
    return file.page and file.page.content


def test_a_page_without_anything_odd_is_not_talked_about(
    blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    assert cleaned(blog, '<p id="a">Words.</p>') == '<p id="a">Words.</p>'
    assert not cleaned(blog, "")
    assert cleaned(blog, None) is None
    assert caplog.messages == []


def test_what_is_cut_of_a_page_is_a_warning_with_its_name(
    blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    assert cleaned(blog, '<p onclick="x\u202ey">a</p><script>b</script>') == "<p>a</p>"

    (message,) = caplog.messages
    assert message == (
        'content/site/own.md: left out: <p onclick="x\\u202ey">, <script> '
        "(docs/hostile-markup.md says what a page may hold)"
    )


def test_of_much_that_is_cut_the_first_are_named(
    blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    cleaned(blog, "".join(f"<x{number}>" for number in range(7)))

    assert "<x4> and 2 more (" in caplog.text


def test_both_parts_of_an_excerpt_are_cleaned() -> None:
    short, long = Excerpt("<p onclick=x>a</p>"), Excerpt("a", "<script>b</script>c")

    clean_excerpts([short, long])

    assert (short, long) == (Excerpt("<p>a</p>"), Excerpt("a", "c"))
