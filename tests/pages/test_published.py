"""Published posts, read for what is derived from them: only what readers may see."""

from __future__ import annotations

import datetime
from textwrap import dedent
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from ldblog.errors import LdblogError
from ldblog.pages.post_parts import Highlight, find_highlights, find_lead, find_title
from ldblog.pages.published import PublishedArtefact, PublishedEntry, PublishedPost
from ldblog.pages.published_files import parse_post, read_published
from ldblog.pages.published_people import PublishedPerson

if TYPE_CHECKING:
    from conftest import Blog

BERLIN = ZoneInfo("Europe/Berlin")
ASHA = PublishedPerson("asha", "Asha Rao", "Platform", "assets/avatars/asha.svg")
POST = """\
---
title: 'Backups: a day'
date:
  created: 2026-11-20 12:00:00
  updated: 2026-11-24
description: What two people learned.
authors: [asha, gone]
categories: [Databases]
tags: [backups, keys]
slug: '2026-11-20'
image: assets/2026-11-20/chart.png
entries:
- anchor: asha
  people: [asha]
  name: Asha Rao
  topic: Databases
  subject: backups
  kind: tool
  outcome: failed
  tags: [backups]
  article: 2026-11-20-asha
  artefacts:
  - {title: Two keys, url: 'https://example.com/?a=1&amp;copy;=2', kind: code}
  - {title: Unsafe, url: 'javascript:alert(1)'}
  - {url: 'https://example.com/untitled'}
- anchor: taken-out
  name: A colleague
---

Two people *learned*.

<!-- more -->

## Highlights

- Keep two keys. — [Asha Rao](#asha)

## Databases

### Asha Rao { #asha }

- Keep two keys.

### Somebody else { #else }

Words.
"""


def parse(text: str, name: str = "2026-11-20.md") -> PublishedPost | None:
    return parse_post(name, text, {"asha": ASHA}, BERLIN)


def test_a_post_of_a_session_is_read_whole() -> None:
    post = parse(POST)
    body = POST.split("---\n", 2)[2]
    start = body.index("- Keep two keys.")

    assert post is not None
    assert post == PublishedPost(
        path="posts/2026-11-20.md",
        address="2026-11-20",
        title="Backups: a day",
        created=datetime.datetime(2026, 11, 20, 12, tzinfo=BERLIN),
        updated=datetime.datetime(2026, 11, 24, tzinfo=BERLIN),
        description="What two people learned.",
        session="2026-11-20",
        authors=(ASHA,),
        topics=("Databases",),
        tags=("backups", "keys"),
        image="assets/2026-11-20/chart.png",
        entries=(
            PublishedEntry(
                anchor="asha",
                name="Asha Rao",
                people=(ASHA,),
                topic="Databases",
                subject="backups",
                kind="tool",
                outcome="failed",
                tags=("backups",),
                article="2026-11-20-asha",
                artefacts=(
                    PublishedArtefact("Two keys", "https://example.com/?a=1&copy;=2", "code"),
                ),
                place=(start, start + len("- Keep two keys.")),
            ),
        ),
        packed=body.encode(),
    )
    assert post.body == body
    assert post.text_of(post.entries[0]) == "- Keep two keys."
    assert post.is_session
    assert not post.is_article
    assert post.lead == "Two people *learned*."
    assert post.highlights == (Highlight("Keep two keys. — [Asha Rao](#asha)", "asha"),)
    assert ASHA.address == "people/asha"


@pytest.mark.parametrize("instead", ["date: 2026-11-20\ndraft: true", "title: no date", "date: x"])
def test_what_is_a_draft_or_has_no_date_is_not_published(instead: str) -> None:
    assert parse(f"---\n{instead}\n---\nWords.\n") is None


@pytest.mark.parametrize("text", ["Words.\n", "---\ndate: [\n---\nWords.\n", "---\n- a\n---\nX\n"])
def test_what_has_no_front_matter_is_not_published(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-11-20", datetime.datetime(2026, 11, 20, tzinfo=BERLIN)),
        ("2026-11-20 09:30:00", datetime.datetime(2026, 11, 20, 9, 30, tzinfo=BERLIN)),
        ("2026-11-20T23:30:00Z", datetime.datetime(2026, 11, 21, 0, 30, tzinfo=BERLIN)),
    ],
)
def test_a_date_is_in_the_time_zone_of_the_blog(date: str, expected: datetime.datetime) -> None:
    post = parse(f"---\ndate: {date}\n---\n")

    assert post is not None
    assert post.created == expected
    assert post.created.tzinfo is BERLIN


