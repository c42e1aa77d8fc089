"""What of a built site is searched: of each page the part that Pagefind reads, and no furniture."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.files import list_below, read_lenient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROOT = re.compile(r"<html\b[^>]*>")
# Pages without it are not searched, as long as any has it.
_SEARCHED = "data-pagefind-body"
_START, _END = "<article", "</article>"


def read_searched(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the path below a site of each page that is searched, and what of it is, sorted.

    One at a time, since the pages of a large site are much to hold at once.
    Raises LdblogError when a page cannot be read.
    """
    is_any = False
    for page in _read_pages(site, _SEARCHED):
        is_any = True
        yield page
    if not is_any:
        yield from _read_pages(site, "")


def _read_pages(site: Path, mark: str) -> Iterator[tuple[str, str]]:
    start = len(str(site)) + 1
    for path in list_below(site):
        if path.endswith(".html") and mark in (text := read_lenient(Path(path)) or ""):
            yield path[start:], slim(text)


def slim(html: str) -> str:
    """Return a page without what stands around its article; one without an article is whole."""
    root, start, end = _ROOT.search(html), html.find(_START), html.rfind(_END)
    if root is None or not root.end() <= start < end:
        return html
    return f"{root[0]}<body>{html[start:end]}{_END}</body></html>\n"


def write_searched(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write pages into a folder of their own; raises OSError when the disk refuses."""
    for path, text in pages:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
