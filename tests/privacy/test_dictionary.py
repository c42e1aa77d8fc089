"""redact.yml is read strictly, and no message quotes it."""

from __future__ import annotations

import re
import time

import pytest

from ldblog.errors import LdblogError
from ldblog.privacy.dictionary import Dictionary, parse_dictionary, require_usable
from ldblog.text.folding import normalise

PATH = "content/redact.yml"


def read(text: str) -> Dictionary:
    """Return the dictionary in a text."""
    return parse_dictionary(PATH, text, ())


def test_an_entry_says_what_readers_see_and_where_it_stands() -> None:
    text = """
customers:
  Acme: a client
  Globex Corporation: {instead: "client #", also: [Globex]}
projects: {Bluebird: block}
people: {Ola Nordmann: }
hosts: {"*.acme.example": }
tickets: {"[A-Z]{2,5}-[0-9]+": a case}
others:
"""
    found = read(text)
    assert found.diagnostics == ()
    assert [
        (one.words, one.instead, one.source.rpartition(":")[2], one.blocks, one.is_host)
        for one in found.entries
    ] == [
        (("Acme",), "a client", "3", False, False),
        (("Globex Corporation", "Globex"), "client #", "4", False, False),
        (("Bluebird",), "a project", "5", True, False),
        (("Ola Nordmann",), "a colleague", "6", False, False),
        (("acme.example",), "an internal host", "7", False, True),
        ((), "a case", "8", False, False),
    ]
    require_usable(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Zorblax: a client", "1:1: LD060 this group is unknown (known: customers, projects"),
        ("customers: [Zorblax]", "1:1: LD060 a group holds lines of name: what readers see"),
        ("customers:\n  Zorblax: [x]", "2:3: LD060 what readers see must be a line of at most 80"),
        ("customers:\n  Zorblax: 3", "2:3: LD060 what readers see must be a line of at most 80"),
        ("customers: {Zorblax: {see: x}}", "1:13: LD060 of an entry only instead and also"),
        ("customers: {Zorblax: {also: x}}", "1:13: LD060 also must be a list of other"),
        ("tickets: {Zorblax: {also: [x]}}", "1:11: LD060 also must be a list of other"),
        ("customers: {2026: x}", "1:13: LD060 a name must be text (put it in quotes)"),
        ("customers: {Zorblax: {also: [1]}}", "1:13: LD060 a name must be text"),
        ("customers: {'Z-': x}", "1:13: LD060 a name must have 2 letters or more"),
        ("tickets: {'(Zorblax': x}", "1:11: LD060 this is no regular expression of RE2"),
        ("tickets: {'(Z)\\1': x}", "1:11: LD060 this is no regular expression of RE2"),
        ("tickets: {'(Zorblax)?': x}", "1:11: LD060 the pattern finds anything"),
        ("tickets: {'.': x}", "1:11: LD060 the pattern finds anything"),
        (
            "customers: {Zorblax: x}\nprojects:\n  ZORBLAX: x",
            "3:3: LD060 a spelling of this is already on line 1",
        ),
        (
            "customers: {Zorblax: the Zorblax shop}",
            "1:1: LD060 what readers see holds a word that is listed itself",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_never_quoted(text: str, message: str) -> None:
    found = read(text)
    (one,) = found.diagnostics
    said = f"{one.line}:{one.column}: {one.code} {one.message}"
    assert said.startswith(message)
    assert "orblax" not in said.lower()
    with pytest.raises(LdblogError, match="LD060") as caught:
        require_usable(found)
    assert "orblax" not in str(caught.value).lower()


@pytest.mark.parametrize("text", ["- Zorblax", "a: *Zorblax", "Zorblax: 1\nZorblax: 2", "1: x"])
def test_a_file_that_is_no_mapping_stops_and_is_not_quoted(text: str) -> None:
    with pytest.raises(LdblogError, match=re.escape(PATH)) as caught:
        read(text)
    assert "Zorblax" not in str(caught.value)


def test_no_pattern_takes_long_on_any_text() -> None:
    found = read("tickets: {'(Z+)+-[0-9]': x}")
    start = time.perf_counter()
    assert list(found.spellings.find(normalise("Z" * 100_000))) == []
    assert time.perf_counter() - start < 1


def test_a_thousand_names_cost_little() -> None:
    names = "".join(f"  Zor{number}blax Ltd: x\n" for number in range(1000))
    found = read(f"customers:\n{names}")
    view = normalise("Some words of a log about nothing that is listed at all. " * 1000)
    assert list(found.spellings.find(view)) == []
    start = time.perf_counter()
    list(found.spellings.find(view))
    assert time.perf_counter() - start < 0.05
