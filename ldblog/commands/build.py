"""``ldblog build``: posts to a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from ldblog.config import Project


@click.command("build")
@click.option("--drafts", is_flag=True, help="Show posts that are held by `draft: true`, too.")
def command(drafts: bool) -> None:
    """Build the site from the posts as they stand into site/, strictly: a warning fails it.

    Nothing is condensed: what was reviewed is what is published.
    """
    from ldblog.commands.project import current_project
    from ldblog.mkdocs_run import run_mkdocs

    project = current_project()
    _tell_behind(project)
    run_mkdocs(project, ["build", "--strict"], drafts=drafts)


def _tell_behind(project: Project) -> None:
    """Say which posts are behind their logs: logs land before their editor comes."""
    from ldblog.fingerprints import find_stale
    from ldblog.sessions import find_sessions, read_people
    from ldblog.update import plan_update

    stale = find_stale(project, find_sessions(project))
    try:
        people = read_people(project)
        behind = [name for name in stale if plan_update(project, name, people).is_behind]
    except LdblogError as error:
        click.secho(
            f"cannot tell which posts are behind their logs: {error}", fg="yellow", err=True
        )
        return
    for name in behind:
        message = f"{name}: the post is behind its logs (`ldblog condense {name}`)"
        click.secho(message, fg="yellow", err=True)
