"""Words are compared whatever their spelling, and found where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ldblog.text.folding import _INVISIBLE, fold, fold_word, is_whole, normalise, normalise_text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Acme", "acme"),
        ("ＡＣＭＥ", "acme"),
        ("Ac\u00adme\u200b", "acme"),
        ("Jose\u0301", "josé"),
        ("O’Brien", "o'brien"),
        ("Acme\u00a0–\u2011Corp", "acme corp"),
        ("acme_corp  x", "acme corp x"),
        ("STRAẞE", "strasse"),
        ("ｶﾞ", "ガ"),
        ("각", "각"),
        ("राम\u200d", "राम"),
    ],
)
def test_spellings_of_one_word_are_folded_alike(text: str, folded: str) -> None:
    assert fold_word(text) == folded


@given(st.text())
@example("ß")
@example("İx")
@example("ﬁ\u0301")
def test_every_character_knows_where_it_stood(text: str) -> None:
    plain = normalise(text)
    for view, length in ((plain, len(text)), (fold(plain.text), len(plain.text))):
        starts = list(view.starts)
        assert len(starts) == len(view.text) + 1
        assert starts == sorted(starts)
        assert starts[-1] == length
        assert view.place(0, len(view.text))[1] == length


MARKS = st.sampled_from("ae \n\u0301\u00ad\u200b…“ﬁＡéｶﾞ각")


@given(st.text(st.one_of(st.characters(), MARKS)))
@example("e\u200b\u0301\n\u0301")
def test_a_text_is_normalised_line_by_line_as_it_would_be_at_once(text: str) -> None:
    assert normalise_text(text) == unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Mn", "Zs", "Pd"])))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_word(text)
    again = fold_word(unicodedata.normalize("NFD", once))
    assert fold_word(again) == again


@pytest.mark.parametrize(
    ("before", "word", "after", "whole"),
    [
        ("", "acme", "", True),
        ("(", "acme", ")", True),
        ("", "java", "script", False),
        ("mono", "ray", "", False),
        ("", "acme", "2", True),
        ("3", "ada", "", False),
        ("", "web2", "3", False),
        ("", "acme", "カード", True),
        ("在", "東京", "都", True),
        ("在", "acme", "社", True),
        ("", "राम", "ा", False),
        ("", "राम", "ायण", False),
        ("", "राम", " ने", True),
        ("", "рай", "ский", False),
        ("", "сбер", ",", True),
        ("", "علم", "ي", False),
        ("プ", "レイ", "", False),
        ("の", "レイ", "は", True),
        ("", "삼성", "은", True),
    ],
)
def test_a_word_ends_where_its_script_ends_words(
    before: str, word: str, after: str, whole: bool
) -> None:
    text = before + word + after
    assert is_whole(text, len(before), len(before) + len(word)) is whole
