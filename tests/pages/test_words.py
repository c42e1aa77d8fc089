"""Derived pages in the language of the site."""

from __future__ import annotations

import datetime
import re

import pytest

from ldblog.pages.catalogue import make_catalogue
from ldblog.pages.derived import render_pages
from ldblog.pages.word_tables import DE, EN
from ldblog.pages.words import ENGLISH, LANGUAGES, words_of

GERMAN = LANGUAGES["de"]


def names_in(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_each_table_has_all_words_and_their_values() -> None:
    optional = {key for key in {*EN, *DE} if key.startswith("kind.")}
    assert EN.keys() - optional == DE.keys() - optional
    for key in EN.keys() - optional:
        assert names_in(DE[key]) == names_in(EN[key]), key
        assert DE[key].count("|") == EN[key].count("|"), key
    for key, count in (("months", 12), ("weekdays", 7)):
        assert len(DE[key].split()) == len(EN[key].split()) == count


@pytest.mark.parametrize(
    ("language", "expected"), [("en", ENGLISH), ("de", GERMAN), ("de-AT", GERMAN), ("ar", ENGLISH)]
)
def test_a_language_without_a_table_is_told_in_english(language: str, expected: object) -> None:
    assert words_of(language) is expected


def test_dates_figures_and_lists_are_as_people_write_them() -> None:
    day = datetime.date(2026, 3, 4)
    assert (ENGLISH.date(day), GERMAN.date(day)) == ("4 March 2026", "4. März 2026")
    assert ENGLISH.day(day) == "Wednesday 4 March 2026"
    assert GERMAN.day(day) == "Mittwoch, 4. März 2026"
    assert ENGLISH.count(1234, "entry") == "1,234 entries"
    assert GERMAN.count(1234, "entry") == "1.234 Einträge"
    assert GERMAN.count(1, "entry") == "1 Eintrag"
    assert ENGLISH.join(["a", "b", "c"]) == "a, b, and c"
    assert [GERMAN.join(list(words)) for words in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a und b",
        "a, b und c",
    ]


def test_many_topics_are_counted_and_the_one_for_all_else_is_left_out() -> None:
    topics = ["Data", "Everything else", "Security", "Testing", "Mobile", "Languages"]
    assert GERMAN.about(topics) == "Data, Security, Testing, Mobile und Languages"
    assert GERMAN.about(topics, 3) == "Data, Security, Testing und 2 weitere Themen"
    assert GERMAN.about(topics, 4) == "Data, Security, Testing, Mobile und Languages"


def test_a_kind_that_has_no_name_is_its_own() -> None:
    assert [GERMAN.kind(kind) for kind in ("Slides", "zine", "")] == ["Folien", "Zine", "Link"]


def test_plain_success_has_no_badge() -> None:
    assert (GERMAN.outcome("done"), GERMAN.outcome("failed")) == ("", "misslungen")


def test_pages_of_a_german_blog_are_german() -> None:
    pages = render_pages(make_catalogue([], words=GERMAN))
    assert "title: Ausprobieren\n" in pages["try.md"]
    assert pages["archive/index.md"].endswith("Hier ist noch nichts.\n")
