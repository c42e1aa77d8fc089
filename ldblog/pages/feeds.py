"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, of items whose text stands in them whole."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from ldblog.generated import GENERATED
from ldblog.pages.elsewhere import readable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ldblog.pages.blog import Blog
    from ldblog.pages.elsewhere import Renderer
    from ldblog.pages.items import Item, Writer

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A feed needs a date, and a build has no clock: before the first post, there is only this one.
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

ET.register_namespace("", ATOM)


@dataclass(frozen=True)
class Feed:
    """What a feed is about; ``url`` is its own address, ``page`` that of what it follows."""

    blog: Blog
    url: str
    page: str
    title: str
    items: Sequence[Item]


def render_atom(feed: Feed, renderer: Renderer) -> str:
    """Return a feed as Atom."""
    root = ET.Element(_name("feed"), {_LANG: feed.blog.language})
    root.append(ET.Comment(f" {GENERATED} "))
    _add(root, "id", feed.url)
    _add(root, "title", readable(feed.title))
    if feed.blog.description:
        _add(root, "subtitle", readable(feed.blog.description))
    _add(root, "updated", _moment(max((item.updated for item in feed.items), default=_NEVER)))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    # For what names nobody: each entry has an author, or the feed has one.
    _add_author(root, readable(feed.blog.name), feed.blog.url)
    for item in feed.items:
        _add_entry(root, item, renderer)
    ET.indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def render_json(feed: Feed, renderer: Renderer) -> str:
    """Return a feed as JSON Feed."""
    about = {
        "version": JSON_FEED,
        "user_comment": GENERATED,
        "title": readable(feed.title),
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "description": readable(feed.blog.description),
        "language": feed.blog.language,
        "authors": [{"name": readable(feed.blog.name), "url": feed.blog.url}],
    }
    items = [_json_item(item, renderer) for item in feed.items]
    values = {**_without_empty(about), "items": items}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _add_entry(root: ET.Element, item: Item, renderer: Renderer) -> None:
    entry = ET.SubElement(root, _name("entry"))
    _add(entry, "id", item.url)
    _add(entry, "title", item.title)
    _add(entry, "link", rel="alternate", type="text/html", href=item.url)
    _add(entry, "published", _moment(item.created))
    _add(entry, "updated", _moment(item.updated))
    for writer in item.writers:
        _add_author(entry, writer.name, writer.url)
    for label in item.labels:
        _add(entry, "category", term=label)
    if item.summary:
        _add(entry, "summary", item.summary)
    _add(entry, "content", renderer.html(item.text, item.path), type="html")


def _add_author(parent: ET.Element, name: str, url: str) -> None:
    author = ET.SubElement(parent, _name("author"))
    _add(author, "name", name)
    if url:
        _add(author, "uri", url)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    ET.SubElement(parent, _name(name), attributes).text = text or None


def _name(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _json_item(item: Item, renderer: Renderer) -> Mapping[str, Any]:
    return _without_empty(
        {
            "id": item.url,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            # A field that a reader may rely on, even where a post says nothing.
            "content_html": renderer.html(item.text, item.path) or " ",
            "image": item.image,
            "date_published": _moment(item.created),
            "date_modified": _moment(item.updated),
            "authors": [_json_author(writer) for writer in item.writers],
            "tags": list(item.labels),
        }
    )


def _json_author(writer: Writer) -> Mapping[str, Any]:
    return _without_empty({"name": writer.name, "url": writer.url, "avatar": writer.avatar})


def _without_empty(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [])}


def _moment(moment: datetime.datetime) -> str:
    """Return a moment as RFC 3339 has it."""
    return moment.isoformat(timespec="seconds")
