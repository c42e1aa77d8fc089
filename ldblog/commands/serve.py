"""``ldblog serve``: a live preview."""

from __future__ import annotations

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
    from ldblog.site.mkdocs_run import run_mkdocs

    run_mkdocs(current_project(), ["serve", "--dev-addr", address], drafts=True)
