"""Lines are merged one by one: a conflict is where both sides changed the same, and only there."""

from __future__ import annotations

import pytest

from ldblog.composing.posts import Line
from ldblog.merging.merge_lines import Clash, merge_lines, merge_without_base


def merge(base: str, edited: str, new: str, source: str = "x.md:1") -> str:
    """Merge lines that are a letter each; a conflict is shown as ``<ours|theirs>``."""
    merged = merge_lines(
        [Line(text, source) for text in base],
        [Line(text) for text in edited],
        [Line(text, source) for text in new],
    )
    return show(merged, edited)


def show(merged: list[Line | Clash], edited: str) -> str:
    shown = ""
    for piece in merged:
        if isinstance(piece, Clash):
            ours, theirs = ("".join(line.text for line in it) for it in (piece.edited, piece.new))
            assert edited[piece.start : piece.start + len(ours)] == ours
            shown += f"<{ours}|{theirs}>"
        else:
            shown += piece.text
    return shown


@pytest.mark.parametrize(
    ("base", "edited", "new", "expected"),
    [
        ("abc", "abc", "abX", "abX"),
        ("abc", "aEc", "abc", "aEc"),
        ("abc", "aEc", "abX", "aEX"),
        ("abc", "aEEc", "abX", "aEEX"),
        ("abc", "aEbc", "aXc", "aEXc"),
        ("abc", "abEc", "aXc", "aXEc"),
        ("abc", "aEc", "abXc", "aEXc"),
        ("abc", "aEc", "aXbc", "aXEc"),
        ("abc", "ac", "abXc", "aXc"),
        ("abc", "ab", "aXc", "aX"),
        ("abcd", "ad", "abXcd", "aXd"),
        ("abcd", "abEcd", "ad", "aEd"),
        ("abcd", "aEEEd", "abXcd", "a<EEE|bXc>d"),
        ("abc", "aEc", "aXc", "a<E|X>c"),
        ("abc", "ac", "aXc", "a<|X>c"),
        ("abc", "aEc", "ac", "a<E|>c"),
        ("abcd", "aEFd", "aXYd", "a<E|X><F|Y>d"),
        ("abcd", "aEXd", "aYXd", "a<E|Y>Xd"),
        ("abc", "aXc", "aXc", "aXc"),
        ("abcdefg", "EbcdeFg", "XbcdeYg", "<E|X>bcde<F|Y>g"),
        ("abcdefg", "EEbcdeFg", "XbcdeYg", "<EE|X>bcde<F|Y>g"),
    ],
)
def test_only_lines_that_both_changed_are_in_conflict(
    base: str, edited: str, new: str, expected: str
) -> None:
    assert merge(base, edited, new) == expected


def test_lines_of_ldblogs_own_that_the_editor_changed_are_the_editors() -> None:
    assert merge("abc", "aEc", "aXc", source="") == "aEc"
    assert merge("abc", "ac", "aXc", source="") == "ac"


@pytest.mark.parametrize(
    ("edited", "new", "expected"),
    [
        ("abc", "abc", "abc"),
        ("aEbc", "abc", "aEbc"),
        ("abc", "aXbc", "aXbc"),
        ("aEc", "aXc", "a<E|X>c"),
        ("aEbc", "abXc", "aEbXc"),
    ],
)
def test_without_a_base_what_one_side_has_on_top_stays(
    edited: str, new: str, expected: str
) -> None:
    sides = [Line(text) for text in edited], [Line(text, "x.md:1") for text in new]

    assert show(merge_without_base(*sides), edited) == expected
    own = [Line(text) for text in new]
    assert "<" not in show(merge_without_base(sides[0], own), edited)
