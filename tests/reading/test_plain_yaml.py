"""What is read in C is what the strict reader reads, letter by letter and place by place."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.reading import plain_yaml
from ldblog.reading.plain_yaml import read_plain_mapping
from ldblog.reading.round_trip_yaml import load_mapping
from ldblog.reading.strict_yaml import parse_mapping
from ldblog.reading.yaml_values import StrictMapping

VALUES = [
    "a",
    "1",
    "0",
    "2026-11-20",
    "true",
    "nulls",
    "",
    "a b",
    "a # b",
    "a#b",
    "'a'",
    '"a"',
    "'a''b'",
    "[a, b]",
    "[a, 1, [b]]",
    "{a: b}",
]
VALUES += [
    "{a: {b: c}}",
    "https://a.b/c?d=1&e",
    "a: b",
    "\n  - a\n  - b",
    "\n- a\n- b: c\n  d: e",
    "\n  a: b",
]
MARKS = [
    ": ",
    ":",
    "\n",
    "\n  ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "#",
    " # ",
    '"',
    "'",
    "''",
    " ",
    "? ",
]
MARKS += [
    "& ",
    "*a",
    "!t ",
    "| ",
    ">",
    "%",
    "\\",
    "---",
    "<<: ",
    "=",
    ".",
    "é",
    "\u00a0",
    "\u2028",
    "\t",
]
MARKS += ["\u0085", "\r\n", "🧪", "@", "`", "(", "1", "a", "-", "_", "~", "no", "0x"]
LINES = st.tuples(st.sampled_from(["a", "b", "tags", "'c'", "B"]), st.sampled_from(VALUES))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return some YAML, in which something is written where it may not fit."""
    lines = draw(st.lists(LINES, max_size=3, unique_by=lambda line: line[0]))
    text = "\n".join(f"{key}: {value}" for key, value in lines)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(MARKS)) + text[at:]
    return text


def places_of(value: object) -> object:
    """Return the types, the values and the places in what was read."""
    if isinstance(value, StrictMapping):
        return [(key, value.places[key], places_of(item)) for key, item in value.items()]
    if isinstance(value, list):
        return list(map(places_of, value))
    return type(value), value


@given(texts())
def test_whatever_is_read_in_c_the_strict_reader_reads_in_the_same_way(text: str) -> None:
    found = read_plain_mapping(text)
    assert found is None or places_of(found) == places_of(load_mapping(text))


LOG = """\
tags: [raft, distributed-systems]   # two
kind: reimplementation
date: 2026-11-20
draft: false
minutes: 90
next:
with:
- bo
- "jun f"
artefacts:
  - {title: tiny-raft, url: https://example.com/tiny-raft?a=1&b, kind: code}
links: {github: 'https://github.com/asha'}
"""


def test_the_front_matter_of_a_log_is_read_in_c() -> None:
    found = read_plain_mapping(LOG)
    assert found is not None
    assert found["with"] == ["bo", "jun f"]
    assert [found["date"], found["draft"], found["minutes"], found["next"]] == [
        datetime.date(2026, 11, 20),
        False,
        90,
        None,
    ]
    assert found.places["links"] == (12, 1)


def test_without_the_reader_in_c_the_strict_one_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_yaml, "_LOADER", None)
    assert read_plain_mapping(LOG) is None
    assert parse_mapping(LOG)["with"] == ["bo", "jun f"]


@pytest.mark.parametrize("text", ["", "\n", "# nobody yet\n"])
def test_what_says_nothing_is_an_empty_mapping(text: str) -> None:
    assert read_plain_mapping(text) == load_mapping(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "a", "- a", "a: 1.5", "a: ~", "a: 01", "a: True", "a: no", "a: 2026-02-30", "a: &b c",
        "a: *b", "a: !x b", "a: |\n  b", "a: b\n  c", 'a: "b\n  c"', 'a: "\\x41"', "a: b\na: c",
        "a: {b: c, b: d}", "1: a", "[a]: b", "? a\n: b", "%YAML 1.1\n---\na: b", "a: b\n---\nc: d",
        "a: b\r\nc: d", "a:\tb", "a: \u00a0b", "a: [b", "- - - - - a", "a:\n" + 40 * " " + "b: c",
    ],
)  # fmt: skip
def test_what_is_special_is_left_to_the_strict_reader(text: str) -> None:
    assert read_plain_mapping(text) is None
