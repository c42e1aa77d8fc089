"""A small blog under Zensical: what our plugin does otherwise is done before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import ldblog.site.zensical_run

if TYPE_CHECKING:
    from conftest import Blog

MKDOCS = """\
site_name: x
site_url: https://blog.example/
docs_dir: content/site
theme:
  name: material
  variant: classic
  font: false
extra:
  generator: false
plugins:
  - blog:
      blog_dir: .
      post_url_format: "{slug}"
      draft: !ENV [LDBLOG_DRAFTS, false]
  - ldblog
markdown_extensions:
  - attr_list
  - toc:
      permalink: true
"""
OWN = """\
---
title: Our own
date: 2026-11-01
slug: own
---

Words of ours.

<!-- more -->

Rest.
"""


@pytest.fixture
def two(blog: Blog) -> Blog:
    """Return a blog that either engine builds in a moment."""
    blog.write("mkdocs.yml", MKDOCS)
    blog.write("content/site/index.md", "# Hello\n")
    blog.write("content/site/posts/own.md", OWN)
    blog.write("content/site/.redirects.yml", "before: own\n")
    return blog


def build(blog: Blog, *options: str) -> tuple[int, str]:
    result = blog.run("build", "--engine", "zensical", *options)
    assert not list(blog.root.glob(".ldblog-*"))
    return result.exit_code, result.output


def test_it_builds_into_a_folder_of_its_own_with_feeds_and_old_addresses(two: Blog) -> None:
    two.write("site-zensical/stale.html", "")

    assert build(two) == (0, "")

    assert "Rest." in two.read("site-zensical/own/index.html")
    assert "Words of ours" in two.read("site-zensical/feed.xml")
    assert 'url=../own/"' in two.read("site-zensical/before/index.html")
    assert not (two.root / "site-zensical/stale.html").exists()
    assert not (two.root / "site").exists()


def test_a_draft_is_built_only_where_it_is_asked_for(two: Blog) -> None:
    two.write("content/site/posts/own.md", OWN.replace("slug:", "draft: true\nslug:"))
    build(two)
    assert not (two.root / "site-zensical/own").exists()

    build(two, "--drafts")
    assert "Rest." in two.read("site-zensical/own/index.html")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a](gone.md)\n", "zensical: the build failed: correct what it says above"),
        ('<a href="/gone/">a</a>\n', "Error: 1 link leads nowhere: correct what is named above"),
        ("<<<<<<< yours\na\n=======\nb\n>>>>>>> new\n", "content/site/posts/own.md:13:1: LD041"),
    ],
)
def test_what_is_wrong_fails_the_build_and_leaves_nothing_behind(
    two: Blog, text: str, told: str
) -> None:
    two.write("content/site/posts/own.md", f"{OWN}\n{text}")

    code, output = build(two)

    assert code == 2
    assert told in output


def test_what_may_not_go_out_is_removed(two: Blog) -> None:
    two.write("content/site/posts/own.md", f"{OWN}\nJun Farrowdeep\n")

    code, output = build(two)

    assert code == 2
    assert "may not go out, and was removed" in output
    assert not list((two.root / "site-zensical").iterdir())


def test_without_zensical_a_blog_says_how_to_get_it(
    two: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ldblog.site.zensical_run, "find_spec", lambda _name: None)

    assert build(two) == (
        2,
        "Error: zensical: not installed here: `pip install zensical` brings it\n",
    )
