"""The project's root and its configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.config import Config, find_project, find_today, parse_config
from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog


def test_a_file_without_our_table_has_the_defaults() -> None:
    assert parse_config(b"[project]\nname = 'x'\n") == Config()


def test_every_option_is_read() -> None:
    raw = b"""
[tool.ldblog]
time_zone = "Asia/Kolkata"
words_per_log = 90
words_per_post = 900
ignore = ["LD032"]

[tool.ldblog.topics]
Databases = ["postgres", "sqlite"]
"""
    assert parse_config(raw) == Config(
        time_zone="Asia/Kolkata",
        words_per_log=90,
        words_per_post=900,
        ignore=("LD032",),
        topics=(("Databases", ("postgres", "sqlite")),),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("timezone = 'UTC'", "tool.ldblog.timezone is unknown (did you mean time_zone?)"),
        (
            "qqq = 1",
            "tool.ldblog.qqq is unknown "
            "(known: agreed_for, ignore, internal_hosts, schedule, secret_patterns, time_zone, "
            "topics, words_per_log, words_per_post)",
        ),
        (
            "time_zone = 'Europe/Nowhere'",
            'tool.ldblog.time_zone must be a time zone such as "Europe/Berlin", '
            "not 'Europe/Nowhere'",
        ),
        (
            "time_zone = '../../etc/passwd'",
            'tool.ldblog.time_zone must be a time zone such as "Europe/Berlin", '
            "not '../../etc/passwd'",
        ),
        (
            "time_zone = 1",
            'tool.ldblog.time_zone must be a time zone such as "Europe/Berlin", not 1',
        ),
        (
            "words_per_log = 0",
            "tool.ldblog.words_per_log must be a whole number of words, 1 or more, not 0",
        ),
        (
            "words_per_post = true",
            "tool.ldblog.words_per_post must be a whole number of words, 1 or more, not True",
        ),
        ("topics = []", "tool.ldblog.topics must be a table of topic = [synonyms], not []"),
        ("topics = {A = 'b'}", "tool.ldblog.topics.A must be a list of strings, not 'b'"),
        (
            "internal_hosts = ['*.corp', 'a b']",
            'tool.ldblog.internal_hosts must be a list of hosts such as "*.corp" or '
            "\"jenkins.example.com\", not 'a b'",
        ),
        ("ignore = [1]", "tool.ldblog.ignore must be a list of strings, not [1]"),
        (
            "secret_patterns = ['x']",
            "tool.ldblog.secret_patterns must be a table of name = 'regular expression', not ['x']",
        ),
        (
            "secret_patterns = {'A b' = 'x'}",
            "tool.ldblog.secret_patterns.A b must be named with small letters, digits and -, "
            "not 'A b'",
        ),
        *(
            (
                f"secret_patterns = {{badge = {pattern}}}",
                "tool.ldblog.secret_patterns.badge must be a regular expression that matches some "
                f"words, not {pattern}",
            )
            for pattern in ("1", "'('", "'x*'")
        ),
    ],
)
def test_a_wrong_option_stops_with_the_remedy(line: str, message: str) -> None:
    with pytest.raises(LdblogError) as caught:
        parse_config(f"[tool.ldblog]\n{line}\n".encode())
    assert str(caught.value) == f"pyproject.toml: {message}"


def test_our_name_for_something_else_than_a_table_is_an_error() -> None:
    with pytest.raises(LdblogError, match=r"tool\.ldblog must be a table, not 1"):
        parse_config(b"[tool]\nldblog = 1\n")


@pytest.mark.parametrize("raw", [b"[tool.ldblog\n", b"a = '\xff'\n"])
def test_what_is_no_toml_is_an_error(raw: bytes) -> None:
    with pytest.raises(LdblogError, match=r"^pyproject\.toml: not readable as TOML: "):
        parse_config(raw)


def test_the_nearest_file_at_or_above_a_folder_is_the_root(blog: Blog) -> None:
    inner = blog.write("content/logs/pyproject.toml", "").parent
    assert find_project(blog.root / "content").root == blog.root
    assert find_project(inner).root == inner


def test_no_file_at_or_above_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LdblogError, match=r"^no pyproject\.toml in this folder or above it: run"):
        find_project(tmp_path)


def test_a_project_knows_where_things_lie(blog: Blog) -> None:
    project = blog.project
    folders = (project.content, project.logs, project.people_file, project.site, project.posts)
    assert [project.relative(path) for path in (*folders, project.base, project.cache)] == [
        "content",
        "content/logs",
        "content/people.yml",
        "content/site",
        "content/site/posts",
        "content/base",
        ".cache/ldblog",
    ]


def test_the_day_is_that_of_the_configured_time_zone() -> None:
    east, west = (find_today(Config(time_zone=f"Etc/GMT{hours}")) for hours in ("-14", "+12"))

    assert (east - west).days in {1, 2}
