"""``ldblog explain``: what a rule is about."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Print what the rule CODE is about, with an example; without CODE, list all rules."""
    from ldblog.rules.table import RULES, explain

    if code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.severity:<8} {rule.name}")
    elif code.upper() in RULES:
        click.echo(explain(code), nl=False)
    else:
        raise click.UsageError(f"there is no rule {code} (`ldblog explain` lists them)")
