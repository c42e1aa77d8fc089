"""What finished pages still need: room for pictures, and tables that scroll."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Size = tuple[int, int]

# As Python-Markdown and the sanitiser write them: attributes in double quotes, `<` escaped.
_PICTURE = re.compile(r"<img\b([^<>]*?)\s*/?>")
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_SIZED = re.compile(r"\b(?:width|height)=")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_VIEW_BOX = re.compile(rb'<svg\b[^>]*?\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')
_ORIENTATION = 274
_TURNED = {5, 6, 7, 8}


def finish_page(html: str, url: str, folder: Path) -> str:
    """Return a page finished with the pictures of a folder, that of the sources of the site.

    ``url`` is the page's address below the root of the site.
    """

    def measure(source: str) -> Size | None:
        path = find_picture(url, source, folder)
        return measure_picture(path) if path else None

    return finish(html, measure)


def finish(html: str, measure: Callable[[str], Size | None]) -> str:
    """Return a page whose pictures say their size and come when needed, and whose tables scroll.

    ``measure`` returns the width and height, in pixels, of the picture at a source, if it is ours.
    """

    def finish_picture(found: re.Match[str]) -> str:
        attributes = found[1]
        source = _SOURCE.search(attributes)
        if source is None or _SIZED.search(attributes):
            return found[0]
        size = measure(source[1].replace("&amp;", "&"))
        room = f' width="{size[0]}" height="{size[1]}"' if size else ""
        lazy = "" if "loading=" in attributes else ' loading="lazy"'
        return f"<img{attributes}{room}{lazy}>"

    scrolling = _TABLE.sub(lambda found: f'<div class="ld-scroll">{found[0]}</div>', html)
    return _PICTURE.sub(finish_picture, scrolling)


def find_picture(url: str, source: str, folder: Path) -> Path | None:
    """Return the file that a page's picture comes from, None where the folder has none.

    ``url`` is the page's address below the root of the site, ``folder`` the sources of the site.
    """
    address = urlsplit(urljoin(f"/{url}", source))
    if address.scheme or address.netloc:
        return None
    path = folder / unquote(address.path).lstrip("/")
    try:
        return path if path.resolve().is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):  # no name that a file can have
        return None


def measure_picture(path: Path) -> Size | None:
    """Return the width and height of a picture in pixels, as it is shown; None if unreadable."""
    return _measure(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4096)
def _measure(path: Path, _changed: int) -> Size | None:
    if path.suffix.lower() == ".svg":
        box = _VIEW_BOX.search(path.read_bytes())
        return (round(float(box[1])), round(float(box[2]))) if box else None
    try:
        with Image.open(path) as picture:
            width, height = picture.size
            is_turned = picture.getexif().get(_ORIENTATION) in _TURNED
    except (OSError, Image.DecompressionBombError):
        return None
    return (height, width) if is_turned else (width, height)
