"""Which tags are suggested as topics, and what there is to paste."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.suggestions import (
    Suggestion,
    find_new_tags,
    render_suggestions,
    suggest_topics,
)
from ldblog.composing.topics import Vocabulary
from ldblog.config import parse_config
from ldblog.reading.logs import Log, parse_log

TOPICS = (("Craft", ("weaving",)),)


def log(handle: str, tags: str, session: str = "2026-11-20", share: str = "named") -> Log:
    raw = f"---\ntags: [{tags}]\nshare: {share}\n---\nx\n"
    return parse_log(session, handle, f"{handle}.md", raw.encode())


def suggest(*logs: Log, **published: set[str]) -> list[Suggestion]:
    vocabulary = Vocabulary(TOPICS)
    return suggest_topics(find_new_tags(logs, vocabulary), published, vocabulary)


def test_a_tag_of_one_person_in_one_session_is_not_suggested() -> None:
    assert suggest(log("asha", "knitting, Knitting, KNITTING")) == []


def test_a_tag_that_gives_a_topic_already_is_not_suggested() -> None:
    tags = "rust, weaving, raft-lore, craft"
    assert suggest(log("asha", tags), log("bo", tags)) == []


def test_what_is_not_published_suggests_nothing() -> None:
    for hidden in (log("bo", "knitting", share="internal"), log("bo", "knitting", share="x")):
        assert suggest(log("asha", "knitting"), hidden) == []


def test_two_people_or_two_sessions_are_enough_and_most_people_come_first() -> None:
    found = suggest(
        log("asha", "knitting, weavng, sewing"),
        log("bo", "weavng"),
        log("asha", "sewing", session="2026-11-06"),
        old={"knitting", "felting"},
    )
    assert found == [
        Suggestion("weavng", 2, 1, "Craft"),
        Suggestion("knitting", 1, 2, ""),
        Suggestion("sewing", 1, 2, ""),
    ]


def test_without_a_suggestion_nothing_is_said() -> None:
    assert render_suggestions([], TOPICS) == []


def test_a_line_for_a_topic_of_the_blogs_own_keeps_its_synonyms() -> None:
    found = [Suggestion("weavng", 2, 1, "Craft"), Suggestion("weavig", 2, 1, "Craft")]
    assert render_suggestions(found, TOPICS)[-1] == '    "Craft" = ["weaving", "weavng", "weavig"]'


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8), max_size=3))
def test_what_is_pasted_gives_the_tags_a_topic(tags: list[str]) -> None:
    used = find_new_tags(
        (Log("2026-11-20", handle, "", meta=log("x", "").meta.__class__(tags=tuple(tags)))
         for handle in ("asha", "bo")),
        Vocabulary(TOPICS),
    )  # fmt: skip
    found = suggest_topics(used, {}, Vocabulary(TOPICS))
    lines = "\n".join(line for line in render_suggestions(found, TOPICS) if " = [" in line)
    config = parse_config(f"[tool.ldblog.topics]\n{lines}\n".encode())

    assert tomllib.loads(lines).keys() == dict(config.topics).keys()
    for one in found:
        assert Vocabulary(config.topics).covers(one.tag)
