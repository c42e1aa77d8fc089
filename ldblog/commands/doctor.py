"""``ldblog doctor``: how a blog is set up, looked at."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ldblog.starting.findings import Finding


@click.command("doctor")
@click.option(
    "--patch",
    is_flag=True,
    help="Print only what brings the copied files up to date, for `git apply`.",
)
def command(patch: bool) -> None:
    """Print what is amiss in how this blog is set up, and which copied files are behind ldblog.

    Nothing is written. What is amiss makes the exit code 1; notes do not.
    """
    from ldblog.config import find_root
    from ldblog.diagnostics import printable
    from ldblog.starting.copies import make_patch
    from ldblog.starting.findings import render_finding

    root = find_root(_here())
    if patch:
        # As bytes: another encoding, or another end of lines, and git applies it no more.
        click.echo(make_patch(root).encode(), nl=False)
        return
    found = [*_look(root)]
    for one in sorted(found, key=lambda it: it.is_note):
        for line in render_finding(one).split("\n"):
            click.secho(printable(line), fg="cyan" if one.is_note else None)
    wrong = sum(not one.is_note for one in found)
    click.echo(f"{wrong} to see to" if wrong else "nothing amiss")
    sys.exit(1 if wrong else 0)


def _here() -> Path:
    from pathlib import Path

    return Path.cwd()


def _look(root: Path) -> Iterator[Finding]:
    from ldblog.starting import checkup
    from ldblog.starting.copies import check_copies
    from ldblog.starting.hosting import check_hosting

    yield from check_copies(root)
    yield from checkup.check_config(root)
    yield from checkup.check_theme(root)
    yield from checkup.check_repository(root)
    yield from check_hosting(root)
    yield from checkup.check_installation(root)
