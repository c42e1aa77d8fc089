"""What of a built site is searched: of each page the part that Pagefind reads, and no furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.files import list_below, read_lenient

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ROOT = re.compile(r"<html\b[^>]*>")
# Pages without it are not searched, as long as any has it.
_SEARCHED = "data-pagefind-body"
_START, _END = "<article", "</article>"


def find_searched(site: Path) -> dict[str, str]:
    """Return the part of each page that is searched, by its path below the site, sorted.

    Raises LdblogError when a page cannot be read.
    """
    start = len(str(site)) + 1
    paths = [path[start:] for path in list_below(site) if path.endswith(".html")]
    texts = {path: read_lenient(site / path) or "" for path in paths}
    searched = {path: text for path, text in texts.items() if _SEARCHED in text}
    return {path: slim(text) for path, text in (searched or texts).items()}


def slim(html: str) -> str:
    """Return a page without what stands around its article; one without an article is whole."""
    root, start, end = _ROOT.search(html), html.find(_START), html.rfind(_END)
    if root is None or not root.end() <= start < end:
        return html
    return f"{root[0]}<body>{html[start:end]}{_END}</body></html>\n"


def write_searched(pages: Mapping[str, str], folder: Path) -> None:
    """Write pages into a folder of their own; raises OSError when the disk refuses."""
    for path, text in pages.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
