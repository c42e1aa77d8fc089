"""``ldblog show``: what the public will read of a log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.config import Project
    from ldblog.privacy.publish import Held
    from ldblog.reading.logs import Log


@click.command("show")
@click.argument("log", type=click.Path(path_type=Path))
@click.option("--why", is_flag=True, help="Print every unit's score and what made it.")
def command(log: Path, why: bool) -> None:
    """Print the entry of LOG as the public would read it, and what is held back and why."""
    from ldblog.commands.project import current_project, echo_diagnostics
    from ldblog.composing.condense import make_entries
    from ldblog.privacy.anonymity import protect_session
    from ldblog.privacy.dictionary import require_usable
    from ldblog.privacy.publish import publish
    from ldblog.secrets.held_secrets import hide_secrets
    from ldblog.sessions import read_people, read_session

    project = current_project()
    name, relative = _locate(project, log)
    people = read_people(project)
    session = read_session(project, name, people)
    require_usable(session.dictionary)
    found = next((one for one in session.logs if one.path == relative), None)
    if found is None:
        raise LdblogError(f"{relative}: not a log (a log is <handle>.md in a session's folder)")
    echo_diagnostics(hide_secrets(found.diagnostics, project.config.secret_patterns), err=True)
    protected = protect_session(session, people)
    public = next(one for one in protected.logs if one.path == relative)
    if why:
        _echo_scores(public)
        return
    entries = make_entries(protected, people, project.config)
    entry = next((entry for entry in entries if relative in entry.rewriters), None)
    for line in entry.lines if entry else ():
        click.echo(line.text)
    if entry is None:
        click.echo("Nothing of this log is published.")
    for line in [*entry.article[0], *entry.article[1]] if entry else ():
        click.echo(line.text)
    _echo_kept(public)
    _echo_replaced(public)
    _echo_held(found, publish(public).held)


def _locate(project: Project, path: Path) -> tuple[str, str]:
    """Return the session of a log's path, and the path from the project's root."""
    from ldblog.commands.project import locate
    from ldblog.days import find_sessions

    relative = locate(project, path)
    if relative is None:
        raise LdblogError(f"{path}: no such log in {project.root.name}")
    folder = (project.root / relative).parent
    if folder.parent != project.logs or folder.name not in find_sessions(project):
        raise LdblogError(f"{path}: not in a session's folder below content/logs")
    return folder.name, relative


def _echo_scores(log: Log) -> None:
    from ldblog.diagnostics import printable
    from ldblog.privacy.publish import DROPPED, publish
    from ldblog.reading.units import source_of
    from ldblog.selecting.scoring import render_scores, score_units

    published = publish(log)
    for line in render_scores(score_units(published.units)):
        click.echo(printable(line))
    for one in published.held:
        if one.reason == DROPPED:
            source = source_of(log.path, one.first_line, one.last_line)
            click.echo(f"-        {printable(source)}  {one.reason}")


def _echo_kept(log: Log) -> None:
    """Print what is published because somebody marked it so."""
    from ldblog.diagnostics import printable
    from ldblog.privacy.publish import publish

    kept = [unit for unit in publish(log).units if unit.is_kept]
    if kept:
        click.secho(f"\nKept by hand ({log.path}):", bold=True)
    for unit in kept:
        click.secho(f"  lines {unit.first_line}–{unit.last_line}: {printable(unit.text)}", dim=True)


def _echo_replaced(log: Log) -> None:
    """Print what the public reads instead of what, by place and by why."""
    from ldblog.diagnostics import printable
    from ldblog.privacy.publish import publish

    replaced = publish(log).replaced
    if replaced:
        click.secho(f"\nReplaced ({log.path}):", bold=True)
    for one in replaced:
        said = f"“{printable(one.instead)}”" if one.instead else "nothing"
        click.secho(f"  {one.line}:{one.column}: {said} ({one.source})", fg="yellow")


def _echo_held(log: Log, held: Sequence[Held]) -> None:
    """Print what is held back; its words go to the terminal of who has the log, and no further."""
    from ldblog.diagnostics import printable
    from ldblog.text.lines import split_lines

    if not held:
        return
    lines = split_lines(log.text)
    click.secho(f"\nHeld back from the public ({log.path}):", bold=True)
    for one in sorted(held):
        click.secho(f"  lines {one.first_line}–{one.last_line}: {one.reason}", fg="yellow")
        for line in lines[one.first_line - 1 : one.last_line]:
            if line.strip():
                click.secho(f"    {printable(line.expandtabs())}", dim=True)
