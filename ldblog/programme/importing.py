"""Logs from elsewhere: whose they are, and how they come to the disk."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.files import read_bytes, read_text, write_text
from ldblog.programme import geekbot, slack_days, slack_export
from ldblog.programme.imported import digest, merge_pieces, read_memory, render_memory
from ldblog.programme.slack_names import Names
from ldblog.reading.people import fold_handle
from ldblog.session_files import log_paths, normalise_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from ldblog.config import Project
    from ldblog.programme.imported import Merged, Piece
    from ldblog.reading.people import People

_EARLIER = datetime.timedelta(days=2)
_SLACKBOT = "USLACKBOT"


@dataclass
class Imported:
    """What there is to import: pieces of logs, who is not known and how often, and what is no log.

    ``unknown`` counts what is left out of people by ID, with the name that they have there.
    """

    pieces: list[Piece]
    unknown: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)


def read_slack(
    project: Project, people: People, path: Path, session: datetime.date, channel: str
) -> Imported:
    """Return what people wrote in a channel on the day of a session.

    Raises LdblogError for an export that cannot be read, or does not have the channel.
    """
    with slack_export.open_export(path) as export:
        users, channels = slack_export.find_users(export), slack_export.find_channels(export)
        raw = list(slack_export.read_messages(export, channel, session - _EARLIER))
    bots = frozenset(
        {_SLACKBOT, *(user for user, one in users.items() if one.get("is_bot") is True)}
    )
    found = slack_days.select_messages(raw, session, project.config.day_zone, bots)
    handles = slack_handles(people)
    called = {user: people.find(handle).name for user, handle in handles.items()}
    called |= {user: label(users[user]) for user in bots & users.keys()}
    names = Names(called, channels, project.config.day_zone)
    identity = next((one for one, name in channels.items() if name == channel), channel)
    pieces = list(slack_days.make_pieces(found.messages, handles, f"slack:{identity}", names))
    unknown = Counter(message.user for message in found.messages if message.user not in handles)
    labelled = {f"{user} ({label(users.get(user, {}))})": count for user, count in unknown.items()}
    return Imported(pieces, Counter(labelled), found.skipped)


def label(user: Mapping[str, Any]) -> str:
    """Return what somebody is called in Slack."""
    profile = user.get("profile")
    shown = profile if isinstance(profile, dict) else {}
    given = (shown.get("real_name"), user.get("real_name"), user.get("name"))
    return next(
        (name.strip() for name in given if isinstance(name, str) and name.strip()), "no name"
    )


def read_geekbot(project: Project, people: People, path: Path, session: datetime.date) -> Imported:
    """Return what people reported on the day of a session.

    Raises LdblogError for a file that cannot be read.
    """
    raw = read_bytes(path)
    if raw is None:
        raise LdblogError(f"{path}: not there: name the file that Geekbot exported")
    if len(raw) > slack_export.MAX_FILE:
        raise LdblogError(f"{path}: too large for reports of one session")
    found = geekbot.parse_reports(str(path), raw, project.config.day_zone)
    slack = slack_handles(people)
    reports = [report for report in found.reports if report.day == session]
    handles = dict(slack)
    for report in reports:
        known = people.by_handle.get(fold_handle(report.member))
        if known is not None:
            handles.setdefault(report.member, known.handle)
    names = Names(
        {user: people.find(handle).name for user, handle in slack.items()},
        time_zone=project.config.day_zone,
    )
    pieces = list(geekbot.make_pieces(reports, handles, names))
    unknown = Counter(report.member for report in reports if report.member not in handles)
    others = len(found.reports) - len(reports)
    return Imported(pieces, unknown, found.skipped + Counter({"of another day": others}))


def slack_handles(people: People) -> dict[str, str]:
    """Return the handles of people by their IDs in Slack.

    Raises LdblogError where two people have one ID: nobody guesses whose words they are.
    """
    found: dict[str, str] = {}
    for person in people.by_handle.values():
        if person.slack and found.setdefault(person.slack, person.handle) != person.handle:
            raise LdblogError(
                f"people.yml: {found[person.slack]} and {person.handle} both have slack: "
                f"{person.slack}: correct one of them"
            )
    return found


def memory_path(project: Project, session: str) -> Path:
    """Return the file that says what was imported into a session's logs: commit it with them."""
    return project.content / "imports" / f"{session}.json"


def add_to_logs(
    project: Project, people: People, session: str, pieces: Sequence[Piece]
) -> dict[str, Merged]:
    """Write pieces into the logs of a session; return what became of each log, by its path.

    Raises LdblogError when the disk refuses, or what was imported before cannot be read.
    """
    memory = read_memory(memory_path(project, session))
    folder = project.logs / session
    paths = {people.find(normalise_name(it.stem)).handle: it for it in log_paths(folder)}
    done: dict[str, Merged] = {}
    for handle, own in _by_handle(pieces).items():
        path = paths.get(handle, folder / f"{handle}.md")
        merged = merge_pieces(read_text(path), own, memory)
        # One that was deleted stays so until there is something new.
        if merged.added or merged.changed:
            write_text(path, merged.text)
        done[project.relative(path)] = merged
    # Last: what a run that died did not remember, the next one finds in the logs.
    memory |= {piece.name: digest(piece.text) for piece in pieces}
    if pieces:
        write_text(memory_path(project, session), render_memory(memory))
    return done


def _by_handle(pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.handle, []).append(piece)
    return found
