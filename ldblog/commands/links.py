"""``ldblog links``: whether what pages link to elsewhere is still there."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from ldblog.commands.project import format_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.diagnostics import Diagnostic
    from ldblog.links.outgoing import Place
    from ldblog.links.visit import Answer


@click.command("links")
@format_option
def command(style: str) -> None:
    """Ask whether the addresses elsewhere that pages link to are still there.

    A host is asked once a second, and what was there is not asked again for a week. A dead link
    makes the exit code 1; who refuses to answer is only counted. No build ever asks.
    """
    from ldblog.checking import without_ignored
    from ldblog.commands.project import current_project, echo_findings
    from ldblog.diagnostics import has_errors
    from ldblog.links.memory import read_memory, write_memory
    from ldblog.links.outgoing import find_outgoing
    from ldblog.links.rounds import doubt

    project = current_project()
    places, now = find_outgoing(project), time.time()
    known = read_memory(project.cache, now)
    asked = doubt(dict(_ask(sorted(places.keys() - known.keys()))))
    answers = {**known, **{url: (now, answer) for url, answer in asked.items()}}
    # Addresses that no page links to any more are forgotten.
    answers = {url: answers[url] for url in places}
    write_memory(project.cache, answers)
    judged = {url: answer for url, (_when, answer) in answers.items()}
    config = project.config
    found = without_ignored(_report(places, judged), config.ignore, config.secret_patterns)
    echo_findings(found, style)
    _tell(judged)
    sys.exit(1 if has_errors(found) else 0)


def _ask(urls: Sequence[str]) -> Iterator[tuple[str, Answer]]:
    from ldblog.links.rounds import ask_all

    # In a pipe click shows no bar, but its label.
    if not _is_terminal():
        yield from ask_all(urls)
        return
    with click.progressbar(ask_all(urls), len(urls), "asking", file=sys.stderr) as answers:
        yield from answers


def _is_terminal() -> bool:
    return sys.stderr.isatty()


def _report(
    places: Mapping[str, Sequence[Place]], answers: Mapping[str, Answer]
) -> Iterator[Diagnostic]:
    from ldblog.links.visit import State
    from ldblog.rules.links import DEAD_LINK, MOVED_LINK

    for url, answer in answers.items():
        for place in places[url]:
            if answer.state is State.DEAD:
                message = f"{url} {answer.detail} (link to where it is now, or take the link out)"
                yield DEAD_LINK.at(*place, message)
            elif answer.state is State.MOVED:
                yield MOVED_LINK.at(*place, f"{url} has moved for good (to {answer.detail})")


def _tell(answers: Mapping[str, Answer]) -> None:
    from ldblog.links.visit import State

    silent = {url: one for url, one in answers.items() if one.state is State.UNKNOWN}
    count = f"{len(answers)} {'address' if len(answers) == 1 else 'addresses'}"
    click.echo(f"{count}, {len(silent)} of which could not be asked", err=True)
    for url, answer in sorted(silent.items()):
        click.echo(f"    {url}: {answer.detail}", err=True)
