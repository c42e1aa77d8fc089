"""What a new blog is told: each answer is read kindly, or refused with what was expected."""

from __future__ import annotations

import datetime
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ldblog.config import parse_config
from ldblog.reading.people import parse_people
from ldblog.starting.adapt import adapt_mkdocs, cut_own, say_cadence
from ldblog.starting.answers import (
    Answers,
    WrongAnswerError,
    read_day,
    read_every,
    read_handle,
    read_language,
    read_line,
    read_owner,
    read_teams,
    read_time_zone,
    read_url,
)
from ldblog.starting.blog_files import render_blog
from ldblog.starting.record import RECORD_FILE, parse_record, render_record

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS = Answers(
    organisation="Lanternworks",
    title="Lanternworks Learning Days",
    url="https://learning.example.com/",
    every="2 weeks on Friday",
    starts=datetime.date(2026, 12, 4),
    time_zone="Europe/Berlin",
    language="en",
    teams=("Platform", "Data"),
    name="Asha Rao",
    handle="asha",
    owner="asha@example.com",
)


def read_plain(text: str) -> dict[str, Any]:
    """Return YAML without the types that tags name."""
    found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes only text
    assert isinstance(found, dict)
    return found


def is_line(text: str) -> bool:
    try:
        read_line(text)
    except WrongAnswerError:
        return False
    return True


# Any line that is let through, with what is dangerous in YAML, TOML, Markdown and Jinja.
LINES = (
    st.one_of(
        st.text(min_size=1, max_size=40),
        st.text("\"'`:#{}[]%!&*|>@,\\-?~<$ é😀", min_size=1, max_size=40),
        st.sampled_from(
            ["yes", "null", "1:30", "2026-11-20", "=", "<<", "0o7", "{{ x }}", "%}", "- a", "---"]
        ),
    )
    .filter(is_line)
    .map(read_line)
)


@pytest.mark.parametrize(
    ("given_url", "url"),
    [
        ("https://learning.example.com", "https://learning.example.com/"),
        (" https://example.com/learning ", "https://example.com/learning/"),
        ("https://example.com/a/b//", "https://example.com/a/b/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("https://bücher.example/", "https://bücher.example/"),
    ],
)
def test_an_address_may_have_a_path_and_ends_with_a_slash(given_url: str, url: str) -> None:
    assert read_url(given_url) == url


@pytest.mark.parametrize(
    "text",
    [
        "learning.example.com",
        "ftp://example.com/",
        "https://",
        "https://example.com/?a",
        "https://example.com/#a",
        "https://user@example.com/",
        "https://example.com/a b/",
        "https://example.com/../etc/",
        "https://example.com:port/",
        "https://[::1/",
        "https://exa_mple..com-/",
        'https://example.com/"><script>/',
        "",
    ],
)
def test_what_is_no_address_of_a_site_is_refused_with_two_that_are(text: str) -> None:
    with pytest.raises(WrongAnswerError, match=r"^expected the address of the site, such as https"):
        read_url(text)


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (read_line, "  ", "expected a line of 1 to 100 characters"),
        (read_line, "x" * 101, "expected a line of 1 to 100 characters"),
        (read_line, "a\x00b", "expected a line of text without control characters"),
        (read_line, "a\ud800b", "expected a line of text without control characters"),
        (read_every, "fortnightly", 'expected "week on Thursday", "2 weeks on Friday" or the like'),
        (read_every, "0 weeks on Friday", 'expected "week on Thursday"'),
        (read_day, "4.12.2026", "expected a date such as 2026-12-04, not '4.12.2026'"),
        (read_day, "2026-02-30", "expected a date such as 2026-12-04, not '2026-02-30'"),
        (read_day, "9999-12-31", "expected a date such as 2026-12-04"),
        (read_time_zone, "Europe/Berln", "not 'Europe/Berln' (did you mean Europe/Berlin?)"),
        (read_time_zone, "europe/berlin", "'europe/berlin' (did you mean Europe/Berlin?)"),
        (read_time_zone, "'\n", "expected a time zone such as"),
        (read_time_zone, "Zzzzz", "expected a time zone such as \"Europe/Berlin\", not 'Zzzzz'"),
        (read_language, "deutsch", "expected a language such as"),
        (read_handle, "session", "session.md is about a day"),
        (read_handle, "con", "is no handle"),
        (read_handle, "a/b", "is no handle"),
    ],
)
def test_a_wrong_answer_is_told_what_was_expected(
    read: Callable[[str], object], text: str, said: str
) -> None:
    with pytest.raises(WrongAnswerError) as caught:
        read(text)
    assert said in str(caught.value)


