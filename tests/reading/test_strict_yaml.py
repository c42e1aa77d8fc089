"""YAML that people write, read strictly."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.reading.strict_yaml import parse_mapping
from ldblog.reading.yaml_values import YamlError


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("# only a comment\n", {}),
        ("a: 1\nb: [x, {c: d}]\n", {"a": 1, "b": ["x", {"c": "d"}]}),
        ("a: yes\nb: true\nc: ~\nd: 1.5\n", {"a": "yes", "b": True, "c": None, "d": 1.5}),
        ("a: '*b & c'\n", {"a": "*b & c"}),
        ("a: &b x\nc: 2 * 3\n", {"a": "x", "c": "2 * 3"}),
        ("date: 2026-11-20\n", {"date": datetime.date(2026, 11, 20)}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
    ],
)
def test_what_is_right_is_read(text: str, values: dict[str, object]) -> None:
    found = parse_mapping(text)
    assert found == values
    assert [type(value) for value in found.values()] == [type(value) for value in values.values()]


def test_keys_know_their_places() -> None:
    assert parse_mapping("a: 1\n\n  \nb:\n  c: 2\n").places == {"a": (1, 1), "b": (4, 1)}


@pytest.mark.parametrize(
    ("text", "problem", "place", "message"),
    [
        ("a: b: c\n", "syntax", (1, 5), "mapping values are not allowed here"),
        ("a: [b\n", "syntax", (2, 1), "expected ',' or ']', but got '<stream end>'"),
        ("a: 1\nb: 2\na: 3\n", "duplicate", (3, 1), "a key is there twice"),
        (
            "a: &a [x]\nb: *a\n",
            "alias",
            (2, 4),
            "the alias *a is not allowed (write the value out)",
        ),
        ("- a\n", "type", (1, 1), "expected key: value lines, not a list"),
        ("just words\n", "type", (1, 1), "expected key: value lines, not a single value"),
        ("1: a\n", "type", (1, 1), "the key 1 is not text (put it in quotes)"),
        (
            "a: b\nc: 2026-02-30\n",
            "syntax",
            (2, 4),
            "a value is impossible: day is out of range for month",
        ),
        ("a:\n" + "[" * 5000, "syntax", (2, 101), "it nests too deeply"),
        ("- " * 5000, "syntax", (1, 1), "it nests too deeply"),
    ],
)
def test_what_is_wrong_has_a_place_and_a_reason(
    text: str, problem: str, place: tuple[int, int], message: str
) -> None:
    with pytest.raises(YamlError) as caught:
        parse_mapping(text)
    error = caught.value
    assert (error.problem, (error.line, error.column), str(error)) == (problem, place, message)


def test_a_number_of_ten_thousand_digits_is_refused_at_its_place() -> None:
    with pytest.raises(YamlError, match="a value is impossible") as caught:
        parse_mapping("a: 1\nb: " + "9" * 10_000)
    assert (caught.value.line, caught.value.column) == (2, 4)


def test_control_characters_are_refused() -> None:
    with pytest.raises(YamlError) as caught:
        parse_mapping("a: \x07\n")
    assert caught.value.problem == "syntax"


@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@` \n\t,?0123~<=."), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_mapping(text)
    except YamlError:
        return
    assert set(found) == set(found.places)


def test_a_comment_where_none_is_expected_is_an_error_like_any_other() -> None:
    with pytest.raises(YamlError):
        parse_mapping("yes<<: #>-\n  x\n\n # y\n0o17 [ \r |\n  a\n # c\n b&a x>")
