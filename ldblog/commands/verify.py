"""``ldblog verify``: where each line of a post comes from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.config import Project
    from ldblog.reviewing.review import Review
    from ldblog.reviewing.verify import Verdict


@click.command("verify")
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@click.option("--all", "every", is_flag=True, help="Verify every session.")
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a page (HTML, internal) with each log beside what became of it.",
)
def command(sessions: tuple[str, ...], every: bool, report: Path | None) -> None:
    """Print where each line of the posts of SESSIONS (default: the newest) comes from.

    A line comes from a log, is ldblog's own with figures counted again, or is the editor's.
    The exit code is 1 for a generated line that nothing proves.
    """
    from ldblog.commands.project import choose_sessions, current_project, refuse_public
    from ldblog.diagnostics import printable
    from ldblog.reviewing.report import TITLE
    from ldblog.reviewing.review import read_review
    from ldblog.reviewing.verify import Origin
    from ldblog.sessions import read_people

    project = current_project()
    people = read_people(project)
    if report is not None:
        refuse_public(project, report, TITLE)
    names = choose_sessions(project, sessions, every=every, since=None)
    reviews = [read_review(project, name, people) for name in names]
    proved = True
    for path, verdict in _verdicts(reviews):
        is_proved = verdict.origin is not Origin.UNPROVED
        proved = proved and is_proved
        # The page says of each line what it is; here, only what is wrong is told then.
        if report is None or not is_proved:
            line = printable(_describe(path, verdict).expandtabs())
            click.secho(line, fg=_COLOURS.get(verdict.origin))
    if report is not None:
        _write_report(project, reviews, report)
    sys.exit(0 if proved else 1)


_COLOURS = {"unproved": "red", "edited": "yellow", "new": "yellow"}


def _verdicts(reviews: Sequence[Review]) -> Iterator[tuple[str, Verdict]]:
    """Yield the verdicts on the posts that are on the disk, with their paths."""
    for review in reviews:
        for post in review.posts:
            for verdict in post.verdicts if post.is_written else ():
                yield post.path, verdict


def _describe(path: str, verdict: Verdict) -> str:
    from ldblog.reviewing.verify import Origin

    said = {
        Origin.LOG: f"from {verdict.detail}",
        Origin.COMPOSED: "composed",
        Origin.EDITED: "edited",
        Origin.NEW: "new",
        Origin.UNPROVED: f"NOT PROVED: {verdict.detail}",
    }[verdict.origin]
    return f"{path}:{verdict.line}: {said}: {verdict.text}"


def _write_report(project: Project, reviews: Sequence[Review], report: Path) -> None:
    from ldblog.files import write_text
    from ldblog.reviewing.report import render_report
    from ldblog.reviewing.status import find_recent_writers, make_status

    statuses = [
        make_status(review, find_recent_writers(project, review.people, review.update.session.name))
        for review in reviews
    ]
    write_text(report, render_report(statuses))
    click.echo(f"{report} is internal: do not publish it")