def test_answers_are_read_as_people_write_them() -> None:
    assert read_line("  A   B ") == "A B"
    assert read_every(" 2  weeks on friday ") == "2 weeks on friday"
    assert read_day(" 2026-12-04 ") == datetime.date(2026, 12, 4)
    assert read_time_zone("Asia/Kolkata") == "Asia/Kolkata"
    assert [read_language(it) for it in ("en", "DE", "pt-br")] == ["en", "de", "pt-BR"]
    assert read_handle("@asha") == "asha"
    assert read_teams(" Platform, Data,, Platform") == ("Platform", "Data")
    assert read_teams("") == ()
    assert [read_owner(it) for it in ("a@b.example ", "* a", "")] == ["a@b.example", "", ""]


@pytest.mark.parametrize(
    ("every", "said"),
    [
        ("week on Monday", "every Monday"),
        ("2 weeks on friday", "every second Friday"),
        ("6 weeks on Friday", "every 6th Friday"),
        ("13 weeks on Friday", "every 13th Friday"),
        ("21 weeks on Sunday", "every 21st Sunday"),
    ],
)
def test_a_cadence_is_said_in_words(every: str, said: str) -> None:
    assert say_cadence(Answers(**{**vars(ANSWERS), "every": every})) == said


def test_the_first_day_is_the_first_of_the_schedule() -> None:
    begun = Answers(**{**vars(ANSWERS), "starts": datetime.date(2026, 12, 1)})
    assert begun.first_day == datetime.date(2026, 12, 4)


@settings(max_examples=25)
@given(LINES, LINES, LINES, LINES)
def test_whatever_is_answered_every_file_says_it_again(
    organisation: str, title: str, team: str, name: str
) -> None:
    said = {"organisation": organisation, "title": title, "teams": (team,), "name": name}
    answers = Answers(**{**vars(ANSWERS), **said})

    files = render_blog(answers, {"ldblog": "1.0"})

    # Read as MkDocs reads it; tags are no matter here.
    config = read_plain(files["mkdocs.yml"])
    assert config["site_name"] == title
    assert isinstance(yaml.safe_load(files["mkdocs.yml"].split("docs_dir")[0])["site_name"], str)
    assert f"engineers of {organisation} learned" in config["site_description"]
    project = tomllib.loads(files["pyproject.toml"])
    assert project["project"]["description"] == title
    assert parse_config(files["pyproject.toml"].encode()).schedule == answers.schedule
    people = parse_people("people.yml", files["content/people.yml"])
    assert people.diagnostics == ()
    assert people.by_handle["asha"].name == name.strip()
    assert people.by_handle["asha"].teams == (team.strip(),)
    assert parse_record(files[RECORD_FILE]).answers == answers
    assert all("\r" not in text and "\x00" not in text for text in files.values())


def test_a_record_survives_its_text() -> None:
    record = parse_record(render_blog(ANSWERS, {})[RECORD_FILE])
    assert parse_record(render_record(record)) == record
    assert {"mkdocs.yml", "Makefile", ".github/workflows/ci.yml"} <= set(record.files)


def test_what_only_the_repository_of_ldblog_needs_is_cut() -> None:
    text = "a\n\n  # [ldblog only]\n  b\n  # [/ldblog only]\n\nc\n# [ldblog only]: the rest\nd\n"
    assert cut_own(text) == "a\n\nc\n"
    assert cut_own("# [ldblog only] all\na\n") == ""
    assert cut_own("a\n") == "a\n"


def test_the_configuration_differs_from_ours_in_what_was_answered_alone() -> None:
    from ldblog.packed import find_packed  # noqa: PLC0415 - only here

    ours = (find_packed() / "mkdocs.yml").read_text(encoding="utf-8")
    theirs = adapt_mkdocs(ours, ANSWERS)
    old, new = (read_plain(text) for text in (ours, theirs))
    changed = {key for key in old if old[key] != new[key]}
    assert changed <= {"site_name", "site_url", "site_description", "copyright", "theme"}
    assert old.keys() == new.keys()
    assert "# Few and safe" in theirs
