"""``ldblog plans``: who plans what, and who should talk."""

from __future__ import annotations

import click


@click.command("plans")
@click.argument("session", required=False)
def command(session: str | None) -> None:
    """Print who plans what for SESSION (default: the next Learning Day), and who should talk.

    For colleagues: plans are never public. Who does not wish to be named is only counted.
    """
    from ldblog.commands.project import current_project, find_next_session
    from ldblog.diagnostics import printable
    from ldblog.programme.introductions import introduce
    from ldblog.programme.plans import find_plans
    from ldblog.programme.plans_text import render_plans
    from ldblog.sessions import read_people, read_session

    project = current_project()
    name = find_next_session(project, session)
    people = read_people(project)
    plans = find_plans(read_session(project, name, people), people, project.config)
    meetings = introduce(project, plans, people)
    for line in render_plans(plans, meetings, people, project.config.agreed_for):
        click.secho(printable(line), bold=line[:1].isalpha() or None)
