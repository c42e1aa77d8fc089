"""``ldblog serve``: a live preview."""

from __future__ import annotations

import click


@click.command("serve")
@click.option("--drafts", is_flag=True, help="Show posts that are held by `draft: true`, too.")
@click.option("--address", metavar="HOST:PORT", default="127.0.0.1:8000", show_default=True)
def command(drafts: bool, address: str) -> None:
    """Preview the site and keep it up to date: logs that change are condensed again."""
    from ldblog.commands.project import current_project
    from ldblog.mkdocs_run import run_mkdocs

    run_mkdocs(current_project(), ["serve", "--dev-addr", address], drafts=drafts)
