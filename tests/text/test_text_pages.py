"""Pages: front matter apart from the body, whose nodes stand where they do in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.text.markdown import walk
from ldblog.text.pages import parse_page

PIECES = st.sampled_from(["---\n", "---", "\n", "\r\n", "a: b", "```", "<!--", "- x", "# y", " "])


@pytest.mark.parametrize("value", ["```", "<!--", "<script>", "$$", "- a\n- - b"])
def test_front_matter_ends_before_the_body_whatever_it_says(value: str) -> None:
    text = f"---\ntitle: |\n{value}\n---\n\nA *word*.\n"
    page = parse_page(text)
    assert page.front == text.removesuffix("\nA *word*.\n")
    (paragraph,) = page.body.children
    assert (paragraph.kind, paragraph.line) == ("paragraph", text.count("\n"))


@pytest.mark.parametrize("text", ["", "A word.\n", "---\nopen: x\n", " ---\na: b\n---\n"])
def test_a_page_may_have_no_front_matter(text: str) -> None:
    assert parse_page(text).front == ""


@given(st.lists(PIECES, max_size=12).map("".join))
def test_words_of_the_body_stand_where_they_do_in_the_file(text: str) -> None:
    page = parse_page(text)
    assert text.startswith(page.front)
    lines = text.replace("\r\n", "\n").split("\n")
    for node in walk(page.body):
        if node.kind == "text":
            at = lines[node.line - 1][node.column - 1 :]
            assert at.startswith(node.literal)
            assert node.line > page.front.count("\n")
