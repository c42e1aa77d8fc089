"""What commands have in common: the project, its sessions, and how diagnostics are printed."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.update import Update


format_option = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Lines, one JSON array, or annotations for a pull request on GitHub.",
)


def current_project() -> Project:
    """Return the project at or above the working directory."""
    from ldblog.config import find_project

    return find_project(Path.cwd())


def locate(project: Project, path: Path) -> str | None:
    """Return a path from the project's root; it may be given from there or from here.

    None if it is not there, or not in the project. A symbolic link at its end is not followed.
    """
    for start in (Path.cwd(), project.root):
        absolute = Path(os.path.normpath(start / path))
        absolute = absolute.parent.resolve() / absolute.name
        if os.path.lexists(absolute) and absolute.is_relative_to(project.root):
            return project.relative(absolute)
    return None


def choose_sessions(
    project: Project, wanted: Sequence[str], *, every: bool, since: str | None
) -> list[str]:
    """Return the sessions that a command is about: those named, all, those since, or the newest.

    Raises LdblogError for a session that is not there, UsageError for what is no date and for
    sessions that are named beside a choice of others.
    """
    from ldblog.days import find_all_sessions, parse_date

    if wanted and (every or since):
        raise click.UsageError("name sessions, or choose them with --all or --since: not both")
    for name in filter(None, [*wanted, since]):
        if parse_date(name) is None:
            raise click.UsageError(f"{name} is no date: name a session like 2026-11-20")
    found = find_all_sessions(project)
    missing = [name for name in wanted if name not in found]
    if missing:
        folder = project.relative(project.logs)
        raise LdblogError(f"{folder}/{missing[0]}: no such session (there are {_list(found)})")
    if not found:
        raise LdblogError(f"{project.relative(project.logs)}: no session yet: try `ldblog new`")
    if since and since > found[-1]:
        click.echo(f"no session since {since} (the newest is {found[-1]})", err=True)
    if every or since:
        return [name for name in found if since is None or name >= since]
    return sorted(set(wanted)) or [_find_newest(project, found)]


def _find_newest(project: Project, found: Sequence[str]) -> str:
    """Return the newest session that somebody wrote of; before the first day, the newest at all."""
    for name in reversed(found):
        # What has a post is not still to come, and need not be read, which is slow to import.
        if (project.posts / f"{name}.md").exists():
            return name
        from ldblog.programme.plans import is_ahead

        if not is_ahead(project, name):
            return name
    return found[-1]


def find_next_session(project: Project, wanted: str | None) -> str:
    """Return the session that plans are for: the one that is named, or the next Learning Day.

    Raises UsageError for what is no date, and where nothing tells when the next day is.
    """
    from ldblog.config import find_today
    from ldblog.days import parse_date
    from ldblog.programme.schedule import next_days

    if wanted is not None and parse_date(wanted) is None:
        raise click.UsageError(f"{wanted} is no date: name a session like 2026-11-20")
    if wanted is not None:
        return wanted
    schedule, today = project.config.schedule, find_today(project.config)
    days = next_days(schedule, today - datetime.timedelta(days=1), 1) if schedule else []
    if not days:
        raise click.UsageError("name a session: no [tool.ldblog.schedule] says when the next is")
    return days[0].isoformat()


def require_date(name: str) -> str:
    """Return a date that a command was given; raises UsageError for what is none."""
    from ldblog.days import parse_date

    if parse_date(name) is None:
        raise click.UsageError(f"{name} is no date: name a day like 2026-11-20")
    return name


def refuse_public(project: Project, report: Path, title: str) -> None:
    """Raise LdblogError for a file in a folder that is published, or that is not ours to write.

    ``title`` is what a page of the same kind has in it.
    """
    from ldblog.files import read_text
    from ldblog.site.mkdocs_run import find_site

    folders = [project.content, project.root / "theme", find_site(project)]
    # By identity: what a path is called differs by links, and on some disks by case.
    above = [path for path in report.resolve().parents if path.exists()]
    for folder in folders:
        if folder.exists() and any(path.samefile(folder) for path in above):
            raise LdblogError(
                f"{report}: the report shows what is held back, and is not written below "
                f"{folder.name}/: choose a file elsewhere, such as .cache/report.html"
            )
    if title not in (read_text(report) or title):
        raise LdblogError(f"{report}: is there and is no report: choose another name")


def _list(names: Sequence[str]) -> str:
    return f"{len(names)}, the newest {names[-1]}" if names else "none"


def find_last_session(project: Project, wanted: str | None) -> str:
    """Return the session that was: the one that is named, or the newest up to today.

    Raises UsageError for what is no date, LdblogError where there is no such session.
    """
    from ldblog.config import find_today
    from ldblog.days import find_all_sessions

    if wanted is not None:
        return choose_sessions(project, [wanted], every=False, since=None)[0]
    today = find_today(project.config).isoformat()
    held = [name for name in find_all_sessions(project) if name <= today]
    if not held:
        raise LdblogError(f"{project.relative(project.logs)}: no session up to today ({today})")
    return held[-1]


def echo_diagnostics(diagnostics: Iterable[Diagnostic], *, err: bool = False) -> None:
    """Print diagnostics, a line each, coloured by severity on a terminal."""
    from ldblog.diagnostics import Severity, render_text

    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
    for one in diagnostics:
        click.echo(click.style(render_text(one), fg=colours[one.severity]), err=err)


def echo_findings(diagnostics: Sequence[Diagnostic], style: str) -> None:
    """Print diagnostics in the style that a command was asked for: text, json or github."""
    from ldblog.diagnostics import render_github, render_json

    if style == "json":
        click.echo(render_json(diagnostics))
    elif style == "github":
        for one in diagnostics:
            click.echo(render_github(one))
    else:
        echo_diagnostics(diagnostics)


def echo_removed(project: Project, update: Update) -> None:
    """Print the lines of the editor's that went with what was withdrawn, so that they can act.

    Not where `CI` is set: what such a run prints is kept, and often for everybody to read.
    """
    from ldblog.diagnostics import printable

    for change in update.changes:
        if not change.removed:
            continue
        path = project.relative(project.posts / change.name)
        count = len(change.removed)
        lines = f"{count} {'line' if count == 1 else 'lines'} that the editor wrote or changed"
        click.secho(f"{path}: {lines} went with what was withdrawn", fg="yellow", err=True)
        if os.environ.get("CI"):
            click.echo("    (not printed where CI is set; git has the old post)", err=True)
            continue
        for one in change.removed:
            click.echo(f"    {one.line}: {printable(one.text)}", err=True)
