"""``ldblog changed``: what the public will read of the logs that a pull request changes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ldblog.commands.project import format_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic

SUMMARY = "GITHUB_STEP_SUMMARY"


@click.command("changed")
@click.argument("base", default="origin/main", metavar="[COMMIT]")
@format_option
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what the public will read into this file, too.",
)
def command(base: str, style: str, file: Path | None) -> None:
    """Print what changed logs would publish, since the history left COMMIT's.

    For each log that changed since COMMIT (default: origin/main): what the public will read, what
    is held back and why, and hints. Only a secret in a changed file makes the exit code 1.
    """
    from ldblog.commands.check import find_wrong
    from ldblog.commands.project import current_project, echo_findings
    from ldblog.routine.changed import choose_checked, find_changed, find_secrets

    project = current_project()
    changed = find_changed(project, base)
    checked = [Path(it) for it in choose_checked(project, changed)]
    found = find_wrong(project, checked) if checked else []
    text = _tell(project, changed, found)
    _write(text, file)
    if style == "text":
        click.echo(text or "no log changed")
    else:
        echo_findings(found, style)
    if find_secrets(project, found, changed):
        click.echo("A secret is in what changed: take it out, and take it back where it is from.",
                   err=True)  # fmt: skip
        sys.exit(1)


def _tell(project: Project, changed: Sequence[str], found: Sequence[Diagnostic]) -> str:
    """Return what the public will read of changed logs, or why nobody can say."""
    from ldblog.errors import LdblogError
    from ldblog.routine.changed import tell_logs
    from ldblog.sessions import read_people

    try:
        return "\n".join(tell_logs(project, changed, found, read_people(project)))
    except LdblogError as error:
        # Nothing is published until then, and no log is at fault: it stops nobody.
        return f"Nobody can say what the public will read: {error}"


def _write(text: str, file: Path | None) -> None:
    from ldblog.files import write_text
    from ldblog.routine.quoting import fence

    if file is not None:
        write_text(file, text)
    summary = os.environ.get(SUMMARY)
    if summary and text:
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(f"{fence(text)}\n")
