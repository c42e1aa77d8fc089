"""Sessions brought up to date: read, condensed, merged, and written where they changed."""

from __future__ import annotations

import textwrap
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.checking import check_session, check_topics, without_ignored
from ldblog.condense import condense_session
from ldblog.lock import locked
from ldblog.page_secrets import find_in_page
from ldblog.pairs import recover
from ldblog.rules.conflicts import CONFLICT
from ldblog.rules.secrets import report_each
from ldblog.secrets import lines_with
from ldblog.sessions import Session, find_sessions, read_session
from ldblog.store import (
    Change,
    find_generated_sessions,
    plan_changes,
    remove_bases,
    write_authors,
    write_changes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.merge import Conflict, Settle
    from ldblog.people import People
    from ldblog.posts import Post


MAX_QUOTE = 160


@dataclass(frozen=True)
class Update:
    """What becomes of one session: its new posts, what they change, and what is wrong."""

    session: Session
    posts: Sequence[Post]
    changes: Sequence[Change]
    diagnostics: Sequence[Diagnostic]

    @property
    def is_behind(self) -> bool:
        """Whether a post on the disk is behind its logs: one in conflict with them is."""
        return self.has_conflicts or any(change.is_change for change in self.changes)

    @property
    def has_conflicts(self) -> bool:
        """Whether the editor and the logs changed the same lines of a post."""
        return any(change.conflicts for change in self.changes)


@contextmanager
def writing(project: Project, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a project, with what a dead run left behind put in order.

    Raises LdblogError when another run holds it for too long, or the disk refuses.
    """
    with locked(project.cache, tell):
        recover(project)
        yield


def find_all_sessions(project: Project) -> list[str]:
    """Return the names of all sessions that have a folder or a generated post, the oldest first.

    A session whose last log was deleted has no folder any more: git keeps no empty ones.
    Raises LdblogError when a folder cannot be listed.
    """
    return sorted({*find_sessions(project), *find_generated_sessions(project)})


def plan_update(
    project: Project, name: str, people: People, settle: Settle | None = None
) -> Update:
    """Return what condensing a session would change; nothing is written.

    Raises LdblogError when something other than a log cannot be read.
    """
    session = read_session(project, name, people)
    posts = condense_session(session, people, project.config)
    changes = plan_changes(project, name, posts, settle)
    found = [
        *check_session(session),
        *check_topics(session, people, project.config),
        *_check_posts(project, changes),
    ]
    config = project.config
    shown = without_ignored(found, config.ignore, config.secret_patterns)
    return Update(session, posts, changes, shown)


def apply_update(project: Project, update: Update) -> list[str]:
    """Write an update to the disk; return the names of the posts that changed.

    Raises LdblogError when the disk refuses.
    """
    return write_changes(project, update.session.name, update.posts, update.changes)


def finish_updates(project: Project, updates: Iterable[Update], people: People) -> None:
    """Write what all posts have in common, then forget the posts that are no more.

    Raises LdblogError when the disk refuses.
    """
    write_authors(project, people)
    remove_bases(project, [change for update in updates for change in update.changes])


def _check_posts(project: Project, changes: Sequence[Change]) -> Iterator[Diagnostic]:
    """Yield the secrets that editors put into posts, and where posts and logs disagree."""
    for change in changes:
        post = project.posts / change.name
        path = project.relative(post)
        secrets = find_in_page(project, post, change.new or "")
        yield from report_each(path, secrets)
        for conflict in change.conflicts:
            message = _describe(conflict, lines_with(secrets))
            yield CONFLICT.at(path, conflict.line, 1, message)


def _describe(conflict: Conflict, secret_lines: set[int]) -> str:
    edited = range(conflict.line, conflict.line + len(conflict.edited))
    is_secret = not secret_lines.isdisjoint(edited)
    has = "a secret" if is_secret else _quote(conflict.edited)
    remedy = "--on-conflict ours keeps the post's lines, theirs takes the new ones"
    return f"the post has {has}, the logs now say {_quote(conflict.new)} ({remedy})"


def _quote(lines: Sequence[str]) -> str:
    words = textwrap.shorten(" / ".join(lines), MAX_QUOTE, placeholder=" …")
    return f"“{words}”" if lines else "nothing"
