"""Terms: what texts may have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.terms import ANY, MAX_WORDS, NAME, TRADE, find_terms, stem_of


@pytest.mark.parametrize(
    "forms",
    [
        ("interview", "interviews", "interviewing", "Interviewed"),
        ("cache", "caches", "caching"),
        ("Postgres", "PostgreSQL", "pg"),
        ("embedding", "embeddings"),
        ("plan", "planned", "planning"),
        ("query", "queries"),
        ("Acme's", "acme’s"),
    ],
)
def test_forms_of_a_word_are_one(forms: tuple[str, ...]) -> None:
    assert len({stem_of(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("rust", "trust"), ("go", "good"), ("paxos", "pax")])
def test_other_words_are_others(one: str, other: str) -> None:
    assert stem_of(one) != stem_of(other)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Read the paper on Raft, and build a toy", ["Raft"]),
        ("leader election", ["leader", "election", "leader election"]),
        ("leases; clocks", ["leases", "clocks"]),
        ("On Friday I will watch 3 talks", []),
        ("", []),
    ],
)
def test_terms_are_words_and_runs_that_name_something(text: str, said: list[str]) -> None:
    assert sorted(term.said for term in find_terms(text).values()) == sorted(said)


def test_a_name_tells_more_than_a_word_of_the_trade_and_that_more_than_others() -> None:
    found = find_terms("the eBPF latency of lanterns with Quux", ["lanterns"])
    weights = {term.said: term.weight for term in found.values()}
    assert weights["eBPF"] == weights["Quux"] == NAME
    assert weights["latency"] == weights["lanterns"] == TRADE
    assert find_terms("lanterns")["lantern",].weight == ANY


@given(st.text("Raft expoI.,-'é3 \n", max_size=60))
def test_any_text_has_terms_of_its_own_words(text: str) -> None:
    found = find_terms(text)
    written = " ".join(text.split())
    for words, term in found.items():
        assert 1 <= len(words) <= MAX_WORDS
        assert all(word in written for word in term.said.split(" "))
        assert tuple(map(stem_of, term.said.split(" "))) == words
    alone = {words for words in found if len(words) == 1}
    assert find_terms(text, (), {word for words in alone for word in words}) == found
    assert find_terms(text, (), ()) == {}
