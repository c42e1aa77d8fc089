"""Whole addresses of pages and files, for what is read away from the site."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from ldblog.pages.kept import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ldblog.pages.blog import Blog
    from ldblog.pages.kept import Kept


@dataclass(frozen=True)
class Addresses:
    """Where what pages link to is: ``posts`` are addresses by the paths of their files.

    ``kept`` are the texts of earlier runs, if any; ``asked`` are the pages asked about of late.
    """

    blog: Blog
    posts: Mapping[str, str]
    kept: Kept | None = None
    asked: set[str] = field(default_factory=set, compare=False)

    def recall(self, kind: str, parts: Sequence[str], make: Callable[[], str]) -> str:
        """Return a text that is made from some parts, and from where the pages are it leads to."""
        found = self.find(kind, parts)
        if found is not None:
            return found
        self.asked.clear()
        text = make()
        if self.kept is not None:
            places = {path: self.posts.get(path) for path in sorted(self.asked)}
            self.kept.put(name_of(kind, self.blog.url, *parts), [places, text])
        return text

    def find(self, kind: str, parts: Sequence[str]) -> str | None:
        """Return a text that an earlier run made, None where there is none that is still right."""
        if self.kept is None:
            return None
        places, text = self.kept.get(name_of(kind, self.blog.url, *parts)) or ({"": ""}, "")
        is_right = all(self.posts.get(path) == address for path, address in places.items())
        return str(text) if is_right else None

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
        if not path.endswith(".md"):
            return self.file(path)
        self.asked.add(path)
        if path in self.posts:
            return self.page(self.posts[path])
        folder, name = posixpath.split(path.removesuffix(".md"))
        return self.page(folder if name in {"index", "README"} else posixpath.join(folder, name))
