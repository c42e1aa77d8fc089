"""``ldblog new``: start a log."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from ldblog.config import Project
    from ldblog.reading.people import People

TEMPLATE = """\
<!-- Any Markdown is a log; delete what you do not need. `ldblog show` on this file prints what
     the public will read. Comments like this one are dropped. -->

## Plan

<!-- Before the day: one line. It is never published, only that you planned. -->

## Learned

<!-- What a stranger could use, with the reason, a number or a link:
     "Learned the difference between X and Y; X is better when …, because …" -->

## Did not work

## Links

## Feedback

<!-- About the day itself. Never published. -->
"""


@click.command("new")
@click.argument("session", required=False)
@click.option(
    "--as", "handle", metavar="HANDLE", help="Whose log; default: found in git's configuration."
)
def command(session: str | None, handle: str | None) -> None:
    """Start your log for SESSION (default: today) and open it in $EDITOR.

    A log that is already there is opened as it is, never overwritten.
    """
    from ldblog.commands.project import current_project
    from ldblog.config import find_today

    project = current_project()
    session = session or find_today(project.config).isoformat()
    start_log(project, session, handle, TEMPLATE, "write, and commit it in the evening")


def start_log(
    project: Project, session: str, handle: str | None, template: str, next_step: str
) -> None:
    """Write a template as somebody's log, unless there is one, and open it.

    Raises LdblogError when the disk refuses, UsageError for what is no date or no handle.
    """
    from ldblog.days import parse_date
    from ldblog.files import write_text
    from ldblog.reading.logs import SESSION_FILE
    from ldblog.reading.values import HANDLE
    from ldblog.sessions import read_people
    from ldblog.writing.lock import locked

    if parse_date(session) is None:
        raise click.UsageError(f"{session} is no date: name a session like 2026-11-20")
    people = read_people(project)
    handle = people.find(handle or _handle_from_git(project, people)).handle
    if not HANDLE.fullmatch(handle) or f"{handle}.md".lower() == SESSION_FILE:
        raise click.UsageError(f"{handle} is no handle: letters, digits and . _ - only")
    path = project.logs / session / f"{handle}.md"
    if os.path.lexists(path):
        click.echo(f"{project.relative(path)} is already there")
    else:
        with locked(project.cache, lambda message: click.echo(message, err=True)):
            write_text(path, template)
        click.echo(f"{project.relative(path)} is yours: {next_step}")
    if sys.stdin.isatty() and sys.stdout.isatty():
        click.edit(filename=str(path))


def _handle_from_git(project: Project, people: People) -> str:
    """Return the handle of the person in git's configuration, found by name, else made from it.

    Raises LdblogError when git does not know who this is.
    """
    from ldblog.composing.authors import slugify
    from ldblog.git import ask_git

    asked = (ask_git(project.root, "config", key) or "" for key in ("user.name", "user.email"))
    name, email = map(str.strip, asked)
    local = email.partition("@")[0]
    for person in people.by_handle.values():
        if name and person.name.casefold() == name.casefold():
            return person.handle
    if local.lower() in people.by_handle:
        return people.find(local).handle
    if not slugify(name):
        raise LdblogError("git does not know your name: `ldblog new --as HANDLE` says whose log")
    return slugify(name)
