"""``ldblog import``: logs from Slack and Geekbot."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import date

    from ldblog.config import Project
    from ldblog.programme.imported import Merged
    from ldblog.programme.importing import Imported
    from ldblog.reading.people import People

_file = click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
_session = click.argument("session")


@click.group("import")
def command() -> None:
    """Make logs of what people wrote elsewhere; run again, it adds what is new.

    Nothing is published by it: what it writes are raw logs, to be checked like any other.
    """


@command.command("slack")
@click.argument("export", type=click.Path(path_type=Path))
@_session
@click.option("--channel", required=True, metavar="NAME", help="The channel of the Learning Day.")
def slack(export: Path, session: str, channel: str) -> None:
    """Import the messages of SESSION in a channel from EXPORT, a workspace's folder or zip."""
    from ldblog.programme.importing import read_slack

    project, people, day = _start(session)
    found = read_slack(project, people, export, day, channel.removeprefix("#"))
    _finish(project, people, session, found)


@command.command("geekbot")
@_file
@_session
def geekbot(path: Path, session: str) -> None:
    """Import the reports of SESSION from FILE, which Geekbot exported as CSV or JSON."""
    from ldblog.programme.importing import read_geekbot

    project, people, day = _start(session)
    _finish(project, people, session, read_geekbot(project, people, path, day))


def _start(session: str) -> tuple[Project, People, date]:
    from ldblog.commands.project import current_project
    from ldblog.days import parse_date
    from ldblog.sessions import read_people

    day = parse_date(session)
    if day is None:
        raise click.UsageError(f"{session} is no date: name a session like 2026-11-20")
    project = current_project()
    return project, read_people(project), day


def _finish(project: Project, people: People, session: str, found: Imported) -> None:
    from ldblog.diagnostics import printable
    from ldblog.programme.importing import add_to_logs
    from ldblog.writing.lock import locked

    with locked(project.cache, lambda message: click.echo(message, err=True)):
        done = add_to_logs(project, people, session, found.pieces)
    for path, merged in done.items():
        click.echo(f"{path}: {_describe(merged)}")
    for user, count in sorted(found.unknown.items()):
        remedy = "add slack: with the ID to people.yml, and import again"
        line = f"left out: {count} by {user}, whom people.yml does not know ({remedy})"
        click.secho(printable(line), fg="yellow", err=True)
    for reason, count in sorted((+found.skipped).items()):
        click.echo(f"passed over: {count} {reason}", err=True)
    if not done:
        click.echo(f"nothing of {session} to import", err=True)
    sys.exit(1 if any(merged.edited for merged in done.values()) else 0)


def _describe(merged: Merged) -> str:
    said = [f"{merged.added} new"] if merged.added else []
    said += [f"{merged.changed} edited there"] if merged.changed else []
    if merged.edited:
        names = ", ".join(merged.edited)
        said.append(f"edited there, and here or taken out here: left as it is ({names})")
    return ", ".join(said) or "nothing new"
