"""``ldblog check``: what is wrong with people's files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Lines, one JSON array, or annotations for a pull request on GitHub.",
)
def command(paths: tuple[Path, ...], style: str) -> None:
    """Print what is wrong with logs, session files, people.yml, redact.yml, posts (default: all).

    Errors hold a log back and make the exit code 1; warnings and hints do neither.
    `ldblog explain CODE` says what a finding is about.
    """
    from ldblog.checking import without_ignored
    from ldblog.commands.project import current_project, echo_findings
    from ldblog.diagnostics import has_errors
    from ldblog.privacy.dictionary import read_dictionary
    from ldblog.writing.listed import hide_words

    project = current_project()
    config = project.config
    found = without_ignored(_find(project, paths), config.ignore, config.secret_patterns)
    found = hide_words(found, read_dictionary(project))
    echo_findings(found, style)
    sys.exit(1 if has_errors(found) else 0)


def _find(project: Project, paths: Sequence[Path]) -> Iterator[Diagnostic]:
    """Yield what is wrong at some paths; with none, everywhere."""
    from ldblog.checking import check_posts, check_session, check_topics
    from ldblog.privacy.dictionary import read_dictionary
    from ldblog.secrets.page_secrets import check_pages
    from ldblog.sessions import find_sessions, find_strays, read_people, read_session
    from ldblog.writing.listed import check_words

    wanted = [_locate(project, path) for path in paths] or [project.relative(project.content)]
    people = read_people(project)
    everything = [
        *people.diagnostics,
        *find_strays(project),
        *check_posts(project),
        *check_pages(project),
        *read_dictionary(project).diagnostics,
        *check_words(project, people),
    ]
    for name in find_sessions(project):
        folder = project.relative(project.logs / name)
        if any(_is_below(folder, path) or _is_below(path, folder) for path in wanted):
            session = read_session(project, name, people)
            everything += check_session(session)
            everything += check_topics(session, people, project.config)
    yield from (one for one in everything if any(_is_below(one.path, path) for path in wanted))


def _locate(project: Project, path: Path) -> str:
    from ldblog.commands.project import locate

    relative = locate(project, path)
    if relative is None:
        raise click.UsageError(f"{path} is not there, or not in {project.root.name}")
    return relative


def _is_below(path: str, folder: str) -> bool:
    return folder in {path, "."} or path.startswith(f"{folder}/")
