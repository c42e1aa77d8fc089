"""Units lose what says nothing at their edges, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.trim import trim, trim_unit_block, trims_of
from ldblog.text.markdown import parse, plain_text
from ldblog.text.render import render_blocks

LEADS = [
    "Today I learned that ",
    "TIL: ",
    "**TIL:** ",
    "It turns out that ",
    "💡 ",
    "Hoy aprendí que ",
]
TAILS = ["", " Yay!", " 🎉", " Nice!"]
WORDS = st.sampled_from(
    [
        *("the", "cache", "does", "not", "never", "maybe", "might", "3.5", "12", "`x == y`"),
        *("*lies*", "**Raft**", "[link](https://e.com)", "seems", "that", "and", "Bo", "404"),
        *("isn't,", "because", "when", "it", "no"),
    ]
)


def trimmed(text: str) -> str:
    (block,) = parse(text).children
    return "\n".join(render_blocks([trim_unit_block(block)]))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Today I learned that the cache lies.", "The cache lies."),
        ("TIL that when it breaks, it heals.", "When it breaks, it heals."),
        ("TIL: `git bisect` takes a script", "`git bisect` takes a script"),
        ("**TIL:** an unset timeout waits", "An unset timeout waits"),
        ("**TIL: an unset *timeout* waits**", "**An unset *timeout* waits**"),
        ("It turns out the cache lies here.", "The cache lies here."),
        ("Key takeaway: measure before you cut", "measure before you cut"),
        ("I realised that iPhone keyboards differ", "iPhone keyboards differ"),
        ("I learned that eBPF programs are checked", "eBPF programs are checked"),
        ("I learned that git keeps the old object", "git keeps the old object"),
        ("I learned that memcached keeps the old object", "memcached keeps the old object"),
        ("I learned that randomised timeouts help all", "Randomised timeouts help all"),
        ("TIL: caching-as-a-service is slow", "caching-as-a-service is slow"),
        ("Fun fact: TIL: a list has no end", "A list has no end"),
        ("💡 use weights, not limits", "use weights, not limits"),
        ("Limits hurt the slowest. Yay!", "Limits hurt the slowest."),
        ("*Limits hurt the slowest* 🎉", "*Limits hurt the slowest*"),
        ("*Limits hurt the slowest 🎉*", "*Limits hurt the slowest*"),
        ("Hoy aprendí que la caché miente siempre", "La caché miente siempre"),
        ("Hoje aprendi que o cache mente sempre", "o cache mente sempre"),
        ("J'ai appris que le cache ment", "Le cache ment"),
        ("Heute gelernt: Löschen ist nicht umkehrbar", "Löschen ist nicht umkehrbar"),
        ("मैंने सीखा कि कैश झूठ बोलता है", "कैश झूठ बोलता है"),
        ("今天学到：缓存会说谎并且很慢", "缓存会说谎并且很慢"),
        ("学んだこと：キャッシュは嘘をつく", "キャッシュは嘘をつく"),
        ("- TIL: the cache lies here\n    - and why", "- The cache lies here\n    - and why"),
    ],
)
def test_what_says_nothing_is_cut(text: str, left: str) -> None:
    assert trimmed(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "I think I learned that the cache lies.",
        "It seems that the cache lies.",
        "I did not learn that the cache lies.",
        "I noticed that the cache lies.",
        "It turns out to be slow here.",
        "I learned that it does not work so.",
        "I learned that one is slow, and that two are not.",
        "I learned that so.",
        "TIL: nothing",
        "TIL about caches that lie",
        "Heute habe ich gelernt, dass der Cache lügt.",
        "❌ use the cache for all of it",
        "🔴 tests that fail on Mondays",
        "[TIL: the cache always lies](https://example.com)",
        "`TIL: the cache` always lies",
        "<b>TIL: the</b> cache always lies",
        "I learned that, honestly, caches lie.",
        "Yay!",
        "A list. `Yay!`",
        "The list is long [🎉](https://example.com)",
    ],
)
def test_what_doubts_denies_or_would_not_stand_alone_stays(text: str) -> None:
    assert trimmed(text) == "\n".join(render_blocks(parse(text).children))


@given(st.sampled_from(LEADS), st.lists(WORDS, max_size=9), st.sampled_from(TAILS))
def test_what_is_left_is_a_contiguous_part_with_all_that_counts(
    lead: str, words: list[str], tail: str
) -> None:
    (block, *_) = parse(f"{lead}{' '.join(words)}.{tail}").children
    left = trim(block)
    said, whole = plain_text(left), plain_text(block)
    assert said.casefold() in whole.casefold()
    for kept in (r"\d[\d.]*", r"\bnot\b|\bno\b|\bnever\b|n't", r"might|maybe|seems", r"x == y"):
        assert len(re.findall(kept, said, re.I)) == len(re.findall(kept, whole, re.I))
    assert trim(left) == left
    kinds = [node.kind for node in left.children]
    assert kinds.count("link") == [node.kind for node in block.children].count("link")
    assert said.strip().casefold() in {one.strip().casefold() for one in trims_of(whole)}


def test_only_paragraphs_and_items_are_trimmed() -> None:
    (code,) = parse("```\nTIL: the cache lies\n```\n").children
    assert trim_unit_block(code) is code
