"""The parts of the documentation that come from the code: ``python -m ldblog.reference``.

They stand between two comments. What people wrote around them stays, and so does what a table says
about a key: names, values and defaults are the code's, explanations are the page's.
"""

from __future__ import annotations

import re
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ldblog.cli import COMMANDS, main
from ldblog.config import Config
from ldblog.errors import LdblogError
from ldblog.privacy.dictionary import GROUPS
from ldblog.programme import schedule
from ldblog.reading import formats, people
from ldblog.rules.table import render_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_BLOCK = re.compile(
    r"<!-- from the code: (?P<name>[^>]+) -->\n(?P<body>.*?)<!-- /from the code -->\n", re.DOTALL
)
_SECTION = re.compile(r"^## ldblog (?P<name>[\w-]+).*\n", re.MULTILINE)
# As people write them for a command that is new.
_OPTIONS_BY_HAND = re.compile(r"^\| option \|.*\n(?:\|.*\n)+", re.MULTILINE)
_COMMANDS_PAGE = "commands.md"
_RULES_PAGE = "rules.md"
# What a key does is for a person to say; a test finds what nobody has said yet.
UNSAID = "…"
_CHOICES = {
    "kind": formats.KINDS,
    "outcome": formats.OUTCOMES,
    "share": formats.SHARES,
    "form": formats.FORMS,
}


def fill_page(text: str) -> str:
    """Return a page with each part that comes from the code as the code is now.

    Raises LdblogError for a part that nothing here knows.
    """

    def fill(found: re.Match[str]) -> str:
        name, body = found["name"], found["body"]
        write = _PARTS.get(name)
        if name in COMMANDS:
            body = _write_options(name)
        elif write:
            body = write(body)
        else:
            raise LdblogError(f"“from the code: {name}” is no part (known: {', '.join(_PARTS)})")
        return _block(name, body)

    return _BLOCK.sub(fill, text)


def fill_commands(text: str) -> str:
    """Return the page of commands with a section for each, its usage, and its options."""
    for name in sorted(COMMANDS.keys() - {found["name"] for found in _SECTION.finditer(text)}):
        said = "\n\n".join(_unwrap(part) for part in (_load(name).help or "").split("\n\n"))
        text = f"{text.rstrip()}\n\n## ldblog {name}\n\n{said}\n"
    head, *sections = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    return fill_page(head + "".join(map(_fill_section, sections)))


def _fill_section(text: str) -> str:
    """Return a command's section with its usage as its heading, and a place for its options."""
    found = _SECTION.match(text)
    if not found or found["name"] not in COMMANDS:
        return text
    name = found["name"]
    body = text[found.end() :].rstrip() + "\n"
    if not _BLOCK.search(body) and _list_options(name):
        block = _block(name, "")
        by_hand = _OPTIONS_BY_HAND.search(body)
        if by_hand:
            body = body[: by_hand.start()] + block + body[by_hand.end() :]
        else:
            body += f"\n{block}"
    return f"## ldblog {name}{_show_arguments(name)}\n{body}\n"


def _block(name: str, body: str) -> str:
    return f"<!-- from the code: {name} -->\n{body}<!-- /from the code -->\n"


def _load(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None  # noqa: S101 - for the type checker
    return command


def _list_options(name: str) -> list[click.Option]:
    return [option for option in _load(name).params if isinstance(option, click.Option)]


def _show_arguments(name: str) -> str:
    pieces = _load(name).collect_usage_pieces(click.Context(main, info_name=name))
    return "".join(f" {piece}" for piece in pieces if piece != "[OPTIONS]")


def _unwrap(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _write_options(name: str) -> str:
    """Return the table of a command's options, as its help has them."""
    context = click.Context(_load(name), info_name=name)
    records = (option.get_help_record(context) for option in _list_options(name))
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
    rows = [(f"`ldblog {name}{_show_arguments(name)}`", said) for name, said in COMMANDS.items()]
    return _table(("command", "what it does"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"|{'|'.join(_cell(cell) for cell in line)}|\n" for line in lines)


def _cell(text: str) -> str:
    return text if text == "---" else f" {text.replace('|', '/')} " if text else " "


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
    for key, (_is_right, expected) in people._CHECKS.items():  # noqa: SLF001 - what a person is
        shown = re.sub(r"(\{.*?\})", r"`\1`", expected)
        yield key, shown + (" (required)" if key == "name" else "")


def _redact_groups() -> Iterator[tuple[str, str | None]]:
    return iter(GROUPS.items())


def _config_keys() -> Iterator[tuple[str, str | None]]:
    for option in fields(Config):
        yield option.name, f"`{_show_toml(option.default)}`" if option.default else "none"


def _schedule_keys() -> Iterator[tuple[str, str | None]]:
    for key in schedule._READERS:  # noqa: SLF001 - what a schedule is made of
        yield key, "yes" if key in schedule._NEEDED else "no"  # noqa: SLF001


def _show_toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_show_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


_PARTS: Mapping[str, Callable[[str], str]] = {
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


def fill(path: Path) -> str:
    """Return the text that a page of the documentation has to have.

    Raises LdblogError for a part of it that nothing here knows, and OSError.
    """
    if path.name == _RULES_PAGE:
        return render_page()
    text = path.read_text(encoding="utf-8")
    return fill_commands(text) if path.name == _COMMANDS_PAGE else fill_page(text)


def write_reference(root: Path) -> list[Path]:
    """Bring the pages below a project's root up to date; return those that changed."""
    pages = (root / "README.md", *sorted((root / "docs").glob("*.md")))
    texts = {path: fill(path) for path in pages}
    changed = [path for path in pages if path.read_text(encoding="utf-8") != texts[path]]
    for path in changed:
        path.write_text(texts[path], encoding="utf-8", newline="\n")
    return changed


if __name__ == "__main__":
    for changed_page in write_reference(Path.cwd()):
        sys.stdout.write(f"{changed_page}\n")
