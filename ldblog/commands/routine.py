"""``ldblog routine``: what comes back with each Learning Day, and runs by itself."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ldblog.option_values import PARTS

if TYPE_CHECKING:
    from ldblog.config import Project
    from ldblog.programme.plans import Plans
    from ldblog.sessions import Session

OUTPUT = "GITHUB_OUTPUT"


@click.command("routine")
@click.argument("part", type=click.Choice(PARTS), required=False)
@click.argument("session", required=False)
@click.option("--dry-run", is_flag=True, help="Print what would be written; write and say nothing.")
def command(part: str | None, session: str | None, dry_run: bool) -> None:
    """Do a PART of the routine for SESSION, once however often it runs; without one, print the due.

    open: an issue with the plans, and a message. remind: those who planned. condense: a branch and
    its pull request. published: a message, and the issue is closed. Each part is switched on by
    routine in [tool.ldblog]. GitHub is asked through `gh`.
    """
    from ldblog.commands.project import current_project

    project = current_project()
    if part is None:
        _tell_due(project)
    elif part in project.config.routine or dry_run:
        _RUN[part](project, session, dry_run)
    else:
        click.echo(f"{part} is switched off (add it to routine in [tool.ldblog])")


def _tell_due(project: Project) -> None:
    """Print what is due by the blog's clock, and tell it to a workflow."""
    from ldblog.config import find_now
    from ldblog.days import find_all_sessions
    from ldblog.programme.schedule import require_schedule
    from ldblog.routine.due import find_due

    config, due = project.config, []
    if config.routine:
        schedule = require_schedule(config.schedule)
        found = find_due(schedule, find_all_sessions(project), find_now(config))
        due = [one for one in found if one.part in config.routine]
    for one in due:
        click.echo(f"{one.part}: the Learning Day of {one.session}")
    if not due:
        click.echo("nothing is due" if config.routine else "no part of the routine is switched on")
    output = os.environ.get(OUTPUT)
    if output:
        with Path(output).open("a", encoding="utf-8") as stream:
            stream.write(f"parts={json.dumps([one.part for one in due])}\n")


def _open(project: Project, session: str | None, dry_run: bool) -> None:
    from ldblog.commands.announce import find_words
    from ldblog.commands.project import find_next_session
    from ldblog.privacy.anonymity import protect_session
    from ldblog.routine.day_issue import open_issue, render_issue
    from ldblog.sessions import read_people

    name = find_next_session(project, session)
    read, plans = _read_plans(project, name)
    theme = protect_session(read, read_people(project)).host.meta.theme
    words = find_words(project)
    if dry_run:
        click.echo(render_issue(read.date, theme, plans, words))
        return
    done = open_issue(project.root, read.date, theme, plans, words)
    click.echo(f"{name}: issue {done or 'up to date'}")
    if done == "opened":
        _say(project, "opening", name)


def _remind(project: Project, session: str | None, dry_run: bool) -> None:
    from ldblog.commands.project import find_last_session
    from ldblog.config import find_today
    from ldblog.days import find_all_sessions
    from ldblog.routine.day_issue import note_reminder

    today = find_today(project.config).isoformat()
    if not session and not any(day <= today for day in find_all_sessions(project)):
        click.echo("nobody planned anything yet")
        return
    name = find_last_session(project, session)
    _read, plans = _read_plans(project, name)
    waiting = [plan for plan in plans.shown if not plan.has_log]
    if not waiting or dry_run:
        click.echo(f"{name}: {len(waiting)} of {len(plans.shown)} who planned have no log yet")
        return
    is_new = note_reminder(project.root, name)
    said = {True: "reminded", False: "reminded already", None: "not opened, so nobody is reminded"}
    click.echo(f"{name}: {said[is_new]}")
    if is_new:
        _say(project, "reminder", name)


def _condense(project: Project, session: str | None, dry_run: bool) -> None:
    from ldblog.commands.routine_condense import condense

    condense(project, session, dry_run=dry_run)


def _announce_published(project: Project, session: str | None, dry_run: bool) -> None:
    from ldblog.commands.announce import find_address, is_published
    from ldblog.commands.project import find_last_session
    from ldblog.routine.day_issue import close_issue, find_open_days

    if dry_run:
        click.echo(find_address(project, find_last_session(project, session)))
        return
    days = find_open_days(project.root)
    found = [name for name in sorted(days) if name == session or not session]
    published = [name for name in found if is_published(project, name)]
    for name in published:
        close_issue(project.root, days[name], find_address(project, name))
        click.echo(f"{name}: published")
        _say(project, "published", name)
    if not published:
        click.echo("nothing new is published")


def _say(project: Project, occasion: str, name: str) -> None:
    """Say something in chat, where there is one: it is noted already, so it is said once."""
    from ldblog.commands.announce import COMPOSERS, send_message
    from ldblog.programme.webhook import VARIABLE

    if not os.environ.get(VARIABLE, "").strip():
        click.echo(f"{VARIABLE} is not set, so nothing is said in chat")
        return
    message = COMPOSERS[occasion](project, name)
    if message is not None:
        send_message(message, "everyone")


def _read_plans(project: Project, name: str) -> tuple[Session, Plans]:
    from ldblog.programme.plans import find_plans
    from ldblog.sessions import read_people, read_session

    people = read_people(project)
    read = read_session(project, name, people)
    return read, find_plans(read, people, project.config)


_RUN = {
    "open": _open,
    "remind": _remind,
    "condense": _condense,
    "published": _announce_published,
}
