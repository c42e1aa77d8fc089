"""Texts that are searched with a few of the engine's rules, with what all of them find."""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import betterleaks
import pytest
from engine_rules import find_rare, read_rules, render_config, render_keywords
from hypothesis import given
from hypothesis import strategies as st
from tokens import make_key, make_token

from ldblog.secrets.few_rules import CONFIG, KEYWORDS, needs_few

TOKEN = make_token("ghp_")


def test_the_files_are_made_from_the_rules_of_the_engine_that_is_installed() -> None:
    assert CONFIG.read_text(encoding="utf-8") == render_config()
    assert KEYWORDS.read_text(encoding="utf-8") == render_keywords()


def test_a_rule_that_is_left_out_has_keywords_and_is_no_part_of_one_that_is_not() -> None:
    rare = find_rare()
    assert len(rare) > 400
    assert all(rule.get("keywords") or "regex" not in rule for rule in rare.values())
    kept = [rule for name, rule in read_rules().items() if name not in rare]
    assert not {one["id"] for rule in kept for one in rule.get("components", ())} & set(rare)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Learned why the key of https://example.com/docs/user-guide/authentication is an API token",
        "in /usr/local/lib/python/site-packages and Well-known-names_of_long_identifiers",
        "an account with storage, 100 % and U+20 \\underline",
        "größe, 日本語 and Ünïcödé",
        "the api-gateway of a tenant, a cursor in linear memory, stability, Facebook, Heroku",
    ],
)
def test_what_people_write_needs_few_rules(text: str) -> None:
    assert needs_few(text)


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        TOKEN.upper(),
        make_key(),
        "K\u0130MI",
        "\u212aimi",
        b64encode(f"the token {TOKEN}".encode()).decode(),
        urlsafe_b64encode(f"??>>{TOKEN}".encode()).decode(),
        TOKEN.encode().hex(),
        "%67hp_ is half a token",
        "\\u0067hp_ is half a token",
        "U+0067 hp_",
    ],
)
def test_what_may_hold_a_rare_secret_in_any_writing_needs_all(text: str) -> None:
    assert not needs_few(text)


def test_another_version_of_the_engine_may_have_other_keywords(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(betterleaks, "__upstream_version__", "3.0")
    assert not needs_few("a day with threads")


WORDS = [word for rule in read_rules().values() for word in rule.get("keywords", ())]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([
        "password", "key", "secret", "token", "://", " = ", ": ", '"', "'", " ", "\n", "@", "user",
        TOKEN, "account", ";", "é", "İ", "U+0041 ", "https://", make_token("", 20),
        make_token("AKIA", 16, "ABCDEFGHJKLMNPQRSTUVWXYZ234567"), make_token("", 40),
    ]),
    st.integers(0, 40).map(lambda seed: make_token("", 8 + seed, seed=seed)),
)  # fmt: skip
LISTS = st.lists(PIECES, max_size=10)
TEXTS = LISTS.map("".join) | LISTS.map(" ".join)
WRITTEN = st.one_of(
    TEXTS,
    TEXTS.map(lambda text: b64encode(text.encode()).decode()),
    TEXTS.map(lambda text: text.encode().hex()),
    TEXTS.map(quote),
)


@given(st.lists(WRITTEN, min_size=1, max_size=3).map("\n".join))
def test_few_rules_find_what_all_rules_find(text: str) -> None:
    if needs_few(text):
        few = [it.raw for it in betterleaks.scan_string(text, config_path=str(CONFIG))]
        assert few == [it.raw for it in betterleaks.scan_string(text)]
