"""``ldblog feedback``: what people said about the days, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    from ldblog.config import Project
    from ldblog.programme.actions import Action
    from ldblog.programme.feedback import Feedback


@click.group("feedback", invoke_without_command=True)
@click.option("--since", metavar="DATE", help="Of the sessions from this date on.")
@click.pass_context
def command(context: click.Context, since: str | None) -> None:
    """Print what people said about the days, by theme, and the open actions. Never publish it.

    No name is printed, and nothing before five people have said something.
    """
    if context.invoked_subcommand is not None:
        return
    from ldblog.commands.project import current_project, require_date
    from ldblog.diagnostics import printable
    from ldblog.programme.actions import open_actions, require_actions
    from ldblog.programme.feedback import render_feedback

    project = current_project()
    since = require_date(since) if since else ""
    for line in render_feedback(_gather(project, since)):
        click.echo(printable(line))
    waiting = open_actions(require_actions(project))
    if waiting:
        click.echo("\nOpen actions")
    for action in waiting:
        click.echo(printable(f"  {_describe(action)}"))


def _describe(action: Action) -> str:
    return f"by {action.by}, {action.who}: {action.what} (of {action.session})"


def _gather(project: Project, since: str) -> Feedback:
    from ldblog.days import find_sessions
    from ldblog.privacy.dictionary import read_dictionary, require_usable
    from ldblog.programme.feedback import Statement, find_statements, gather
    from ldblog.sessions import read_people, read_session

    people, dictionary = read_people(project), read_dictionary(project)
    require_usable(dictionary)

    def read() -> Iterator[Statement]:
        for name in find_sessions(project):
            session = read_session(project, name, people, looks_inside=False)
            yield from find_statements(session, people, dictionary, project.config.secret_patterns)

    return gather(read(), since)


@command.command("act")
@click.argument("what")
@click.option("--who", required=True, metavar="HANDLE", help="Who will see to it.")
@click.option("--by", required=True, metavar="DATE", help="By when.")
@click.option("--session", metavar="DATE", help="The session it is about; default: the newest.")
@click.option("--public", is_flag=True, help="Once it is done, say on the site what was done.")
def act(what: str, who: str, by: str, session: str | None, public: bool) -> None:
    """Write into content/actions.yml WHAT will be done about feedback."""
    from ldblog.commands.project import choose_sessions, current_project, require_date
    from ldblog.programme.action_file import add_action
    from ldblog.programme.actions import Action
    from ldblog.sessions import read_people

    project = current_project()
    person = read_people(project).find(who.removeprefix("@"))
    if not person.is_known:
        raise click.UsageError(f"{who} is not in people.yml")
    about = (
        require_date(session)
        if session
        else choose_sessions(project, (), every=False, since=None)[0]
    )
    what = " ".join(what.split())
    action = Action(what, person.handle, _date(require_date(by)), about, public)
    _edit(project, lambda path, text: add_action(path, text, action))
    click.echo(_describe(action))


@command.command("done")
@click.argument("words")
def done(words: str) -> None:
    """Note in content/actions.yml that the open action with WORDS in it is done today."""
    from ldblog.commands.project import current_project
    from ldblog.config import find_today
    from ldblog.programme.action_file import find_action, finish_action
    from ldblog.programme.actions import open_actions, require_actions

    project = current_project()
    action = find_action(open_actions(require_actions(project)), words)
    today = find_today(project.config)
    _edit(project, lambda path, text: finish_action(path, text, action, today))
    click.echo(f"done: {action.what}")


def _date(name: str) -> datetime.date:
    import datetime

    return datetime.date.fromisoformat(name)


def _edit(project: Project, change: Callable[[str, str], str]) -> None:
    """Change actions.yml, which must be right before."""
    from ldblog.files import read_text, write_text
    from ldblog.programme.actions import require_actions
    from ldblog.writing.lock import locked

    with locked(project.cache, lambda message: click.echo(message, err=True)):
        require_actions(project)
        text = read_text(project.actions_file) or ""
        path = project.relative(project.actions_file)
        write_text(project.actions_file, change(path, text))
