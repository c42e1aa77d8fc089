"""What is held of pages is given out as it was put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from ldblog.site import engine


def make_page() -> Page:
    engine.hold_as_bytes()
    return Page("A", File("a.md", "docs", "site", use_directory_urls=True), MkDocsConfig())


@given(st.text(st.characters(codec=None)))
def test_any_text_comes_back(text: str) -> None:
    page = make_page()
    page.content = page.markdown = text
    assert (page.content, page.markdown) == (text, text)


def test_a_text_with_a_picture_takes_one_byte_a_letter() -> None:
    page = make_page()
    page.content = "a" * 1000 + "🎉"
    assert len(vars(page)["content"]) == 1004


def test_what_is_no_plain_text_comes_back_as_it_is() -> None:
    page = make_page()
    assert page.content is None
    page.content = safe = Markup("<p>")
    assert page.content is safe


def test_a_page_that_was_made_before_has_what_it_had() -> None:
    page = make_page()
    vars(page)["content"] = "as Python holds it"
    assert page.content == "as Python holds it"
