"""Every link, picture, stylesheet and feed address of a built site: whether what it names is there.

MkDocs checks the links that stand in Markdown. This reads what came out of it: the links of
templates, anchors, what stylesheets load, and the whole addresses in feeds and in the sitemap.
Links that people wrote with a scheme are not asked for here, even where they begin like the site.
"""

from __future__ import annotations

import logging
import os
import posixpath
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ldblog.errors import LdblogError
from ldblog.files import read_lenient
from ldblog.site.kept import NOTHING, Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.ldblog")

_JSON = "script[type='application/ld+json']"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# The addresses in structured data, Atom, sitemaps, JSON Feed, llms.txt, robots.txt: whole ones.
_IN_JSON = re.compile(r'"(?:url|item|image|home_page_url|feed_url)":\s*"([^"]*)"')
_IN_XML = re.compile(r'<(?:loc|uri)>([^<]*)<|<link\b[^>]*?\bhref="([^"]*)"')
_IN_TEXT = re.compile(r"\]\(([^)\s]*)\)|^Sitemap: (\S*)", re.MULTILINE)
_IN_CSS = re.compile(r"""url\(\s*["']?([^"')\s]+)""")


class Named(NamedTuple):
    """What a file names: addresses as a browser reads them, whole ones of ours, and its anchors."""

    addresses: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    anchors: frozenset[str] = frozenset()


def require_whole(site: Path, config: MkDocsConfig) -> None:
    """Say what is broken in a built site. Raises LdblogError if there is anything."""
    broken = report_broken(site, config)
    if broken:
        count = "1 link leads" if broken == 1 else f"{broken} links lead"
        raise LdblogError(f"{count} nowhere: correct what is named above")


def report_broken(site: Path, config: MkDocsConfig, kept: Kept = NOTHING) -> int:
    """Warn of each broken link of a built site, which fails a strict build; return their number.

    Raises LdblogError when a file cannot be read.
    """
    broken = find_broken(site, config.site_url or "", kept)
    for name, target, why in broken:
        log.warning("%s: %s: %s", name, target, why)
    return len(broken)


def find_broken(site: Path, site_url: str, kept: Kept = NOTHING) -> list[tuple[str, str, str]]:
    """Return the file, the target and what is wrong of each link that leads nowhere, sorted.

    What a file names is kept; what is there is looked for each time.

    Raises LdblogError when a file cannot be read.
    """
    files = frozenset(_list_files(site))
    named = {
        name: read_named(name, read_lenient(site / name) or "", kept)
        for name in files
        if _kind_of(name) in _READERS
    }
    start = urlsplit(site_url).path.rstrip("/") + "/"
    found = []
    for name, (addresses, whole, _anchors) in named.items():
        wanted = [(address, address) for address in addresses]
        if site_url:
            ours = (address for address in whole if address.startswith(site_url))
            wanted += [(address, start + address[len(site_url) :]) for address in ours]
        for shown, address in wanted:
            why = _judge(name, address, start, files, named)
            if why:
                found.append((name, shown, why))
    return sorted(found)


def read_named(name: str, text: str, kept: Kept) -> Named:
    """Return what a file of a site names, kept by its text."""
    kind = _kind_of(name)
    key = kept.key("named", kind, text)
    found = kept.get(key)
    if found:
        # Most pages lead to the same places, and all are held.
        return Named(*(frozenset(map(sys.intern, one)) for one in found))
    named = _READERS[kind](text)
    kept.put(key, [sorted(one) for one in named])
    return named


def _list_files(site: Path) -> Iterator[str]:
    for folder, _folders, names in os.walk(site):
        where = Path(folder).relative_to(site).as_posix()
        yield from (name if where == "." else f"{where}/{name}" for name in names)


def _kind_of(name: str) -> str:
    """Return what tells how a file is read: its whole name, where others of its kind are not."""
    base = posixpath.basename(name)
    return base if base in _READERS else posixpath.splitext(base)[1]


def _judge(
    name: str, address: str, start: str, files: frozenset[str], named: dict[str, Named]
) -> str:
    """Return what is wrong with an address in a file, or nothing."""
    path, _hash, anchor = address.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        if not path.startswith(start):
            return ""  # Beside the blog, on the same host.
        target = posixpath.normpath(path[len(start) :] or ".")
    elif path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    else:
        target = name
    page = target if target in files else posixpath.normpath(f"{target}/index.html")
    if page not in files:
        return "nothing is there"
    return "" if _has_anchor(named.get(page), anchor) else f"no anchor {anchor!r} is there"


def _has_anchor(page: Named | None, anchor: str) -> bool:
    """Tell whether a file has an anchor; what no file has leads to its top, as browsers do it."""
    if page is None or not anchor or anchor == "top" or anchor.startswith(":~:"):
        return True
    return anchor in page.anchors or unquote(anchor) in page.anchors


def parse_html(text: str) -> Named:
    """Return what a page names; a link in its head may be a whole address of ours."""
    tree = LexborHTMLParser(text)
    anchors = {node.attributes["id"] or "" for node in tree.css("[id]")}
    addresses = {node.attributes["href"] or "" for node in tree.css("[href]")}
    addresses.update(node.attributes["src"] or "" for node in tree.css("[src]"))
    addresses.update(node.attributes["poster"] or "" for node in tree.css("[poster]"))
    for node in tree.css("[srcset]"):
        addresses.update(*(one.split()[:1] for one in (node.attributes["srcset"] or "").split(",")))
    whole = {node.attributes["href"] or "" for node in tree.css("link[href]")}
    whole.update(node.attributes["content"] or "" for node in tree.css("meta[content]"))
    for node in tree.css(_JSON):
        whole.update(_IN_JSON.findall(node.text()))
    local = (address.strip() for address in addresses)
    local = (address for address in local if not _SCHEME.match(address))
    return Named(frozenset(local), frozenset(whole), frozenset(anchors))


def _find_with(pattern: re.Pattern[str]) -> Callable[[str], Named]:
    """Return what reads whole addresses by a pattern, each in one of its groups."""

    def read(text: str) -> Named:
        return Named(whole=frozenset("".join(found.groups("")) for found in pattern.finditer(text)))

    return read


def parse_css(text: str) -> Named:
    """Return what a stylesheet loads."""
    found = (str(one) for one in _IN_CSS.findall(text))
    return Named(frozenset(one for one in found if not _SCHEME.match(one) and one[0] != "#"))


_READERS: dict[str, Callable[[str], Named]] = {
    ".html": parse_html,
    ".css": parse_css,
    ".xml": _find_with(_IN_XML),
    "feed.json": _find_with(_IN_JSON),
    "llms.txt": _find_with(_IN_TEXT),
    "robots.txt": _find_with(_IN_TEXT),
}
