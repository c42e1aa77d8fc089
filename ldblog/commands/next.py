"""``ldblog next``: when the next Learning Days are."""

from __future__ import annotations

import sys

import click

_NOT_TODAY = 3


@click.command("next")
@click.option(
    "--count",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="How many days to print.",
)
@click.option(
    "--is-today",
    is_flag=True,
    help="Print nothing; exit with 0 if today is one, with 3 if not.",
)
def command(count: int, is_today: bool) -> None:
    """Print when the next Learning Days are, today's included, by [tool.ldblog.schedule]."""
    import datetime

    from ldblog.commands.project import current_project
    from ldblog.config import find_today
    from ldblog.programme.schedule import is_learning_day, next_days, require_schedule

    project = current_project()
    today = find_today(project.config)
    schedule = require_schedule(project.config.schedule)
    if is_today:
        sys.exit(0 if is_learning_day(schedule, today) else _NOT_TODAY)
    for day in next_days(schedule, today - datetime.timedelta(days=1), count):
        click.echo(day.isoformat())
