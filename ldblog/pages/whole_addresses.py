"""Whole addresses of pages and files, for what is read away from the site."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.pages.blog import Blog


@dataclass(frozen=True)
class Addresses:
    """Where what pages link to is: ``posts`` are addresses by the paths of their files."""

    blog: Blog
    posts: Mapping[str, str]

    def page(self, address: str, anchor: str = "") -> str:
        """Return the whole address of a page, or of a place in it."""
        end = "/" if address else ""
        return f"{self.blog.url}{quote(address)}{end}{f'#{quote(anchor)}' if anchor else ''}"

    def file(self, path: str) -> str:
        """Return the whole address of a file below the folder of the site."""
        return self.blog.url + quote(path)

    def resolve(self, link: str, path: str) -> str:
        """Return the whole address of what the page at a path links to.

        What cannot be understood leads to the page itself.
        """
        try:
            parts = urlsplit(link)
        except ValueError:
            return self._of(path)
        if parts.scheme or parts.netloc:
            return link if parts.scheme else urljoin(self.blog.url, link)
        whole = posixpath.join("/", posixpath.dirname(path), unquote(parts.path))
        # From the root, no path climbs above it.
        target = posixpath.normpath(whole).lstrip("/") if parts.path else path
        ends = f"?{parts.query}" * bool(parts.query) + f"#{parts.fragment}" * bool(parts.fragment)
        return self._of(target) + quote(ends, safe="?#%=&;:@!$'()*+,/-._~")

    def _of(self, path: str) -> str:
        """Return the whole address of a file below the folder of the site."""
        if path in self.posts:
            return self.page(self.posts[path])
        if not path.endswith(".md"):
            return self.file(path)
        folder, name = posixpath.split(path.removesuffix(".md"))
        return self.page(folder if name in {"index", "README"} else posixpath.join(folder, name))
