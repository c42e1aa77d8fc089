"""``ldblog routine condense``: a session's logs on a branch, and the pull request of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from ldblog.config import Project
    from ldblog.routine.pull_request import PullRequest


def condense(project: Project, session: str | None, *, dry_run: bool) -> None:
    """Condense a session (default: the newest before today) on its branch, for its pull request.

    Raises LdblogError where git or GitHub refuse.
    """
    from ldblog.commands.project import choose_sessions
    from ldblog.config import find_today
    from ldblog.days import find_all_sessions
    from ldblog.routine.due import find_last

    last = find_last(find_all_sessions(project), find_today(project.config))
    if not session and not last:
        click.echo("no Learning Day was yet")
        return
    (name,) = choose_sessions(project, [session or last], every=False, since=None)
    if dry_run:
        click.echo(_render_body(project, name))
    else:
        _condense_on_branch(project, name)


def _condense_on_branch(project: Project, name: str) -> None:
    from ldblog.config import find_project
    from ldblog.routine import branch
    from ldblog.routine.pull_request import find_pull_request

    root = project.root
    branch.require_clean(root)
    tip = branch.fetch(root, name)
    old = find_pull_request(root, name)
    if old is not None and not old.is_open and not old.is_merged:
        click.echo(f"{name}: pull request {old.number} was closed, not merged (reopen it to go on)")
        return
    is_squashed = old is not None and old.is_merged and old.head == tip
    begins_anew = not tip or is_squashed or branch.is_on_main(root, tip)
    branch.switch(root, name, tip, begins_anew=begins_anew)
    # What the branch says is configured may be something else.
    is_new, body = branch.commit(root, name, lambda: _write_posts(find_project(root), name))
    if is_new:
        branch.push(root, name, tip)
    elif begins_anew:
        branch.leave(root)
        click.echo(f"{name}: nothing to condense")
        return
    _update_pull_request(find_project(root), name, old, body, is_new=is_new)


def _write_posts(project: Project, name: str) -> str:
    """Condense a session; return what an editor reads of it, with what no post tells of."""
    from ldblog.commands.condense import write_sessions

    write_sessions(project, [name])
    return _render_body(project, name)


def _update_pull_request(
    project: Project, name: str, old: PullRequest | None, body: str, *, is_new: bool
) -> None:
    import datetime

    from ldblog.routine.pull_request import put_pull_request, start_checks

    made = put_pull_request(project.root, datetime.date.fromisoformat(name), body, old)
    click.echo(f"{name}: {'condensed' if is_new else 'up to date'}")
    if made is not None:
        click.echo(f"{name}: pull request {made.number}")
        _ask_editor(project, name, made.number)
    trouble = start_checks(project.root, name) if is_new or made else ""
    if trouble:
        click.echo(f"the checks were not started: {trouble}", err=True)


def _ask_editor(project: Project, name: str, number: int) -> None:
    """Ask the editor on duty to review; nothing that goes wrong with it stops anybody."""
    from ldblog.days import find_all_sessions
    from ldblog.routine.pull_request import ask_reviewer
    from ldblog.routine.rota import find_account, find_on_duty
    from ldblog.sessions import read_people

    editors, people = project.config.editors, read_people(project)
    try:
        person = find_on_duty(editors, people, find_all_sessions(project), name)
    except LdblogError as error:
        click.echo(f"nobody is asked to review: {error}", err=True)
        return
    account = find_account(person) if person else ""
    if person and not account:
        click.echo(f"{person.handle} is not asked: people.yml has no links.github", err=True)
    trouble = ask_reviewer(project.root, number, account) if account else ""
    if trouble:
        click.echo(f"{account} is not asked to review: {trouble}", err=True)
    elif account:
        click.echo(f"{name}: {account} is asked to review")


def _render_body(project: Project, name: str) -> str:
    from ldblog.reviewing.review import read_review
    from ldblog.reviewing.status import find_recent_writers, make_status
    from ldblog.routine.pull_request import render_body
    from ldblog.sessions import read_people

    people = read_people(project)
    writers = find_recent_writers(project, people, name)
    return render_body(make_status(read_review(project, name, people), writers))
