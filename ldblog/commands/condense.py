"""``ldblog condense``: logs to posts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.merging.merge_blocks import Settle
    from ldblog.update import Update
    from ldblog.writing.store import Posts

MODES = ("dry-run", "diff", "check")
PROGRESS_FROM = 10


@click.command("condense")
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@click.option("--all", "every", is_flag=True, help="Condense every session.")
@click.option("--since", metavar="DATE", help="Condense the sessions from this date on.")
@click.option("--dry-run", "mode", flag_value="dry-run", help="Print the posts; write nothing.")
@click.option("--diff", "mode", flag_value="diff", help="Show what would change; write nothing.")
@click.option("--check", "mode", flag_value="check", help="Exit 1 if a post is out of date.")
@click.option(
    "--on-conflict",
    type=click.Choice(["ours", "theirs", "markers"]),
    help="Where the editor and a log changed the same lines, keep the post's, take the new ones, "
    "or write both between markers.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Condense in so many processes (default: as many as pay).",
)
def command(  # noqa: PLR0913, PLR0917 - one for each option
    sessions: tuple[str, ...],
    every: bool,
    since: str | None,
    mode: str | None,
    on_conflict: Settle | None,
    jobs: int | None,
) -> None:
    """Condense the logs of SESSIONs (default: the newest) into posts.

    What an editor changed in a post stays. Run twice, it changes nothing the second time.
    """
    from ldblog.commands.project import choose_sessions, current_project
    from ldblog.writing.pending import with_withdrawn

    project = current_project()
    chosen = choose_sessions(project, sessions, every=every, since=since)
    names = with_withdrawn(project, chosen, jobs, None if mode else _tell_waiting)
    if mode:
        updates = _preview(project, names, mode, on_conflict, jobs)
        failed = any(update.has_errors for update in updates)
        failed |= mode == "check" and any(update.is_behind for update in updates)
    else:
        failed = write_sessions(project, names, on_conflict, jobs)
    sys.exit(1 if failed else 0)


def _tell_waiting(message: str) -> None:
    click.echo(message, err=True)


def write_sessions(
    project: Project,
    names: Sequence[str],
    settle: Settle | None = None,
    jobs: int | None = None,
) -> bool:
    """Write the sessions that are not up to date; return whether something in any is wrong."""
    from ldblog.commands.project import echo_diagnostics
    from ldblog.diagnostics import has_errors
    from ldblog.writing.fingerprints import find_stale_now, read_told, remember
    from ldblog.writing.lock import writing

    with writing(project, _tell_waiting):
        behind = find_stale_now(project, names)
        told = read_told(project, [name for name in names if name not in behind])
        updates = _write_behind(project, [*behind], settle, jobs) if behind else []
        if updates:
            wrong = {it.session.name: it.told for it in updates if it.has_errors}
            lasting = {name: found for name, found in wrong.items() if _lasts(project, name, found)}
            clean = [it.session.name for it in updates if it.session.name not in wrong]
            remember(project, behind, [*clean, *lasting], lasting)
    echo_diagnostics(told, err=True)
    current = len(names) - len(behind)
    if current:
        click.echo(f"{current} {'session is' if current == 1 else 'sessions are'} up to date")
    return has_errors(told) or any(update.has_errors for update in updates)


def _lasts(project: Project, session: str, told: Sequence[Diagnostic]) -> bool:
    """Tell whether what is wrong stays so for as long as a session's own files stay as they are.

    What is wrong with a post may be gone as soon as an editor changes it, or another page.
    """
    folder = project.relative(project.logs / session)
    return all(one.path.startswith(f"{folder}/") for one in told)


def _write_behind(
    project: Project, names: Sequence[str], settle: Settle | None, jobs: int | None
) -> list[Update]:
    from ldblog.secrets.secret_engine import start_engine

    start_engine()
    from ldblog.parallel import choose_jobs, plan_updates
    from ldblog.sessions import read_people
    from ldblog.update import apply_update, finish_updates

    people = read_people(project)
    updates = []
    planned = plan_updates(project, names, people, settle, jobs or choose_jobs(project, names))
    with click.progressbar(
        planned,
        length=len(names),
        label="Condensing",
        file=sys.stderr,
        hidden=len(names) < PROGRESS_FROM or not sys.stderr.isatty(),
    ) as progress:
        for update in progress:
            written = apply_update(project, update)
            updates.append(update)
            _tell(project, update, written)
    posts = finish_updates(project, updates, people)
    _suggest(project, updates, posts)
    return updates


def _suggest(project: Project, updates: Sequence[Update], posts: Posts) -> None:
    """Print the tags that seem worth a topic; nothing where there are none."""
    from ldblog.composing.suggestions import find_new_tags, render_suggestions, suggest_topics
    from ldblog.composing.topics import make_vocabulary
    from ldblog.diagnostics import printable
    from ldblog.writing.store import find_tags

    topics = project.config.topics
    vocabulary = make_vocabulary(topics)
    tags = find_new_tags((log for update in updates for log in update.session.logs), vocabulary)
    found = suggest_topics(tags, find_tags(posts), vocabulary) if tags else []
    for line in render_suggestions(found, topics):
        click.echo(printable(line))


def _tell(project: Project, update: Update, written: Sequence[str]) -> None:
    from ldblog.commands.project import echo_diagnostics, echo_removed

    echo_diagnostics(update.told, err=True)
    echo_removed(project, update)
    logs = update.session.logs
    held = sum(log.is_held_back or log.meta.share == "internal" for log in logs)
    parts = [f"{len(logs)} {'log' if len(logs) == 1 else 'logs'}"]
    if held:
        parts.append(f"{held} held back")
    posts = ", ".join(project.relative(project.posts / name) for name in written) or "no change"
    click.echo(f"{update.session.name}: {', '.join(parts)} → {posts}")


def _preview(
    project: Project,
    names: Sequence[str],
    mode: str,
    settle: Settle | None,
    jobs: int | None,
) -> list[Update]:
    from ldblog.commands.project import echo_diagnostics
    from ldblog.parallel import choose_jobs, plan_updates
    from ldblog.secrets.page_secrets import hide_in_page
    from ldblog.sessions import read_people

    people = read_people(project)
    jobs = jobs or choose_jobs(project, names)
    updates = [*plan_updates(project, names, people, settle, jobs)]
    for update in updates:
        echo_diagnostics(update.told, err=True)
        for change in update.changes:
            post = project.posts / change.name
            if mode == "dry-run" and change.new is not None:
                click.echo(hide_in_page(project, post, change.new), nl=False)
            elif mode == "diff":
                sides = [hide_in_page(project, post, it or "") for it in (change.old, change.new)]
                click.echo(_diff(project, change.name, *sides), nl=False)
            elif mode == "check" and change.is_change:
                click.echo(f"{project.relative(project.posts / change.name)} is out of date")
    return updates


def _diff(project: Project, name: str, old: str, new: str) -> str:
    import difflib

    path = project.relative(project.posts / name)
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return "".join(difflib.unified_diff(before, after, f"a/{path}", f"b/{path}"))
