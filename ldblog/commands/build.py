"""``ldblog build``: posts to a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError
from ldblog.site.left_out import Part

if TYPE_CHECKING:
    from ldblog.config import Project

# A build never waits for condensing: where nothing is known, as on a new machine, planning each
# session takes longer than the site. What is behind is mostly what is new.
MOST_PLANNED = 10


class Parts(click.ParamType[list[Part]]):
    """Parts of a build, with commas between them."""

    name = "parts"

    def convert(
        self, value: str | list[Part], param: click.Parameter | None, ctx: click.Context | None
    ) -> list[Part]:
        """Return the parts; a name that is none is wrong usage."""
        if isinstance(value, list):
            return value
        try:
            return [Part(name.strip()) for name in value.split(",")]
        except ValueError:
            self.fail(f"{value!r}: known parts are {', '.join(Part)}", param, ctx)


@click.command("build")
@click.option("--drafts", is_flag=True, help="Show posts that are held by `draft: true`, too.")
@click.option(
    "--without",
    type=Parts(),
    multiple=True,
    metavar="PART,…",
    help="Leave out search, cards, audit, or the cache; may be repeated.",
)
@click.option("--verify", is_flag=True, help="Build again from nothing, and name what differs.")
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="What builds it; Zensical builds into site-zensical/.",
)
def command(drafts: bool, without: tuple[list[Part], ...], verify: bool, engine: str) -> None:
    """Build the site from the posts as they stand into site/, strictly: a warning fails it.

    Nothing is condensed: what was reviewed is what is published.
    """
    from ldblog.commands.project import current_project

    left_out = frozenset(part for parts in without for part in parts)
    project = current_project()
    if engine == "zensical":
        if left_out or verify:
            raise click.UsageError("--without and --verify are for the engine mkdocs")
        from ldblog.site.zensical_run import run_zensical

        _tell_behind(_find_behind(project))
        run_zensical(project, drafts=drafts)
        return
    _build(project, drafts, left_out)
    if verify:
        from ldblog.site.verify_build import find_changes

        _report(find_changes(project, drafts=drafts, left_out=left_out))


def _build(project: Project, drafts: bool, left_out: frozenset[Part]) -> None:
    """Build the site, unless nothing changed."""
    from ldblog.site.mkdocs_run import CONFIG_FILE, build_site
    from ldblog.site.unchanged import Watch

    if Part.CACHE in left_out:
        _tell_behind(_find_behind(project))
        build_site(project, drafts, left_out)
        return
    watch = Watch(project, project.root / CONFIG_FILE, f"{drafts} {sorted(left_out)}")
    if watch.is_unchanged():
        _tell_behind(watch.told)
        click.echo("nothing changed since the last build")
        return
    told = _find_behind(project)
    _tell_behind(told)
    build_site(project, drafts, left_out)
    watch.remember(told)


def _report(differing: list[str]) -> None:
    for name in differing:
        click.echo(f"{name}: differs from a build from nothing", err=True)
    if differing:
        raise click.exceptions.Exit(1)
    click.echo("the same, byte for byte, as a build from nothing")


def _tell_behind(lines: list[str]) -> None:
    for line in lines:
        click.secho(line, fg="yellow", err=True)


def _find_behind(project: Project) -> list[str]:
    """Return which posts are behind their logs: logs land before their editor comes."""
    from ldblog.days import find_all_sessions
    from ldblog.sessions import read_people
    from ldblog.update import plan_update
    from ldblog.writing.fingerprints import find_stale

    try:
        people = read_people(project)
        stale = sorted(find_stale(project, find_all_sessions(project)), reverse=True)
        updates = [plan_update(project, name, people) for name in sorted(stale[:MOST_PLANNED])]
    except LdblogError as error:
        return [f"cannot tell which posts are behind their logs: {error}"]
    lines = []
    for update in updates:
        name = update.session.name
        if update.is_behind:
            state = "and its logs are in conflict" if update.has_conflicts else "is behind its logs"
            lines.append(f"{name}: the post {state} (`ldblog condense {name}`)")
    if len(stale) > MOST_PLANNED:
        count = len(stale) - MOST_PLANNED
        lines.append(f"{count} older sessions were not looked at (`ldblog condense --all` does)")
    return lines
