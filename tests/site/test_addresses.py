"""Pages with one address, and links to pages that are hidden, are found."""

from __future__ import annotations

import pytest

from ldblog.site.addresses import find_clashes, find_links_to


def test_two_pages_with_one_address_are_found_with_it() -> None:
    pages = [("a.md", "x/"), ("b.md", "y/"), ("c.md", "x/"), ("d.md", "x/")]

    assert list(find_clashes(pages)) == [("a.md", "c.md", "x/"), ("a.md", "d.md", "x/")]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("posts/a.md", "[x](held.md)"),
        ("posts/a.md", "[x](./held.md#part)"),
        ("posts/a.md", "[x](../posts/held%2Emd)"),
        ("about.md", "[x](posts/held.md 'title')"),
        ("about.md", "[x][1]\n\n[1]: posts/held.md"),
    ],
)
def test_a_link_to_a_hidden_page_is_found_with_its_line(page: str, text: str) -> None:
    found = find_links_to({"posts/held.md"}, page, f"---\ntitle: T\n---\n\n{text}\n")

    assert list(found) == [(5, "posts/held.md")]


@pytest.mark.parametrize(
    "text",
    [
        "`[x](held.md)`",
        "```\n[x](held.md)\n```",
        "[x](https://example.com/posts/held.md)",
        "[x](//example.com/posts/held.md)",
        "[x](other/held.md)",
        "[x](shown.md) and held.md",
        "Nothing.",
    ],
)
def test_what_is_no_link_to_a_hidden_page_is_left_alone(text: str) -> None:
    assert list(find_links_to({"posts/held.md"}, "posts/a.md", text)) == []
