"""Topics are found by tags first, then by the title, then by the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.topics import OTHER, Vocabulary, make_vocabulary, normalise_tag


@pytest.mark.parametrize(
    ("tags", "title", "text", "topic"),
    [
        (["ml"], "", "", "Machine learning"),
        (["property-based-testing"], "", "", "Testing"),
        ([], "Notes on PostgreSQL", "", "Databases"),
        ([], "", "We looked at Kubernetes and docker.", "Infrastructure"),
        (["rust"], "SQL", "sql database index", "Languages"),
        (["gardening"], "Roses", "They need sun.", OTHER),
        ([], "", "", OTHER),
    ],
)
def test_a_log_has_the_topic_that_most_speaks_for(
    tags: list[str], title: str, text: str, topic: str
) -> None:
    assert Vocabulary().find(tags, title, text) == topic


WORDS = [word for words in Vocabulary()._synonyms.values() for word in words]


@given(
    pieces=st.lists(st.sampled_from([*WORDS, *" ,.+-_/", "c", "s", "É", "\u0130os"]), max_size=12),
    own=st.lists(st.sampled_from(["", ".net", "++", "c++", "fog model", "é"]), max_size=3),
)
def test_topics_are_counted_as_if_each_were_looked_for(pieces: list[str], own: list[str]) -> None:
    vocabulary, text = Vocabulary((("Own", tuple(own)),)), "".join(pieces).lower()
    counted = {topic: count for topic, count in vocabulary._count(text) if count}
    everywhere = {it: set(found.findall(text)) for it, found in vocabulary._patterns.items()}
    assert counted == {topic: len(words) for topic, words in everywhere.items() if words}


def test_a_synonym_counts_as_a_whole_word_only() -> None:
    assert Vocabulary().find([], "", "We went on; the mail arrived; a goal.") == OTHER


def test_a_blog_adds_topics_and_synonyms_of_its_own() -> None:
    vocabulary = Vocabulary((("Charts and tides", ("tide",)), ("Machine learning", ("fog model",))))
    assert vocabulary.find(["tide"], "", "") == "Charts and tides"
    assert vocabulary.find([], "Our fog model", "") == "Machine learning"
    assert vocabulary.find(["ml"], "", "") == "Machine learning"
    assert vocabulary.topics[0] == "Charts and tides"


def test_the_same_configuration_makes_the_vocabulary_once() -> None:
    assert make_vocabulary(()) is make_vocabulary(())


def test_the_vocabulary_knows_its_topics_and_their_synonyms() -> None:
    assert Vocabulary().knows("machine-learning")
    assert Vocabulary().knows("ci/cd")
    assert not Vocabulary().knows("lighthouse")


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("Databases", "Databases"),
        ("machine-learning", "Machine learning"),
        ("ML", "Machine learning"),
        ("front_end", "Front end"),
        ("everything else", OTHER),
        ("testing", "Testing"),  # a topic's own name before another's synonym
        ("knitting", ""),
        ("databases and knitting", ""),
        ("", ""),
    ],
)
def test_a_topic_is_named_by_its_name_or_a_synonym(name: str, topic: str) -> None:
    assert Vocabulary((("Craft", ("testing", "testing by hand")),)).resolve(name) == topic


@pytest.mark.parametrize(
    ("name", "topic"),
    [("Databse", "Databases"), ("kubernets", "Infrastructure"), ("knitting", ""), ("", "")],
)
def test_a_misspelt_word_is_near_the_topic_of_the_one_that_was_meant(name: str, topic: str) -> None:
    assert Vocabulary().nearest(name) == topic


def test_a_tag_with_a_synonym_in_it_gives_a_topic() -> None:
    assert Vocabulary().covers("raft-lore")
    assert not Vocabulary().covers("rafting")


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("Machine Learning", "machine-learning"),
        ("#raft", "raft"),
        ("c++", "c++"),
        ("front_end", "front-end"),
        ("<b>x</b>", "b-x-/b"),
        ("<>", ""),
    ],
)
def test_a_tag_is_written_in_one_way_and_holds_no_markup(given: str, tag: str) -> None:
    assert normalise_tag(given) == tag
