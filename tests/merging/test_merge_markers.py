"""Markers of conflicts are found where they are some, and not where they are an example."""

from __future__ import annotations

import pytest

from ldblog.composing.posts import Line
from ldblog.merging.merge_lines import Clash
from ldblog.merging.merge_markers import find_marker, render_markers


def test_a_conflict_is_written_as_diff3_writes_it_and_found_again() -> None:
    clash = Clash(0, (Line("b"),), (Line("e"),), (Line("n", "x.md:1"),))
    lines = [line.text for line in render_markers(clash)]

    assert lines == ["<<<<<<< post", "e", "||||||| base", "b", "=======", "n", ">>>>>>> logs"]
    assert find_marker(["a", *lines]) == (2, "<<<<<<< post")
    assert find_marker(["```", *lines, "```"]) == (2, "<<<<<<< post")


@pytest.mark.parametrize(
    "text", ["<<<<<<< HEAD", "||||||| merged", ">>>>>>> x", "<<<<<<<", ">>>>>>> \r"]
)
def test_markers_of_others_are_found_outside_of_code(text: str) -> None:
    assert find_marker(["a", text]) == (2, text.rstrip())
    assert find_marker(["```", text, "```"]) is None
    assert find_marker(["```", text]) == (2, text.rstrip())


@pytest.mark.parametrize("text", ["=======", " <<<<<<< post", "<<<<<<<post", "<<<<<<<<", "> a", ""])
def test_what_only_looks_like_a_marker_is_none(text: str) -> None:
    assert find_marker(["Title", text]) is None
