"""Where the blocks of a merged post stand."""

from __future__ import annotations

import pytest

from ldblog.composing.posts import Line
from ldblog.merging.arrange import arrange_base, arrange_blocks, weave
from ldblog.merging.match_blocks import match_bodies


@pytest.mark.parametrize(
    ("order", "other", "expected"),
    [
        ("abc", "abc", "abc"),
        ("abc", "axbyc", "axbyc"),
        ("cba", "axbyc", "cbyax"),
        ("abc", "xya", "xyabc"),
        ("", "xy", "xy"),
    ],
)
def test_further_names_go_behind_the_nearest_that_they_follow(
    order: str, other: str, expected: str
) -> None:
    assert "".join(weave(order, other)) == expected


def arrange(base: str, edited: str, new: str, gone: str = "") -> str:
    """Arrange blocks that are a letter each: capitals are sections, the others entries."""
    bodies = match_bodies(*(make_body(side) for side in (base, edited, new)))
    before, ours, theirs = (
        {block.key for block in side} for side in (bodies.base, bodies.edited, bodies.new)
    )
    removed = (before - ours) | {f"#{letter}" for letter in gone} | (before - theirs)
    wanted = {"", *((ours | theirs) - removed)}
    return "".join(key[-1:] for key in arrange_blocks(bodies, wanted))


def make_body(letters: str) -> list[Line]:
    marks = [f"## {it}" if it.isupper() else f"### {{ #{it} }}" for it in letters]
    return [Line("Lead."), *(Line(text) for text in marks)]


@pytest.mark.parametrize(
    ("base", "edited", "new", "expected"),
    [
        ("AaB", "AaB", "AaBb", "AaBb"),
        ("AaBb", "AaBb", "BbAa", "BbAa"),
        ("AaBb", "BbAa", "AaBb", "BbAa"),
        ("AaBb", "BbAa", "AacBb", "BbAac"),
        ("Aab", "Aba", "Aabc", "Abca"),
        ("Aab", "Aaxb", "Aacb", "Aaxcb"),
        ("AaBb", "AaxBb", "BbAa", "BbAax"),
        ("AaBb", "AaBbX", "AaBbCc", "AaBbCcX"),
        ("AaBb", "AabB", "AaBb", "AabB"),
        ("AaBb", "AaBb", "AabB", "AabB"),
        ("AaBb", "Aab", "AaBbc", "Aabc"),
        ("AaBb", "Aa", "AaBbc", "AaBc"),
        ("AaBb", "AaBbx", "Aa", "AaBx"),
        ("AaBb", "AaBb", "Aa", "Aa"),
        ("AaBb", "AaBb", "AabCc", "AabCc"),
        ("AaBb", "aBb", "BbaC", "aBbC"),
        ("a", "a", "aA", "aA"),
    ],
)
def test_each_side_may_move_and_add_blocks(base: str, edited: str, new: str, expected: str) -> None:
    assert arrange(base, edited, new) == expected


def test_what_stays_in_the_base_stays_in_its_section() -> None:
    sides = (make_body(side) for side in ("AaBbCc", "AaBbCc", "AaCcd"))
    bodies = match_bodies(*sides)

    assert "".join(key[-1:] for key in arrange_base(bodies, {"## B", "#b"})) == "AaBbCcd"
    assert "".join(key[-1:] for key in arrange_base(bodies, {"#b"})) == "AabCcd"
