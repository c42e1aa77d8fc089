"""Topics are found by tags first, then by the title, then by the words."""

from __future__ import annotations

import pytest

from ldblog.topics import OTHER, Vocabulary, make_vocabulary, normalise_tag


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
