"""A blog that builds in an instant: a theme of few lines that reads what our own theme reads."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config

from ldblog.site.left_out import VARIABLE
from ldblog.site.publish import find_differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Blog

MKDOCS = """\
site_name: Small
site_url: https://example.com/
docs_dir: content/site
theme: {name: null, custom_dir: theme, language: en, static_templates: [404.html]}
validation: {omitted_files: ignore, anchors: warn}
nav: [index.md, about.md, tags.md, archive/index.md]
plugins:
  - material/blog:
      blog_dir: .
      post_url_format: "{slug}"
      archive: false
      categories: false
      authors_profiles: false
      pagination_per_page: 2
      post_excerpt_max_authors: 9
  - material/tags: {export: false}
  - ldblog
markdown_extensions: [attr_list, footnotes, toc: {permalink: true}]
"""
MAIN = """\
{% macro of(it) %}<a href="{{ it.url | url }}">{{ it.title }}</a>{% endmacro %}
<title>{{ page.title }} of {{ config.site_name }}</title>
{% for item in nav.items %}{{ of(item.children[0] if item.children else item) }}
{{ "here" if item.active }}{% endfor %}
{% block all %}{{ page.content }}{% endblock %}
{% for it in page.toc %}{{ it.title }} {% endfor %}
{% for tag in tags or [] %}<i>{{ tag.name }}</i>{% endfor %}
<p>{{ page.canonical_url }} {{ page.update_date }} {{ published.calendar }}</p>
"""
POST = """\
{% extends "main.html" %}{% import "main.html" as m with context %}{% block all %}
<b>{{ page.config.date.created | date }}, {{ page.config.readtime }}</b>
{% for author in page.authors %}{{ author.name }} {{ author.url }}{% endfor %}
{% for topic in page.meta.categories or [] %}{{ published.topics[topic] }} {% endfor %}
{{ page.content }}
{% for it in related or [] %}{{ m.of(it) }} {{ it.topics | join }}{% endfor %}
{% for it in (neighbours or {}).values() %}{{ m.of(it) }}{% endfor %}
{% if page.previous_page %}{{ m.of(page.previous_page) }}{% endif %}
{% if page.next_page %}{{ m.of(page.next_page) }}{% endif %}{% endblock %}
"""
LIST = """\
{% extends "main.html" %}{% import "main.html" as m with context %}{% block all %}
{{ page.content }}
{% for post in posts %}{{ m.of(post) }} {{ post.content }} {{ post.meta.description }}
{{ post.authors | map(attribute="name") | join }} {{ post.config.date.created | date }}
{{ "more" if post.more }}{% endfor %}
{% if pagination %}{{ pagination({}) }}{% endif %}
{% if page.is_homepage %}{{ published.home.newest.title }} {{ published.home.things | length }}
{% for it in published.home.highlights %}{{ it.html }}{% endfor %}{% endif %}{% endblock %}
"""
TEMPLATES = {
    "main.html": MAIN,
    "blog-post.html": POST,
    "blog.html": LIST,
    "404.html": "lost",
    "fragments/tags/default/listing.html": """\
        {% macro all(it) %}{% for one in it.mappings %}{{ one.item.title }}{% endfor %}
        {% for one in it %}{{ all(one) }}{% endfor %}{% endmacro %}{{ all(listing) }}
        """,
    "fragments/tags/default/tag.html": "{{ tag.name }}",
}
AUTHORS = """\
authors:
  asha: {name: Asha Rao, description: Platform, avatar: a.svg}
  bo: {name: Bo Lin, description: Data, avatar: b.svg}
"""
DAYS = ("2026-10-09", "2026-10-23", "2026-11-06", "2026-11-20")


def write_post(blog: Blog, of: str, **changes: str) -> Path:
    """Write a post; ``changes`` are its title, topic, tag, author, text, lead or slug."""
    it = {"title": f"A day, {of}", "topic": "Databases", "tag": "backups", "author": "asha"}
    it |= {"text": f"What was learned on {of}.", "lead": "A *lead*.", "slug": of, "day": of}
    it |= changes
    who, name = it["author"], {"asha": "Asha Rao", "bo": "Bo Lin"}[it["author"]]
    return blog.write(
        f"content/site/posts/{of}.md",
        f"---\ntitle: '{it['title']}'\ndate: {it['day']}\nauthors: [{it['author']}]\n"
        f"categories: [{it['topic']}]\ntags: [{it['tag']}]\nslug: '{it['slug']}'\nentries:\n"
        f"- anchor: {who}\n  name: {name}\n  people: [{who}]\n  topic: {it['topic']}\n---\n"
        f"{it['lead']}\n\n<!-- more -->\n\n## Highlights\n\n- {it['text']} — [{name}](#{who})\n\n"
        f"### {name} {{ #{who} }}\n\n{it['text']}\n",
    )


def lay_out(blog: Blog) -> Blog:
    """Write the blog with four posts, two of them to a page."""
    blog.write("mkdocs.yml", MKDOCS)
    for name, text in TEMPLATES.items():
        blog.write(f"theme/{name}", text)
    blog.write("theme/assets/style.css", "b { color: red }\n")
    blog.write("content/site/.authors.yml", AUTHORS)
    blog.write("content/site/index.md", "# Days\n\nOf [us](about.md).\n")
    blog.write("content/site/about.md", "# About\n\nWho we are.\n\n## Where\n\nHere.\n")
    blog.write("content/site/tags.md", "# Tags\n\n<!-- material/tags -->\n")
    for name in ("a.svg", "b.svg"):
        blog.write(f"content/site/{name}", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    for day in DAYS:
        write_post(blog, day)
    return blog


@contextmanager
def leaving_out(*parts: str) -> Iterator[None]:
    """Leave parts out of the builds meanwhile."""
    before = os.environ.get(VARIABLE, "")
    os.environ[VARIABLE] = ",".join(parts)
    try:
        yield
    finally:
        os.environ[VARIABLE] = before


def build_small(blog: Blog, *left_out: str, site: str = "site") -> Path:
    """Build a blog strictly, into a folder of it; return that folder."""
    with leaving_out("search", *left_out):
        config = load_config(
            str(blog.root / "mkdocs.yml"), strict=True, site_dir=str(blog.root / site)
        )
        with heard():
            build(config)
    return blog.root / site


@contextmanager
def heard() -> Iterator[None]:
    """Let MkDocs say what it says on the command line: what it cannot say is rendered each time."""
    log = logging.getLogger("mkdocs")
    before = log.level
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.setLevel(before)


def compare_with_clean(blog: Blog) -> list[str]:
    """Return the files of the site that differ from those of a build from nothing."""
    return find_differences(blog.root / "site", build_small(blog, "cache", site="clean"))
