"""The block between two lines of ---."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.reading.frontmatter import FrontMatter, parse_front_matter
from ldblog.reading.yaml_values import YamlError


@pytest.mark.parametrize(
    "text", ["", "words\n", "\n---\na: 1\n---\n", "----\na: 1\n----\n", " ---\n", "--- a\n"]
)
def test_a_text_without_a_fence_on_its_first_line_has_none(text: str) -> None:
    assert parse_front_matter(text) == FrontMatter({}, {}, text)


def test_the_body_keeps_its_lines() -> None:
    text = "---\ntags: [a]\n\nTitle: b\n---\nwords\n\n"
    assert parse_front_matter(text) == FrontMatter(
        {"tags": ["a"], "title": "b"},
        {"tags": (2, 1), "title": (4, 1)},
        "   \n         \n\n        \n   \nwords\n\n",
    )


@pytest.mark.parametrize("text", ["---\na: 1\n...\nx", "--- \na: 1\n---\t\nx", "---\ra: 1\r---\rx"])
def test_fences_may_end_otherwise(text: str) -> None:
    found = parse_front_matter(text)
    assert found.values == {"a": 1}
    assert found.body.strip() == "x"


def test_front_matter_may_be_empty_or_a_whole_file() -> None:
    assert parse_front_matter("---\n---\nx").values == {}
    assert parse_front_matter("---\na: 1\n---").body == "   \n    \n   "


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("---\na: 1\n", "syntax", 1),
        ("---", "syntax", 1),
        ("---\na: 1\nb: [\n---\n", "syntax", 4),
        ("---\na: 1\nA: 2\n---\n", "duplicate", 3),
        ("---\n- a\n---\n", "type", 2),
        ("---\n" + "# a\n" * 5001 + "---\n", "syntax", 2),
    ],
)
def test_what_cannot_be_read_has_its_line_in_the_file(text: str, problem: str, line: int) -> None:
    with pytest.raises(YamlError) as caught:
        parse_front_matter(text)
    assert (caught.value.problem, caught.value.line) == (problem, line)


@given(st.text(alphabet="ab: \r\n-"), st.text(alphabet="xy \r\n-"))
def test_a_body_has_as_many_lines_as_its_file(block: str, rest: str) -> None:
    text = f"---\n{block}\n---\n{rest}"
    try:
        body = parse_front_matter(text).body
    except YamlError:
        return
    ends = [text.count(end) for end in ("\r\n", "\n", "\r")]
    assert [body.count(end) for end in ("\r\n", "\n", "\r")] == ends
