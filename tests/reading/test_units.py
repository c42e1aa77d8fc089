"""Sections to units; most cases are in ``tests/cases/reading``."""

from __future__ import annotations

import pytest

from ldblog.reading.sections import split_sections
from ldblog.reading.units import Unit, source_of, split_units, text_of
from ldblog.text.markdown import parse


def split(text: str) -> list[Unit]:
    return split_units("content/logs/2026-11-20/asha.md", split_sections(parse(text)))


@pytest.mark.parametrize("text", ["", "<!-- a -->\n", "***\n", "a <!-- b -->:\n", "-\n", "## A\n"])
def test_what_says_nothing_is_no_unit(text: str) -> None:
    assert split(text) == []


@pytest.mark.parametrize("text", ["![](a.png)\n", "- ![](a.png)\n", "<div>a</div>\n", "$x$\n"])
def test_pictures_formulas_and_html_are_units(text: str) -> None:
    assert len(split(text)) == 1


def test_units_know_where_they_stand() -> None:
    units = split("One. Two\nlines.\n\n- three\n  four\n")
    assert [(one.source, one.index, one.group, one.text, one.words) for one in units] == [
        ("asha.md:1", 0, 0, "One.", 1),
        ("asha.md:1-2", 1, 0, "Two lines.", 2),
        ("asha.md:4-5", 2, 2, "three four", 2),
    ]
    assert source_of("asha.md", 3, 3) == "asha.md:3"


def test_a_sentence_introduces_the_figure_or_list_after_it() -> None:
    figure, first, second = split("It failed. This is how:\n\n```\nx\n```\n")[0:1] + split(
        "Two things：\n\n- a\n- b\n"
    )
    assert figure.text == "It failed."
    assert [text_of(one.intro) for one in (first, second) if one.intro] == ["Two things："] * 2
    code = split("It failed. This is how:\n\n```\nx\n```\n")[1]
    assert code.intro is not None
    assert (text_of(code.intro), code.words) == ("This is how:", 4)


def test_a_heading_ends_an_introduction() -> None:
    assert [one.intro for one in split("This is how:\n\n# A\n\n```\nx\n```\n")] == [None]


def test_a_unit_knows_its_nodes() -> None:
    unit = split("- a `b`\n")[0]
    assert unit.kinds == {"list", "item", "paragraph", "text", "code"}
    assert [node.kind for node in unit.nodes] == ["list", "item", "paragraph", "text", "code"]


@pytest.mark.parametrize("figure", ["```\nx\n```\n", "| a |\n|---|\n| b |\n", "$$x$$\n"])
def test_an_item_has_the_figure_right_after_it_that_it_introduces(figure: str) -> None:
    (unit,) = split(f"- It takes a line:\n\n{figure}")
    assert not unit.dangles
    assert len(unit.block.children[0].children) == 2
    assert unit.last_line == 2 + figure.count("\n")


@pytest.mark.parametrize(
    "between", ["\n## A\n\n", "\n***\n\n", "\nWords.\n\n", "\n<!-- a -->\n\n\n\n"]
)
def test_an_item_has_no_figure_that_stands_further_on(between: str) -> None:
    assert split(f"- It takes a line:\n{between}```\nx\n```\n")[0].dangles


def test_an_item_that_ends_with_a_colon_loses_its_last_sentence() -> None:
    (unit,) = split("- One is here. It takes:\n")
    assert (unit.text, unit.dangles) == ("One is here. …", False)
