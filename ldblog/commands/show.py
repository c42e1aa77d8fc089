"""``ldblog show``: what the public will read of a log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ldblog.config import Project
    from ldblog.logs import Log
    from ldblog.privacy import Held


@click.command("show")
@click.argument("log", type=click.Path(path_type=Path))
@click.option("--why", is_flag=True, help="Print every unit's score and what made it.")
def command(log: Path, why: bool) -> None:
    """Print the entry of LOG as the public would read it, and what is held back and why."""
    from ldblog.anonymity import find_blanked, protect_session
    from ldblog.commands.project import current_project, echo_diagnostics
    from ldblog.condense import make_entries
    from ldblog.held_secrets import find_secret_lines, hide_secrets
    from ldblog.privacy import publish
    from ldblog.sessions import read_people, read_session

    project = current_project()
    name, relative = _locate(project, log)
    people = read_people(project)
    session = read_session(project, name, people)
    found = next((one for one in session.logs if one.path == relative), None)
    if found is None:
        raise LdblogError(f"{relative}: not a log (a log is <handle>.md in a session's folder)")
    echo_diagnostics(hide_secrets(found.diagnostics, project.config.secret_patterns), err=True)
    if why:
        _echo_scores(found)
        return
    protected = protect_session(session, people)
    entries = make_entries(protected, people, project.config)
    entry = next((entry for entry in entries if relative in entry.rewriters), None)
    for line in entry.lines if entry else ():
        click.echo(line.text)
    if entry is None:
        click.echo("Nothing of this log is published.")
    for line in [*entry.article[0], *entry.article[1]] if entry else ():
        click.echo(line.text)
    named = next(one for one in protected.logs if one.path == relative)
    secret = find_secret_lines(found, project.config.secret_patterns)
    _echo_held(found, [*publish(found).held, *find_blanked(found, named)], secret)


def _locate(project: Project, path: Path) -> tuple[str, str]:
    """Return the session of a log's path, and the path from the project's root."""
    from ldblog.commands.project import locate
    from ldblog.sessions import find_sessions

    relative = locate(project, path)
    if relative is None:
        raise LdblogError(f"{path}: no such log in {project.root.name}")
    folder = (project.root / relative).parent
    if folder.parent != project.logs or folder.name not in find_sessions(project):
        raise LdblogError(f"{path}: not in a session's folder below content/logs")
    return folder.name, relative


def _echo_scores(log: Log) -> None:
    from ldblog.diagnostics import printable
    from ldblog.privacy import publish
    from ldblog.scoring import render_scores, score_units

    for line in render_scores(score_units(publish(log).units)):
        click.echo(printable(line))


def _echo_held(log: Log, held: Sequence[Held], secret: Set[int]) -> None:
    """Print what is held back; its words go to the terminal of who has the log, and no further.

    Lines with a secret go nowhere.
    """
    from ldblog.diagnostics import printable
    from ldblog.markdown import split_lines

    if not held:
        return
    lines = split_lines(log.text)
    click.secho(f"\nHeld back from the public ({log.path}):", bold=True)
    for one in sorted(held):
        click.secho(f"  lines {one.first_line}–{one.last_line}: {one.reason}", fg="yellow")
        for number in range(one.first_line, one.last_line + 1):
            line = "(a secret)" if number in secret else lines[number - 1].expandtabs()
            if line.strip():
                click.secho(f"    {printable(line)}", dim=True)
