"""A log's lines in rows, each with what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ldblog.config import Config
from ldblog.days import parse_date
from ldblog.reading.logs import SessionFile, parse_log
from ldblog.reading.people import People
from ldblog.reviewing.report_rows import Mark, Row, make_rows
from ldblog.reviewing.review import review_logs
from ldblog.sessions import Session
from ldblog.text.lines import split_lines

if TYPE_CHECKING:
    from ldblog.reviewing.review import LogReview

DAY = "2026-11-20"
PIECES = [
    "---\ntags: [raft]\n---\n",
    "---\nform: post\n---\n",
    "---\nkind: poem\n---\n",
    "## Learned\n",
    "- A lease is cheaper than a lock, because nobody waits for it: 3 ms and not 90.\n",
    "- It was fun. Next: buy milk.\n",
    "Today I read a lot. Votes split because two nodes wait equally long. It was fun.\n",
    "In Rust it is one attribute:\n\n",
    "```rust\nlet a = 1;\n\n```\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "<!-- internal -->\n",
    "SECRET <!-- internal --> x <!-- /internal --> y\n",
    "## Feedback\n- loud\n",
    "[^a]: a note\n",
    "A note.[^a]\r\n",
    "\n",
    "> - quoted\n>\n> more\n",
]


def review_of(text: str) -> LogReview:
    date = parse_date(DAY)
    assert date is not None
    log = parse_log(DAY, "asha", f"content/logs/{DAY}/asha.md", text.encode("utf-8"))
    (found,) = review_logs(Session(date, (log,), SessionFile()), People(), Config())
    return found


def rows_of(text: str) -> list[Row]:
    return make_rows(review_of(text))


def marks(text: str) -> list[Mark]:
    return [line.mark for row in rows_of(text) for line in row.lines]


def test_every_line_is_chosen_not_chosen_held_back_or_plain() -> None:
    text = (
        "---\ntags: [locks]\n---\n## Learned\n\n"
        "- A lease is cheaper than a lock, because nobody waits for it: 3 ms.\n- Fun.\n\n"
        "## Feedback\n- too loud"
    )
    assert marks(text) == [
        *[Mark.PLAIN] * 5,
        Mark.CHOSEN,
        Mark.DROPPED,
        Mark.PLAIN,
        Mark.HELD,
        Mark.HELD,
    ]
    rows = rows_of(text)
    assert [(row.first, row.last) for row in rows] == [(1, 3), (4, 5), (6, 6), (7, 8), (9, 10)]
    said = [[fate.said for fate in row.fates] for row in rows]
    assert said[0] == ["front matter"]
    assert said[1] == []
    assert said[2][0].startswith("chosen, score ")
    assert said[3][0].startswith("not chosen, score -")
    assert said[3][0].endswith(" is needed)")
    assert said[4] == ["held back: the part “feedback” is never published"]


def test_sentences_of_one_line_are_marked_each_and_quoted_with_their_reasons() -> None:
    (row,) = rows_of("It was fun. Votes split because two nodes wait equally long. So nice.")
    assert [(mark, text) for mark, text in row.lines[0].pieces] == [
        (Mark.DROPPED, "It was fun. "),
        (Mark.CHOSEN, "Votes split because two nodes wait equally long. "),
        (Mark.DROPPED, "So nice."),
    ]
    assert [fate.excerpt for fate in row.fates] == [
        "It was fun.",
        "Votes split because two nodes wait equally long.",
        "So nice.",
    ]
    assert any(reason.startswith("reason +") for reason in row.fates[1].reasons)
    assert any(reason.startswith("mood -") for reason in row.fates[0].reasons)
    assert all(len(fate.reasons) <= 4 for fate in row.fates)


def test_a_line_of_which_a_part_is_held_back_never_looks_chosen() -> None:
    (row,) = rows_of("Votes split because two nodes wait equally long. Next: buy milk.")
    assert row.lines[0].pieces == (
        (Mark.MIXED, "Votes split because two nodes wait equally long. Next: buy milk."),
    )
    assert [fate.said for fate in row.fates][1:] == [
        "a part is held back: the part “next” is never published"
    ]


def test_what_introduces_a_figure_stands_in_its_row() -> None:
    text = "## Learned\nOne attribute does it:\n\n```rust\n#[repr(align(64))]\n```\n"
    row = rows_of(text)[1]
    assert (row.first, row.last) == (2, 7)
    assert [line.mark for line in row.lines] == [
        Mark.CHOSEN,
        Mark.PLAIN,
        *[Mark.CHOSEN] * 3,
        Mark.PLAIN,
    ]


def test_of_an_article_the_rest_is_in_the_article() -> None:
    text = "---\nform: post\n---\nIt was fun. Votes split because two nodes wait equally long.\n"
    fates = [fate for row in rows_of(text) for fate in row.fates]
    assert (Mark.ARTICLE, "in the article only") in [(fate.mark, fate.said) for fate in fates]


def test_what_is_worth_reading_and_left_out_says_why() -> None:
    said = "- The cache is faster by 3 ms, because it is read twice for each request.\n"
    found = [fate.said for row in rows_of("## Learned\n" + said + said) for fate in row.fates]
    assert found[1].endswith(": no room for it, or said already")
    (row,) = rows_of("This is faster by 3 ms, because it is read twice for each request.")
    assert row.fates[0].said.endswith(": leans on a sentence that is not to be had")


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=80))
def test_every_line_of_any_log_is_in_one_row_word_for_word(text: str) -> None:
    found = review_of(text)
    lines = [line for row in make_rows(found) for line in row.lines]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    shown = ["".join(text for _mark, text in line.pieces) for line in lines]
    assert shown == split_lines(found.log.text)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_what_is_held_back_never_looks_chosen(text: str) -> None:
    found = review_of(text)
    held = {n for one in found.held for n in range(one.first_line, one.last_line + 1)}
    for row in make_rows(found):
        for line in row.lines:
            is_held = line.mark in {Mark.HELD, Mark.MIXED}
            assert is_held is (line.number in held)
