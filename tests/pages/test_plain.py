"""Posts as Markdown, and ``llms.txt``: read by programs, away from the site."""

from __future__ import annotations

from textwrap import dedent

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_feeds import BLOG, POSTS, addresses_of, files_of, post_of

from ldblog.generated import GENERATED
from ldblog.pages.elsewhere import readable
from ldblog.pages.plain import plain_path, render_llms, render_plain
from ldblog.pages.plain_markdown import to_markdown
from ldblog.pages.published import PublishedPost
from ldblog.text.markdown import parse, walk

ADDRESSES = addresses_of(*POSTS)
SITE = "https://blog.example.com/days"


def markdown_of(text: str) -> str:
    return to_markdown(dedent(text), "posts/2026-11-20.md", ADDRESSES)


def test_a_post_as_markdown_is_what_readers_read_and_no_more() -> None:
    assert render_plain(POSTS[0], ADDRESSES) == dedent(
        f"""\
        ---
        # {GENERATED}
        title: "Learning Day, 20 November 2026: races"
        url: "https://blog.example.com/days/2026-11-20/"
        description: "What three people learned."
        date: "2026-11-20"
        updated: "2026-11-24"
        authors: ["Asha Rao", "Bo Lin"]
        topics: ["Databases", "Front end"]
        tags: ["races"]
        ---

        # Learning Day, 20 November 2026: races

        Three people spent the day.

        ## Databases

        ### Asha Rao

        Platform

        - [x] A lock[^1] is held, see [the article]({SITE}/2026-11-20-asha/#locks).
        - [ ] Measure.

        [^1]: Or two.

        ### A colleague

        Backups, see [above](https://blog.example.com/days/2026-11-20/#asha).

        ## Front end

        ### Asha Rao and Bo Lin

        ![A chart]({SITE}/assets/2026-11-20/chart.png) and [about]({SITE}/about/), [home]({SITE}/).
        """
    )


def test_a_title_of_its_own_stands_once() -> None:
    post = post_of("---\ndate: 2026-11-20\n---\n# Hello\n\nWords.\n", "hello.md")

    assert render_plain(post, addresses_of(post)).split("---\n\n")[1] == "# Hello\n\nWords.\n"


def test_llms_txt_names_the_blog_and_where_each_post_is_as_markdown() -> None:
    assert render_llms(BLOG, POSTS, ADDRESSES) == dedent(
        f"""\
        # Lanternworks

        > What we learned.

        <!-- {GENERATED} -->

        ## Sessions

        - [{POSTS[0].title}]({SITE}/2026-11-20/index.txt): What three people learned.

        ## Articles and other posts

        - [Locks]({SITE}/2026-11-20-asha/index.txt)
        - [Welcome]({SITE}/welcome/index.txt)

        ## Optional

        - [Feed]({SITE}/feed.json): the newest posts whole, as JSON
        """
    )


def test_both_are_published_with_the_rules_for_crawlers() -> None:
    files = files_of(*POSTS)

    assert files["2026-11-20/index.txt"] == render_plain(POSTS[0], ADDRESSES)
    assert plain_path("2026-11-20") in files
    assert files["llms.txt"] == render_llms(BLOG, POSTS, ADDRESSES)
    assert (
        files["robots.txt"]
        == f"# {GENERATED}\nUser-agent: *\nAllow: /\n\nSitemap: {SITE}/sitemap.xml\n"
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('[a](../about.md "About us")', f'[a]({SITE}/about/ "About us")'),
        ("[a](<../b c.pdf>)", f"[a]({SITE}/b%20c.pdf)"),
        ("[`](x`](about.md)", f"[`](x`]({SITE}/posts/about/)"),
        ("[![b](b.png)](c.md)", f"[![b]({SITE}/posts/b.png)]({SITE}/posts/c/)"),
        ("![](b.png)[](c.md)", f"![]({SITE}/posts/b.png)[]({SITE}/posts/c/)"),
        ("[one\ntwo](c.md) three", f"[one\ntwo]({SITE}/posts/c/) three"),
        ("[*a*](c.md) and [b](c.md)", f"[*a*]({SITE}/posts/c/) and [b]({SITE}/posts/c/)"),
        ("[a][1]\n\n[1]: <c.md> 'T'", f"[a][1]\n\n[1]: {SITE}/posts/c/ 'T'"),
        ("<https://example.org>", "<https://example.org>"),
        ("[a](https://example.org/(b))", "[a](https://example.org/(b))"),
        ("`[a](c.md)`", "`[a](c.md)`"),
        (
            "```\n[a](c.md)\n# x { #y }\n[1]: c.md\n```",
            "```\n[a](c.md)\n# x { #y }\n[1]: c.md\n```",
        ),
        ("## A { #a .b }\n\nx\n{ .byline }\n\ny", "## A\n\nx\n\ny"),
        ("a { b }", "a { b }"),
        (">" * 600, ">" * 600),
    ],
)
def test_addresses_are_whole_and_code_is_left_alone(written: str, read: str) -> None:
    assert markdown_of(written).rstrip("\n") == read


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_text_keeps_its_front_matter_readable(text: str) -> None:
    title = " ".join(f"A {text}".split())  # as it is read
    post = PublishedPost("posts/a.md", "a", title, POSTS[0].created, packed=text.encode())

    plain = render_plain(post, ADDRESSES)

    known = yaml.safe_load(plain.split("---\n")[1])
    assert known["url"] == f"{SITE}/a/"
    assert known["title"] == readable(post.title)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["[a](b.md)", "![c](../d.png)", "**e**", "`f`", "g\n", "- h"])))
def test_every_link_that_is_read_back_is_whole(parts: list[str]) -> None:
    links = [node.url for node in walk(parse(markdown_of(" ".join(parts)))) if node.url]

    assert len(links) == sum(part[0] in "[!" for part in parts)
    assert all(link.startswith("https://") for link in links)
