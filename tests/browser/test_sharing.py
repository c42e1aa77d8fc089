"""What others read of a built site: its head, its feeds, its cards. It needs a site, no browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import feedparser
import pytest
from browsing import ROOT
from feed_rules import find_atom_faults, find_json_faults
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = "https://example.com/"
TITLE = "</script><b>\"A\" & 'B'</b> ]]> {{ 7*7 }} 🏴‍☠️ שלום"
NAME = 'Łukasz "</title>" Żółć'
POST = """\
    ---
    title: {title}
    date:
      created: 2026-11-20 12:00:00
      updated: 2026-11-24
    description: {title}
    authors: [lukasz, bo]
    categories: [{topic}]
    tags: [{tag}]
    slug: '2026-11-20'
    image: ../assets/own.png
    entries:
    - {{anchor: lukasz, people: [lukasz, bo], name: {name}, topic: {topic}}}
    ---

    Words.

    <!-- more -->

    ## Topic

    ### Somebody {{ #lukasz }}

    See [the other](2026-11-21.md) and [above](#lukasz).
    """


class Head:
    """The head of a page, as others read it."""

    def __init__(self, file: Path) -> None:
        self.root = LexborHTMLParser(file.read_text(encoding="utf-8")).head
        assert self.root is not None

    def metas(self, name: str) -> list[str]:
        found = self.root.css("meta") if self.root else []
        given = (node.attributes for node in found)
        return [
            one["content"] or "" for one in given if name in (one.get("name"), one.get("property"))
        ]

    def meta(self, name: str) -> str:
        (value,) = self.metas(name)
        return value

    def links(self, rel: str) -> list[dict[str, str | None]]:
        return [
            node.attributes for node in (self.root.css(f"link[rel={rel}]") if self.root else [])
        ]

    def graph(self) -> dict[str, dict[str, Any]]:
        scripts = self.root.css('script[type="application/ld+json"]') if self.root else []
        (text,) = [script.text() for script in scripts]
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        return {thing["@type"]: thing for thing in data["@graph"]}


def pages_of(site: Path) -> Iterator[tuple[str, Head]]:
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site).as_posix()
        yield ("" if folder == "." else f"{folder}/"), Head(file)


def file_of(site: Path, url: str) -> Path:
    assert url.startswith(SITE)
    return site / unquote(url.removeprefix(SITE))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site whose post has the worst of titles, topics, tags and names."""
    blog = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "theme", blog / "theme")
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, blog / name)
    posts = blog / "content/site/posts"
    posts.mkdir(parents=True)
    (blog / "content/site/assets").mkdir()
    Image.new("RGB", (1300, 700)).save(blog / "content/site/assets/own.png")
    (blog / "content/site/index.md").write_text("# Home & <i>away</i>\n", encoding="utf-8")
    for page in ("tags", "about"):
        (blog / f"content/site/{page}.md").write_text(f"# {page}\n", encoding="utf-8")
    (blog / "content/site/.authors.yml").write_text(
        json.dumps(
            {
                "authors": {
                    key: {
                        "name": name,
                        "description": TITLE,
                        "avatar": "assets/own.png",
                        "url": url,
                    }
                    for key, name, url in (
                        ("lukasz", NAME, "people/lukasz/"),
                        ("bo", "Bo Lin", "people/bo/"),
                    )
                }
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )
    values = {"title": TITLE, "name": NAME, "topic": 'T & "S" <i>', "tag": 'a"b<c>'}
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    (posts / "2026-11-20.md").write_text(dedent(POST).format(**quoted), encoding="utf-8")
    plain = "---\ntitle: Plain\ndate: 2026-11-21\nslug: '2026-11-21'\n---\nHello.\n"
    (posts / "2026-11-21.md").write_text(plain, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ldblog", "build"], cwd=blog, check=True)
    return blog / "site"


def test_each_page_of_the_demo_can_be_found_and_shared(demo: Path) -> None:
    for path, head in pages_of(demo):
        (canonical,) = head.links("canonical")
        assert canonical["href"] == head.meta("og:url") == SITE + path
        image = file_of(demo, head.meta("og:image"))
        size = int(head.meta("og:image:width")), int(head.meta("og:image:height"))
        with Image.open(image) as picture:
            assert picture.size == size
        assert image.stat().st_size <= 40_000
        assert head.meta("og:title").strip()
        assert head.meta("og:description").strip()
        assert head.meta("og:image:alt").strip()
        assert head.meta("twitter:card") == "summary_large_image"
        assert head.graph()


def test_each_feed_and_text_that_a_page_names_is_there(demo: Path) -> None:
    named = {
        urljoin(SITE + path, link["href"] or ""): link["type"]
        for path, head in pages_of(demo)
        for link in head.links("alternate")
    }
    kinds = {"application/atom+xml", "application/feed+json", "text/markdown"}

    assert set(named.values()) == kinds
    assert all(file_of(demo, url).is_file() for url in named)
    there = {*demo.rglob("feed.*"), *demo.rglob("index.txt")}
    assert {file_of(demo, url) for url in named} == there


def test_all_feeds_of_the_demo_are_valid_and_lead_to_pages_that_are_there(demo: Path) -> None:
    for file in demo.rglob("feed.*"):
        text = file.read_text(encoding="utf-8")
        find = find_json_faults if file.suffix == ".json" else find_atom_faults
        assert find(text) == [], file
        if file.suffix == ".xml":
            feed = feedparser.parse(text)
            assert not feed.bozo
            assert feed.entries
            for entry in feed.entries:
                page, _, anchor = entry.link.partition("#")
                html = (file_of(demo, page) / "index.html").read_text(encoding="utf-8")
                assert not anchor or f'id="{unquote(anchor)}"' in html
            assert (file_of(demo, feed.feed.link) / "index.html").is_file()


def test_the_sitemap_has_the_dates_of_posts_and_robots_know_it(demo: Path) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ET.parse(demo / "sitemap.xml").getroot()  # noqa: S314 - ours
    dates = {
        url.findtext("s:loc", "", names): url.findtext("s:lastmod", "", names)
        for url in root.findall("s:url", names)
    }

    assert dates[f"{SITE}2026-10-09/"] == "2026-10-09"
    assert dates[f"{SITE}welcome/"] == "2026-10-02"
    assert dates[SITE] == dates[f"{SITE}people/"] == "2026-11-20"
    assert dates[f"{SITE}topics/programme/"] == "2026-10-02"
    assert dates[f"{SITE}about/"] == ""
    robots = (demo / "robots.txt").read_text(encoding="utf-8")
    assert f"\nSitemap: {SITE}sitemap.xml\n" in robots


def test_structured_data_says_what_kind_of_page_it_is(demo: Path) -> None:
    home, person, post = (
        Head(demo / path / "index.html").graph() for path in ("", "people/asha", "2026-11-20")
    )

    assert home["Blog"]["blogPost"][0]["url"] == f"{SITE}2026-11-20/"
    assert person["ProfilePage"]["mainEntity"]["name"] == "Asha Rao"
    trail = [crumb["item"] for crumb in post["BreadcrumbList"]["itemListElement"]]
    assert trail == [SITE, f"{SITE}2026-11-20/"]
    assert len(post["BlogPosting"]["author"]) == 6
    assert post["BlogPosting"]["datePublished"] == "2026-11-20"
    assert Head(demo / "people/asha/index.html").meta("og:type") == "profile"


def test_no_title_topic_tag_or_name_breaks_out_of_its_place(hostile: Path) -> None:
    head = Head(hostile / "2026-11-20/index.html")
    post = head.graph()["BlogPosting"]

    assert head.meta("og:title") == post["headline"] == TITLE
    assert head.meta("og:description") == post["description"] == TITLE
    assert head.meta("article:section") == 'T & "S" <i>'
    assert head.metas("article:tag") == post["keywords"] == ['a"b<c>']
    assert [author["name"] for author in post["author"]] == [NAME, "Bo Lin"]
    assert head.metas("article:author") == [f"{SITE}people/lukasz/", f"{SITE}people/bo/"]
    assert [post["datePublished"], post["dateModified"]] == ["2026-11-20", "2026-11-24"]
    assert head.meta("article:modified_time") == "2026-11-24"
    assert head.root is not None
    assert head.root.css("b") == []


def test_an_image_of_its_own_wins_and_its_size_is_told(hostile: Path) -> None:
    head = Head(hostile / "2026-11-20/index.html")

    assert head.meta("og:image") == f"{SITE}assets/own.png"
    assert (head.meta("og:image:width"), head.meta("og:image:height")) == ("1300", "700")
    assert head.graph()["BlogPosting"]["image"] == f"{SITE}assets/own.png"
    assert not (hostile / "assets/cards/2026-11-20.png").exists()
    assert (hostile / "assets/cards/2026-11-21.png").exists()


def test_feeds_of_the_worst_of_blogs_are_valid_and_read_back_right(hostile: Path) -> None:
    for file in hostile.rglob("feed.*"):
        find = find_json_faults if file.suffix == ".json" else find_atom_faults
        assert find(file.read_text(encoding="utf-8")) == [], file
    feed = feedparser.parse((hostile / "feed.xml").read_text(encoding="utf-8"))
    items = json.loads((hostile / "feed.json").read_text(encoding="utf-8"))["items"]

    assert [item["title"] for item in items] == ["Plain", TITLE]
    assert [author["name"] for author in feed.entries[1].authors] == [NAME, "Bo Lin"]
    assert feed.entries[1].updated == "2026-11-24T00:00:00+01:00"
