"""The tables of the documentation that come from the code: commands, options, keys, values."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

import click

from ldblog.cli import COMMANDS, main
from ldblog.config import Config
from ldblog.privacy.dictionary import GROUPS
from ldblog.programme import schedule
from ldblog.reading import formats, people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# What a key does is for a person to say; a test finds what nobody has said yet.
UNSAID = "…"
_CHOICES = {
    "kind": formats.KINDS,
    "outcome": formats.OUTCOMES,
    "share": formats.SHARES,
    "form": formats.FORMS,
}


@cache
def find_commands() -> Mapping[str, click.Command]:
    """Return all commands by their names, those of a group behind it: `import slack`."""
    return dict(_walk(main, ""))


def _walk(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None  # noqa: S101 - for the type checker
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from _walk(command, f"{prefix}{name} ")


def list_options(command: click.Command) -> list[click.Option]:
    """Return the options of a command."""
    return [option for option in command.params if isinstance(option, click.Option)]


def show_arguments(command: click.Command) -> str:
    """Return the arguments of a command by their names, as usage has them, a space before each."""
    arguments = (it for it in command.params if isinstance(it, click.Argument))
    return "".join(f" {_show_argument(argument)}" for argument in arguments)


def _show_argument(argument: click.Argument) -> str:
    if argument.metavar:
        return argument.metavar
    name = argument.human_readable_name
    shown = name if argument.required else f"[{name}]"
    return shown if argument.nargs == 1 else f"{shown}..."


def write_options(command: click.Command) -> str:
    """Return the table of a command's options, as its help has them."""
    context = click.Context(command)
    records = (option.get_help_record(context) for option in list_options(command))
    rows = [(_show_option(left), _show_help(right)) for left, right in filter(None, records)]
    return _table(("option", "what it does"), rows)


def _show_option(left: str) -> str:
    """Return ``--format [text|json]`` as code, without signs that a table would be cut at."""
    option, _bracket, choices = left.partition(" [")
    values = ", ".join(f"`{choice}`" for choice in choices.rstrip("]").split("|") if choice)
    return f"`{option}` {values}".rstrip()


def _show_help(right: str) -> str:
    return re.sub(r"\s+\[([^\[\]]+)\]$", r" (\1)", right)


def _write_commands(_body: str) -> str:
    rows = [
        (f"`ldblog {name}{show_arguments(find_commands()[name])}`", said)
        for name, said in COMMANDS.items()
    ]
    return _table(("command", "what it does"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"|{'|'.join(_cell(cell) for cell in line)}|\n" for line in lines)


def _cell(text: str) -> str:
    shown = re.sub(r"(?<!\\)\|", "/", text)
    return shown if shown == "---" else f" {shown} " if shown else " "


def _keys(
    head: tuple[str, ...], list_keys: Callable[[], Iterator[tuple[str, str | None]]]
) -> Callable[[str], str]:
    """Return what writes a table of keys: a column of values, and what the page says of each.

    Of a key without a value here (None), the page says what it can be.
    """

    def write(body: str) -> str:
        said = _said(body)
        rows = []
        for key, value in list_keys():
            old = said.get(key, ("", UNSAID))
            rows.append((f"`{key}`", old[0] if value is None else value, old[-1] or UNSAID))
        return _table(head, rows)

    return write


def _said(body: str) -> Mapping[str, tuple[str, ...]]:
    """Return what a table says of each key: its cells after the first."""
    rows = (re.split(r"(?<!\\)\|", line)[1:-1] for line in body.splitlines())
    cells = ([cell.strip() for cell in row] for row in rows)
    return {row[0].strip("`"): tuple(row[1:]) for row in cells if row and row[0][:1] == "`"}


def _log_keys() -> Iterator[tuple[str, str | None]]:
    for key in (*formats.LOG_KEYS, *formats.HINT_KEYS):
        choices = _CHOICES.get(key)
        yield key, ", ".join(f"`{choice}`" for choice in choices) if choices else None


def _session_keys() -> Iterator[tuple[str, str | None]]:
    return ((key, None) for key in formats.SESSION_KEYS)


def _people_keys() -> Iterator[tuple[str, str | None]]:
    for key, (_is_right, expected) in people.CHECKS.items():
        shown = re.sub(r"(\{.*?\})", r"`\1`", expected)
        yield key, shown + (" (required)" if key == "name" else "")


def _redact_groups() -> Iterator[tuple[str, str | None]]:
    return iter(GROUPS.items())


def _config_keys() -> Iterator[tuple[str, str | None]]:
    for option in fields(Config):
        yield option.name, f"`{_show_toml(option.default)}`" if option.default else "none"


def _schedule_keys() -> Iterator[tuple[str, str | None]]:
    for key in schedule.READERS:
        yield key, "yes" if key in schedule.NEEDED else "no"


def _show_toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_show_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


PARTS: Mapping[str, Callable[[str], str]] = {
    "commands": _write_commands,
    "keys of a log": _keys(("key", "value", "what it does"), _log_keys),
    "keys of session.md": _keys(("key", "value", "what it does"), _session_keys),
    "keys of a person": _keys(("key", "value", "what it does"), _people_keys),
    "groups of redact.yml": _keys(
        ("group", "instead, where nothing is said", "what it lists"), _redact_groups
    ),
    "configuration": _keys(("key", "default", "what it does"), _config_keys),
    "schedule": _keys(("key", "needed", "what it does"), _schedule_keys),
}
