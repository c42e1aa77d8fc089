"""A post's front matter is read alike by YAML 1.1 and 1.2, and by MkDocs."""

from __future__ import annotations

import datetime
from textwrap import dedent

import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ldblog.composing.posts import (
    Line,
    Post,
    _dump,
    _Dumper,
    dump_yaml,
    find_pictures,
    read_front_matter,
    render_lines,
)


def test_a_post_is_front_matter_a_blank_line_and_its_body() -> None:
    post = Post("2026-11-20.md", {"title": "Raft: a vote", "slug": "2026-11-20"}, [Line("Hello.")])
    assert render_lines(post.lines()) == dedent("""\
        ---
        title: 'Raft: a vote'
        slug: '2026-11-20'
        ---

        Hello.
        """)


_TEXT = st.text(max_size=20) | st.text("ab:# -'\"?[{&*!|>%@`~é中😀\u2028\x85\n\t0.e", max_size=12)
_VALUE = st.recursive(
    _TEXT | st.booleans() | st.none() | st.integers() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(_TEXT, _VALUE, max_size=4))
def test_yaml_is_written_in_c_as_it_is_in_python(values: dict[str, object]) -> None:
    assert dump_yaml(values) == _dump(values, _Dumper)


@given(st.dictionaries(st.sampled_from("abcde"), st.text(max_size=40), max_size=5))
def test_both_versions_of_yaml_read_what_was_written(values: dict[str, str]) -> None:
    text = dump_yaml(values)
    assert yaml.safe_load(text) == values
    assert dict(YAML(typ="safe", pure=True).load(text)) == values


def test_the_same_list_twice_is_written_out_twice() -> None:
    tags = ["raft"]
    assert dump_yaml({"a": tags, "b": tags}) == "a:\n- raft\nb:\n- raft\n"


def test_front_matter_is_read_with_either_line_ending() -> None:
    assert read_front_matter("---\r\ntitle: x\r\n---\r\nbody\r\n") == {"title": "x"}
    assert read_front_matter("---\ndate: 2026-11-20\n---\n") == {
        "date": datetime.date(2026, 11, 20)
    }


def test_what_is_no_front_matter_reads_as_none() -> None:
    for text in (
        "",
        "words",
        "---\n- a list\n---\n",
        "---\na: [\n---\n",
        "---\nd: 2026-02-30\n---\n",
    ):
        assert read_front_matter(text) == {}


def test_pictures_are_those_below_the_folder_of_the_site() -> None:
    text = "![a](../assets/x/a%20b..png) [![b](../assets/b&amp;c.png)](../c.md) ![](../assets/../d)"

    assert find_pictures(text) == {"assets/x/a b..png", "assets/b&c.png"}
