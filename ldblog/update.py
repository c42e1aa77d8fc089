"""Sessions brought up to date: read, condensed, merged, and written where they changed."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.anonymity import make_redactor
from ldblog.checking import check_session, check_topics, without_ignored
from ldblog.condense import condense_session
from ldblog.dictionary import require_usable
from ldblog.listed import find_listed, hide_words
from ldblog.rules.conflicts import CONFLICT
from ldblog.sessions import Session, find_sessions, read_session
from ldblog.store import (
    Change,
    apply_change,
    copy_assets,
    find_generated_sessions,
    plan_changes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.merge import Settle
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
    require_usable(session.dictionary)
    posts = condense_session(session, people, project.config)
    changes = plan_changes(project, name, posts, settle)
    found = [
        *check_session(session),
        *check_topics(session, people, project.config),
        *_find_listed(project, changes, people, session),
        *_conflicts(project, changes),
    ]
    shown = hide_words(found, session.dictionary)
    return Update(session, posts, changes, without_ignored(shown, project.config.ignore))


def apply_update(project: Project, update: Update) -> list[str]:
    """Write an update to the disk; return the names of the posts that changed.

    Raises LdblogError when the disk refuses.
    """
    copy_assets(project, update.session.name, update.posts)
    return [change.name for change in update.changes if apply_change(project, change)]


def _find_listed(
    project: Project, changes: Sequence[Change], people: People, session: Session
) -> Iterator[Diagnostic]:
    """Yield what is listed in the session's posts: the editor's lines are not replaced."""
    redactor = make_redactor(session.dictionary, people)
    for change in changes:
        yield from find_listed(
            project.relative(project.posts / change.name), change.new or "", redactor
        )


def _conflicts(project: Project, changes: Sequence[Change]) -> Iterator[Diagnostic]:
    for change in changes:
        for conflict in change.conflicts:
            path = project.relative(project.posts / change.name)
            sides = (
                f"the post has {_quote(conflict.edited)}, the logs now say {_quote(conflict.new)}"
            )
            remedy = "--on-conflict ours keeps the post's lines, theirs takes the new ones"
            yield CONFLICT.at(path, conflict.line, 1, f"{sides} ({remedy})")


def _quote(lines: Sequence[str]) -> str:
    words = textwrap.shorten(" / ".join(lines), MAX_QUOTE, placeholder=" …")
    return f"“{words}”" if lines else "nothing"
