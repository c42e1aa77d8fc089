"""``ldblog verify``: where each line of a post comes from."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.config import Project
    from ldblog.people import People
    from ldblog.verify import Verdict


@click.command("verify")
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@click.option("--all", "every", is_flag=True, help="Verify every session.")
def command(sessions: tuple[str, ...], every: bool) -> None:
    """Print where each line of the posts of SESSIONS (default: the newest) comes from.

    A line comes from a log, is ldblog's own with figures counted again, or is the editor's.
    The exit code is 1 for a generated line that nothing proves.
    """
    from ldblog.commands.project import choose_sessions, current_project
    from ldblog.sessions import read_people
    from ldblog.verify import Origin

    project = current_project()
    people = read_people(project)
    proved = True
    for name in choose_sessions(project, sessions, every=every, since=None):
        for path, verdict in _verify(project, name, people):
            proved = proved and verdict.origin is not Origin.UNPROVED
            click.secho(_describe(path, verdict), fg=_COLOURS.get(verdict.origin))
    sys.exit(0 if proved else 1)


_COLOURS = {"unproved": "red", "edited": "yellow", "new": "yellow"}


def _verify(project: Project, name: str, people: People) -> Iterator[tuple[str, Verdict]]:
    """Yield the verdicts on a session's posts that are on the disk, with their paths."""
    from ldblog.base import parse_base
    from ldblog.condense import condense_session
    from ldblog.files import read_text
    from ldblog.markdown import split_lines
    from ldblog.page_secrets import find_in_page
    from ldblog.secrets import lines_with
    from ldblog.sessions import read_session
    from ldblog.verify import sources_of, verify_post

    session = read_session(project, name, people)
    logs = sources_of(session)
    for post in condense_session(session, people, project.config):
        path = project.relative(project.posts / post.name)
        text, base = read_text(project.posts / post.name), read_text(project.base / post.name)
        if text is None or base is None:
            continue
        hidden = lines_with(find_in_page(project, project.posts / post.name, text))
        before = parse_base(project.relative(project.base / post.name), base)
        for verdict in verify_post(
            split_lines(text.removesuffix("\n")), before, post.lines(), logs
        ):
            yield path, _hide(verdict) if verdict.line in hidden else verdict


def _hide(verdict: Verdict) -> Verdict:
    """Return a verdict that quotes nothing of its line, which holds a secret."""
    return replace(verdict, text="(a secret)", detail="a line with a secret")


def _describe(path: str, verdict: Verdict) -> str:
    from ldblog.verify import Origin

    said = {
        Origin.LOG: f"from {verdict.detail}",
        Origin.COMPOSED: "composed",
        Origin.EDITED: "edited",
        Origin.NEW: "new",
        Origin.UNPROVED: f"NOT PROVED: {verdict.detail}",
    }[verdict.origin]
    return f"{path}:{verdict.line}: {said}: {verdict.text}"