def test_an_article_knows_its_session_and_an_own_post_has_none() -> None:
    article = parse("---\ndate: 2026-11-20\nsession: '2026-11-20'\n---\n", "2026-11-20-asha.md")
    own = parse("---\ndate: 2026-11-20\n---\n\n# We *begin*: now\n", "welcome.md")

    assert article is not None
    assert own is not None
    assert (article.is_article, article.is_session) == (True, False)
    assert (own.is_article, own.is_session) == (False, False)
    assert (own.title, own.address) == ("We begin: now", "we-begin-now")


def test_what_an_editor_wrote_wrongly_is_as_if_it_were_not_there() -> None:
    text = """\
        ---
        date: 2026-11-20
        title: 7
        description: [no, text]
        tags: single
        categories: {no: list}
        entries: [text, {anchor: x, artefacts: none, people: [[asha], asha]}]
        ---
        ### X { #x }
        """

    post = parse(dedent(text))

    assert post is not None
    assert (post.title, post.description, post.tags, post.topics) == ("7", "", ("single",), ())
    assert post.entries == (PublishedEntry("x", "", (ASHA,)),)


def test_the_newest_post_is_first_and_people_are_as_their_files_say(blog: Blog) -> None:
    blog.write("content/site/posts/2026-11-06.md", "---\ndate: 2026-11-06\n---\n")
    blog.write("content/site/posts/2026-11-20.md", POST.replace("\n", "\r\n"))
    blog.write("content/site/posts/notes.txt", POST)
    blog.write(
        "content/site/.authors.yml",
        """\
        authors:
          asha: {name: Asha Rao, description: Platform, avatar: a.svg}
          7: {name: No handle}
        """,
    )
    blog.write(
        "content/site/.people.yml",
        "asha: {teams: [Platform], links: {web: 'https://a.example', bad: 'javascript:x'}}\n",
    )

    newest, oldest = read_published(blog.project)

    assert (newest.session, oldest.session) == ("2026-11-20", "2026-11-06")
    assert newest.authors == (
        PublishedPerson(
            "asha",
            "Asha Rao",
            "Platform",
            "a.svg",
            ("Platform",),
            (("web", "https://a.example"),),
        ),
    )
    assert newest.text_of(newest.entries[0]) == "- Keep two keys."


def test_a_blog_without_posts_has_none(blog: Blog) -> None:
    assert read_published(blog.project) == ()


def test_a_highlight_may_span_lines_and_be_from_nobody() -> None:
    body = "## Highlights\n\n- First\n\n    second.\n- *Third*.\n\n## Next\n\n- No highlight.\n"

    assert find_highlights(body) == (Highlight("First\n\nsecond.", ""), Highlight("*Third*.", ""))


def test_a_body_without_the_parts_has_none_of_them() -> None:
    assert find_highlights("Words.\n") == ()
    assert find_lead("Words.\n") == ""
    assert find_title("## Second level\n") == ""


def test_what_nests_too_deeply_to_be_read_has_no_title() -> None:
    assert find_title("> " * 2000 + "# Words") == ""


@pytest.mark.parametrize("name", [".authors.yml", ".people.yml"])
@pytest.mark.parametrize(
    ("text", "why"),
    [("a: b\nauthors: [\n", "line 3: cannot be read as YAML"), ("- a\n", "expected keys")],
)
def test_who_is_named_is_never_guessed_from_a_file_that_cannot_be_read(
    blog: Blog, name: str, text: str, why: str
) -> None:
    blog.write(f"content/site/{name}", text)

    with pytest.raises(LdblogError, match=rf"content/site/\{name}: {why}.*correct it"):
        read_published(blog.project)


def test_a_post_in_a_folder_below_is_refused_and_a_picture_there_is_not(blog: Blog) -> None:
    blog.write("content/site/posts/2026/a.png", b"")
    assert read_published(blog.project) == ()

    blog.write("content/site/posts/2026/a.md", "---\ndate: 2026-11-20\n---\n")
    with pytest.raises(LdblogError, match=r"posts/2026/a.md: .* move it to content/site/posts$"):
        read_published(blog.project)
