"""Secrets found by the engine's rules, by ours, and by the company's patterns."""

from __future__ import annotations

import subprocess
import sys
import threading
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokens import make_key, make_token

from ldblog.errors import LdblogError
from ldblog.secrets.secret_engine import _OWN, scan

TOKEN = make_token("ghp_")
RULES = {one["id"]: one for one in tomllib.loads(_OWN.read_text(encoding="utf-8"))["rules"]}


def found(text: str, *patterns: tuple[str, str]) -> list[tuple[str, str]]:
    return [(one.rule, text[one.start : one.end]) for one in scan(text, patterns)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "the password is a secret",
        "commit 0123456789abcdef0123456789abcdef01234567",
        "postgres://user:password@localhost/db",
        "postgres://postgres:postgres@localhost/db",
        "https://user:<token>@example.com and https://u:${TOKEN}@example.com, redis://:****@h",
        "http://localhost:8080/@user and git@example.com:team/repository",
        "AKIA" + "IOSFODNN7EXAMPLE",
    ],
)
def test_what_is_no_secret_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("before", "secret", "rule"),
    [
        ("", TOKEN, "github-pat"),
        ("é 😀 ", TOKEN, "github-pat"),
        ("line\r\n> ", make_key(), "private-key"),
        ("password = ", make_token("", 14) + "9", "generic-password"),
        ("postgres://app:", "s3cr3t-Pa55", "url-password"),
        ("redis://:", "p@ss9", "url-password"),
        ("the key ", make_token("AKIA", 16, "ABCDEFGHJKLMNPQRSTUVWXYZ234567"), "aws-access-key-id"),
    ],
)
def test_a_secret_is_found_where_it_stands(before: str, secret: str, rule: str) -> None:
    text = f"{before}{secret}" + ("@db.corp/x" if "://" in before else "\nnext")
    assert (rule, secret) in found(text)


def test_both_halves_of_a_pair_are_found() -> None:
    key = make_token("AKIA", 16, "ABCDEFGHJKLMNPQRSTUVWXYZ234567")
    secret = make_token("", 40)
    text = f"aws_access_key_id = {key}\naws_secret_access_key = {secret}\n"
    assert {value for _, value in found(text)} == {key, secret}


@pytest.mark.parametrize("note", ["gitleaks:allow", "betterleaks:allow", "GitLeaks:Allow"])
def test_the_engines_own_comments_allow_nothing(note: str) -> None:
    assert found(f"{TOKEN} # {note}") == [("github-pat", TOKEN)]


def test_what_ends_a_text_in_c_does_not_end_the_search() -> None:
    assert found(f"a\0 {TOKEN}") == [("github-pat", TOKEN)]


def test_the_companys_patterns_join_and_their_groups_count() -> None:
    patterns = (("badge", r"BN-\d{4}"), ("door", r"door code (\d+)"))
    assert found("größe BN-1234, door code 99", *patterns) == [("badge", "BN-1234"), ("door", "99")]
    assert found("BN-1234") == []


def test_a_pattern_that_would_be_catastrophic_is_not() -> None:
    assert found("a" * 100_000 + "b", ("slow", "(a+)+$")) == []


def test_a_pattern_that_the_engine_cannot_read_stops_with_its_name() -> None:
    with pytest.raises(LdblogError, match=r"secret_patterns\.bad cannot be used"):
        scan("x", (("good", "y"), ("bad", "x(?=y)")))


def test_a_match_never_shows_its_value() -> None:
    (match,) = scan(TOKEN)
    assert TOKEN not in repr(match)


def test_several_threads_may_search_at_once() -> None:
    wrong: list[int] = []

    def search(count: int) -> None:
        for number in range(50):
            if len(scan("x " * number + TOKEN)) != 1:
                wrong.append(count)

    threads = [threading.Thread(target=search, args=(count,)) for count in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_engine_is_not_loaded_before_it_is_needed() -> None:
    # A build always needs pictures; reading logs does only where there are some.
    code = (
        "import sys, ldblog.checking, ldblog.update; "
        "pictures = 'PIL' in sys.modules; import ldblog.plugin; "
        "sys.exit(pictures or 'betterleaks' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(0 <= one.start <= one.end <= len(text) for one in scan(text))


@given(
    st.lists(
        st.sampled_from([  # the beginnings, middles and ends of what our rules match
            "Postgres://App:", "s3cr3t-Pa55", "@db.corp/x", "redis://:", "https", "://", ":", "@",
            make_token("AKIA", 16, "ABCDEFGHJKLMNPQRSTUVWXYZ234567"), "ASIA" + "B" * 16, " ",
            "\n", "é", "akia", "%3A", TOKEN,
        ]),
        max_size=12,
    ).map("".join)
)  # fmt: skip
def test_the_keywords_of_our_rules_pass_over_nothing(text: str) -> None:
    # A pattern of the company's has no keywords, and is tried on every text.
    bare = tuple((f"{name}-bare", rule["regex"]) for name, rule in RULES.items())
    matches = scan(text, bare)
    for name in RULES:
        places = {(it.start, it.end) for it in matches if it.rule == name}
        known = {(it.start, it.end) for it in matches if it.rule == f"{name}-bare"}
        examples = {(it.start, it.end) for it in scan(text) if it.rule == name}
        assert places == examples <= known
        if name == "aws-access-key-id":
            assert places == known
