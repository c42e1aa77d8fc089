"""Feeds: valid, whole, read back as they were meant, whatever people wrote."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from textwrap import dedent
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from feed_rules import find_atom_faults, find_html_faults, find_json_faults
from hypothesis import given, settings
from hypothesis import strategies as st
from pymdownx.superfences import fence_code_format

from ldblog.pages.blog import Blog
from ldblog.pages.catalogue import make_catalogue
from ldblog.pages.elsewhere import Renderer
from ldblog.pages.feeds import Feed, render_atom, render_json
from ldblog.pages.items import MOST, list_items, list_told
from ldblog.pages.published import PublishedPost
from ldblog.pages.published_files import parse_post
from ldblog.pages.published_people import PublishedPerson
from ldblog.pages.syndication import compose_syndication
from ldblog.pages.whole_addresses import Addresses

EXTENSIONS: dict[str, dict[str, Any]] = {
    "attr_list": {},
    "footnotes": {},
    "sane_lists": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.highlight": {"use_pygments": True},
    "pymdownx.superfences": {
        "custom_fences": [{"name": "mermaid", "class": "mermaid", "format": fence_code_format}]
    },
    "pymdownx.tasklist": {"clickable_checkbox": False},
    "pymdownx.tilde": {"subscript": False},
}
BLOG = Blog(
    "Lanternworks",
    "https://blog.example.com/days/",
    "What we learned.",
    "en",
    tuple(EXTENSIONS),
    EXTENSIONS,
)
ASHA = PublishedPerson("asha", "Asha Rao", avatar="assets/avatars/asha.svg")
BO = PublishedPerson("bo", "Bo Lin")
PEOPLE = {person.handle: person for person in (ASHA, BO)}
ZONE = ZoneInfo("Europe/Berlin")
SESSION = """\
    ---
    title: "Learning Day, 20 November 2026: races"
    date:
      created: 2026-11-20 12:00:00
      updated: 2026-11-24
    description: What three people learned.
    authors: [asha, bo]
    categories: [Databases, Front end]
    tags: [races]
    slug: '2026-11-20'
    entries:
    - {anchor: asha, people: [asha], name: Asha Rao, topic: Databases, subject: locks, tags: [sql]}
    - {anchor: bo, people: [asha, bo], name: Asha Rao and Bo Lin, topic: Front end}
    - {anchor: colleague-1, name: A colleague, topic: Databases}
    ---

    Three people spent the day.

    <!-- more -->

    ## Databases

    ### Asha Rao { #asha }

    Platform
    { .byline }

    - [x] A lock[^1] is held, see [the article](2026-11-20-asha.md#locks).
    - [ ] Measure.

    [^1]: Or two.

    ### A colleague { #colleague-1 }

    Backups, see [above](#asha).

    ## Front end

    ### Asha Rao and Bo Lin { #bo }

    ![A chart](../assets/2026-11-20/chart.png) and [about](../about.md), [home](../index.md).
    """


def post_of(text: str = SESSION, name: str = "2026-11-20.md") -> PublishedPost:
    post = parse_post(name, dedent(text), PEOPLE, ZONE)
    assert post is not None
    return post


def addresses_of(*posts: PublishedPost) -> Addresses:
    return Addresses(BLOG, {post.path: post.address for post in posts})


def files_of(*posts: PublishedPost) -> dict[str, str]:
    return compose_syndication(BLOG, make_catalogue(posts))


ARTICLE = post_of(
    """\
    ---
    title: Locks
    date: 2026-11-20
    authors: [asha]
    categories: [Databases]
    slug: 2026-11-20-asha
    session: '2026-11-20'
    image: ../assets/2026-11-20/lock.png
    ---
    Whole.
    """,
    "2026-11-20-asha.md",
)
OWN = post_of("---\ntitle: Welcome\ndate: 2026-10-02\n---\nHello.\n", "welcome.md")
POSTS = (post_of(), ARTICLE, OWN)
RENDERER = Renderer(addresses_of(*POSTS))


def test_all_feeds_are_valid() -> None:
    files = files_of(*POSTS)
    faults = {
        path: (find_json_faults if path.endswith("json") else find_atom_faults)(text)
        for path, text in files.items()
        if "feed." in path
    }

    assert not any(faults.values())
    assert list(faults) == [
        "feed.xml",
        "feed.json",
        "topics/databases/feed.xml",
        "topics/front-end/feed.xml",
        "people/asha/feed.xml",
        "people/bo/feed.xml",
    ]


def test_the_feed_of_everything_has_each_post_whole_and_is_read_back_right() -> None:
    feed = feedparser.parse(files_of(*POSTS)["feed.xml"])

    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.language) == ("Lanternworks", "en")
    assert feed.feed.updated == "2026-11-24T00:00:00+01:00"
    assert [entry.id for entry in feed.entries] == [
        "https://blog.example.com/days/2026-11-20/",
        "https://blog.example.com/days/2026-11-20-asha/",
        "https://blog.example.com/days/welcome/",
    ]
    first, second, last = feed.entries
    assert first.title == "Learning Day, 20 November 2026: races"
    assert (first.published, first.updated) == (
        "2026-11-20T12:00:00+01:00",
        "2026-11-24T00:00:00+01:00",
    )
    assert second.updated == "2026-11-20T00:00:00+01:00"
    assert first.summary == "What three people learned."
    assert [tag.term for tag in first.tags] == ["Databases", "Front end", "races"]
    assert first.authors == [
        {"name": "Asha Rao", "href": "https://blog.example.com/days/people/asha/"},
        {"name": "Bo Lin", "href": "https://blog.example.com/days/people/bo/"},
    ]
    # Whom no post names, the blog itself stands for.
    assert "author" not in last
    assert feed.feed.author == "Lanternworks"
    assert last.content[0].value == "<p>Hello.</p>"


def test_links_pictures_and_anchors_are_whole_and_boxes_are_letters() -> None:
    feed = feedparser.parse(files_of(*POSTS)["feed.xml"], sanitize_html=False)
    content = feed.entries[0].content[0].value

    for part in (
        '<a href="https://blog.example.com/days/2026-11-20-asha/#locks">the article</a>',
        '<a href="https://blog.example.com/days/2026-11-20/#asha">above</a>',
        'src="https://blog.example.com/days/assets/2026-11-20/chart.png"',
        '<a href="https://blog.example.com/days/about/">about</a>',
        '<a href="https://blog.example.com/days/">home</a>',
        '<a href="https://blog.example.com/days/2026-11-20/#fn:1">1</a>',
        "☑ A lock",
        "☐ Measure.",
        "<h3>Asha Rao</h3>",
    ):
        assert part in content
    assert "<!--" not in content


def test_who_follows_a_topic_or_a_person_gets_their_entries_alone() -> None:
    files = files_of(*POSTS)
    topic = feedparser.parse(files["topics/databases/feed.xml"])
    person = feedparser.parse(files["people/bo/feed.xml"])

    assert topic.feed.title == "Lanternworks: Databases"
    assert topic.feed.link == "https://blog.example.com/days/topics/databases/"
    day = "https://blog.example.com/days/2026-11-20/"
    assert [(entry.id, entry.title) for entry in topic.entries] == [
        (f"{day}#asha", "Asha Rao: Locks"),
        (f"{day}#colleague-1", "A colleague: Databases"),
        ("https://blog.example.com/days/2026-11-20-asha/", "Locks"),
    ]
    assert "Backups" not in topic.entries[0].content[0].value
    assert [tag.term for tag in topic.entries[0].tags] == ["Databases", "sql"]
    assert topic.entries[1].authors == [{"name": "A colleague"}]
    assert [entry.id for entry in person.entries] == [f"{day}#bo"]
    assert [author["name"] for author in person.entries[0].authors] == ["Asha Rao", "Bo Lin"]
    assert person.feed.link == "https://blog.example.com/days/people/bo/"


def test_an_entry_that_led_to_an_article_gives_way_to_it() -> None:
    session = SESSION.replace("subject: locks,", "article: 2026-11-20-asha,")
    files = files_of(post_of(session), ARTICLE)
    entries = feedparser.parse(files["people/asha/feed.xml"]).entries

    assert [entry.title for entry in entries] == ["Locks", "Asha Rao and Bo Lin: Front end"]
    assert entries[0].content[0].value == "<p>Whole.</p>"


def test_the_json_feed_says_the_same() -> None:
    feed = json.loads(files_of(*POSTS)["feed.json"])
    first, second, last = feed["items"]

    assert feed["feed_url"] == "https://blog.example.com/days/feed.json"
    assert feed["home_page_url"] == "https://blog.example.com/days/"
    assert feed["language"] == "en"
    assert first["authors"] == [
        {
            "name": "Asha Rao",
            "url": "https://blog.example.com/days/people/asha/",
            "avatar": "https://blog.example.com/days/assets/avatars/asha.svg",
        },
        {"name": "Bo Lin", "url": "https://blog.example.com/days/people/bo/"},
    ]
    assert first["date_modified"] == "2026-11-24T00:00:00+01:00"
    assert first["tags"] == ["Databases", "Front end", "races"]
    assert first["image"] == "https://blog.example.com/days/assets/cards/2026-11-20.png"
    assert second["image"] == "https://blog.example.com/days/assets/2026-11-20/lock.png"
    assert "authors" not in last
    assert last["content_html"] == "<p>Hello.</p>"


def test_a_blog_without_posts_has_an_empty_feed_and_no_clock() -> None:
    files = files_of()

    assert find_atom_faults(files["feed.xml"]) == []
    assert find_json_faults(files["feed.json"]) == []
    assert feedparser.parse(files["feed.xml"]).feed.updated == "1970-01-01T00:00:00+00:00"
    assert json.loads(files["feed.json"])["items"] == []


def test_a_blog_that_does_not_say_where_it_will_live_has_no_feeds() -> None:
    assert compose_syndication(Blog("Lanternworks"), make_catalogue(POSTS)) == {}


def test_a_feed_has_the_newest_posts_only() -> None:
    days = [datetime.date(2026, 1, 1) + datetime.timedelta(days=n) for n in range(MOST + 5)]
    posts = [
        post_of(
            f"---\ntitle: A\ndate: {day}\nauthors: [asha]\ncategories: X\nslug: '{day}'\n---\nA",
            f"{day}.md",
        )
        for day in reversed(days)
    ]
    addresses = addresses_of(*posts)

    assert [item.created.date() for item in list_items(posts, addresses)] == days[: -MOST - 1 : -1]
    catalogue = make_catalogue(posts)
    assert list_told(catalogue.topics["X"], addresses) == list_items(posts, addresses)
    assert list_told(catalogue.people[ASHA], addresses) == list_items(posts, addresses)


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("https://pictures.example.org/a.png", "https://pictures.example.org/a.png"),
        ("assets/a b.png", "https://blog.example.com/days/assets/a%20b.png"),
        ("/assets/a.png", "https://blog.example.com/days/assets/a.png"),
        ("../assets/a.png", "https://blog.example.com/days/assets/a.png"),
    ],
)
def test_an_image_of_its_own_wins_however_it_is_written(image: str, address: str) -> None:
    post = post_of(f"---\ntitle: A\ndate: 2026-11-20\nimage: {image}\n---\nA\n")

    assert json.loads(files_of(post)["feed.json"])["items"][0]["image"] == address


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.org/a", "https://example.org/a"),
        ("", "https://blog.example.com/days/2026-11-20/"),
        ("#été", "https://blog.example.com/days/2026-11-20/#%C3%A9t%C3%A9"),
        ("2026-11-20-asha.md?a=b#c", "https://blog.example.com/days/2026-11-20-asha/?a=b#c"),
        ("../team/index.md", "https://blog.example.com/days/team/"),
        ("/about.md", "https://blog.example.com/days/about/"),
        ("../../../../etc/passwd", "https://blog.example.com/days/etc/passwd"),
        ("..", "https://blog.example.com/days/"),
        ("http://[broken", "https://blog.example.com/days/2026-11-20/"),
        ("../assets/%C3%A4%20b.pdf", "https://blog.example.com/days/assets/%C3%A4%20b.pdf"),
    ],
)
def test_an_address_is_whole_whatever_it_was(link: str, address: str) -> None:
    assert addresses_of(*POSTS).resolve(link, "posts/2026-11-20.md") == address


def test_content_has_no_script_style_frame_or_form() -> None:
    text = """\
    <script>alert(1)</script><iframe src="https://a.example"></iframe>
    <p style="color: red" onclick="x()" data-x="1" id="a" class="b">Kept
    <a href="javascript:x()">words</a> <img src="chart.png" onerror="x()"></p>
    <form><input type="text"><button>Go</button></form><!-- a comment -->

    ```python
    print("<b>&amp;")
    ```

    ```mermaid
    graph LR
    ```

    Formula $a < b$.
    """
    html = RENDERER.html(dedent(text), "posts/2026-11-20.md")

    assert find_html_faults(html) == []
    assert '<p>Kept\n<a>words</a> <img src="https://blog.example.com/days/posts/chart.png">' in html
    assert 'print("&lt;b&gt;&amp;amp;")' in html
    assert "graph LR" in html
    assert r"\(a &lt; b\)" in html


def test_characters_that_no_reader_can_read_are_left_out() -> None:
    html = RENDERER.html("a\x0bb\x1f\ufffec\x7f\x85 <b>d\x01</b>", "posts/a.md")

    assert html == "<p>abc <b>d</b></p>"


_WORDS = st.text(min_size=0, max_size=40) | st.sampled_from(
    [
        "]]>",
        "</script>",
        "&lt;b>",
        "\x00\x0b\x1f",
        "\ufffe",
        "🏴‍☠️",
        "\u202eשלום",
        "<![CDATA[",
        "%zz",
    ]
)


@given(title=_WORDS, name=_WORDS, label=_WORDS, body=_WORDS, blog=_WORDS)
@settings(max_examples=40)
def test_a_feed_is_valid_whatever_people_wrote(
    title: str, name: str, label: str, body: str, blog: str
) -> None:
    person = PublishedPerson("asha", name)
    moment = datetime.datetime(2026, 11, 20, 12, tzinfo=ZONE)
    post = PublishedPost(
        path="posts/2026-11-20.md",
        address="2026-11-20",
        title=f"T{title}",
        created=moment,
        description=title,
        authors=(person,),
        topics=(label,),
        tags=(label, body),
        packed=f"{body} [a]({title}) <b title='{name}'>".encode(),
    )
    site = Blog(f"B{blog}", BLOG.url, blog, "ar", BLOG.extensions, BLOG.extension_options)
    addresses = Addresses(site, {post.path: post.address})
    feed = Feed(
        site, addresses.file("feed.xml"), site.url, site.name, list_items([post], addresses)
    )

    atom = render_atom(feed, Renderer(addresses))
    as_json = render_json(feed, Renderer(addresses))

    assert find_atom_faults(atom) == []
    assert find_json_faults(as_json) == []
    read = feedparser.parse(atom)
    assert not read.bozo
    assert read.entries[0].link == "https://blog.example.com/days/2026-11-20/"


def test_a_blog_without_cards_names_none() -> None:
    blog = replace(BLOG, has_cards=False)

    texts = compose_syndication(blog, make_catalogue(POSTS))

    assert "assets/cards/" in compose_syndication(BLOG, make_catalogue(POSTS))["feed.json"]
    assert "assets/cards/" not in texts["feed.json"]
