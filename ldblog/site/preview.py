"""A preview: the posts of sessions whose logs changed, brought up to date before each build."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ldblog.days import find_all_sessions
from ldblog.errors import LdblogError
from ldblog.sessions import read_people
from ldblog.update import (
    Update,
    apply_update,
    finish_updates,
    plan_update,
)
from ldblog.writing.fingerprints import find_stale, remember
from ldblog.writing.lock import writing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.config import Project

log = logging.getLogger("mkdocs.plugins.ldblog")


def condense_changed(project: Project) -> None:
    """Bring the posts of all sessions that changed up to date; what is wrong is logged.

    Where there is no folder of logs, all is left as it is: a site may be built without them.
    """
    if not project.logs.is_dir():
        return
    try:
        if stale := find_stale(project, find_all_sessions(project)):
            with writing(project, log.info):
                # Another run may have brought them up to date by now.
                _condense(project, find_stale(project, [*stale]))
    except LdblogError as error:
        log.warning("%s", error)


def _condense(project: Project, behind: Mapping[str, str]) -> None:
    people, clean, updates = read_people(project), list[str](), list[Update]()
    for name in behind:
        update = plan_update(project, name, people)
        lost = [change.name for change in update.changes if change.removed]
        if lost:
            # A log that is being written may be unreadable for a moment; no preview is public.
            message = "somebody withdrew what was edited here: see to it with ldblog condense"
            log.warning("%s: %s", project.relative(project.posts / lost[0]), message)
            continue
        apply_update(project, update)
        updates.append(update)
        errors = [found for found in update.diagnostics if found.severity == "error"]
        for found in errors:
            log.warning("%s:%s: %s", found.path, found.line, found.message)
        clean += [] if errors else [name]
    finish_updates(project, updates, people)
    remember(project, behind, clean)
