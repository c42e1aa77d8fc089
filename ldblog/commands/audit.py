"""``ldblog audit``: a built site, searched for what is kept from the public."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("audit")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
def command(site: Path) -> None:
    """Look in the built site in the folder SITE for anything that is kept from the public.

    Every build does so at its end. Nothing is changed; what is found makes the exit code 1.
    """
    from ldblog.audit.audit import audit_site
    from ldblog.commands.project import current_project, echo_diagnostics

    found = audit_site(current_project(), site.resolve())
    echo_diagnostics(found)
    sys.exit(1 if found else 0)
