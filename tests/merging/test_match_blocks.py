"""What is the same block on two sides is found, whatever became of its heading."""

from __future__ import annotations

from ldblog.composing.posts import Line
from ldblog.merging.match_blocks import match_bodies

BASE = [
    "Lead.",
    "## Highlights",
    "- a",
    "- b",
    "## DB",
    "### Asha { #asha }",
    "- x",
    "### Bo { #bo }",
]
BASE += ["- y", "- z"]


def keys(edited: list[str], new: list[str] | None = None) -> list[list[str]]:
    sides = (BASE, edited, new or BASE)
    bodies = match_bodies(*([Line(text) for text in side] for side in sides))
    return [[block.key for block in side] for side in (bodies.base, bodies.edited, bodies.new)]


def without(*left_out: str) -> list[str]:
    return [line for line in BASE if line not in left_out]


def with_other(old: str, new: str) -> list[str]:
    return [new if line == old else line for line in BASE]


ALL = ["", "## Highlights", "## DB", "#asha", "#bo"]


def test_headings_with_other_words_are_found_by_what_stands_below_them() -> None:
    for old, new in (
        ("## Highlights", "## The best"),
        ("## DB", "## Storage { #store }"),
        ("### Bo { #bo }", "### Bo { #bo-lin }"),
        ("### Bo { #bo }", "##### Of Bo {#bo}"),
        ("### Bo { #bo }", "### Bo Lin"),
    ):
        assert keys(with_other(old, new)) == [ALL, ALL, ALL]


def test_a_section_of_the_editors_own_is_none_of_ours() -> None:
    mine = ["## Mine", "Words."]

    assert keys(without("## Highlights", "- a", "- b") + mine)[1] == ["", *ALL[2:], "## Mine"]


def test_the_text_of_a_removed_heading_joins_the_block_it_ran_into_on_all_sides() -> None:
    late = [*BASE, "### Cy { #cy }", "- c"]

    assert keys(without("### Bo { #bo }"), late) == [ALL[:4], ALL[:4], [*ALL[:4], "#cy"]]
    bare = [line for line in BASE if not line.startswith("#")]
    assert keys(bare, late) == [["", "## DB"], [""], ["", "## DB", "#cy"]]


def test_what_the_editor_removed_is_not_taken_for_something_else() -> None:
    assert keys(without("### Bo { #bo }", "- y", "- z"))[1] == ALL[:4]
    assert keys(without("## DB"))[1] == ["", "## Highlights", "#asha", "#bo"]


def test_another_anchor_in_the_logs_is_another_entry_however_alike() -> None:
    assert keys(BASE, with_other("### Bo { #bo }", "### Cy { #cy }"))[2] == [*ALL[:4], "#cy"]
    assert keys([*BASE, "### Bo { #bo }", "- y", "- z"], [*BASE, "### Cy { #cy }", "- y", "- z"])[
        1
    ] == [*ALL, "#bo (2)"]


def test_a_section_that_the_logs_renamed_is_the_same() -> None:
    assert keys(BASE, with_other("## DB", "## Databases"))[2] == ALL


def test_a_renamed_section_is_found_in_the_new_post_where_the_base_is_behind() -> None:
    new = [*BASE[:2], "- c", "- d", *BASE[4:]]
    edited = [BASE[0], "## The best", *new[2:]]

    assert keys(edited, new) == [ALL, ALL, ALL]
