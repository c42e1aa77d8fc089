"""From published posts to derived pages: whole pages in files, and what holds for all of them.

After a wanted change, ``LDBLOG_REWRITE=1 pytest tests/pages/test_pages.py`` writes the expected
pages in ``tests/cases/pages`` anew; look at the difference before committing it.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import ASHA, FILES, NOVEMBER, make_posts, make_sample

from ldblog.composing.posts import dump_yaml, read_front_matter
from ldblog.pages.archive_pages import render_archive_page
from ldblog.pages.catalogue import begin, make_catalogue, name_topics
from ldblog.pages.derived import render_pages
from ldblog.pages.failed_page import MOST_IN_FULL, find_learned, render_failed_page
from ldblog.pages.home import make_home
from ldblog.pages.people_pages import render_person_page
from ldblog.pages.published_files import parse_post
from ldblog.pages.published_people import PublishedPerson
from ldblog.pages.related import find_related
from ldblog.pages.relocate import find_blocks, relocate
from ldblog.pages.topic_pages import render_topics_page
from ldblog.pages.try_page import render_try_page

CASES = Path(__file__).parents[1] / "cases" / "pages"
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")


def test_published_posts_become_the_expected_pages() -> None:
    found = render_pages(make_sample())

    if os.environ.get("LDBLOG_REWRITE"):  # pragma: no cover
        shutil.rmtree(CASES, ignore_errors=True)
        for path, text in found.items():
            (CASES / path).parent.mkdir(parents=True, exist_ok=True)
            (CASES / path).write_text(text, encoding="utf-8", newline="")
    files = [path for path in CASES.rglob("*.md") if path.is_file()]
    assert found == {
        path.relative_to(CASES).as_posix(): path.read_text(encoding="utf-8") for path in files
    }


def find_targets(page: str, text: str) -> set[str]:
    """Return the paths that the links of a page within the site lead to."""
    inner = (unquote(url) for url in LINK.findall(text) if "://" not in url)
    paths = (posixpath.join(posixpath.dirname(page), url.partition("#")[0]) for url in inner)
    folder = posixpath.dirname(page)
    return {posixpath.normpath(path) for path in paths} - {folder or "."}


def test_every_link_leads_to_a_page_or_a_file_that_is_there() -> None:
    pages = render_pages(make_sample())
    there = {*pages, *(f"posts/{name}" for name in FILES), "tags.md", "about.md"}
    there |= {"assets/avatars/asha.svg", "assets/avatars/bo.svg"}

    for page, text in pages.items():
        assert find_targets(page, text) <= there, page


def test_a_blog_without_posts_has_all_pages_of_the_menu_and_they_say_so() -> None:
    pages = render_pages(make_catalogue([]))

    assert sorted(pages) == [
        "archive/index.md",
        "failed-experiments.md",
        "figures.md",
        "people/index.md",
        "topics/index.md",
        "try.md",
    ]
    assert all(text.endswith("\n---\n\nNothing here yet.\n") for text in pages.values())


def test_posts_of_one_day_say_so_and_a_blog_without_own_pages_links_none() -> None:
    posts = make_posts({"2026-11-20.md": NOVEMBER})

    pages = render_pages(make_catalogue(posts))

    assert "One session so far, on 20 November 2026." in pages["figures.md"]
    assert "about.md" not in pages["figures.md"]
    assert "tags.md" not in pages["topics/index.md"]


def make_texts(text: str) -> dict[str, str]:
    """Return the files of a post of which everything that may be is a text."""
    values = {
        "title": text,
        "description": text,
        "date": "2026-11-20",
        "categories": [text],
        "entries": [
            {
                "anchor": "a",
                "people": ["asha"],
                "name": f"{text} and Asha Rao",
                "topic": text,
                "subject": text,
                "outcome": "failed",
                "artefacts": [{"title": text, "url": "https://example.com/", "kind": text}],
            }
        ],
    }
    front = dump_yaml(values).replace("date: '2026-11-20'", "date: 2026-11-20")
    return {"2026-11-20.md": f"---\n{front}---\n### X {{ #a }}\n\nWords.\n"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_whatever_texts_say_they_are_only_text_on_every_page(text: str) -> None:
    line = " ".join(text.split())
    pages = render_pages(make_sample(make_texts(f"{line}<b>[x](javascript:y)`{{.c}}|*e*")))

    for page, source in pages.items():
        body = source.split("\n---\n", 1)[1]
        html = markdown.markdown(body, extensions=["attr_list", "tables", "sane_lists"])
        assert "<b>" not in html, page
        assert "<em>e" not in html, page
        assert 'href="javascript' not in html, page
        assert read_front_matter(source)["search"] == {"exclude": True}


def test_topics_with_one_slug_have_addresses_that_later_posts_do_not_change() -> None:
    old = {"a.md": "---\ndate: 2026-01-01\ncategories: [C, Index, '🦉']\n---\n"}
    new = {"b.md": "---\ndate: 2026-02-01\ncategories: [C++, '!']\n---\n", **old}

    before = name_topics(make_posts(old))

    assert before == {"C": "topics/c", "Index": "topics/index-2", "🦉": "topics/topic"}
    assert name_topics(make_posts(new)) == {**before, "C++": "topics/c-2", "!": "topics/topic-2"}


def test_a_topic_that_an_editor_gave_a_post_lists_the_post() -> None:
    changed = NOVEMBER.replace("[Databases, Front end]", "[Databases, Front end, Backups]")

    topics = make_sample({**FILES, "2026-11-20.md": changed}).topics

    assert [(one.title, one.topic, one.outcome) for one in topics["Backups"]] == [
        ("Learning Day, 20 November 2026: backups and races", "", "")
    ]
    assert [one.entry for one in topics["Backups"]] == [None]
    assert topics["Backups"][0].artefacts == ()


def test_an_article_whose_entry_is_gone_is_told_by_itself() -> None:
    files = {name: FILES[name] for name in ("2026-10-09-asha.md",)}

    catalogue = make_sample(files)

    (told,) = catalogue.people[ASHA]
    assert (told.title, told.path, told.name) == (
        "An *article*",
        "posts/2026-10-09-asha.md",
        "Asha Rao",
    )


def test_who_told_often_has_a_chart_by_topic_and_years_apart() -> None:
    files = {
        f"{date}.md": NOVEMBER.replace("2026-11-20", date)
        for date in ("2026-11-20", "2026-11-06", "2025-11-07")
    }
    page = render_person_page(ASHA, make_sample(files))

    assert "| Topic | 7 November 2025 to 20 November 2026 | Entries |" in page
    assert page.count("<circle") == 3
    assert re.findall(r"^### (\d+)", page, re.M) == ["2026", "2025"]
    assert page.endswith("- [Bo Lin](bo.md) (3 times)\n")


def test_who_only_wrote_a_post_of_their_own_has_a_page_and_the_archive_no_chart() -> None:
    text = "---\ntitle: Mine\ndate: 2026-11-20\nauthors: [dee]\n---\nWords.\n"
    dee = PublishedPerson("dee", "Dee Moor")
    post = parse_post("own.md", text, {"dee": dee}, ZoneInfo("UTC"))
    assert post is not None
    catalogue = make_catalogue([post])

    page, archive = render_person_page(dee, catalogue), render_archive_page(catalogue)

    told = "- [Mine](../posts/own.md){ .ld-told } 20 November 2026\n"
    assert page.endswith(f"\n---\n\n1 entry\n{{ .byline }}\n\n## Learning path\n\n{told}")
    assert archive.endswith(f"\n---\n\n## [2026](2026.md) {{ #2026 }}\n\n{told}")
    assert render_pages(catalogue)["archive/2026.md"].endswith("20 November 2026\n{ .byline }\n")


def test_a_name_that_the_post_writes_otherwise_is_no_link() -> None:
    changed = NOVEMBER.replace("name: Asha Rao and Bo Lin", "name: A. Rao and Bo Lin")

    page = render_pages(make_sample({"2026-11-20.md": changed}))["topics/databases.md"]

    assert "A. Rao and [Bo Lin](../people/bo.md) · 20 November" in page


def test_old_failures_are_listed_and_only_the_newest_told() -> None:
    many = {
        f"{2026 - n}-11-20.md": NOVEMBER.replace("2026", str(2026 - n))
        for n in range(MOST_IN_FULL + 2)
    }

    page = render_failed_page(make_sample(many))

    assert page.count("\n## ") == MOST_IN_FULL + 1
    assert "## Before that\n\n### 1996\n\n- [Races](posts/1996-11-20.md#colleague-1)" in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First.\n\n```\ncode\n```\n\nSecond.\n\nThird.", ["First.", "", "Second."]),
        ("#### Did not work { #x }\n\n- a\n\n    more\n- b\n- c\n- d", ["- a", "- b", "- c"]),
        ("Before.\n\n#### Did not work { #x }\n\nIt.\n\n#### Next\n\nNo.", ["It."]),
        ("> " * 2000, []),
    ],
)
def test_of_a_failure_a_page_tells_what_did_not_work_or_how_it_began(
    text: str, expected: list[str]
) -> None:
    assert relocate(find_learned(text), "posts/a.md", "failed-experiments.md") == expected


def test_links_of_a_post_lead_to_the_same_place_from_elsewhere() -> None:
    text = "[a](#x) [b](2026-11-06.md#y) ![c](../assets/c.png) [d](https://e.example) [e](/f)[^1]\n"

    lines = relocate(find_blocks(f"{text}\n[^1]: Note.\n"), "posts/2026-11-20.md", "people/asha.md")

    assert lines[0] == (
        "[a](../posts/2026-11-20.md#x) [b](../posts/2026-11-06.md#y) "
        "![c](../assets/c.png) [d](https://e.example) [e](/f)"
    )


def test_the_home_page_shows_what_is_recent_as_of_the_newest_session() -> None:
    home = make_home(make_sample())

    assert home.newest is not None
    assert home.newest.session == "2026-11-20"
    assert [one.text for one in home.highlights] == [
        "See the [other day](posts/2026-11-20.md). — [Asha Rao](posts/2026-10-09.md#asha)"
    ]
    assert [one.post.session for one in home.highlights] == ["2026-10-09"]
    assert home.topics == [("Databases", 2), ("Front end", 1), ("Programme", 1)]
    assert [one.title for one, _told in home.things] == ["Two keys", "A talk"]


def test_the_home_page_of_an_empty_blog_has_nothing_to_show() -> None:
    assert make_home(make_catalogue([])).newest is None


def test_related_posts_share_what_is_rare_and_an_article_and_its_session_are_not_named() -> None:
    related = find_related(make_posts())

    assert [post.address for post in related["posts/2026-11-20.md"]] == [
        "2026-10-09",
        "2026-10-09-asha",
    ]
    assert [post.address for post in related["posts/2026-10-09-asha.md"]] == ["2026-11-20"]
    assert related["posts/welcome.md"] == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("round trip", "Round trip"),
        ("np.sum", "np.sum"),
        ("uniqExact", "uniqExact"),
        ("", ""),
        ("races, once", "Races, once"),
    ],
)
def test_a_title_begins_with_a_capital_letter_unless_it_is_a_name(
    title: str, expected: str
) -> None:
    assert begin(title) == expected


def test_what_two_people_opened_is_listed_once_and_without_a_topic_it_has_none() -> None:
    text = NOVEMBER.replace("https://example.com/talk", "https://example.com/keys")
    text = text.replace("      topic: Front end\n", "").replace("kind: code", "kind: ''")

    catalogue = make_sample({"2026-11-20.md": text})

    assert render_try_page(catalogue).count("https://example.com/keys") == 1
    assert "A colleague · [20 November" in render_try_page(catalogue)
    assert "A colleague · 20 November 2026 · *did" in render_failed_page(catalogue)
    assert "## What people use" in render_topics_page(catalogue)


def test_no_topic_has_the_address_of_a_device_of_windows() -> None:
    text = "---\ntitle: A\ndate: 2026-11-20\ncategories: [Con, Databases]\n---\nA\n"
    post = parse_post("posts/a.md", text, {}, ZoneInfo("UTC"))
    assert post is not None
    assert name_topics([post]) == {"Con": "topics/con-2", "Databases": "topics/databases"}
