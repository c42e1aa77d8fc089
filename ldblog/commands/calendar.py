"""``ldblog calendar``: the Learning Days as a file for calendars."""

from __future__ import annotations

import click


@click.command("calendar")
@click.option(
    "--internal",
    is_flag=True,
    help="For product and business owners: the engineers are away, with reminders.",
)
def command(internal: bool) -> None:
    """Print all Learning Days up to a year after the newest session, as iCalendar.

    By [tool.ldblog.schedule] and never by the clock: without a change, the same bytes.
    """
    import datetime

    from ldblog.commands.project import current_project
    from ldblog.days import find_sessions
    from ldblog.programme.calendar import AHEAD, compose_calendar, days_until, describe
    from ldblog.programme.schedule import require_schedule
    from ldblog.programme.whereabouts import read_whereabouts

    project = current_project()
    schedule = require_schedule(project.config.schedule)
    newest = [datetime.date.fromisoformat(name) for name in find_sessions(project)]
    last = max([schedule.starts, *newest]) + AHEAD
    about = describe(read_whereabouts(project), internal=internal)
    raw = compose_calendar(about, schedule, days_until(schedule, last), {})
    click.echo(raw, nl=False)
