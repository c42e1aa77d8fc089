"""Words that are found again, however an editor wrapped and marked them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.text.markdown import parse
from ldblog.withdrawing.traces import (
    find_trace,
    letters,
    letters_of,
    letters_of_line,
    make_trace,
    stretches,
)

LINE = "- **Randomised** timeouts matter, because with fixed ones two nodes split the vote."


@pytest.mark.parametrize(
    "text",
    [
        "Randomised timeouts matter, because with fixed ones two nodes split the vote.",
        "> *randomised* timeouts\n> matter, because with\n> fixed ones two nodes split the vote",
        "[Randomised](https://example.com/x) timeouts matter[^1], because with fixed ones",
        "As she says: with fixed ones two nodes split the vote, which nobody knew",
        "1. Randomised timeouts matter because with fi",
    ],
)
def test_some_six_words_in_a_row_are_found_again(text: str) -> None:
    lines = ["Something else.", *text.split("\n"), "And something else."]

    found = find_trace(make_trace([LINE], ""), lines)

    assert found
    assert set(found) <= set(range(1, len(lines) - 1))


@pytest.mark.parametrize(
    "text", ["Two nodes split the vote.", "Timeouts matter.", "", "because with fixed ones nobody"]
)
def test_fewer_words_tell_nothing(text: str) -> None:
    assert find_trace(make_trace([LINE], ""), [text]) == []


def test_a_short_line_is_found_whole_and_one_of_few_letters_is_not() -> None:
    trace = make_trace(["- The kraken wakes.", "}", "- Yes."], "")

    assert find_trace(trace, ["Yes. }", "Now the *kraken* wakes, the kraken wakes."]) == [1]
    assert find_trace(frozenset(), ["Yes."]) == []


def test_a_short_sentence_is_found_wherever_its_line_went_on() -> None:
    trace = make_trace(["- Retry *once* and it is 0.1 %. Which is why everybody does it. Yes."], "")

    assert find_trace(trace, ["Note: retry once and it is 0.1 %, she said.", "Yes."]) == [0]
    assert find_trace(trace, ["Which is why", "everybody does it"]) == [0, 1]
    assert find_trace(trace, ["Retry once, which is why it pays."]) == []


def test_what_may_be_said_is_no_trace() -> None:
    assert make_trace([LINE], letters(LINE)) == frozenset()


def test_the_definition_of_a_footnote_is_read_as_its_words() -> None:
    assert letters_of_line("[^asha-1]: Both had three keys.") == ["bothhadthreekeys"]


def test_sentences_that_something_was_left_out_between_are_read_apart() -> None:
    assert letters_of_line("- One. … Two.") == ["one", "two"]


def test_a_line_that_nests_too_deeply_is_read_by_its_letters() -> None:
    line = ">" * 200 + " deep enough to tell"

    assert letters_of_line(line) == ["deepenoughtotell"]
    assert make_trace([line], "") == {"deepenoughtotell"}


def test_code_is_read_and_comments_are_not() -> None:
    text = "`a = 1` <!-- b -->\n\n```\nc = 2\n```\n\n<!-- d -->\n"

    assert letters_of(parse(text)) == "a1c2"


@given(st.text())
def test_the_stretches_of_a_text_hold_all_of_it(text: str) -> None:
    found = stretches(text)

    assert "".join([*(it[:1] for it in found[:-1]), *found[-1:]]) == text
