"""What the W3C's feed validator looks at, of RFC 4287 and JSON Feed 1.1, as a list of faults."""

from __future__ import annotations

import datetime
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# RFC 3987 allows other scripts in addresses, and never these.
_NO_ADDRESS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_UNSAFE = """
script style iframe object embed applet form input button textarea select meta link base svg math
frame frameset noscript template
"""
_ADDRESSES = frozenset({"href", "src", "cite", "poster", "longdesc", "background", "action"})
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})


class _Html(HTMLParser):
    """Collects what of a piece of HTML is not for a feed."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        if tag in _UNSAFE.split():
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith(("on", "data-")) or name in {"style", "id", "class", "srcset"}:
                self.faults.append(f"{name}= in <{tag}>")
            elif name in _ADDRESSES and not is_whole(value or "", "http", "https", "mailto"):
                self.faults.append(f"{name}={value} in <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data}")


def is_whole(address: str, *schemes: str) -> bool:
    """Tell whether an address is whole, and may be written as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        # Readers do not follow it: what is no address, whoever wrote it, leads nowhere.
        return address.startswith(tuple(f"{scheme}:" for scheme in schemes))
    return parts.scheme in schemes and bool(parts.netloc or parts.scheme == "mailto")


def find_html_faults(html: str) -> list[str]:
    """Return what is wrong with the content of an item."""
    reader = _Html()
    reader.feed(html)
    reader.close()
    return [*reader.faults, *(f"<{tag}> is not closed" for tag in reader.open)]


def find_atom_faults(text: str) -> list[str]:
    """Return what is wrong with an Atom feed."""
    root = ET.fromstring(text)  # noqa: S314 - ours
    entries = root.findall(f"{ATOM}entry")
    return [
        *([] if root.tag == f"{ATOM}feed" else ["no feed"]),
        *([] if text.startswith('<?xml version="1.0" encoding="utf-8"?>') else ["no encoding"]),
        *(f"a character that is none: {c!r}" for c in _CONTROL.findall(text)),
        *_common(root, "feed"),
        *_links(root),
        *(f"{fault} in an entry" for entry in entries for fault in _entry(entry, root)),
        *_unique([entry.findtext(f"{ATOM}id", "") for entry in entries]),
    ]


def _common(element: ET.Element, name: str) -> Iterator[str]:
    for child in ("id", "title", "updated"):
        if len(element.findall(f"{ATOM}{child}")) != 1:
            yield f"not one {child} in {name}"
    if not is_whole(element.findtext(f"{ATOM}id", ""), "http", "https", "tag"):
        yield f"id of {name}"
    if not element.findtext(f"{ATOM}title", "").strip():
        yield f"blank title of {name}"
    for moment in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
        yield from _moment(moment.text or "")
    yield from (fault for author in element.findall(f"{ATOM}author") for fault in _author(author))
    terms = [category.get("term") for category in element.findall(f"{ATOM}category")]
    yield from ("a category without a term" for term in terms if not term)


def _author(author: ET.Element) -> Iterator[str]:
    names = [name.text or "" for name in author.findall(f"{ATOM}name")]
    if len(names) != 1 or not names[0].strip():
        yield "an author without a name"
    for uri in author.findall(f"{ATOM}uri"):
        if not _is_address(uri.text or ""):
            yield f"uri {uri.text}"


def _links(root: ET.Element) -> Iterator[str]:
    links = [(link.get("rel", "alternate"), link) for link in root.findall(f"{ATOM}link")]
    own = [link.get("href", "") for rel, link in links if rel == "self"]
    if len(own) != 1 or own[0] != root.findtext(f"{ATOM}id"):
        yield "not one link to itself"
    kinds = [(rel, link.get("type"), link.get("hreflang")) for rel, link in links]
    yield from _unique(kinds)
    yield from (
        f"link to {link.get('href')}" for _, link in links if not _is_address(link.get("href", ""))
    )


def _entry(entry: ET.Element, root: ET.Element) -> Iterator[str]:
    yield from _common(entry, "entry")
    if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
        yield "no author"
    for name in ("published", "summary", "content"):
        if len(entry.findall(f"{ATOM}{name}")) > 1:
            yield f"more than one {name}"
    moments = [_read(entry.findtext(f"{ATOM}{name}", "")) for name in ("published", "updated")]
    if moments[0] > moments[1] or moments[1] > _read(root.findtext(f"{ATOM}updated", "")):
        yield "updated before it was published, or after the feed was"
    links = entry.findall(f"{ATOM}link")
    if [link.get("rel") for link in links] != ["alternate"] or not _is_address(
        links[0].get("href", "")
    ):
        yield "no link"
    content = entry.find(f"{ATOM}content")
    if content is None or content.get("type") != "html" or len(content):
        yield "no content"
    else:
        yield from find_html_faults(content.text or "")


def find_json_faults(text: str) -> list[str]:
    """Return what is wrong with a JSON Feed."""
    feed = json.loads(text)
    items = feed.get("items", [])
    return [
        *([] if feed.get("version") == "https://jsonfeed.org/version/1.1" else ["version"]),
        *([] if feed.get("title", "").strip() else ["title"]),
        *([] if isinstance(feed.get("items"), list) else ["items"]),
        *(key for key in ("home_page_url", "feed_url") if not _is_address(feed.get(key, ""))),
        *_unique([item.get("id") for item in items]),
        *(f"a character that is none: {c!r}" for c in _CONTROL.findall("".join(_strings(feed)))),
        *(fault for item in items for fault in _json_item(item)),
    ]


def _json_item(item: dict[str, Any]) -> Iterator[str]:
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "id"
    yield from (key for key in ("url", "image") if not _is_address(item.get(key, "")))
    for key in ("date_published", "date_modified"):
        yield from _moment(item.get(key, ""))
    yield from find_html_faults(item["content_html"])
    if not item["content_html"]:
        yield "content_html"
    for author in item.get("authors", []):
        if not author.get("name", "").strip():
            yield "author"
        yield from (key for key in author.keys() - {"name"} if not _is_address(author[key]))
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
        yield "tags"


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str):
        yield value
    for one in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _strings(one)


def _is_address(address: str) -> bool:
    return is_whole(address, "http", "https") and not _NO_ADDRESS.search(address)


def _moment(text: str) -> list[str]:
    return [] if _MOMENT.fullmatch(text) else [f"moment {text}"]


def _read(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def _unique(values: Iterable[object]) -> list[str]:
    given = list(values)
    return [f"twice: {value}" for value in dict.fromkeys(given) if given.count(value) > 1]
