"""The words that ldblog itself puts into a post."""

from __future__ import annotations

import datetime

import pytest

from ldblog.authors import Author
from ldblog.phrases import article, join, long_date, number, summary, title

DAY = datetime.date(2026, 11, 20)


def author(key: str, *teams: str) -> Author:
    return Author(key, key.title(), key, teams)


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "", "a"], "a"),
    ],
)
def test_words_are_joined_each_once(words: list[str], joined: str) -> None:
    assert join(words) == joined


def test_a_date_is_written_out_whatever_the_locale() -> None:
    assert long_date(DAY) == "20 November 2026"


def test_a_title_says_the_day_and_what_was_learned() -> None:
    assert title(DAY, "Raft and JAX") == "Learning Day, 20 November 2026: Raft and JAX"
    assert title(DAY, "") == "Learning Day, 20 November 2026"


def test_small_counts_are_words_and_large_ones_figures() -> None:
    assert [number(count) for count in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]


def test_the_summary_counts_people_teams_topics_and_things() -> None:
    authors = [author("asha", "Platform"), author("bo", "Data"), author("kit", "Data")]
    assert summary(authors, ["Databases", "Testing"], 2) == (
        "Three people from two teams spent the day on databases and testing. "
        "They left two things that you can open."
    )


def test_who_is_in_two_teams_counts_for_both() -> None:
    authors = [author("asha", "Platform", "Search"), author("bo", "Search", "Data")]
    assert summary(authors, [], 0) == "Two people from three teams spent the day learning."


def test_the_summary_of_one_person_without_a_topic_is_short() -> None:
    assert summary([author("asha")], ["Everything else"], 0) == (
        "One person spent the day learning."
    )
    assert summary([author("asha")], ["API"], 1) == (
        "One person spent the day on API. They left one thing that you can open."
    )


def test_an_article_says_who_wrote_it_and_when() -> None:
    assert article(DAY, ["Asha Rao"]) == (
        "Written by Asha Rao on the Learning Day of 20 November 2026."
    )
