"""The addresses elsewhere that pages link to, with the places where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag

from ldblog.files import read_lenient
from ldblog.generated import GENERATED
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import walk
from ldblog.text.pages import parse_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.config import Project

_SCHEMES = ("http://", "https://")


class Place(NamedTuple):
    """Where a link stands, counted from 1."""

    path: str
    line: int
    column: int


def find_outgoing(project: Project) -> dict[str, list[Place]]:
    """Return each address elsewhere that a page below ``content/site`` links to, with its places.

    Derived pages are left out: they only repeat what posts have, where it can be corrected.
    Raises LdblogError when a page cannot be read.
    """
    found: dict[str, list[Place]] = {}
    for path in sorted(project.site.rglob("*.md")):
        name, text = project.relative(path), read_lenient(path) or ""
        if GENERATED in text:
            continue
        for url, line, column in parse_outgoing(text):
            found.setdefault(url, []).append(Place(name, line, column))
    return found


def parse_outgoing(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each address elsewhere that a page links to, with its line and column.

    A page that nests too deeply to be read has none: the build says what is wrong with it.
    """
    try:
        document = parse_page(text).body
    except TooDeepError:
        return
    for node in walk(document):
        if node.kind in {"link", "image"} and node.url.lower().startswith(_SCHEMES):
            yield urldefrag(node.url).url, node.line, node.column
