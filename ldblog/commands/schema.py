"""``ldblog schema``: what people's files may hold, for their editors."""

from __future__ import annotations

import click

NAMES = ("config", "log", "people", "redact", "session")


@click.command("schema")
@click.argument("name", type=click.Choice(NAMES))
def command(name: str) -> None:
    """Print the JSON Schema of a kind of file, for an editor: see docs/editors.md."""
    from ldblog.schemas import render_schema

    click.echo(render_schema(name), nl=False)
