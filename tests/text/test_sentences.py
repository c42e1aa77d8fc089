"""Paragraphs to sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.text.lines import split_lines
from ldblog.text.markdown import parse, plain_text
from ldblog.text.sentences import count_words, split_at_every_end, split_paragraph


def split(text: str) -> list[str]:
    return [plain_text(one).strip() for one in split_paragraph(parse(text).children[0])]


@pytest.mark.parametrize(
    "text",
    [
        "No full stop",
        "Caches, e.g. Redis, i.e. in memory, are fast.",
        "It runs on v1.2 of the tool.",
        "It fell from 3.25 s to 1.5 ms.",
        "See https://example.com/a.html?b=c.d for more",
        "Call `a. B. C` twice.",
        "The formula $a. B$ is here.",
        "**It is bold. All of it.**",
        "[A link. Of two sentences](https://a.example) goes on.",
        "![a picture. Of two](a.png) is here.",
        "Dr. Smith et al. wrote it.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [plain_text(parse(text).children[0])]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("It ends **here.** Then more.", ["It ends here.", "Then more."]),
        ("It ends in `code`. Then more.", ["It ends in code.", "Then more."]),
        ("One\nline. Two\nlines.", ["One line.", "Two lines."]),
        ("One\\\ntwo", ["One", "two"]),
        ("索引は速い。しかし高い。", ["索引は速い。", "しかし高い。"]),
        ("索引很快。但是很贵！", ["索引很快。", "但是很贵！"]),
        ("यह तेज़ है। यह महँगा है।", ["यह तेज़ है।", "यह महँगा है।"]),
        ("Это быстро. Это дорого.", ["Это быстро.", "Это дорого."]),
        ("هذا سريع. هذا مكلف.", ["هذا سريع.", "هذا مكلف."]),
    ],
)
def test_sentences_are_split_in_any_script(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_sentence_could_end_at_every_mark() -> None:
    paragraph = parse(
        "Use e.g. a cache etc. **So.** Next.js v1.2 (fine.) x.Feedback 本。是\n"
    ).children[0]
    assert [plain_text(one).strip() for one in split_at_every_end(paragraph)] == [
        "Use e.g.",
        "a cache etc.",
        "So.",
        "Next.js v1.2 (fine.)",
        "x.",
        "Feedback 本。",
        "是",
    ]


def test_sentences_know_their_lines_and_columns() -> None:
    found = split_paragraph(parse("One\nline. Two\nlines. Three.\n").children[0])
    assert [(one.line, one.column, one.last_line) for one in found] == [
        (1, 1, 2),
        (2, 7, 3),
        (3, 8, 3),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("two words", 2),
        ("https://example.com/a/b is one", 3),
        ("索引は速い", 3),
        ("Rustを学ぶ", 3),
        ("한국어", 3),
    ],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.text(alphabet=st.sampled_from("aB. !?\n*`“”学。1:")))
def test_no_word_is_lost_or_moved(text: str) -> None:
    for block in parse(text).children:
        if block.kind == "paragraph":
            sentences = split_paragraph(block)
            joined = "".join(plain_text(one) for one in sentences)
            assert joined.split() == plain_text(block).split()
            count = len(split_lines(text))
            assert all(block.line <= one.line <= one.last_line <= count for one in sentences)
