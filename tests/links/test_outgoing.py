"""Links to addresses elsewhere are found with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.generated import GENERATED
from ldblog.links.outgoing import find_outgoing, parse_outgoing

if TYPE_CHECKING:
    from conftest import Blog


def test_links_and_pictures_elsewhere_are_found_where_they_stand() -> None:
    text = (
        "---\ntitle: x\n---\nSee [a](https://a.example/x#part), <http://b.example>.\n\n"
        "![p](HTTPS://c.example/p.png)\n"
    )
    assert list(parse_outgoing(text)) == [
        ("https://a.example/x", 4, 5),
        ("http://b.example", 4, 36),
        ("HTTPS://c.example/p.png", 6, 1),
    ]


def test_pages_of_the_blog_code_and_other_schemes_are_no_links_elsewhere() -> None:
    text = "[a](about.md) [b](mailto:x@a.example) `https://a.example` [c](#d)\n"
    assert list(parse_outgoing(text)) == []


def test_what_nests_too_deeply_has_no_links() -> None:
    assert list(parse_outgoing("> " * 600 + "<https://a.example>\n")) == []


def test_an_address_on_many_pages_is_one_with_many_places(blog: Blog) -> None:
    blog.write("content/site/about.md", "<https://a.example>\n")
    blog.write("content/site/posts/own.md", "\n<https://a.example> <https://b.example>\n")

    found = find_outgoing(blog.project)

    assert found == {
        "https://a.example": [
            ("content/site/about.md", 1, 1),
            ("content/site/posts/own.md", 2, 1),
        ],
        "https://b.example": [("content/site/posts/own.md", 2, 21)],
    }


def test_derived_pages_are_left_out_since_they_repeat_what_posts_have(blog: Blog) -> None:
    blog.write("content/site/try.md", f"<!-- {GENERATED} -->\n\n<https://a.example>\n")
    blog.write("content/site/posts/own.md", "<https://a.example>\n")

    found = find_outgoing(blog.project)

    assert found == {"https://a.example": [("content/site/posts/own.md", 1, 1)]}
