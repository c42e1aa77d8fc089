"""All that is wrong with some sessions' files, sorted, without what the project ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.composing.topics import make_vocabulary
from ldblog.diagnostics import Severity
from ldblog.files import read_lenient
from ldblog.rules.checks import CHECKS
from ldblog.rules.editing import MARK_CHECKS, find_unknown_topics, find_unused_topics
from ldblog.rules.pictures import report_refused
from ldblog.secrets.held_secrets import hide_secrets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ldblog.config import Config, Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.people import People
    from ldblog.secrets.secret_engine import Patterns
    from ldblog.sessions import Session


def check_session(session: Session) -> list[Diagnostic]:
    """Return all that is wrong with a session's files."""
    found = [*session.diagnostics, *session.host.diagnostics]
    for log in session.logs:
        found += log.diagnostics
        if not log.is_held_back:
            checks = (*CHECKS, *MARK_CHECKS)
            found += [one for check in checks for one in check(log, session.attachments)]
            found += report_refused(log, session.refused)
    return sorted(set(found))


def check_day(session: Session, config: Config) -> list[Diagnostic]:
    """Return what is wrong with the day of a session's logs, as the configuration has it."""
    if config.schedule is None and not config.agreed_for:
        return []
    # Slow to import, and not every blog has them.
    from ldblog.rules.days import find_not_agreed, find_wrong_days  # noqa: PLC0415

    days = find_wrong_days(session, config.schedule) if config.schedule else ()
    return [*days, *find_not_agreed(session, config.agreed_for)]


def check_topics(session: Session, people: People, config: Config) -> list[Diagnostic]:
    """Return the topics that front matter names and that are not known, or not used."""
    vocabulary = make_vocabulary(config.topics)
    found = list(find_unknown_topics(session, vocabulary))
    if session.host.meta.topics:
        # Slow to import, and seldom needed.
        from ldblog.composing.condense import make_entries  # noqa: PLC0415
        from ldblog.privacy.anonymity import protect_session  # noqa: PLC0415

        entries = make_entries(protect_session(session, people), people, config)
        found += find_unused_topics(session, vocabulary, {entry.topic for entry in entries})
    return found


def check_posts(project: Project, pages: Iterable[Path]) -> Iterator[Diagnostic]:
    """Yield the markers of conflicts that those of some pages still have that are posts.

    Raises LdblogError when a post cannot be read.
    """
    from ldblog.rules.conflicts import find_markers_in  # noqa: PLC0415 - not for one log

    for path in pages:
        if path.parent == project.posts:
            text = read_lenient(path) or ""
            yield from find_markers_in(project.relative(path), text.split("\n"))


def without_ignored(
    found: Iterable[Diagnostic], ignored: Iterable[str], patterns: Patterns = ()
) -> list[Diagnostic]:
    """Return diagnostics sorted, less the ignored hints and warnings; errors always stay.

    None of them shows a secret, whatever it quotes.
    """
    codes = set(ignored)
    kept = {one for one in found if one.severity is Severity.ERROR or one.code not in codes}
    return sorted(hide_secrets(kept, patterns))
