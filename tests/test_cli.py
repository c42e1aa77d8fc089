"""The command line as a whole."""

from __future__ import annotations

import runpy
import sys
from typing import TYPE_CHECKING

import click
import pytest

from ldblog import __version__
from ldblog.cli import COMMANDS, main
from ldblog.commands.project import choose_sessions
from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from conftest import Blog


def test_help_lists_every_command(blog: Blog) -> None:
    lines = blog.run("--help").output.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "] == list(
        COMMANDS
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help(blog: Blog, command: str, option: str) -> None:
    result = blog.run(command, option)
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {command}")


def test_the_version_is_told(blog: Blog) -> None:
    assert __version__ in blog.run("--version").output


@pytest.mark.parametrize("arguments", [["condens"], ["check", "--nope"], ["show"]])
def test_wrong_usage_is_exit_code_2(blog: Blog, arguments: list[str]) -> None:
    assert blog.run(*arguments).exit_code == 2


def test_what_stops_a_command_is_one_line_and_exit_code_2(blog: Blog) -> None:
    blog.write("pyproject.toml", "[tool.ldblog]\ntimezone = 'UTC'\n")
    result = blog.run("check")
    assert (result.exit_code, result.output) == (
        2,
        "Error: pyproject.toml: tool.ldblog.timezone is unknown (did you mean time_zone?)\n",
    )


def test_the_module_runs_as_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["ldblog", "--version"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("ldblog", run_name="__main__")
    assert stopped.value.code == 0


def test_sessions_are_those_named_all_those_since_or_the_newest(blog: Blog) -> None:
    days = ["2026-10-23", "2026-11-06", "2026-11-20"]
    for day in days:
        blog.write_log(f"{day}/asha.md", "x")
    project = blog.project
    assert choose_sessions(project, [], every=False, since=None) == days[-1:]
    assert (
        choose_sessions(project, [days[1], days[0], days[1]], every=False, since=None) == days[:2]
    )
    assert choose_sessions(project, [], every=True, since=None) == days
    assert choose_sessions(project, [], every=False, since="2026-11-01") == days[1:]


def test_a_session_that_is_not_there_is_named(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "x")
    message = r"^content/logs/2026-11-06: no such session \(there are 1, the newest 2026-11-20\)"
    with pytest.raises(LdblogError, match=message):
        choose_sessions(blog.project, ["2026-11-06"], every=False, since=None)


def test_without_a_session_the_remedy_is_told(blog: Blog) -> None:
    with pytest.raises(LdblogError, match=r"^content/logs: no session yet: try `ldblog new`$"):
        choose_sessions(blog.project, [], every=True, since=None)
    with pytest.raises(LdblogError, match=r"no such session \(there are none\)$"):
        choose_sessions(blog.project, ["2026-11-20"], every=False, since=None)


@pytest.mark.parametrize("arguments", [["condense", "soon"], ["condense", "--since", "2026-13-01"]])
def test_what_is_no_date_is_a_usage_error(blog: Blog, arguments: list[str]) -> None:
    result = blog.run(*arguments)
    assert result.exit_code == 2
    assert "is no date: name a session like 2026-11-20" in result.output


def test_the_list_of_commands_says_what_each_command_says_of_itself() -> None:
    context = click.Context(main)
    for name, text in COMMANDS.items():
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
        first = (command.help or "").split(".")[0].split()
        assert text.split()[0] == first[0]
    assert main.get_command(context, "nothing") is None
    assert main.list_commands(context) == sorted(COMMANDS)
