"""Texts of posts as HTML that is read away from the site: in feeds.

Every link and picture has its whole address there, and nothing needs a script or a style.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import markdown
import nh3

from ldblog.composing.compose import MORE
from ldblog.pages.kept import name_value
from ldblog.pages.quick_markdown import quicken
from ldblog.processes import find_in_forks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.pages.whole_addresses import Addresses

# What neither XML nor anybody else can read.
_UNREADABLE = re.compile("[^\t\n\\x20-\\x7e\\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MORE = re.compile(rf"^{re.escape(MORE)}[ \t]*\n(?:[ \t]*\n)?", re.MULTILINE)
# Narrower than what a page may have: no ids, no classes, nothing to fill in.
_TAGS = """
a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3
h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small strong sub summary sup table tbody td
tfoot th thead tr u ul var
"""
_SILENT = "iframe math noscript object script style svg template textarea title"
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
}
_BOXES = {"checked": "☑ ", "": "☐ "}
_BOX = re.compile(r'<input type="checkbox" disabled(?:="")? ?(checked)?[^<>]*> ?')
# Readers have no stylesheet for colours of code, and no use for links to a heading beside it.
_PLAINER: Mapping[str, Mapping[str, Any]] = {
    "toc": {"permalink": False},
    "pymdownx.highlight": {"use_pygments": False},
}


class Renderer:
    """Renders the Markdown of posts as the site does, and cleans it for other places."""

    def __init__(self, addresses: Addresses) -> None:
        """Remember where links lead, and what Markdown may hold."""
        blog = addresses.blog
        self._options = {name: dict(values) for name, values in blog.extension_options.items()}
        for name in _PLAINER.keys() & set(blog.extensions):
            self._options[name] = {**self._options.get(name, {}), **_PLAINER[name]}
        self.addresses = addresses
        self._how = name_value([blog.extensions, self._options])
        self._rendered: dict[tuple[str, str], str] = {}
        self._ahead: dict[tuple[str, str], tuple[str, set[str]]] = {}

    def render_ahead(self, texts: Iterable[tuple[str, str]]) -> None:
        """Render texts of pages, given with their paths, in processes, where many are new."""

        def render(share: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Any]:
            return {one: self._render_apart(*one) for one in share}

        new = [one for one in dict.fromkeys(texts) if not self._is_known(*one)]
        self._ahead = find_in_forks(render, new)

    def _is_known(self, text: str, path: str) -> bool:
        found = self.addresses.find("html", (self._how, path, text))
        if found is not None:
            self._rendered[text, path] = found
        return found is not None

    def html(self, text: str, path: str) -> str:
        """Return the Markdown of a page at a path as HTML that can be read anywhere."""
        if (text, path) not in self._rendered:
            parts = (self._how, path, text)
            self._rendered[text, path] = self.addresses.recall(
                "html", parts, lambda: self._take(text, path)
            )
        return self._rendered[text, path]

    def _take(self, text: str, path: str) -> str:
        """Return a text that was rendered ahead; where it was not, render it now."""
        html, asked = self._ahead.get((text, path)) or self._render_apart(text, path)
        self.addresses.asked.update(asked)
        return html

    def _render_apart(self, text: str, path: str) -> tuple[str, set[str]]:
        """Return a rendered text, and the pages that it asked about."""
        self.addresses.asked.clear()
        return self._render(text, path), {*self.addresses.asked}

    @cached_property
    def _parser(self) -> markdown.Markdown:
        """The parser, set up once for all posts."""
        quicken()
        extensions = list(self.addresses.blog.extensions)
        return markdown.Markdown(extensions=extensions, extension_configs=self._options)

    def _render(self, text: str, path: str) -> str:
        raw = self._parser.reset().convert(text)
        boxed = _BOX.sub(lambda found: _BOXES[found[1] or ""], raw)
        cleaned = nh3.clean(
            boxed,
            tags=set(_TAGS.split()),
            clean_content_tags=set(_SILENT.split()),
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            url_relative=lambda link: self.addresses.resolve(link, path),
            link_rel=None,
        )
        return readable(cleaned)


def readable(text: str) -> str:
    """Return a text without the characters that XML cannot hold; lines end with a newline."""
    return _UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def without_more(body: str) -> str:
    """Return a body without the line that ends its lead, and the empty one after it."""
    return _MORE.sub("", body, count=1)
