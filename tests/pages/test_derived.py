"""Derived pages on the disk: written on change, pruned, and never over a person's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from samples import FILES

from ldblog.errors import LdblogError
from ldblog.pages.blog import Blog as Site
from ldblog.pages.derived import is_from_posts, write_pages
from ldblog.pages.lines import MARK

if TYPE_CHECKING:
    from conftest import Blog

AUTHORS = "authors:\n  asha: {name: Asha Rao}\n  bo: {name: Bo Lin}\n"


BLOG = Site("Lanternworks")


def silent(message: str) -> None:
    pytest.fail(message)


@pytest.fixture
def published(blog: Blog) -> Blog:
    """Return a blog with published posts, and no derived page yet."""
    for name, text in FILES.items():
        blog.write(f"content/site/posts/{name}", text)
    blog.write("content/site/.authors.yml", AUTHORS)
    return blog


def test_pages_are_written_once_and_not_again(published: Blog) -> None:
    first = write_pages(published.project, BLOG, silent)
    again = write_pages(published.project, BLOG, silent)

    assert "people/asha.md" in first.written
    assert published.read("content/site/people/asha.md").startswith(f"---\n{MARK}\n")
    assert (first.removed, first.kept) == ((), ())
    assert (again.written, again.removed, again.kept) == ((), (), ())


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("topics/databases.md", MARK, True),
        ("archive/2026.md", MARK, True),
        ("try.md", MARK, True),
        ("topics/databases.md", "By hand.", False),
        # Their links and the day's plans stand in no post.
        ("people/asha.md", MARK, False),
        ("figures.md", MARK, False),
        ("posts/2026-11-20.md", MARK, False),
    ],
)
def test_pages_that_hold_only_what_posts_do_are_told(path: str, text: str, expected: bool) -> None:
    assert is_from_posts(path, text) is expected


def test_a_change_of_one_post_writes_only_the_pages_that_tell_of_it(published: Blog) -> None:
    write_pages(published.project, BLOG, silent)
    own = FILES["welcome.md"].replace("We begin", "We start")
    published.write("content/site/posts/welcome.md", own)

    again = write_pages(published.project, BLOG, silent)

    assert again.written == (
        "archive/2025.md",
        "archive/index.md",
        "topics/index.md",
        "topics/programme.md",
    )


def test_who_withdrew_has_no_page_any_more_and_is_on_none(published: Blog) -> None:
    write_pages(published.project, BLOG, silent)
    for name, text in FILES.items():
        without = text.replace("[asha, bo]", "[asha]").replace("Asha Rao and Bo Lin", "Asha Rao")
        published.write(f"content/site/posts/{name}", without)
    published.write("content/site/.authors.yml", AUTHORS.replace("bo: {name: Bo Lin}", ""))

    again = write_pages(published.project, BLOG, silent)

    assert again.removed == ("people/bo.md",)
    site = published.root / "content/site"
    assert not (site / "people/bo.md").exists()
    assert not any("Bo Lin" in path.read_text(encoding="utf-8") for path in site.rglob("*.md"))


def test_who_withdrew_has_no_feed_any_more_and_is_in_none(published: Blog) -> None:
    site = Site("Lanternworks", "https://example.com/")
    first = write_pages(published.project, site, silent)
    for name, text in FILES.items():
        without = text.replace("[asha, bo]", "[asha]").replace("Asha Rao and Bo Lin", "Asha Rao")
        published.write(f"content/site/posts/{name}", without)
    published.write("content/site/.authors.yml", AUTHORS.replace("bo: {name: Bo Lin}", ""))

    again = write_pages(published.project, site, silent)

    assert {"feed.xml", "llms.txt", "people/bo/feed.xml"} <= set(first.written)
    assert again.removed == ("people/bo.md", "people/bo/feed.xml")
    texts = [path for path in (published.root / "content/site").rglob("*") if path.is_file()]
    assert not any(b"Bo Lin" in path.read_bytes() for path in texts)
    assert write_pages(published.project, site, silent).written == ()


def test_a_draft_is_on_no_page(published: Blog) -> None:
    for name, text in FILES.items():
        published.write(
            f"content/site/posts/{name}", text.replace("date:", "draft: true\n    date:")
        )

    derived = write_pages(published.project, BLOG, silent)

    assert derived.catalogue.posts == ()
    assert not any(path.startswith("people/a") for path in derived.written)


@pytest.mark.parametrize("path", ["try.md", "people/asha.md", "topics/my-own.md"])
def test_a_page_that_a_person_wrote_is_never_touched(published: Blog, path: str) -> None:
    published.write(f"content/site/{path}", "---\ntitle: Mine\n---\nWords.\n")

    derived = write_pages(published.project, BLOG, silent)

    assert derived.kept == (() if path == "topics/my-own.md" else (path,))
    assert published.read(f"content/site/{path}") == "---\ntitle: Mine\n---\nWords.\n"
    assert path not in derived.written


def test_a_page_that_somebody_changed_is_written_anew(published: Blog) -> None:
    write_pages(published.project, BLOG, silent)
    text = published.read("content/site/try.md")
    published.write("content/site/try.md", f"{text}More.\n")

    assert write_pages(published.project, BLOG, silent).written == ("try.md",)
    assert published.read("content/site/try.md") == text


def test_a_folder_where_a_page_should_be_stops_with_its_path(published: Blog) -> None:
    (published.root / "content/site/try.md").mkdir(parents=True)

    with pytest.raises(LdblogError, match=r"content/site/try\.md"):
        write_pages(published.project, BLOG, silent)
