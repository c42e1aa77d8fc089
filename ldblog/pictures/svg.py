"""SVG made fit for the public: shapes and words on a list of what is allowed, and nothing else.

The file is read as plain XML without a DTD and written anew, so that nothing runs, nothing is
fetched, and nothing that is not seen comes along.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from ldblog.pictures.svg_names import DRAWN_AGAIN, ELEMENTS, GEOMETRY, LOOKS, REFERRING, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MAX_ELEMENTS = 20_000
MAX_DEPTH = 100
MAX_DRAWN = 100_000

_SVG = "http://www.w3.org/2000/svg"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_REFERENCE = re.compile(r"""#([^"')\s]+)""")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+svg[^\[<>]*>")
_INNER = re.compile(r"""url\(\s*["']?#([^"')\s]+)["']?\s*\)""")
_PLAIN = re.compile(r"""[\w\s#.,%()+'"/-]*""")
_FETCHES = re.compile(r"url|src|image|element|attr|expression|import|script", re.IGNORECASE)


class SvgError(ValueError):
    """A file that is not published as SVG; the message says why and what to do."""


def clean_svg(raw: bytes) -> bytes:
    """Return an SVG with the shapes and words of another, and nothing that is not seen in it.

    Raises SvgError for what is no SVG, has a DTD of its own, or is too large or too deep.
    """
    root = _parse(raw)
    if _name(root) != "svg":
        raise SvgError("it is no SVG (save it anew)")
    _check_depth(root)
    writer = _Writer(root)
    return "".join([*writer.write(root, in_words=False, is_again=False), "\n"]).encode("utf-8")


def _parse(raw: bytes) -> Element:
    try:
        text = _DOCTYPE.sub("", raw.decode("utf-8-sig"), count=1)
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise SvgError("it has a DTD (save it as plain SVG)")
        # Without a DTD there are no entities that could grow, or fetch anything.
        return ET.fromstring(text)  # noqa: S314
    except (UnicodeDecodeError, ET.ParseError, ValueError) as error:
        if isinstance(error, SvgError):
            raise
        raise SvgError("it cannot be read as SVG (save it anew, as UTF-8)") from error


def _check_depth(root: Element) -> None:
    count, level = 0, [root]
    for _ in range(MAX_DEPTH):
        count += len(level)
        level = [child for one in level for child in one]
    if level or count > MAX_ELEMENTS:
        raise SvgError("it has too many elements, or nests too deeply (save it as a PNG)")


def _name(element: Element) -> str:
    """Return the name of an element that is allowed and seen, else nothing; links are groups."""
    space, _, name = str(element.tag).rpartition("}")
    name = "g" if name == "a" else name
    is_ours = space in {"", f"{{{_SVG}"} and name in ELEMENTS
    return name if is_ours and not _is_hidden(element) else ""


def _is_hidden(element: Element) -> bool:
    looks = {**element.attrib, **dict(_styles(element.get("style", "")))}
    return looks.get("display", "").strip() == "none" or (
        looks.get("visibility", "").strip() in {"hidden", "collapse"}
    )


class _Writer:
    """Writes what is allowed of an SVG; names that are referred to are numbered."""

    def __init__(self, root: Element) -> None:
        allowed = list(_walk(root))
        wanted = {it for one in allowed for value in one.attrib.values() for it in _refer(value)}
        self.targets: dict[str, Element] = {}
        for one in allowed:
            if one.get("id", "") in wanted:
                self.targets.setdefault(one.attrib["id"], one)
        self.numbers = {name: f"i{number}" for number, name in enumerate(self.targets, 1)}
        self.drawn = len(allowed)

    def write(self, element: Element, *, in_words: bool, is_again: bool) -> Iterator[str]:
        """Yield the text of an element and of those below it."""
        name = _name(element)
        attributes = self._attributes(element, name, is_again=is_again)
        if name == "use" and "href" not in attributes:
            return
        is_root = "" if in_words or name != "svg" else f' xmlns="{_SVG}"'
        yield f"<{name}{is_root}"
        yield from (f" {key}={quoteattr(value)}" for key, value in attributes.items())
        yield ">"
        has_words = name in WORDS
        yield escape(element.text or "") if has_words else ""
        for child in element:
            if _name(child):
                again = is_again or name in DRAWN_AGAIN
                yield from self.write(child, in_words=has_words, is_again=again)
            yield escape(child.tail or "") if has_words else ""
        yield f"</{name}>"

    def _attributes(self, element: Element, name: str, *, is_again: bool) -> dict[str, str]:
        found: dict[str, str] = {}
        given = [*element.attrib.items(), *_styles(element.get("style", ""))]
        for key, value in given:
            if key == "id" and self.targets.get(value) is element:
                found["id"] = self.numbers[value]
            elif key in _HREFS and name in REFERRING:
                found |= self._link(name, value.strip())
            elif key in GEOMETRY or key in LOOKS:
                found |= self._look(key, value.strip(), is_again=is_again)
            elif key == _SPACE and value == "preserve":
                found["xml:space"] = value
        return found

    def _link(self, name: str, value: str) -> dict[str, str]:
        """Return what a reference within the picture becomes; one that draws again is counted."""
        target = self.targets.get(value.removeprefix("#")) if value.startswith("#") else None
        if target is None:
            return {}
        if name == "use":
            below = list(_walk(target))
            self.drawn += len(below)
            if self.drawn > MAX_DRAWN:
                raise SvgError("it draws too much again and again (save it as a PNG)")
            if any(_name(one) == "use" for one in below):
                return {}
        return {"href": f"#{self.numbers[value[1:]]}"}

    def _look(self, key: str, value: str, *, is_again: bool) -> dict[str, str]:
        inner = _INNER.fullmatch(value)
        if inner:
            target = self.targets.get(inner[1])
            is_simple = target is not None and _name(target).endswith("Gradient")
            is_known = target is not None and (is_simple or not is_again)
            return {key: f"url(#{self.numbers[inner[1]]})"} if is_known else {}
        is_plain = _PLAIN.fullmatch(value) and not _FETCHES.search(value)
        return {key: value} if is_plain else {}


def _walk(element: Element) -> Iterator[Element]:
    """Yield an element and those below it, as far as they are allowed."""
    if _name(element):
        yield element
        for child in element:
            yield from _walk(child)


def _refer(value: str) -> list[str]:
    return _REFERENCE.findall(value)


def _styles(style: str) -> Iterator[tuple[str, str]]:
    """Yield the declarations of a style that could be attributes."""
    for declaration in style.split(";"):
        key, _, value = declaration.partition(":")
        if key.strip() in LOOKS:
            yield key.strip(), value
