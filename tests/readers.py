"""The two readers of Markdown that posts are written for, and their HTML made comparable."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import comrak
from markdown import Markdown
from mkdocs.config import load_config

ROOT = Path(__file__).parents[1]

_COMRAK_EXTENSIONS = comrak.ExtensionOptions(
    table=True,
    strikethrough=True,
    autolink=True,
    tasklist=True,
    footnotes=True,
    math_dollars=True,
)
_COMRAK_OPTIONS = comrak.ParseOptions(relaxed_autolinks=True)
_COMRAK_RENDER = comrak.RenderOptions(unsafe_=True)

_LISTS, _HEADINGS = {"li", "ul", "ol"}, {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {"code", "em", "strong", "del", "a", "img", "br"}
_BLOCKS = {"pre", "blockquote", "table", "th", "td", "hr"}
_SHOWN = frozenset(_LISTS | _HEADINGS | _INLINE | _BLOCKS)
_DELIMITERS = re.compile(r"\A\\[(\[]|\\[)\]]\Z")
_VOID = frozenset({"img", "br", "hr"})
_BLOCK = re.compile(r"\s*(</?(?:li|ul|ol|pre|h\d|blockquote|table|td|th|hr|br)\b[^>]*>)\s*")


def read_as_commonmark(text: str) -> str:
    """Return the HTML that a CommonMark reader makes of a text."""
    return comrak.markdown_to_html(text, _COMRAK_EXTENSIONS, _COMRAK_OPTIONS, _COMRAK_RENDER)


@cache
def _mkdocs_markdown() -> Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def read_as_mkdocs(text: str) -> str:
    """Return the HTML that Python-Markdown makes with exactly the extensions of mkdocs.yml."""
    reader = _mkdocs_markdown()
    reader.reset()
    return reader.convert(text)


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hrefs: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.hidden = 0
        self.last_class = ""
        self.in_formula = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.tags.add(tag)
        self.attributes.update(given)
        own = {"headerlink", "footnote-backref", "footnote-ref"} & set(
            given.get("class", "").split()
        )
        if own or (self.hidden and tag not in _VOID):
            self.hidden += 1
            return
        for key in ("href", "src"):
            if key in given:
                self.hrefs.append(given[key])
        if tag == "hr" and "footnote" in self.last_class.split():
            return
        self.last_class = given.get("class", "")
        self.in_formula = self.last_class == "arithmatex"
        if tag in _SHOWN:
            self.parts.append(f"<{tag}{_shown_attributes(tag, given)}>")

    def handle_endtag(self, tag: str) -> None:
        self.in_formula = False
        if self.hidden:
            self.hidden -= 1
        elif tag in _SHOWN and tag not in _VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(_DELIMITERS.sub("", data) if self.in_formula else data)


def _shown_attributes(tag: str, given: dict[str, str]) -> str:
    names = {"a": ("href",), "img": ("src", "alt")}.get(tag, ())
    # Percent-encoding differs from reader to reader, and means the same.
    return "".join(f" {unquote(given.get(name, ''))}" for name in names)


def outline(html: str) -> str:
    """Return what of some HTML a reader sees and can open, as one normalised line.

    Known and accepted differences are levelled: which of two marks is the outer one, two lists
    or quotations side by side that one reader joins, and how a formula is delimited.
    """
    parser = _Outline()
    parser.feed(html)
    text = "".join(parser.parts).replace("\u200b", "")
    text = re.sub(r"<a >(.*?)</a>", r"\1", text)  # anchors of lines of code
    text = re.sub(r"(<pre>(?:<code>)?)\s*|\s*((?:</code>)?</pre>)", r"\1\2", text)
    text = _BLOCK.sub(r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"(?:<td></td>)+</table>", "</table>", text)  # a table without rows
    text = re.sub(r"<em><strong>(.*?)</strong></em>", r"<strong><em>\1</em></strong>", text)
    return re.sub(r"</(ul|ol|blockquote)><\1>", "", text).strip()


def visible_text(html: str) -> str:
    """Return the words of some HTML without any white space."""
    return re.sub(r"<[^<>]*>|\s", "", outline(html))


def tags_of(html: str) -> set[str]:
    """Return the names of all tags in some HTML."""
    parser = _Outline()
    parser.feed(html)
    return parser.tags


def addresses_of(html: str) -> list[str]:
    """Return all addresses that some HTML links to or loads."""
    parser = _Outline()
    parser.feed(html)
    return parser.hrefs


def attributes_of(html: str) -> set[str]:
    """Return the names of all attributes in some HTML."""
    parser = _Outline()
    parser.feed(html)
    return parser.attributes
