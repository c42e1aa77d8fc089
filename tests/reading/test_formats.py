"""The keys of front matter, and the values that each may have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ldblog.reading.formats import (
    HELD_KEYS,
    LOG_KEYS,
    SESSION_KEYS,
    LogMeta,
    check_values,
)
from ldblog.reading.values import HANDLE, Artefact, Expense


def wrong(values: dict[str, Any]) -> list[str]:
    return [one.message for one in check_values(values, LOG_KEYS).wrong]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("title", "  two\n words ", "two words"),
        ("title", 2026, "2026"),
        ("title", date(2026, 11, 20), "2026-11-20"),
        ("tags", "a, b,,a", ("a", "b")),
        ("tags", ["a", None, 1.5], ("a", "1.5")),
        ("kind", "Paper", "paper"),
        ("with", ["@bo"], ("bo",)),
        ("artefacts", "https://a.example", (Artefact("a.example", "https://a.example"),)),
        ("share", " INTERNAL ", "internal"),
        ("form", "post", "post"),
        ("agreed", "@bo", "bo"),
        (
            "expenses",
            [{"what": "Train", "amount": 48.9, "currency": "eur"}],
            (Expense("Train", Decimal("48.9"), "EUR"),),
        ),
        (
            "expenses",
            [{"what": "Book", "amount": "0.005", "currency": "KWD"}, None],
            (Expense("Book", Decimal("0.005"), "KWD"),),
        ),
    ],
)
def test_right_values_are_read_leniently(key: str, value: object, expected: object) -> None:
    field = "with_" if key == "with" else key
    assert check_values({key: value}, LOG_KEYS).values == {field: expected}
    assert wrong({key: value}) == []


def test_no_value_is_no_value() -> None:
    checked = check_values({key: None for key in LOG_KEYS if key != "share"}, LOG_KEYS)
    assert (checked.values, checked.wrong) == ({}, [])


@pytest.mark.parametrize(
    "values",
    [
        {"layout": "post", "draft": False, "published": True, "weight": 3, "toc": ["a"]},
        {"draft": "no", "public": "yes", "private": "off", "hidden": 0, "publish": 1},
        {"description": "Private methods in Python", "summary": "an internal cache"},
        {"tags": ["internals", "private-keys", "raft"], "published": date(2026, 11, 20)},
        {"status": "finished", "note": "a long line that mentions internal caches", "x": None},
        {"not-private": "yes", "meta": {"author": "asha"}},
        {},
    ],
)
def test_other_tools_keys_are_passed_over(values: dict[str, Any]) -> None:
    assert wrong(values) == []


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("title", ["a"], "title: expected a line of text, not ['a']"),
        ("title", True, "title: expected a line of text, not True"),
        ("title", "x" * 301, "title: expected a line of at most 300 characters"),
        ("tags", {"a": 1}, "tags: expected a list, not {'a': 1}"),
        ("outcome", 1, "outcome: expected one of done, partial, pivoted, failed, escalated, not 1"),
        ("with", ["a/b"], "with: 'a/b' is no handle (letters, digits, . _ -)"),
        ("artefacts", [1], "artefacts: expected {title: …, url: …, kind: …}, not 1"),
        (
            "artefacts",
            [{"link": "https://a.example"}],
            "artefacts: expected {title: …, url: …, kind: …}, not {'link': 'https://a.example'}",
        ),
        (
            "artefacts",
            [{"title": "x" * 50}],
            "artefacts: expected a url that begins with https://, not ''",
        ),
        ("agreed", "a b", "agreed: 'a b' is no handle (letters, digits, . _ -)"),
        ("expenses", {"what": "Train"}, "expenses: expected a list, not {'what': 'Train'}"),
        (
            "expenses",
            [{"what": "Train", "amount": 48}],
            "expenses: expected {what: …, amount: …, currency: …}, "
            "not {'what': 'Train', 'amount': 48}",
        ),
        (
            "expenses",
            [{"what": "Train", "amount": 48, "currency": "€"}],
            "expenses: expected a currency such as EUR, not '€'",
        ),
        ("share", None, "share: expected one of named, anonymous, internal, not None"),
        (
            "share",
            "nobody" * 9,
            "share: expected one of named, anonymous, internal, not "
            "'nobodynobodynobodynobodynobodynobodyno…",
        ),
        (
            "visibility",
            "Private",
            "visibility: 'Private' keeps nothing back (write share: internal)",
        ),
        ("published", False, "published: False keeps nothing back (write share: internal)"),
        ("private", True, "private: True keeps nothing back (write share: internal)"),
    ],
)
def test_a_wrong_value_says_what_was_expected(key: str, value: object, message: str) -> None:
    assert wrong({key: value}) == [message]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("private", "yes"),
        ("public", "no"),
        ("draft", "Yes"),
        ("internal", "yes"),
        ("confidential", 1),
        ("private", "this part"),
        ("is_private", "on"),
        ("not-public", True),
        ("unlisted", "y"),
        ("publish", "never"),
        ("status", "internal-only"),
        ("status", "draft"),
        ("status", "not public"),
        ("audience", "internal team"),
        ("audience", ["everybody", "private"]),
        ("meta", {"private": "yes"}),
        ("summary", "Internal"),
    ],
)
def test_what_was_meant_to_keep_a_log_back_does(key: str, value: object) -> None:
    assert wrong({key: value}) == [f"{key}: {value!r} keeps nothing back (write share: internal)"]


@pytest.mark.parametrize("tag", ["internal", "#Private", "internal-only", "for internal use"])
def test_a_tag_that_says_internal_is_a_mistake(tag: str) -> None:
    assert wrong({"tags": ["raft", tag]}) == [
        f"tags: {tag!r} keeps nothing back (write share: internal, or choose another word)"
    ]


def test_a_handle_may_be_written_with_its_accents_apart() -> None:
    assert check_values({"with": ["jose\u0301"]}, LOG_KEYS).values == {"with_": ("jos\u00e9",)}


@pytest.mark.parametrize("amount", [0, -1, "", "48,90", "1e99", "nan", "inf", 0.0001, 10**9, "5 €"])
def test_what_is_no_sum_of_money_is_none(amount: object) -> None:
    [message] = wrong({"expenses": [{"what": "Train", "amount": amount, "currency": "EUR"}]})
    assert message == f"expenses: expected an amount such as 12.50, not {amount!r}"


def test_anyone_is_nobody_but_an_invitation() -> None:
    meta = LogMeta(with_=("bo", "Anyone"))
    assert (meta.companions, meta.wants_company) == (("bo",), True)
    assert not LogMeta(with_=("bo",)).wants_company


def test_what_is_held_back_of_front_matter_is_known() -> None:
    assert LOG_KEYS.keys() > HELD_KEYS


def test_a_session_file_has_its_own_keys() -> None:
    assert check_values({"title": "T", "kind": "poem"}, SESSION_KEYS).values == {"title": "T"}


@pytest.mark.parametrize("handle", ["asha", "a", "asha-rao", "a.b_c", "zoë", "明", "9"])
def test_handles_are_words(handle: str) -> None:
    assert HANDLE.fullmatch(handle)


@pytest.mark.parametrize(
    "handle", ["", ".", "..", ".a", "a.", "-a", "a/b", "a b", "a\n", "_a", "a\\b"]
)
def test_what_could_climb_is_no_handle(handle: str) -> None:
    assert not HANDLE.fullmatch(handle)
