"""``ldblog check``: what is wrong with people's files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ldblog.commands.project import format_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.people import People


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@format_option
def command(paths: tuple[Path, ...], style: str) -> None:
    """Print what is wrong with logs, session files, posts, and the files of people and programme.

    Errors hold a log back and make the exit code 1; warnings and hints do neither.
    `ldblog explain CODE` says what a finding is about.
    """
    from ldblog.commands.project import current_project, echo_findings
    from ldblog.diagnostics import has_errors

    found = find_wrong(current_project(), paths)
    echo_findings(found, style)
    sys.exit(1 if has_errors(found) else 0)


def find_wrong(project: Project, paths: Sequence[Path]) -> list[Diagnostic]:
    """Return what is wrong at some paths, or everywhere; nothing in it shows what is held back."""
    from ldblog.secrets.secret_engine import start_engine

    start_engine(for_one=bool(paths))
    from ldblog.checking import without_ignored
    from ldblog.privacy.dictionary import read_dictionary
    from ldblog.privacy.redactor import hide_words

    config = project.config
    found = without_ignored(_find(project, paths), config.ignore, config.secret_patterns)
    return hide_words(found, read_dictionary(project))


def _find(project: Project, paths: Sequence[Path]) -> Iterator[Diagnostic]:
    """Yield what is wrong at some paths; with none, everywhere.

    Only what can be at those paths is looked for: one log is checked before each commit.
    """
    from ldblog.days import find_sessions
    from ldblog.privacy.dictionary import read_dictionary
    from ldblog.secrets.page_secrets import check_file
    from ldblog.session_files import find_strays
    from ldblog.sessions import read_people

    wanted = _Wanted([_locate(project, it) for it in paths] or [project.relative(project.content)])
    people = read_people(project)
    everything = [
        *people.diagnostics,
        *find_strays(project),
        *read_dictionary(project).diagnostics,
    ]
    if wanted.has(project.relative(project.people_file)):
        everything += check_file(project, project.people_file)
    if wanted.has(project.relative(project.actions_file)):
        everything += _check_actions(project, people)
    if wanted.is_near(project.relative(project.site)):
        everything += _check_site(project, wanted, people)
    logs = project.relative(project.logs)
    for name in find_sessions(project):
        if wanted.is_near(f"{logs}/{name}"):
            everything += _check_session(project, name, wanted, people)
    yield from (one for one in everything if wanted.has(one.path))


def _check_actions(project: Project, people: People) -> list[Diagnostic]:
    from ldblog.programme.actions import check_owners, read_actions
    from ldblog.secrets.page_secrets import check_file

    found = read_actions(project)
    path = project.relative(project.actions_file)
    secrets = check_file(project, project.actions_file)
    return [*found.diagnostics, *check_owners(path, found.actions, people), *secrets]


def _check_site(project: Project, wanted: _Wanted, people: People) -> list[Diagnostic]:
    from ldblog.checking import check_posts
    from ldblog.secrets.page_secrets import check_pages
    from ldblog.writing.listed import check_words

    found = sorted(project.site.rglob("*.md"))
    pages = [path for path in found if wanted.has(project.relative(path))]
    return [
        *check_posts(project, pages),
        *check_pages(project, pages),
        *check_words(project, people, pages),
    ]


def _check_session(
    project: Project, name: str, wanted: _Wanted, people: People
) -> list[Diagnostic]:
    from ldblog.checking import check_day, check_session, check_topics
    from ldblog.sessions import read_session

    session = read_session(project, name, people, wanted.has)
    return [
        *check_session(session),
        *check_topics(session, people, project.config),
        *check_day(session, project.config),
    ]


class _Wanted:
    """The files and folders that are to be checked."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths

    def has(self, path: str) -> bool:
        """Tell whether a path is one of them, or below one."""
        return any(_is_below(path, one) for one in self._paths)

    def is_near(self, folder: str) -> bool:
        """Tell whether a folder is one of them, or below or above one."""
        return self.has(folder) or any(_is_below(one, folder) for one in self._paths)


def _locate(project: Project, path: Path) -> str:
    from ldblog.commands.project import locate

    relative = locate(project, path)
    if relative is None:
        raise click.UsageError(f"{path} is not there, or not in {project.root.name}")
    return relative


def _is_below(path: str, folder: str) -> bool:
    return folder in {path, "."} or path.startswith(f"{folder}/")
