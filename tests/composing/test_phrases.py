"""The words that ldblog itself puts into a post."""

from __future__ import annotations

import datetime

import pytest

from ldblog.composing.authors import Author
from ldblog.composing.phrases import article, description, join, long_date, number, summary, title

DAY = datetime.date(2026, 11, 20)


def author(key: str, *teams: str) -> Author:
    return Author(key, key.title(), key, teams)


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b, and c"),
        (["a", "b and c"], "a, and b and c"),
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


def test_the_summary_names_four_topics_and_counts_the_others() -> None:
    topics = ["Data", "Mobile", "Testing", "Security", "Databases", "Languages"]
    assert summary([author("asha")], topics, 0) == (
        "One person spent the day on data, mobile, testing, security, and two other topics."
    )


def test_the_summary_tells_what_to_read_about_and_what_did_not_work() -> None:
    assert summary([author("asha")], [], 0, "votes and Raft", 1) == (
        "One person spent the day learning. Read about votes and Raft; one entry tells what did "
        "not work, which is worth as much."
    )
    assert summary([author("asha")], [], 0, "", 2) == (
        "One person spent the day learning. Two entries tell what did not work, which is worth "
        "as much."
    )


def test_a_description_names_as_much_as_there_is_room_for() -> None:
    assert description(DAY, 1, ["Raft"]) == "What one person learned on 20 November 2026: Raft."
    assert description(DAY, 3, []) == "What three people learned on 20 November 2026."
    assert description(DAY, 3, ["a" * 90, "b" * 90]) == (
        f"What three people learned on 20 November 2026: {'a' * 90}."
    )
