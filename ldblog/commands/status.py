"""``ldblog status``: how a session stands."""

from __future__ import annotations

import click


@click.command("status")
@click.argument("session", required=False)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines, or one JSON object.",
)
def command(session: str | None, style: str) -> None:
    """Print how SESSION (default: the newest) stands: its posts, its logs, what needs your eye.

    It is a view, and internal: it names whose log is held back. The exit code is 0 whatever it
    finds; `ldblog check` is the gate.
    """
    from ldblog.commands.project import choose_sessions, current_project
    from ldblog.diagnostics import printable
    from ldblog.reviewing.review import read_review
    from ldblog.reviewing.status import find_recent_writers, make_status
    from ldblog.reviewing.status_text import render_status, render_status_json
    from ldblog.sessions import read_people

    project = current_project()
    (name,) = choose_sessions(project, [session] if session else [], every=False, since=None)
    people = read_people(project)
    writers = find_recent_writers(project, people, name)
    status = make_status(read_review(project, name, people), writers)
    if style == "json":
        click.echo(render_status_json(status))
        return
    for line in render_status(status):
        is_heading = line[:1].isalpha() and not line.startswith(("Posts", "Words"))
        click.secho(printable(line), bold=is_heading or None)
