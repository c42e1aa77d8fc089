"""Sessions brought up to date: read, condensed, merged, and written where they changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.checking import check_session, without_ignored
from ldblog.condense import condense_session
from ldblog.config import find_today
from ldblog.rules.conflicts import CONFLICT_RULES, find_conflicts
from ldblog.sessions import Session, find_sessions, read_session
from ldblog.store import (
    Change,
    apply_change,
    copy_assets,
    find_generated_sessions,
    plan_changes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.merge_blocks import Settle
    from ldblog.people import People
    from ldblog.posts import Post


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

    @property
    def told(self) -> list[Diagnostic]:
        """What condensing has to say: all errors, and all that the merge found."""
        codes = {rule.code for rule in CONFLICT_RULES}
        return [one for one in self.diagnostics if one.severity == "error" or one.code in codes]


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
    changes = plan_changes(project, name, posts, settle, find_today(project.config))
    found = check_session(session)
    for change in changes:
        path = project.relative(project.posts / change.name)
        found += [*find_conflicts(path, change.conflicts), *change.found]
    return Update(session, posts, changes, without_ignored(found, project.config.ignore))


def apply_update(project: Project, update: Update) -> list[str]:
    """Write an update to the disk; return the names of the posts that changed.

    Raises LdblogError when the disk refuses.
    """
    copy_assets(project, update.session.name, update.posts)
    return [change.name for change in update.changes if apply_change(project, change)]
