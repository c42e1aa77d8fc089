"""Pages of the site that hold what is listed: on lines that people wrote or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.composing.posts import read_front_matter
from ldblog.files import read_lenient
from ldblog.privacy.block_readings import is_read, place_in
from ldblog.privacy.dictionary import read_dictionary
from ldblog.privacy.hidden_names import make_redactor
from ldblog.privacy.redactions import find_hits, texts_of
from ldblog.rules.redaction import LISTED
from ldblog.text.limits import TooDeepError
from ldblog.text.lines import place_of
from ldblog.text.markdown import walk
from ldblog.text.pages import parse_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.privacy.redactor import Redactor
    from ldblog.reading.people import People
    from ldblog.text.markdown import Node


def check_words(project: Project, people: People, pages: Iterable[Path]) -> Iterator[Diagnostic]:
    """Yield what is listed in some pages below ``content/site``.

    Raises LdblogError when one of them cannot be read.
    """
    redactor = make_redactor(read_dictionary(project), people)
    for path in pages:
        text = read_lenient(path) or "" if path.is_file() else ""
        yield from find_listed(project.relative(path), text, redactor)


def find_listed(path: str, text: str, redactor: Redactor) -> list[Diagnostic]:
    """Return an error for each listed word in a page, in its front matter, or in its name."""
    front, body = _parse(text)
    found = {(*place_of(front, hit.start), hit.source) for hit in redactor.find(front)}
    named = {source for _line, _column, source in found}
    # What is encoded, or is the name of the page, has no place in its text.
    for line in (path.rpartition("/")[2], *_strings(read_front_matter(text))):
        is_words = " " in line
        sources = {it.source for it in redactor.find_in_url(line) if not (it.is_part and is_words)}
        found |= {(1, 1, source) for source in sources - named}
    if body is not None:
        found |= set(_find_in_body(body, redactor))
    return [
        LISTED.at(path, line, column, f"this may not be published: {source} (take it out)")
        for line, column, source in sorted(found)
    ]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for one in value:
            yield from _strings(one)
    else:
        yield str(value)


def _parse(text: str) -> tuple[str, Node | None]:
    """Return a page's front matter and the tree of its body; all of it as one text without any."""
    try:
        return parse_page(text)
    except TooDeepError:
        return text, None


def _find_in_body(body: Node, redactor: Redactor) -> Iterator[tuple[int, int, str]]:
    blocks = list(filter(is_read, walk(body)))
    # Most pages hold nothing, and need not be asked block by block where it is.
    if not redactor.may_find(text for block in blocks for text in _texts_of(block)):
        return
    for node in blocks:
        for leaf, hit in find_hits(node, redactor):
            yield *place_in(leaf, hit.start), hit.source
        for html in _html_in(node):
            for hit in redactor.find(html.literal):
                yield html.line, html.column, hit.source


def _texts_of(block: Node) -> Iterator[str]:
    yield from texts_of(block)
    yield from (html.literal for html in _html_in(block))


def _html_in(block: Node) -> Iterator[Node]:
    """Yield the comments and tags in a block, which go to the site as they are."""
    return (node for node in walk(block) if node.kind in {"html", "html_block"})
