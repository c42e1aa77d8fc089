"""A body is cut at its headings, and is all there when it is put together again."""

from __future__ import annotations

from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.posts import Line
from ldblog.merging.blocks import find_code, find_parents, find_words, join_blocks, split_blocks

BODY = """
    Opening.


    ## Highlights

    - One.

    ## Databases
    ### Asha { #asha .x }
    { .byline }

    #### Deeper { #deeper }

    ### A note ###
    # Top
    """


def split(text: str, known: frozenset[str] = frozenset()) -> list[tuple[str, int, str]]:
    blocks = split_blocks([Line(line) for line in dedent(text).splitlines()], known)
    return [(block.key, block.level, "/".join(block.texts)) for block in blocks]


def test_blocks_begin_at_headings_down_to_the_third_level() -> None:
    assert split(BODY) == [
        ("", 0, "Opening."),
        ("## Highlights", 2, "## Highlights//- One."),
        ("## Databases", 2, "## Databases"),
        ("#asha", 3, "### Asha { #asha .x }/{ .byline }//#### Deeper { #deeper }"),
        ("### A note ###", 3, "### A note ###"),
        ("## Top", 1, "# Top"),
    ]


def test_a_deeper_heading_begins_a_block_if_it_is_known() -> None:
    keys = [key for key, _level, _text in split(BODY, frozenset({"#deeper"}))]

    assert "#deeper" in keys


def test_of_two_headings_with_one_key_the_second_has_its_own() -> None:
    assert [key for key, _, _ in split("## A\n\n### B { #a }\n## A\n### C {: #a}\n## A")] == [
        "",
        "## A",
        "#a",
        "## A (2)",
        "#a (2)",
        "## A (3)",
    ]


def test_what_looks_like_a_heading_and_is_none_begins_nothing() -> None:
    for text in ("#x", "#hashtag { #a }", "a\n    ## indented", "- ## in a list", "###### deep"):
        assert [key for key, _, _ in split(text)] == [""]


def test_headings_in_closed_fences_are_code() -> None:
    for text in (
        "```\n## a\n```",
        "~~~ md\n## a\n```\n~~~~",
        "````\n```\n## a\n```\n````",
        "```\n## a\n ``` ",
    ):
        assert [key for key, _, _ in split(text)] == [""]
    for text in ("```\n## a", "``` `x`\n## a\n```", "```\n```\n## a"):
        assert [key for key, _, _ in split(text)] == ["", "## a"]
    assert find_code(["a", "```", "b", "```", "c", "```"]) == {1, 2, 3}


def test_gaps_belong_to_the_block_below() -> None:
    blocks = split_blocks([Line(line) for line in dedent(BODY).splitlines()])

    assert [len(block.gap) for block in blocks] == [1, 2, 1, 0, 1, 0]
    assert [len(block.gap) for block in split_blocks([Line(""), Line("## a")])] == [0, 1]


@given(st.lists(st.sampled_from(["", " ", "a", "## s", "### e { #e }", "```", "# t"]), max_size=15))
def test_all_lines_but_blank_ones_at_the_end_are_in_a_block(texts: list[str]) -> None:
    while texts and not texts[-1].strip():
        texts.pop()
    blocks = split_blocks([Line(text) for text in texts])

    assert [line.text for one in blocks for line in (*one.gap, *one.lines)] == texts
    assert len({block.key for block in blocks}) == len(blocks)


def test_an_entry_stands_in_the_section_above_it_or_in_the_opening() -> None:
    blocks = split_blocks([Line(text) for text in ("### a", "## S", "### b", "# T", "### c")])

    assert find_parents(blocks) == {
        "": None,
        "### a": "",
        "## S": None,
        "### b": "## S",
        "## T": None,
        "### c": "## T",
    }


def test_a_block_becomes_part_of_another_where_both_are_there() -> None:
    blocks = split_blocks([Line(text) for text in ("a", "", "## S", "b", "### e", "c")])
    joined = join_blocks(blocks, {"### e": "", "## S": "gone", "none": ""})

    assert [(block.key, block.texts) for block in joined] == [
        ("", ["a", "### e", "c"]),
        ("## S", ["## S", "b"]),
    ]


def test_the_words_of_a_block_are_what_it_says_and_who_an_entry_is_by() -> None:
    opening, section, entry = split_blocks(
        [Line(text) for text in ("a", "", "## S", "b", "### E { #e }", "{ .x }", "c", "c")]
    )

    assert find_words(opening) == {"a"}
    assert find_words(section) == {"b"}
    assert find_words(entry) == {"### E", "c"}
