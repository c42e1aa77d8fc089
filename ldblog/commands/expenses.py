"""``ldblog expenses``: what people paid for their Learning Days."""

from __future__ import annotations

import sys

import click


@click.command("expenses")
@click.option("--since", required=True, metavar="DATE", help="Of the sessions from this date on.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "csv"]),
    default="text",
    show_default=True,
    help="A table with sums, or a file for a spreadsheet.",
)
def command(since: str, style: str) -> None:
    """Print what people paid, by session, for whoever reimburses them. Never publish it.

    Errors in logs are printed, too, since what they are about may be missing.
    """
    from ldblog.commands.project import current_project, echo_diagnostics, require_date
    from ldblog.days import find_sessions
    from ldblog.diagnostics import Severity, printable
    from ldblog.programme.expenses import find_expenses, render_csv, render_table, sum_up
    from ldblog.secrets.held_secrets import hide_secrets
    from ldblog.sessions import read_people, read_session

    project = current_project()
    since = require_date(since)
    people = read_people(project)
    names = [name for name in find_sessions(project) if name >= since]
    sessions = [read_session(project, name, people, looks_inside=False) for name in names]
    patterns = project.config.secret_patterns
    rows = [row for one in sessions for row in find_expenses(one, people, patterns)]
    if style == "csv":
        click.echo(render_csv(rows), nl=False)
    else:
        for line in render_table(rows, sum_up(rows)):
            click.echo(printable(line))
    if not rows:
        click.echo(f"nothing was paid since {since}", err=True)
    found = [it for one in sessions for log in one.logs for it in log.diagnostics]
    wrong = [it for it in hide_secrets(found, patterns) if it.severity is Severity.ERROR]
    echo_diagnostics(wrong, err=True)
    sys.exit(1 if wrong else 0)
