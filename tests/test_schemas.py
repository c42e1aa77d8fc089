"""The schemas for editors agree with what checks the files."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.commands.schema import NAMES
from ldblog.config import READERS, parse_config
from ldblog.errors import LdblogError
from ldblog.privacy.dictionary import parse_dictionary
from ldblog.programme.schedule import READERS as SCHEDULE
from ldblog.reading.formats import LOG_KEYS, SESSION_KEYS, check_values
from ldblog.reading.people import CHECKS, parse_people
from ldblog.schemas import SCHEMAS, make_schema, render_schema
from ldblog.shapes import shape_of
from ldblog.starting.blog_files import quote_toml

if TYPE_CHECKING:
    from conftest import Blog

LONG = "x " * 301


def accepts(name: str, value: object) -> bool:
    return bool(jsonschema.Draft7Validator(make_schema(name)).is_valid(value))


def log_is_right(values: dict[str, Any]) -> bool:
    return not check_values(values, LOG_KEYS).wrong


def config_is_right(text: str) -> bool:
    try:
        parse_config(f"[tool.ldblog]\n{text}\n".encode())
    except LdblogError:
        return False
    return True


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one_and_is_printed_as_it_is(blog: Blog, name: str) -> None:
    jsonschema.Draft7Validator.check_schema(make_schema(name))
    printed = blog.run("schema", name)
    assert json.loads(printed.output) == make_schema(name)
    assert printed.output == render_schema(name)


def test_the_command_knows_each_schema() -> None:
    assert set(NAMES) == set(SCHEMAS)


def test_every_key_that_is_checked_is_in_its_schema() -> None:
    assert set(make_schema("log")["properties"]) == set(LOG_KEYS)
    assert set(make_schema("session")["properties"]) == set(SESSION_KEYS)
    assert set(make_schema("config")["properties"]) == set(READERS)
    assert set(make_schema("config")["properties"]["schedule"]["properties"]) == set(SCHEDULE)
    assert set(make_schema("people")["additionalProperties"]["properties"]) == set(CHECKS)


def test_a_check_of_which_nothing_is_said_lets_an_editor_write_anything() -> None:
    assert shape_of(lambda value: value) == {}


@pytest.mark.parametrize(
    ("values", "is_right"),
    [
        ({}, True),
        ({"title": "A", "kind": "paper", "outcome": "done", "form": "post"}, True),
        ({"kind": " Paper "}, True),
        ({"kind": "papers"}, False),
        ({"share": "Internal"}, True),
        ({"share": None}, False),
        ({"share": "secret"}, False),
        ({"title": None, "tags": None}, True),
        ({"title": 42}, True),
        ({"title": True}, False),
        ({"title": ["a"]}, False),
        ({"title": LONG}, False),
        ({"title": "x" * 300}, True),
        ({"tags": ["a", "b", 3, None]}, True),
        ({"tags": "a, b"}, True),
        ({"tags": 5}, False),
        ({"tags": [["a"]]}, False),
        ({"with": ["bo", "@asha"]}, True),
        ({"artefacts": [{"title": "A", "url": "https://example.com"}]}, True),
        ({"artefacts": ["https://example.com"]}, True),
        ({"artefacts": [{"title": "A"}]}, False),
        ({"artefacts": [{"url": "ftp://example.com"}]}, False),
        ({"artefacts": [{"url": "https://example.com", "note": "a"}]}, False),
        ({"mood": "fine"}, True),
    ],
)
def test_front_matter_is_right_for_both_or_for_neither(
    values: dict[str, Any], is_right: bool
) -> None:
    assert (log_is_right(values), accepts("log", values)) == (is_right, is_right)


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=8),
        st.sampled_from(["paper", "DONE", "internal", "https://a", LONG]),
        st.dates(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["url", "title", "kind", "x"]), inner, max_size=3),
    ),
    max_leaves=4,
)


@given(st.sampled_from([*LOG_KEYS]), VALUES)
def test_an_editor_complains_of_nothing_that_ldblog_reads(key: str, value: object) -> None:
    if log_is_right({key: value}):
        # As editors see a date.
        seen = json.loads(json.dumps({key: value}, default=date.isoformat))
        assert accepts("log", seen), value


@pytest.mark.parametrize(
    ("person", "is_right"),
    [
        ({"name": "Asha Rao"}, True),
        ({"name": "Asha Rao", "team": "Data", "appear": "named"}, True),
        ({"name": "Asha Rao", "team": ["Data", "Web"], "aliases": ["ash"]}, True),
        ({"name": "A", "appear": {"as": "The Keeper"}, "links": {"web": "https://a.b"}}, True),
        ({"name": "A", "also_known": ["Ash"]}, True),
        ({}, False),
        ({"name": ""}, False),
        ({"name": "a\nb"}, False),
        ({"name": 5}, False),
        ({"name": "A", "team": 5}, False),
        ({"name": "A", "links": {"web": "a.b"}}, False),
        ({"name": "A", "appear": "hidden"}, False),
        ({"name": "A", "appear": {"like": "x"}}, False),
        ({"name": "A", "aliases": ["a b"]}, False),
        ({"name": "A", "nick": "x"}, False),
        ("Asha", False),
    ],
)
def test_people_are_right_for_both_or_for_neither(person: object, is_right: bool) -> None:
    people = parse_people("people.yml", json.dumps({"asha": person}))
    assert (not people.diagnostics, accepts("people", {"asha": person})) == (is_right, is_right)


def test_an_empty_file_of_people_is_right() -> None:
    assert accepts("people", None)
    assert parse_people("people.yml", "").diagnostics == ()


@pytest.mark.parametrize(
    ("groups", "is_right"),
    [
        ({"customers": {"Acme": "a client", "Globex": None}}, True),
        ({"customers": None}, True),
        ({"projects": {"Sea": {"instead": "block", "also": ["See"]}}}, True),
        ({"tickets": {"PLAT-[0-9]+": "a ticket"}}, True),
        ({"clients": {"Acme": "a client"}}, False),
        ({"customers": ["Acme"]}, False),
        ({"customers": {"Acme": 5}}, False),
        ({"customers": {"Acme": "x" * 81}}, False),
        ({"customers": {"Acme": {"also": "Akme"}}}, False),
        ({"customers": {"Acme": {"note": "x"}}}, False),
        ({"tickets": {"PLAT-[0-9]+": {"also": ["x"]}}}, False),
    ],
)
def test_redactions_are_right_for_both_or_for_neither(groups: object, is_right: bool) -> None:
    found = parse_dictionary("redact.yml", json.dumps(groups), ()).diagnostics
    assert (not found, accepts("redact", groups)) == (is_right, is_right)


def toml_of(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quote_toml(k)} = {toml_of(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_of, value))}]"
    return json.dumps(value)


DAYS = {"every": "2 weeks on Friday", "starts": "2026-10-09"}


@pytest.mark.parametrize(
    ("options", "is_right"),
    [
        ({"time_zone": "Europe/Berlin", "words_per_log": 90, "ignore": ["LD022"]}, True),
        ({"topics": {"Databases": ["postgres"]}, "internal_hosts": ["*.corp"]}, True),
        ({"secret_patterns": {"badge-number": "BN-[0-9]{8}"}}, True),
        ({"schedule": {**DAYS, "skip": ["2026-12-25"], "holidays": "DE-BE"}}, True),
        ({"schedule": {**DAYS, "every": "Week on THURSDAY"}}, True),
        ({"routine": ["open", "condense"], "editors": ["asha", "bo-lin"]}, True),
        ({"routine": ["close"]}, False),
        ({"routine": "open"}, False),
        ({"editors": ["a b"]}, False),
        ({"editors": ["asha", "asha"]}, False),
        ({"timezone": "UTC"}, False),
        ({"time_zone": 1}, False),
        ({"words_per_log": 0}, False),
        ({"words_per_log": True}, False),
        ({"topics": {"A": "b"}}, False),
        ({"internal_hosts": ["a b"]}, False),
        ({"secret_patterns": {"A b": "x"}}, False),
        ({"schedule": {"every": "week on Friday"}}, False),
        ({"schedule": {**DAYS, "every": "week on Fryday"}}, False),
        ({"schedule": {**DAYS, "holidays": "germany"}}, False),
        ({"schedule": {**DAYS, "teams": ["A"]}}, False),
    ],
)
def test_the_configuration_is_right_for_both_or_for_neither(
    options: dict[str, Any], is_right: bool
) -> None:
    text = "\n".join(f"{key} = {toml_of(value)}" for key, value in options.items())
    assert (config_is_right(text), accepts("config", options)) == (is_right, is_right)
