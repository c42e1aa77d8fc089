"""The second sanitiser: what finished HTML may hold, whoever wrote it, in one table.

``condense`` escapes what logs say, so of its posts nothing is ever cut here. This is for what it
might miss, and for pages and posts that are written or pasted by hand. What is not in the table
goes; ``docs/hostile-markup.md`` says what that means for an editor.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import nh3
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

# A tag, or several → the attributes that it may have besides those of ``*``.
ALLOWED = {
    "*": "aria-describedby aria-hidden aria-label aria-labelledby class dir hidden id lang role"
    " title",
    # Text
    "b bdi bdo br cite code dfn em i kbd mark rp rt ruby s samp small span strong sub sup u var"
    " wbr": "",
    "a": "href hreflang name rel target",
    "abbr": "",
    "del ins": "cite datetime",
    "q blockquote": "cite",
    "time": "datetime",
    # Blocks
    "address article aside dd details dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header"
    " hgroup hr li nav p pre section summary ul": "",
    "details": "open",
    "li": "value",
    "ol": "reversed start type",
    # Code, with its lines; content tabs and boxes of tasks; formulas and diagrams are text
    "div": "data-tabs",
    "span": "data-linenos",
    "input": "checked disabled name type",
    "label": "for",
    # Tables
    "caption table tbody tfoot thead tr": "",
    "col colgroup": "span",
    "td th": "align colspan headers rowspan scope style",
    # Pictures, films and sound of this site; the icons of Material
    "img": "alt height loading src width",
    "audio": "controls src",
    "video": "controls height src width",
    "source": "src type",
    "svg": "fill height viewBox width xmlns",
    "circle ellipse g line path polygon polyline rect": "cx cy d fill fill-rule height points r rx"
    " ry stroke stroke-linecap stroke-linejoin stroke-width transform width x x1 x2 y y1 y2",
}
SCHEMES = frozenset({"http", "https", "mailto"})
STYLES = frozenset({"text-align"})
# Their content is no text.
_SILENT = """applet embed frameset iframe math noembed noframes noscript object script select style
    template textarea title xmp"""
_VALUES = {("input", "type"): {"checkbox", "radio"}, ("a", "target"): {"_blank", "_self"}}
# Material's scripts find their own parts by such ids and classes; these are Markdown's.
_RESERVED = "__"
_MADE = re.compile(r"__(?:codelineno|span|tabbed)[-_][\w-]+")
_MATERIAL = re.compile(r"md-(?!button|icon|tag|typeset)")
# Browsers drop these from addresses wherever they stand.
_IGNORED = re.compile(r"[\x00-\x20]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
_BLANK = re.compile(r"[\s;]")
_MAX_SHOWN = 60


def sanitise(html: str) -> str:
    """Return a fragment of HTML with nothing in it but what is allowed."""
    return _cleaner().clean(html)


def find_cuts(before: str, after: str) -> list[str]:
    """Return what of a fragment is no longer there: its tags and attributes, as written."""
    return list((Counter(_parts(before)) - Counter(_parts(after))).keys())


@cache
def _cleaner() -> nh3.Cleaner:
    attributes: dict[str, set[str]] = {}
    for tags, names in ALLOWED.items():
        for tag in tags.split():
            attributes.setdefault(tag, set()).update(names.split())
    return nh3.Cleaner(
        tags=attributes.keys() - {"*"},
        clean_content_tags=set(_SILENT.split()),
        attributes=attributes,
        attribute_filter=_filter,
        url_schemes=set(SCHEMES),
        filter_style_properties=set(STYLES),
        link_rel=None,
    )


def _filter(tag: str, name: str, value: str) -> str | None:
    """Return the value that an attribute may have, None where it may have none such."""
    if name == "src":
        # No page makes a reader's browser ask anybody else for anything.
        return None if _ELSEWHERE.match(_IGNORED.sub("", value)) else value
    if name in {"id", "name", "for"}:
        is_free = name == "id" and not value.startswith(_RESERVED)
        return value if is_free or _MADE.fullmatch(value) else None
    if name == "class":
        return " ".join(word for word in value.split() if not _MATERIAL.match(word)) or None
    allowed = _VALUES.get((tag, name))
    return value if allowed is None or value in allowed else None


def _parts(html: str) -> Iterator[str]:
    """Yield all tags of a fragment, and all their attributes, in a form that can be compared."""
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root is not None else ():
        if not (node.tag or "").startswith(("-", "!")):  # comments and the like, which none sees
            yield f"<{node.tag}>"
        for name, value in node.attributes.items():
            yield from _attribute_parts(node.tag or "", name, value or "")


def _attribute_parts(tag: str, name: str, value: str) -> Iterator[str]:
    values = value.split() if name == "class" else [value]
    for one in values:
        text = _BLANK.sub("", one) if name == "style" else one
        yield f'<{tag} {name}="{text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"}">'
