"""What an editor and the logs each changed comes together, and no human byte is lost."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.merge import Conflict, merge_post
from ldblog.posts import Line

LOG_LINES = st.lists(st.sampled_from([*"abcdef", ""]), max_size=10)
LATE_LINES = st.lists(st.sampled_from([*"abcdef", "", "N1", "N2"]), max_size=10)
EDITED = st.lists(st.sampled_from([*"abcdef", "", "E1", "E2"]), max_size=10)


def sourced(words: list[str], source: str) -> list[Line]:
    return [Line(word, f"{source}:{number}") for number, word in enumerate(words, 1)]


def test_a_line_that_only_the_editor_changed_is_the_editors() -> None:
    base, new = sourced(["a", "b", "c"], "x.md"), sourced(["a", "b", "c", "d"], "x.md")

    merged = merge_post(base, ["a", "B!", "c"], new)

    assert merged.text == ["a", "B!", "c", "d"]
    assert merged.base == new
    assert merged.conflicts == ()


def test_a_line_that_both_changed_stays_the_editors_and_is_reported_with_its_line() -> None:
    base, new = sourced(["a", "b", "c"], "x.md"), sourced(["a", "b from the log", "c"], "y.md")

    merged = merge_post(base, ["first", "a", "b from the editor", "c"], new)

    assert merged.text == ["first", "a", "b from the editor", "c"]
    assert merged.base == [new[0], base[1], new[2]]
    assert merged.conflicts == (Conflict(3, ("b from the editor",), ("b from the log",)),)


def test_a_conflict_can_be_settled_either_way_and_is_then_over() -> None:
    base, new = sourced(["a", "b"], "x.md"), sourced(["a", "new"], "x.md")
    edited = ["a", "edited"]

    ours = merge_post(base, edited, new, "ours")
    theirs = merge_post(base, edited, new, "theirs")

    assert (ours.text, ours.base, ours.conflicts) == (["a", "edited"], new, ())
    assert (theirs.text, theirs.base, theirs.conflicts) == (["a", "new"], new, ())


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    merged = merge_post(sourced(["a"], "x.md"), ["b"], sourced(["b"], "x.md"))

    assert (merged.text, merged.conflicts) == (["b"], ())


def test_each_of_several_conflicts_keeps_its_part_of_the_base() -> None:
    base = sourced(["a", "-", "b", "-", "c"], "x.md")
    new = sourced(["a1", "a2", "-", "b", "-", "c1"], "x.md")

    merged = merge_post(base, ["A", "-", "b", "-", "C"], new)

    assert merged.text == ["A", "-", "b", "-", "C"]
    assert [line.text for line in merged.base] == ["a", "-", "b", "-", "c"]
    assert [conflict.line for conflict in merged.conflicts] == [1, 5]


def lines(text: str) -> list[str]:
    return dedent(text).splitlines()


def check_merge(base: str, edited: str, new: str, expected: str) -> None:
    """Merge, twice; fail on a conflict."""
    late = sourced(lines(new), "y.md")
    merged = merge_post(sourced(lines(base), "x.md"), lines(edited), late)

    assert (merged.text, merged.conflicts) == (lines(expected), ())
    assert merged.base == late
    assert merge_post(merged.base, merged.text, late) == merged


@pytest.mark.parametrize(
    ("base", "edited", "new", "expected"),
    [
        ("a", "a\n\n## Mine\n\nE", "a\n\n### Bo\n\n- n", "a\n\n### Bo\n\n- n\n\n## Mine\n\nE"),
        ("a\n\nz", "a\n\nE\n\nz", "a\n\nN\n\nz", "a\n\nN\n\nE\n\nz"),
        ("- a\n- z", "- a\n- E\n- z", "- a\n- N\n- z", "- a\n- N\n- E\n- z"),
        ("- a", "- a\n    - E", "- a\n- N", "- a\n    - E\n- N"),
        ("- a", "- a\n\n    E", "- a\n- N", "- a\n\n    E\n\n- N"),
        ("a", "a\nE goes on.", "a\n\nN", "a\nE goes on.\n\nN"),
        ("a", "a\n# E", "a\n# N", "a\n# N\n\n# E"),
        ("z", "E\nz", "N\nz", "N\n\nE\nz"),
        ("a", "a\n\nN\n\nE", "a\n\nN", "a\n\nN\n\nE"),
    ],
)
def test_what_both_inserted_at_one_place_is_all_kept_and_stays_what_it_was(
    base: str, edited: str, new: str, expected: str
) -> None:
    check_merge(base, edited, new, expected)


def test_without_a_base_nothing_was_inserted() -> None:
    merged = merge_post([], ["mine"], sourced(["new"], "x.md"))

    assert (merged.text, merged.conflicts) == (["mine"], (Conflict(1, ("mine",), ("new",)),))


def test_a_conflict_below_a_front_matter_is_reported_with_its_line_in_the_file() -> None:
    base = sourced(["---", "title: T", "---", "a"], "x.md")
    new = sourced(["---", "title: T", "tags:", "- n", "---", "N"], "x.md")

    merged = merge_post(base, ["---", "title: T", "---", "E"], new)

    assert merged.text == ["---", "title: T", "tags:", "- n", "---", "E"]
    assert merged.base == [*new[:5], base[3]]
    assert merged.conflicts == (Conflict(6, ("E",), ("N",)),)


@given(LOG_LINES, EDITED, LATE_LINES)
def test_without_a_conflict_all_that_either_side_added_is_there(
    before: list[str], edited: list[str], after: list[str]
) -> None:
    merged = merge_post(sourced(before, "x.md"), edited, sourced(after, "y.md"))

    added = {line for line in [*edited, *after] if line not in before}
    if not merged.conflicts:
        assert added <= set(merged.text)
    assert {line for line in edited if line not in before} <= set(merged.text)


@given(LOG_LINES, LOG_LINES)
def test_a_post_that_nobody_edited_becomes_the_new_one(before: list[str], after: list[str]) -> None:
    merged = merge_post(sourced(before, "x.md"), before, sourced(after, "y.md"))

    assert (merged.text, merged.conflicts) == (after, ())
    assert merged.base == sourced(after, "y.md")


@given(LOG_LINES, EDITED)
def test_logs_that_did_not_change_leave_the_editors_text_alone(
    before: list[str], edited: list[str]
) -> None:
    merged = merge_post(sourced(before, "x.md"), edited, sourced(before, "x.md"))

    assert (merged.text, merged.conflicts) == (edited, ())


@given(LOG_LINES, EDITED, LOG_LINES)
def test_what_only_the_editor_wrote_is_all_still_there(
    before: list[str], edited: list[str], after: list[str]
) -> None:
    merged = merge_post(sourced(before, "x.md"), edited, sourced(after, "y.md"))

    for own in ("E1", "E2"):
        assert merged.text.count(own) == edited.count(own)


@given(LOG_LINES, EDITED, LOG_LINES)
def test_a_conflict_is_found_again_until_it_is_settled(
    before: list[str], edited: list[str], after: list[str]
) -> None:
    new = sourced(after, "y.md")
    first = merge_post(sourced(before, "x.md"), edited, new)

    again = merge_post(first.base, first.text, new)
    settled = merge_post(first.base, first.text, new, "ours")

    assert again.text == first.text
    assert bool(again.conflicts) == bool(first.conflicts)
    assert (settled.text, settled.base, settled.conflicts) == (first.text, new, ())
