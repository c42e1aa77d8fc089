"""The addresses of pages, and what may not be: two pages with one, a link to one that is hidden."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ldblog.text.markdown import parse, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet


# A backslash, a colon (of a drive, or a stream) and control characters mean something to disks.
_PATH = re.compile(r"(?!/)[^\\:\x00-\x1f]+")


def is_inside(path: str) -> bool:
    """Tell whether a file of a site, by its path, lies in the site's folder on every system."""
    return _PATH.fullmatch(path) is not None and ".." not in path.split("/")


def find_clashes(pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield two pages and the address that both have, of pages with their addresses."""
    first: dict[str, str] = {}
    for page, address in pages:
        if address in first:
            yield first[address], page, address
        first.setdefault(address, page)


def find_links_to(hidden: AbstractSet[str], page: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the target of each link of a page to one of the hidden pages.

    Pages are named by their paths from the folder of the site.
    Raises ValueError for a text that nests too deeply to be read.
    """
    if not any(posixpath.basename(path) in unquote(text) for path in hidden):
        return
    for node in walk(parse(text)):
        parts = urlsplit(node.url) if node.kind == "link" else None
        if parts is None or parts.scheme or parts.netloc:
            continue
        folder = posixpath.dirname(page)
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if target in hidden:
            yield node.line, target
