"""What a pull request changes of people's files, and what the public will read of its logs.

Nothing here quotes what is held back: a pull request is read by more people than a log is.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ldblog.composing.condense import make_entries
from ldblog.config import FILE_NAME
from ldblog.days import find_sessions
from ldblog.diagnostics import Severity, printable
from ldblog.git import run_git
from ldblog.privacy.anonymity import protect_session
from ldblog.privacy.dictionary import require_usable
from ldblog.privacy.publish import publish
from ldblog.rules.secrets import SECRET
from ldblog.secrets.held_secrets import hide
from ldblog.sessions import read_session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldblog.composing.entries import Entry
    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.privacy.publish import Published
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People

_LOG = re.compile(r"content/logs/([^/]+)/[^/]+\.md")


def find_changed(project: Project, base: str) -> list[str]:
    """Return the files that changed since the history left that of a commit, as they are here.

    Those that git does not know yet are among them. Raises LdblogError where git cannot.
    """
    since = ("--merge-base", "--end-of-options", base)
    places = ("--", "content", FILE_NAME)
    changed = run_git(project.root, "diff", "-z", "--relative", "--name-only", *since, *places)
    new = run_git(project.root, "ls-files", "-z", "--others", "--exclude-standard", *places)
    return sorted({path for path in (changed + new).split("\0") if path})


def choose_checked(project: Project, changed: Iterable[str]) -> list[str]:
    """Return which paths are checked: the changed files that are there, or everything.

    Who is who, the dictionary and the configuration decide what every log may publish.
    """
    files = (project.people_file, project.redact_file, project.actions_file)
    if {FILE_NAME, *map(project.relative, files)} & {*changed}:
        return [project.relative(project.content)]
    return [path for path in changed if (project.root / path).exists()]


def find_secrets(
    project: Project, found: Iterable[Diagnostic], changed: Sequence[str]
) -> list[Diagnostic]:
    """Return the secrets among diagnostics that are in changed files: they must not be merged."""
    # Where a name is the secret, no diagnostic shows it.
    shown = {hide(path, project.config.secret_patterns) for path in changed}
    return [one for one in found if one.code == SECRET.code and one.path in shown]


def tell_logs(
    project: Project, changed: Sequence[str], found: Sequence[Diagnostic], people: People
) -> Iterator[str]:
    """Yield, for each changed log, what the public will read, what is held back, and hints.

    Raises LdblogError where the dictionary cannot be used, or a file cannot be read.
    """
    sessions = {*find_sessions(project)}
    logs = [path for path in changed if (project.root / path).is_file() and _session(path)]
    for name, paths in groupby(logs, _session):
        if name in sessions:
            yield from _tell_session(project, name, {*paths}, found, people)


def _session(path: str) -> str:
    match = _LOG.fullmatch(path)
    return match[1] if match else ""


def _tell_session(
    project: Project, name: str, paths: set[str], found: Sequence[Diagnostic], people: People
) -> Iterator[str]:
    session = read_session(project, name, people)
    require_usable(session.dictionary)
    protected = protect_session(session, people)
    entries = make_entries(protected, people, project.config)
    for log in protected.logs:
        if log.path in paths:
            entry = next((entry for entry in entries if log.path in entry.rewriters), None)
            path = hide(log.path, project.config.secret_patterns)
            yield printable(path)
            yield "=" * 40
            yield from _tell_entry(log, entry)
            yield from _tell_held(publish(log))
            yield from _tell_findings(one for one in found if one.path == path)
            yield ""


def _tell_entry(log: Log, entry: Entry | None) -> Iterator[str]:
    if entry is None:
        why = "something in it has to be put right first" if log.is_held_back else "as it stands"
        yield from ("", f"Nothing of this log is published ({why}).")
        return
    yield from ("", "What the public will read:", "")
    for line in (*entry.lines, *entry.article[0], *entry.article[1]):
        yield line.text


def _tell_held(published: Published) -> Iterator[str]:
    if published.held:
        yield from ("", "Held back from the public:")
    for one in sorted(published.held):
        yield f"  lines {one.first_line}-{one.last_line}: {one.reason}"
    if published.replaced:
        yield from ("", "Replaced:")
    for it in published.replaced:
        said = f"“{printable(it.instead)}”" if it.instead else "nothing"
        yield f"  line {it.line}: the public reads {said}"


def _tell_findings(found: Iterable[Diagnostic]) -> Iterator[str]:
    said = {Severity.ERROR: "to put right", Severity.WARNING: "worth a look", Severity.HINT: "hint"}
    rows = [
        f"  line {it.line}: {printable(it.message)} ({it.code}, {said[it.severity]})"
        for it in found
    ]
    if rows:
        yield from ("", "For you:", *rows)
