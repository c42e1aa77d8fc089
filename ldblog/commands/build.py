"""``ldblog build``: posts to a site."""

from __future__ import annotations

import click


@click.command("build")
@click.option("--drafts", is_flag=True, help="Show posts that are held by `draft: true`, too.")
def command(drafts: bool) -> None:
    """Build the site from the posts as they stand into site/, strictly: a warning fails it.

    Nothing is condensed: what was reviewed is what is published.
    """
    from ldblog.commands.project import current_project
    from ldblog.mkdocs_run import run_mkdocs
    from ldblog.sessions import find_sessions, read_people
    from ldblog.update import plan_update

    project = current_project()
    people = read_people(project)
    for name in find_sessions(project):
        if plan_update(project, name, people).is_behind:
            message = f"{name}: the post is behind its logs (`ldblog condense {name}`)"
            click.secho(message, fg="yellow", err=True)
    run_mkdocs(project, ["build", "--strict"], drafts=drafts)
