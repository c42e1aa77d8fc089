"""All that is wrong with some sessions' files, sorted, without what the project ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.diagnostics import Severity
from ldblog.files import list_names, read_bytes
from ldblog.rules.checks import CHECKS
from ldblog.rules.conflicts import find_markers_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.sessions import Session


def check_session(session: Session) -> list[Diagnostic]:
    """Return all that is wrong with a session's files."""
    found = [*session.diagnostics, *session.host.diagnostics]
    for log in session.logs:
        found += log.diagnostics
        if not log.is_held_back:
            found += [one for check in CHECKS for one in check(log, session.attachments)]
    return sorted(set(found))


def check_posts(project: Project) -> Iterator[Diagnostic]:
    """Yield the markers of conflicts that posts still have.

    Raises LdblogError when a post cannot be read.
    """
    for name in list_names(project.posts):
        path = project.posts / name
        if name.endswith(".md"):
            text = (read_bytes(path) or b"").decode("utf-8", "replace")
            yield from find_markers_in(project.relative(path), text.split("\n"))


def without_ignored(found: Iterable[Diagnostic], ignored: Iterable[str]) -> list[Diagnostic]:
    """Return diagnostics sorted, less the ignored hints and warnings; errors always stay."""
    codes = set(ignored)
    return sorted(
        one for one in set(found) if one.severity is Severity.ERROR or one.code not in codes
    )
