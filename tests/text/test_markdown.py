"""Markdown to a tree with source positions."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.text.limits import TooDeepError
from ldblog.text.lines import place_of, split_lines
from ldblog.text.markdown import Node, find_nodes, parse, plain_text, walk

if TYPE_CHECKING:
    from collections.abc import Callable


def outline(node: Node, depth: int = 0) -> str:
    """Return a tree, a line a node: its kind, its place, and what else it says."""
    values = {
        "literal": node.literal,
        "info": node.info,
        "url": node.url,
        "title": node.title,
        "level": node.level,
        "start": node.start,
        "checked": "" if node.checked is None else str(node.checked),
        "display": node.display,
        "aligns": node.aligns,
        "name": node.name,
    }
    said = "".join(
        f" {key}={value!r}" for key, value in values.items() if value not in ("", 0, None, ())
    )
    place = f"{node.line}:{node.column}-{node.last_line}:{node.last_column}"
    line = f"{'  ' * depth}{node.kind} {place}{said}\n"
    return line + "".join(outline(child, depth + 1) for child in node.children)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# A\n", ["heading 1:1-1:3 level=1", "  text 1:3-1:3 literal='A'"]),
        ("A\n=\n", ["heading 1:1-2:1 level=1", "  text 1:1-1:1 literal='A'"]),
        (
            "é学 *b*\n",
            [
                "paragraph 1:1-1:6",
                "  text 1:1-1:3 literal='é学 '",
                "  emphasis 1:4-1:6",
                "    text 1:5-1:5 literal='b'",
            ],
        ),
        (
            "- [x] a\n- [ ] b\n",
            [
                "list 1:1-2:7",
                "  item 1:1-1:7 checked='True'",
                "    paragraph 1:7-1:7",
                "      text 1:7-1:7 literal='a'",
                "  item 2:1-2:7 checked='False'",
                "    paragraph 2:7-2:7",
                "      text 2:7-2:7 literal='b'",
            ],
        ),
        ("```py title\nx\n```\n", ["code_block 1:1-3:3 literal='x\\n' info='py title'"]),
        (
            "[a](https://b.example 'c')\n",
            [
                "paragraph 1:1-1:26",
                "  link 1:1-1:26 url='https://b.example' title='c'",
                "    text 1:2-1:2 literal='a'",
            ],
        ),
        (
            "| a | b |\n|:-:|--:|\n",
            [
                "table 1:1-2:9 aligns=('center', 'right')",
                "  row 1:1-1:9",
                "    cell 1:2-1:4",
                "      text 1:3-1:3 literal='a'",
                "    cell 1:6-1:8",
                "      text 1:7-1:7 literal='b'",
            ],
        ),
        (
            "$x$ ~~y~~\n",
            [
                "paragraph 1:1-1:9",
                "  math 1:1-1:3 literal='x'",
                "  text 1:4-1:4 literal=' '",
                "  strikethrough 1:5-1:9",
                "    text 1:7-1:7 literal='y'",
            ],
        ),
        (
            "a[^n]\n\n[^n]: b\n\nc\n",
            [
                "paragraph 1:1-1:5",
                "  text 1:1-1:1 literal='a'",
                "  footnote_reference 1:2-1:5 name='n'",
                "footnote_definition 3:1-3:7 name='n'",
                "  paragraph 3:7-3:7",
                "    text 3:7-3:7 literal='b'",
                "paragraph 5:1-5:1",
                "  text 5:1-5:1 literal='c'",
            ],
        ),
        ("[a]: https://b.example\n", []),
    ],
)
def test_a_tree_knows_what_stands_where(text: str, expected: list[str]) -> None:
    lines = outline(parse(text)).splitlines()[1:]
    assert [line[2:] for line in lines] == expected


def test_walking_visits_all_nodes_in_the_order_of_the_source() -> None:
    document = parse("# A *b*\n\n- c\n  - d\n")
    assert [node.literal for node in walk(document) if node.kind == "text"] == ["A ", "b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a *b* `c` [d](https://e.example)\n", "a b c d"),
        ("a\nb\\\nc\n", "a b c"),
        ("a<!-- b --> `<!-- c -->`[^d]\n\n[^d]: e\n", "a <!-- c -->"),
        ("![alt *words*](x.png)\n", "alt words"),
    ],
)
def test_plain_text_has_the_words_and_no_comments(text: str, words: str) -> None:
    assert plain_text(parse(text).children[0]) == words


def test_html_blocks_have_no_words() -> None:
    assert plain_text(parse("<div>a</div>\n").children[0]) == ""


def test_lines_end_as_the_parser_ends_them() -> None:
    assert split_lines("a\r\nb\rc\nd\x0ce\x85f\u2028g") == ["a", "b", "c", "d\x0ce\x85f\u2028g"]


def test_a_place_counts_characters_from_1() -> None:
    assert [place_of("é\r\nab", offset) for offset in (0, 1, 3, 5)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 3),
    ]


@pytest.mark.parametrize("text", ["> " * 100 + "a", "- " * 99 + "a", "*a " * 3_000, "[" * 5_000])
def test_what_a_person_could_write_is_read(text: str) -> None:
    if text.startswith(">"):
        text = text[: 2 * 90] + "a"
    if text.startswith("-"):
        text = text[: 2 * 40] + "a"
    assert parse(text).children


@pytest.mark.parametrize(
    "text",
    [
        ">" * 600,
        "> " * 200 + "a",
        "- > " * 600,
        "- " * 200_000 + "a",
        "1) " * 50_000 + "a",
        "a\n\n" + "*_" * 6_000,
        "[" * 20_000,
        "".join(" " * depth + "- a\n" for depth in range(0, 600, 2)),
    ],
)
def test_what_could_exhaust_the_machine_is_refused(text: str) -> None:
    with pytest.raises(TooDeepError):
        parse(text)


@given(st.text())
def test_every_literal_of_code_free_text_stands_at_its_place(text: str) -> None:
    words = [char if char.isalnum() else " " for char in text]
    source = "x" + "".join(words)
    lines = split_lines(source)
    for node in walk(parse(source)):
        if node.kind == "text":
            assert lines[node.line - 1][node.column - 1 :].startswith(node.literal)


@pytest.mark.parametrize("read", [parse, lambda text: find_nodes(text, {"link"})])
@pytest.mark.parametrize("text", ["- a *b* [c](d)\n" * 99, "> " * 120 + "a"])
def test_what_the_parser_made_is_freed(read: Callable[[str], object], text: str) -> None:
    def read_often() -> int:
        for _ in range(9):
            with suppress(TooDeepError):
                read(text)
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = read_often()
        assert read_often() - before < 20 * len(text)
    finally:
        tracemalloc.stop()
