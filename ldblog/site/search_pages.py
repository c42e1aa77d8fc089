"""What of a built site is searched: of each page the part that Pagefind reads, and no furniture."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.files import list_below, read_lenient

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = re.compile(r"<html\b[^>]*>")
# Pages without it are not searched, as long as any has it.
_SEARCHED = "data-pagefind-body"
_START, _END = "<article", "</article>"


def write_searched(site: Path, folder: Path) -> str:
    """Write what is searched of each page to its path below a folder; return a digest of each.

    Raises LdblogError when a page cannot be read, and OSError when the disk refuses.
    """
    return _write(_read_pages(site, _SEARCHED), folder) or _write(_read_pages(site, ""), folder)


def _read_pages(site: Path, mark: str) -> Iterator[tuple[str, str]]:
    """Yield the path below a site of each page that has some mark, and what is searched of it.

    One at a time, since the pages of a large site are much to hold at once.
    """
    start = len(str(site)) + 1
    for path in list_below(site):
        if path.endswith(".html") and mark in (text := read_lenient(Path(path)) or ""):
            yield path[start:], slim(text)


def _write(pages: Iterator[tuple[str, str]], folder: Path) -> str:
    """Write pages below a folder; return their digests, empty where there are none."""
    digests = []
    for path, text in pages:
        raw = text.encode()
        digests.append(f"{sha256(raw).hexdigest()} {path}")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    return "\n".join(digests)


def slim(html: str) -> str:
    """Return a page without what stands around its article; one without an article is whole."""
    root, start, end = _ROOT.search(html), html.find(_START), html.rfind(_END)
    if root is None or not root.end() <= start < end:
        return html
    return f"{root[0]}<body>{html[start:end]}{_END}</body></html>\n"
