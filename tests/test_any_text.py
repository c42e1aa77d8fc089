"""Whatever stands in a file that people write, it is read, or refused with what is wrong."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldblog.composing.posts import Line, read_front_matter
from ldblog.config import parse_config
from ldblog.errors import LdblogError
from ldblog.merging.base import read_base
from ldblog.merging.merge import merge_post
from ldblog.privacy.dictionary import parse_dictionary
from ldblog.privacy.hidden_names import make_redactor
from ldblog.reading.logs import parse_session_file
from ldblog.reading.people import People, parse_people
from ldblog.withdrawing.redirects import parse_redirects

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = [
    *("name: ", "appear: ", "anonymous", "{as: ", "aliases: ", "also_known: ", "links: ", "team: "),
    *("customers:\n ", "hosts:\n ", "tickets:\n ", "instead: ", "also: ", "block", " #", "[A-Z]"),
    *("(a+)+$", ".*", "title: ", "date: ", "entries:\n", "tags: ", "topics", "ignore", " = "),
    *("words_per_log", "[", "]", "{", "}", ",", "'", '"', "'''", "#", "&a ", "*a", "!!x ", "? "),
    *("> ", "- ", "|", ": ", "null", "true", "2026-02-30", "1e999", ".inf", "12:30:45", "---"),
    *("...", "<<: ", "\\", "asha", "bo", "x", "1", "-1", "\t", "é", "\u2028", "\x00"),
]
TEXTS = st.lists(st.sampled_from([*PIECES, "\n", "\n", "\n  "]), max_size=30).map("".join)
ANY = TEXTS | st.text(max_size=80)


def _read_dictionary(text: str) -> None:
    dictionary = parse_dictionary("redact.yml", text, ("*.internal",))
    for hit in make_redactor(dictionary, People()).find(text):
        assert 0 <= hit.start < hit.end <= len(text)


def _read_people(text: str) -> None:
    people = parse_people("people.yml", text)
    make_redactor(parse_dictionary("redact.yml", "", ()), people).find(text)


READERS: dict[str, Callable[[str], object]] = {
    "session.md": lambda text: parse_session_file("2026-11-20", "session.md", text.encode()),
    "front matter of session.md": lambda text: parse_session_file(
        "2026-11-20", "session.md", f"---\n{text}\n---\nwords\n".encode()
    ),
    "front matter of a post": lambda text: read_front_matter(f"---\n{text}\n---\nwords\n"),
    "people.yml": _read_people,
    "redact.yml": _read_dictionary,
    "pyproject.toml": lambda text: parse_config(f"[tool.ldblog]\n{text}".encode()),
    "a base": read_base,
    "a base of this version": lambda text: read_base(f"ldblog base 1 sha256:0\n{text}"),
    "redirects.yml": lambda text: parse_redirects("redirects.yml", text),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@settings(max_examples=60)
@given(text=ANY)
def test_any_text_is_read_or_refused(read: Callable[[str], object], text: str) -> None:
    with suppress(LdblogError):
        read(text)


LINES = [
    *("---", "title: a", "title: b", "tags: [a]", "date:", "entries:", "- anchor: asha", ""),
    *("## Highlights", "### Asha { #asha }", "### Bo { #bo }", "- a", "- b", "  - c", "```"),
    *("<!-- more -->", "<<<<<<< post", "=======", ">>>>>>> logs", "✎", "    x", "{ .byline }"),
]
SIDES = st.lists(st.sampled_from(LINES), max_size=14)


@settings(max_examples=200)
@given(SIDES, SIDES, SIDES)
def test_any_three_posts_are_merged_and_no_line_of_the_editors_is_lost(
    base: list[str], edited: list[str], new: list[str]
) -> None:
    merged = merge_post([Line(it) for it in base], edited, [Line(it) for it in new])
    own = {line for line in edited if line.strip()} - set(base)
    assert own <= set(merged.text)
