"""``ldblog init``: a new blog."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Reader = Callable[[str], Any]

# What is asked, in this order; the words before the colon of a prompt.
QUESTIONS = {
    "organisation": "Your organisation",
    "title": "The title of the blog",
    "url": "The address of the site",
    "every": "How often, and on which day",
    "starts": "The first day",
    "time_zone": "The time zone",
    "language": "The language of the site",
    "team": "Teams, with commas between them; yours first",
    "name": "Your name",
    "handle": "Your handle: the name of your logs",
}


@click.command("init")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--organisation", help="Whose blog it is.")
@click.option("--title", help="The title of the blog; default: the organisation's Learning Days.")
@click.option("--url", help="The address that the site will have; default: https://example.com/.")
@click.option("--every", help='Such as "2 weeks on Friday", which is the default.')
@click.option("--starts", help="The first Learning Day; default: the one after next week.")
@click.option("--time-zone", help='Such as "Europe/Berlin"; default: UTC.')
@click.option("--language", help='The language of the site, such as "de"; default: en.')
@click.option("--team", multiple=True, help="A team, your own first; may be given many times.")
@click.option("--name", help="Your name; default: what git knows.")
@click.option("--handle", help="The name of your logs; default: made from your e-mail address.")
def command(directory: Path, **given: Any) -> None:  # noqa: ANN401 - one for each option
    """Start a blog in DIRECTORY, which is empty or not there: a whole repository, committed once.

    Asks for what no option says, on a terminal; elsewhere takes the defaults.
    """
    from ldblog.starting.answers import Answers, read_owner
    from ldblog.starting.blog_files import render_blog
    from ldblog.starting.pins import SOURCE_FILE, list_pins, render_source
    from ldblog.starting.place import commit_blog, require_room, write_blog

    require_room(directory)
    given["team"] = ",".join(given["team"]) or None
    known = _ask_git_who()
    values = _gather(given, known)
    values["teams"] = values.pop("team")
    answers = Answers(**values, owner=read_owner(known["email"]))
    files = render_blog(answers, list_pins())
    source = render_source()
    write_blog(directory, {**files, SOURCE_FILE: source} if source else files)
    problem = commit_blog(directory, answers)
    if problem:
        click.secho(problem, fg="yellow", err=True)
    click.echo(f"{directory} is a blog: its README.md says how to write a log, and what is next")
    place = f'"{directory}"' if " " in str(directory) else directory
    click.echo(f"try: cd {place} && make site && {_program()} serve")


def _program() -> str:
    return str(Path(".venv", "Scripts" if sys.platform == "win32" else "bin", "ldblog"))


def _ask_git_who() -> dict[str, str]:
    """Return the name and e-mail address that git knows, empty where it knows none."""
    from ldblog.git import ask_git

    asked = {key: ask_git(Path.cwd(), "config", f"user.{key}") for key in ("name", "email")}
    return {key: (said or "").strip() for key, said in asked.items()}


def _gather(given: Mapping[str, str | None], known: Mapping[str, str]) -> dict[str, Any]:
    """Return all answers: what options say, what is asked on a terminal, or the defaults."""
    from ldblog.starting.answers import WrongAnswerError

    is_asking = _is_terminal() and not all(given[key] is not None for key in QUESTIONS)
    values: dict[str, Any] = {}
    for key, question in QUESTIONS.items():
        said, default = given[key], _default(key, values, known)
        if said is None and is_asking:
            values[key] = click.prompt(question, default=default, value_proc=_asking(key))
            continue
        try:
            values[key] = _reader(key)(default or "" if said is None else said)
        except WrongAnswerError as error:
            raise click.UsageError(f"--{key.replace('_', '-')}: {error}") from error
    return values


def _asking(key: str) -> Reader:
    """Return a reader for a question, which is asked again after a wrong answer."""
    from ldblog.starting.answers import WrongAnswerError

    def read(text: str) -> Any:  # noqa: ANN401 - as the readers do
        try:
            return _reader(key)(text)
        except WrongAnswerError as error:
            raise click.UsageError(str(error)) from error

    return read


def _reader(key: str) -> Reader:
    from ldblog.starting import answers

    readers: dict[str, Reader] = {
        "url": answers.read_url,
        "every": answers.read_every,
        "starts": answers.read_day,
        "time_zone": answers.read_time_zone,
        "language": answers.read_language,
        "team": answers.read_teams,
        "handle": answers.read_handle,
    }
    return readers.get(key, answers.read_line)


def _default(key: str, values: Mapping[str, Any], known: Mapping[str, str]) -> str | None:
    """Return the answer to take where nobody gives one; None where somebody has to."""
    from ldblog.composing.authors import slugify

    if key == "title":
        return f"{values['organisation']} Learning Days"[:100]
    if key == "starts":
        return _suggest_day(values["every"])
    if key == "handle":
        local = known["email"].partition("@")[0].partition("+")[0]
        return slugify(local) or slugify(values["name"]) or None
    fixed = {
        "url": "https://example.com/",
        "every": "2 weeks on Friday",
        "time_zone": "UTC",
        "language": "en",
        "team": "",
    }
    return fixed.get(key) if key != "name" else known["name"] or None


def _suggest_day(every: str) -> str:
    """Return the first such day after next week: people need to hear of it."""
    import datetime

    from ldblog.config import Config, find_today
    from ldblog.programme.schedule import next_days, parse_schedule

    after = find_today(Config()) + datetime.timedelta(days=7)
    return next_days(parse_schedule({"every": every, "starts": after}), after, 1)[0].isoformat()


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
