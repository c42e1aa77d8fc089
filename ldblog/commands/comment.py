"""``ldblog comment``: what a pull request changes of logs, said once in a comment on it."""

from __future__ import annotations

from pathlib import Path

import click

MARKER = "<!-- ldblog:changed -->"
_ABOUT = (
    "**What the public will read of this**, as things stand. It is changed here whenever you push; "
    "`ldblog show` prints the same before you do."
)
_NOTHING = "No log is changed here any more."


@click.command("comment")
@click.argument("number", type=click.IntRange(min=1))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(number: int, file: Path) -> None:
    """Put the text in FILE into a comment on the pull request NUMBER, or into the one from before.

    The text is shown as it is, whoever wrote it: nothing in it is a link or mentions anybody.
    """
    from ldblog.commands.project import current_project
    from ldblog.files import read_lenient
    from ldblog.routine.github import find_comment, put_comment
    from ldblog.routine.quoting import fence

    root = current_project().root
    given = read_lenient(file)
    text = (given or "").strip()
    if given is None or (not text and find_comment(root, number, MARKER) is None):
        click.echo("nothing to say")
        return
    body = f"{_ABOUT}\n\n{fence(text)}" if text else _NOTHING
    click.echo(f"comment {put_comment(root, number, MARKER, body) or 'is up to date'}")
