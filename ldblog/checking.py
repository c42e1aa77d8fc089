"""All that is wrong with some sessions' files, sorted, without what the project ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.diagnostics import Severity
from ldblog.held_secrets import hide_secrets
from ldblog.rules.checks import CHECKS
from ldblog.rules.pictures import report_refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ldblog.diagnostics import Diagnostic
    from ldblog.secret_engine import Patterns
    from ldblog.sessions import Session


def check_session(session: Session) -> list[Diagnostic]:
    """Return all that is wrong with a session's files."""
    found = [*session.diagnostics, *session.host.diagnostics]
    for log in session.logs:
        found += log.diagnostics
        if not log.is_held_back:
            found += [one for check in CHECKS for one in check(log, session.attachments)]
            found += report_refused(log, session.refused)
    return sorted(set(found))


def without_ignored(
    found: Iterable[Diagnostic], ignored: Iterable[str], patterns: Patterns = ()
) -> list[Diagnostic]:
    """Return diagnostics sorted, less the ignored hints and warnings; errors always stay.

    None of them shows a secret, whatever it quotes.
    """
    codes = set(ignored)
    kept = {one for one in found if one.severity is Severity.ERROR or one.code not in codes}
    return sorted(hide_secrets(kept, patterns))
