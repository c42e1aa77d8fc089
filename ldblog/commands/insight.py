"""``ldblog insight``: a page on how the programme does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.config import Project
    from ldblog.programme.feedback import Statement
    from ldblog.programme.insight_days import Day


@click.command("insight")
@click.option("--since", metavar="DATE", help="Of the sessions from this date on.")
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it; default: .cache/ldblog/insight.html.",
)
def command(since: str | None, output: Path | None) -> None:
    """Write a page (HTML, internal) on how the programme does: no names, no group under five."""
    from ldblog.commands.project import current_project, refuse_public, require_date
    from ldblog.days import find_sessions
    from ldblog.files import write_text
    from ldblog.privacy.dictionary import read_dictionary, require_usable
    from ldblog.programme.feedback import find_statements, gather
    from ldblog.programme.insight import count_insight
    from ldblog.programme.insight_days import find_days
    from ldblog.programme.insight_page import TITLE, render_insight
    from ldblog.programme.insight_warnings import find_warnings
    from ldblog.sessions import read_people, read_session

    project = current_project()
    since = require_date(since) if since else ""
    output = output or project.cache / "insight.html"
    refuse_public(project, output, TITLE)
    people, dictionary = read_people(project), read_dictionary(project)
    require_usable(dictionary)
    days: list[Day] = []
    said: list[Statement] = []
    for name in find_sessions(project):
        session = read_session(project, name, people, looks_inside=False)
        days += find_days(session, people, project.config)
        said += find_statements(session, people, dictionary, project.config.secret_patterns)
    insight = count_insight(days, _read_lags(project), since, _count_off_days(project, days))
    failures = find_warnings(insight, gather(said, since))
    write_text(output, render_insight(insight, failures))
    click.echo(f"{output} is internal: do not publish it")


def _count_off_days(project: Project, days: Sequence[Day]) -> int | None:
    """Return how many sessions are on no day of the schedule, if enough people wrote of them."""
    import datetime

    from ldblog.programme.schedule import is_learning_day
    from ldblog.programme.small_groups import is_enough

    schedule = project.config.schedule
    if schedule is None:
        return 0
    names = {day.session for day in days if day.session >= schedule.starts.isoformat()}
    held = {name: datetime.date.fromisoformat(name) for name in names}
    off = {name for name, day in held.items() if not is_learning_day(schedule, day)}
    others = [day for day in days if day.session in off]
    return len(off) if not off or is_enough(others) else None


def _read_lags(project: Project) -> dict[str, int]:
    """Return how many days after its session each post came; nothing where git does not know."""
    from ldblog.git import ask_git
    from ldblog.programme.insight import parse_lags

    # A clone without its history has all posts from one day.
    if ask_git(project.root, "rev-parse", "--is-shallow-repository") != "false\n":
        return {}
    words = ["log", "--diff-filter=A", "--name-only", "--format=%cs", "--no-renames", "--"]
    return parse_lags(ask_git(project.root, *words, project.relative(project.posts)) or "")
