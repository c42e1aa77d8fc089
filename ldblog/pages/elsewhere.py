"""Texts of posts as they are read away from the site: in feeds, and as Markdown.

Every link and picture has its whole address there, and nothing needs a script or a style.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import markdown
import nh3

from ldblog.text.markdown import TooDeepError, parse, split_lines, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.pages.blog import Blog
    from ldblog.text.markdown import Node

# What neither XML nor anybody else can read.
_UNREADABLE = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = frozenset(
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary"
    " sup table tbody td tfoot th thead tr u ul var".split()  # noqa: SIM905 - easier to read
)
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math"})
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
}
_BOXES = {"checked": "☑ ", "": "☐ "}
_BOX = re.compile(r'<input type="checkbox" disabled(?:="")? ?(checked)?[^<>]*>')
# Readers have no stylesheet for colours of code, and no use for links to a heading beside it.
_PLAINER: Mapping[str, Mapping[str, Any]] = {
    "toc": {"permalink": False},
    "pymdownx.highlight": {"use_pygments": False},
}
_STYLES = re.compile(r"[ \t]*\{[ \t]*[.#][^{}\n]*\}[ \t]*$")
_DEFINITION = re.compile(r"( {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*)(\S+)")


@dataclass(frozen=True)
class Addresses:
    """Where what pages link to is: ``posts`` are addresses by the paths of their files."""

    blog: Blog
    posts: Mapping[str, str]

    def page(self, address: str, anchor: str = "") -> str:
        """Return the whole address of a page, or of a place in it."""
        end = "/" if address else ""
        return f"{self.blog.url}{quote(address)}{end}{f'#{quote(anchor)}' if anchor else ''}"

    def resolve(self, link: str, path: str) -> str:
        """Return the whole address of what the page at a path links to.

        What cannot be understood leads to the page itself.
        """
        try:
            parts = urlsplit(link)
        except ValueError:
            return self._of(path)
        if parts.scheme or parts.netloc:
            return urljoin(self.blog.url, link)
        target = path
        if parts.path:
            folder = "" if parts.path.startswith("/") else posixpath.dirname(path)
            target = posixpath.normpath(posixpath.join(folder, unquote(parts.path).lstrip("/")))
        ends = f"?{parts.query}" * bool(parts.query) + f"#{parts.fragment}" * bool(parts.fragment)
        return self._of(target) + quote(ends, safe="?#%=&;:@!$'()*+,/-._~")

    def _of(self, path: str) -> str:
        """Return the whole address of a file below the folder of the site."""
        path = path.removeprefix("../").removeprefix("./")
        if path in self.posts:
            return self.page(self.posts[path])
        if not path.endswith(".md"):
            return self.blog.url + quote("" if path in {".", ".."} else path)
        folder, name = posixpath.split(path.removesuffix(".md"))
        return self.page(folder if name in {"index", "README"} else posixpath.join(folder, name))


class Renderer:
    """Renders the Markdown of posts as the site does, and cleans it for other places."""

    def __init__(self, addresses: Addresses) -> None:
        """Remember where links lead, and set the parser up once for all posts."""
        blog = addresses.blog
        options = {name: dict(values) for name, values in blog.extension_options.items()}
        for name in _PLAINER.keys() & set(blog.extensions):
            options[name] = {**options.get(name, {}), **_PLAINER[name]}
        self.addresses = addresses
        self._parser = markdown.Markdown(
            extensions=list(blog.extensions), extension_configs=options
        )

    def html(self, text: str, path: str) -> str:
        """Return the Markdown of a page at a path as HTML that can be read anywhere."""
        raw = self._parser.reset().convert(text)
        boxed = _BOX.sub(lambda found: _BOXES[found[1] or ""], raw)
        cleaned = nh3.clean(
            boxed,
            tags=set(_TAGS),
            clean_content_tags=set(_SILENT),
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            url_relative=lambda link: self.addresses.resolve(link, path),
            link_rel=None,
        )
        return readable(cleaned)


def readable(text: str) -> str:
    """Return a text without the characters that XML cannot hold; lines end with a newline."""
    return _UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def to_markdown(text: str, path: str, addresses: Addresses) -> str:
    """Return the Markdown of a page with whole addresses, and without ids and classes.

    What nests too deeply to be read is returned as it is.
    """
    try:
        nodes = list(walk(parse(text)))
    except TooDeepError:
        return text
    lines = split_lines(text)
    links = [node for node in nodes if node.kind in {"link", "image"}]
    for node in sorted(links, key=lambda node: (node.line, node.column), reverse=True):
        _replace_address(lines, node, addresses.resolve(node.url, path))
    code = {
        number
        for node in nodes
        if node.kind in {"code_block", "math"}
        for number in range(node.line, node.last_line + 1)
    }
    plain = (
        line if number in code else _simplify(line, path, addresses)
        for number, line in enumerate(lines, 1)
    )
    return "\n".join(line for line in plain if line is not None).strip() + "\n"


def _replace_address(lines: list[str], node: Node, address: str) -> None:
    """Put another address where a link or picture has its own, in the line that it ends in."""
    at = node.last_line - 1
    start = node.column - 1 if node.line == node.last_line else 0
    inside, mark, target = lines[at][start : node.last_column].rpartition("](")
    if not mark:
        # A reference, whose address stands elsewhere; or an address alone.
        return
    title = target[len(target.split()[0]) :] if len(target.split()) > 1 else ")"
    lines[at] = f"{lines[at][:start]}{inside}]({address}{title}{lines[at][node.last_column :]}"


def _simplify(line: str, path: str, addresses: Addresses) -> str | None:
    """Return a line without what only the site's stylesheet reads; None if nothing is left."""
    found = _DEFINITION.match(line)
    if found:
        return f"{found[1]}{addresses.resolve(found[2].strip('<>'), path)}{line[found.end() :]}"
    simple = _STYLES.sub("", line)
    return simple if simple.strip() or not line.strip() else None
