"""A log's blocks in stretches of one part and one subject; cases are in ``tests/cases/reading``."""

from __future__ import annotations

from textwrap import dedent

from ldblog.reading.sections import split_labelled, split_sections
from ldblog.reading.units import text_of
from ldblog.text.markdown import end_line, parse


def describe(text: str) -> list[str]:
    return [
        f"{one.first_line}-{one.last_line} {one.part} | {one.subject} | "
        + " + ".join(
            "# " * (node is one.heading) + " ".join(text_of(node).split()) for node in one.nodes
        )
        for one in split_sections(parse(dedent(text)))
    ]


def test_a_document_without_headings_is_of_no_part() -> None:
    assert describe("one\n\n```\ntwo\n```\n") == ["1-1 None |  | one", "3-5 None |  | two"]


def test_headings_and_labels_open_sections() -> None:
    assert describe("""\
        ## Learned
        ### Raft
        one
        - two
        - Next:
          - three

            four
        - five

        **Postgres**

        six
        """) == [
        "1-1 learned |  | # Learned",
        "2-2 learned | Raft | # Raft",
        "3-3 learned | Raft | one",
        "4-4 learned | Raft | two",
        "5-5 next | Raft | # Next:",
        "6-8 next | Raft | three four",
        "9-9 learned | Raft | five",
        "11-11 learned | Postgres | # Postgres",
        "13-13 learned | Postgres | six",
    ]


def test_a_label_that_is_not_known_ends_no_private_part() -> None:
    parts = [one.part for one in split_sections(parse("Next:\n\na\n\n**Raft**\n\nb\n"))]
    assert parts == ["next"] * 4


def test_an_item_that_is_only_a_label_labels_those_that_follow() -> None:
    parts = [one.part for one in split_sections(parse("- a\n- Next:\n- b\n- Done:\n- c\n"))]
    assert parts == [None, "next", "next", "details", "details"]


def test_a_figure_under_a_label_has_its_part() -> None:
    assert describe("- Done:\n\n  ```\n  x\n  ```\n")[1] == "3-5 details |  | x"


def test_items_may_begin_with_anything() -> None:
    assert describe("- ```\n  x\n  ```\n-\n") == ["1-3 None |  | x", "4-4 None |  | "]


def test_prose_is_not_cut_at_lines_that_happen_to_begin_like_a_label() -> None:
    paragraph = parse("It showed in its\nresults: nothing\n").children[0]
    assert split_labelled(paragraph) == [paragraph]


def test_lines_that_are_labelled_are_cut() -> None:
    paragraph = parse("Done: a\nb\nBlocked: c\n**Next**\nd\n").children[0]
    assert [(text_of(one), one.line, one.last_line) for one in split_labelled(paragraph)] == [
        ("Done: a b", 1, 2),
        ("Blocked: c", 3, 3),
        ("Next", 4, 4),
        ("d", 5, 5),
    ]


def test_a_line_that_is_only_a_break_is_passed_over() -> None:
    paragraph = parse("a\\\n\\\nNext: b\n").children[0]
    assert [text_of(one).strip("\\ ") for one in split_labelled(paragraph)] == ["a", "Next: b"]


def test_a_list_ends_with_its_last_item() -> None:
    document = parse("- a\n- b\n\n\nc\n")
    assert end_line(document.children[0]) == 2


def test_an_item_that_is_only_next_is_never_published_with_what_is_under_it() -> None:
    parts = [one.part for one in split_sections(parse("- Done\n  - a\n- Next\n  - b\n- Next\n"))]
    assert parts == [None, "next", None]
