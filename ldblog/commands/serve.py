"""``ldblog serve``: a live preview."""

from __future__ import annotations

import os

import click


@click.command("serve")
@click.option(
    "--address",
    metavar="HOST:PORT",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to serve the preview.",
)
def command(address: str) -> None:
    """Preview the site, drafts too; a log that changes is condensed again, and the page reloads."""
    from ldblog.commands.project import current_project
    from ldblog.site.left_out import VARIABLE, Part
    from ldblog.site.mkdocs_run import run_mkdocs

    # It is not public, and an editor who waits for a page waits for the audit, too.
    os.environ.setdefault(VARIABLE, Part.AUDIT)
    run_mkdocs(current_project(), ["serve", "--dev-addr", address], drafts=True)
