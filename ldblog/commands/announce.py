"""``ldblog announce``: what is said in chat around a Learning Day."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldblog.config import Project
    from ldblog.pages.words import Words
    from ldblog.programme.blocks import Message

OCCASIONS = ("opening", "plans", "reminder", "learned", "published")
OWNERS = "owners"


@click.command("announce")
@click.argument("occasion", type=click.Choice(OCCASIONS))
@click.argument("session", required=False)
@click.option(
    "--to",
    "audience",
    type=click.Choice(["everyone", OWNERS]),
    default="everyone",
    show_default=True,
    help="With opening: a note to owners that engineers are away, through a webhook of their own.",
)
@click.option("--dry-run", is_flag=True, help="Print the message as JSON; send nothing.")
def command(occasion: str, session: str | None, audience: str, dry_run: bool) -> None:
    """Say in Slack what there is to say of SESSION on an OCCASION.

    By an incoming webhook, whose address is in the variable LDBLOG_SLACK_WEBHOOK (for owners,
    LDBLOG_SLACK_WEBHOOK_OWNERS). Default sessions: the next Learning Day for opening and plans,
    the last one for the others.
    """
    import json

    from ldblog.commands.project import current_project

    if audience == OWNERS and occasion != "opening":
        raise click.UsageError("owners are told once: ldblog announce opening --to owners")
    project = current_project()
    compose = _compose_owners if audience == OWNERS else COMPOSERS[occasion]
    message = compose(project, session)
    if message is None:
        click.echo("nothing to say, so nothing was sent")
    elif dry_run:
        click.echo(json.dumps(message.values, ensure_ascii=False, indent=2))
    else:
        send_message(message, audience)


def send_message(message: Message, audience: str) -> None:
    """Send a message and say so; raises LdblogError where it was not taken."""
    from ldblog.programme.webhook import OWNERS_VARIABLE, VARIABLE, read_address, send

    variable = OWNERS_VARIABLE if audience == OWNERS else VARIABLE
    send(read_address(os.environ, variable), message)
    click.echo(f"sent: {message.text}")


def _compose_opening(project: Project, session: str | None) -> Message:
    from ldblog.commands.project import find_next_session
    from ldblog.privacy.anonymity import protect_session
    from ldblog.privacy.dictionary import require_usable
    from ldblog.privacy.hidden_names import make_redactor
    from ldblog.programme.actions import open_actions, require_actions
    from ldblog.programme.announcements import compose_opening
    from ldblog.secrets.search import find_secrets, mask
    from ldblog.sessions import read_people, read_session

    people = read_people(project)
    read = read_session(project, find_next_session(project, session), people)
    require_usable(read.dictionary)
    # Who is not named in posts is not in Slack either.
    redactor = make_redactor(read.dictionary, people)
    patterns = project.config.secret_patterns
    open_ones = [it.what for it in open_actions(require_actions(project))]
    shown = [mask(what, find_secrets(what, patterns).secrets) for what in open_ones]
    waiting = [redactor.replace_in(what) for what in shown]
    theme = protect_session(read, people).host.meta.theme
    return compose_opening(read.date, theme, waiting, find_words(project))


def find_words(project: Project) -> Words:
    """Return the words of the site's language; raises LdblogError without mkdocs.yml."""
    from ldblog.pages.words import words_of
    from ldblog.programme.whereabouts import read_whereabouts

    return words_of(read_whereabouts(project).language)


def _compose_owners(project: Project, session: str | None) -> Message:
    import datetime

    from ldblog.commands.project import find_next_session
    from ldblog.privacy.hidden_names import everyone
    from ldblog.programme.announcements import compose_owners
    from ldblog.sessions import read_people

    day = datetime.date.fromisoformat(find_next_session(project, session))
    return compose_owners(day, everyone(read_people(project)))


def _compose_plans(project: Project, session: str | None) -> Message | None:
    from ldblog.commands.project import find_next_session
    from ldblog.programme.announcements import compose_plans
    from ldblog.programme.introductions import introduce
    from ldblog.programme.plans import find_plans
    from ldblog.sessions import read_people, read_session

    people = read_people(project)
    read = read_session(project, find_next_session(project, session), people)
    plans = find_plans(read, people, project.config)
    if not plans.shown:
        return None
    return compose_plans(read.date, plans, introduce(project, plans, people), people)


def _compose_reminder(project: Project, session: str | None) -> Message | None:
    from ldblog.commands.project import find_last_session
    from ldblog.config import find_today
    from ldblog.programme.announcements import compose_reminder, find_reminded
    from ldblog.programme.plans import find_plans
    from ldblog.sessions import read_people, read_session

    people = read_people(project)
    read = read_session(project, find_last_session(project, session), people)
    plans = find_plans(read, people, project.config)
    reminded = find_reminded(plans, [read.date, find_today(project.config)])
    return compose_reminder(read.date, reminded) if reminded else None


def _compose_learned(project: Project, session: str | None) -> Message | None:
    from ldblog.commands.project import find_last_session
    from ldblog.composing.condense import make_entries
    from ldblog.privacy.anonymity import protect_session
    from ldblog.privacy.dictionary import require_usable
    from ldblog.programme.announcements import compose_learned
    from ldblog.sessions import read_people, read_session

    people = read_people(project)
    read = read_session(project, find_last_session(project, session), people)
    require_usable(read.dictionary)
    entries = make_entries(protect_session(read, people), people, project.config)
    return compose_learned(read.date, entries)


def _compose_published(project: Project, session: str | None) -> Message:
    import datetime

    from ldblog.commands.project import find_last_session
    from ldblog.composing.posts import read_front_matter
    from ldblog.files import read_text
    from ldblog.programme.announcements import compose_published

    name = find_last_session(project, session)
    address = find_address(project, name)
    values = read_front_matter(read_text(project.posts / f"{name}.md") or "")
    title, said = str(values.get("title") or name), str(values.get("description") or "")
    return compose_published(datetime.date.fromisoformat(name), title, said, address)


def find_address(project: Project, name: str) -> str:
    """Return where the post of a session is to be read.

    Raises LdblogError where it is not published, or nobody said where the blog is.
    """
    from ldblog.files import read_text
    from ldblog.programme.whereabouts import read_whereabouts
    from ldblog.withdrawing.redirects import address_of

    path, url = project.posts / f"{name}.md", read_whereabouts(project).url
    if not is_published(project, name):
        raise LdblogError(f"{project.relative(path)}: not published (or held as a draft)")
    if not url:
        raise LdblogError("mkdocs.yml: site_url is missing, which says where posts are (set it)")
    return f"{url}{address_of(path.name, read_text(path) or '')}/"


def is_published(project: Project, name: str) -> bool:
    """Tell whether a session's post is there, and not held as a draft."""
    from ldblog.files import read_text
    from ldblog.withdrawing.redirects import is_draft

    text = read_text(project.posts / f"{name}.md")
    return text is not None and not is_draft(text)


COMPOSERS: dict[str, Callable[[Project, str | None], Message | None]] = {
    "opening": _compose_opening,
    "plans": _compose_plans,
    "reminder": _compose_reminder,
    "learned": _compose_learned,
    "published": _compose_published,
}
