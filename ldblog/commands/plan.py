"""``ldblog plan``: start a log with what its author plans."""

from __future__ import annotations

import click

TEMPLATE = """\
## Plan

<!-- One line: what you would like to know, or be able to do, by the evening. Only colleagues read
     it. Write `with: [anyone]` above, between two lines of `---`, if company is welcome. -->
"""


@click.command("plan")
@click.argument("session", required=False)
@click.option(
    "--as", "handle", metavar="HANDLE", help="Whose plan; default: found in git's configuration."
)
def command(session: str | None, handle: str | None) -> None:
    """Start your log for SESSION (default: the next Learning Day) with a plan, in $EDITOR.

    A log that is already there is opened as it is, never overwritten.
    """
    from ldblog.commands.new import start_log
    from ldblog.commands.project import current_project, find_next_session

    project = current_project()
    start_log(project, find_next_session(project, session), handle, TEMPLATE, "say what you plan")
