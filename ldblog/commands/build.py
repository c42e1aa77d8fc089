"""``ldblog build``: posts to a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from ldblog.config import Project


@click.command("build")
@click.option("--drafts", is_flag=True, help="Show posts that are held by `draft: true`, too.")
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="What builds it; Zensical builds into site-zensical/.",
)
def command(drafts: bool, engine: str) -> None:
    """Build the site from the posts as they stand into site/, strictly: a warning fails it.

    Nothing is condensed: what was reviewed is what is published.
    """
    from ldblog.commands.project import current_project

    project = current_project()
    _tell_behind(project)
    if engine == "zensical":
        from ldblog.site.zensical_run import run_zensical

        run_zensical(project, drafts=drafts)
    else:
        from ldblog.site.mkdocs_run import run_mkdocs

        run_mkdocs(project, ["build", "--strict"], drafts=drafts)


def _tell_behind(project: Project) -> None:
    """Say which posts are behind their logs: logs land before their editor comes."""
    from ldblog.days import find_all_sessions
    from ldblog.sessions import read_people
    from ldblog.update import plan_update
    from ldblog.writing.fingerprints import find_stale

    try:
        people = read_people(project)
        stale = find_stale(project, find_all_sessions(project))
        updates = [plan_update(project, name, people) for name in stale]
    except LdblogError as error:
        click.secho(
            f"cannot tell which posts are behind their logs: {error}", fg="yellow", err=True
        )
        return
    for update in updates:
        name = update.session.name
        if update.is_behind:
            state = "and its logs are in conflict" if update.has_conflicts else "is behind its logs"
            message = f"{name}: the post {state} (`ldblog condense {name}`)"
            click.secho(message, fg="yellow", err=True)
