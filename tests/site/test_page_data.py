"""What templates know of all published posts, with the addresses that MkDocs gave their pages."""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.theme import Theme

from ldblog.pages.catalogue import make_catalogue
from ldblog.programme.schedule import Schedule
from ldblog.site.page_data import list_neighbours, list_related, make_globals, write_derived

if TYPE_CHECKING:
    import pytest
    from conftest import Blog

POST = """\
---
title: 'Learning Day, {date}'
date: {date}
categories: [Databases]
tags: [backups]
slug: '{date}'
entries:
- anchor: jun
  name: A colleague
  topic: Databases
  artefacts: [{{title: Two keys, url: 'https://example.com/', kind: code}}]
---
Words.

## Highlights

- Keep `two` [keys](2026-11-20.md). — [A colleague](#jun)

### A colleague {{ #jun }}

Words.
"""


def config_of() -> MkDocsConfig:
    config = MkDocsConfig()
    config.theme = Theme("mkdocs")
    return config


def lay_out(blog: Blog) -> Files:
    """Write two posts; return their files and the topic's, as MkDocs finds them."""
    for date in ("2026-11-20", "2026-11-06"):
        blog.write(f"content/site/posts/{date}.md", POST.format(date=date))
    paths = ("posts/2026-11-20.md", "posts/2026-11-06.md", "topics/databases.md")
    return Files([File(path, "", "", use_directory_urls=True) for path in paths])


def test_templates_know_topics_the_home_page_and_what_is_related(blog: Blog) -> None:
    files = lay_out(blog)
    catalogue = write_derived(blog.project, config_of())

    known: dict[str, Any] = make_globals(catalogue, files, MkDocsConfig())

    assert known["topics"] == {"Databases": "topics/databases/"}
    home = known["home"]
    assert home["newest"]["url"] == "posts/2026-11-20/"
    assert [one["html"] for one in home["highlights"]] == [
        '<p>Keep <code>two</code> <a href="posts/2026-11-20/">keys</a>. — '
        '<a href="posts/2026-11-06/#jun">A colleague</a></p>'
    ]
    assert home["topics"] == [{"name": "Databases", "count": 2, "url": "topics/databases/"}]
    assert [one["title"] for one in home["things"]] == ["Two keys"]
    related = list_related(catalogue, files)["posts/2026-11-20.md"]
    assert [(one["url"], one["topics"]) for one in related] == [
        ("posts/2026-11-06/", ["Databases"])
    ]


def test_sessions_lead_to_sessions_whatever_is_published_in_between(blog: Blog) -> None:
    files = lay_out(blog)
    own = "---\ntitle: In between\ndate: 2026-11-10\n---\nWords.\n"
    blog.write("content/site/posts/between.md", own)

    around = list_neighbours(write_derived(blog.project, config_of()), files)

    assert {
        path: {side: one["url"] for side, one in of.items()} for path, of in around.items()
    } == {
        "posts/2026-11-20.md": {"older": "posts/2026-11-06/"},
        "posts/2026-11-06.md": {"newer": "posts/2026-11-20/"},
    }


def test_templates_know_the_next_day_and_the_calendar(blog: Blog) -> None:
    lay_out(blog)
    schedule = Schedule(every=(2, 4), starts=datetime.date(2026, 11, 6))
    files = Files([File("calendar.ics", "", "", use_directory_urls=True)])

    known = make_globals(write_derived(blog.project, config_of()), files, config_of(), schedule)

    assert known["home"]["next"] == datetime.date(2026, 12, 4)
    assert known["calendar"] == "calendar.ics"


def test_a_page_that_mkdocs_left_out_has_no_address(blog: Blog) -> None:
    lay_out(blog)

    known = make_globals(write_derived(blog.project, config_of()), Files([]), MkDocsConfig())

    assert known["topics"] == {}
    assert known["home"]["newest"]["url"] == ""


def test_templates_of_an_empty_blog_have_no_newest_session() -> None:
    assert make_globals(make_catalogue([]), Files([]), MkDocsConfig())["home"]["newest"] is None


def test_a_page_that_stands_in_for_a_derived_one_is_named(
    blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    blog.write("content/site/try.md", "# Mine\n")

    with caplog.at_level(logging.INFO, "mkdocs.plugins.ldblog"):
        write_derived(blog.project, config_of())

    assert caplog.messages == ["content/site/try.md: written by hand, so it was left as it is"]
