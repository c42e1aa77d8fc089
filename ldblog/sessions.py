"""Sessions on the disk: finding and reading a day's logs, whatever lies in its folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from ldblog.days import list_paths, parse_date
from ldblog.errors import LdblogError
from ldblog.files import read_text
from ldblog.pictures.picture_files import find_refused
from ldblog.privacy.dictionary import Dictionary, read_dictionary
from ldblog.privacy.hidden_names import make_redactors
from ldblog.reading.logs import (
    SESSION_FILE,
    Log,
    SessionFile,
    parse_log,
    parse_session_file,
)
from ldblog.reading.people import People, fold_handle, parse_people
from ldblog.reading.values import HANDLE
from ldblog.rules import reading
from ldblog.rules.secrets import report_name
from ldblog.secrets.held_secrets import find_names, hold_log, hold_session_file
from ldblog.session_files import (
    find_attachments,
    find_stray_files,
    log_paths,
    normalise_name,
    read_regular,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.secrets.secret_engine import Patterns


class _Wanted(NamedTuple):
    """Which files are read, by their paths; looked through for secrets if there are patterns."""

    is_wanted: Callable[[str], bool]
    patterns: Patterns | None


# An entry of a base without handles: somebody who appears as a colleague or by a pseudonym.
_NAMELESS = re.compile(r"^\s*- anchor: .*\n\s*name: ", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Session:
    """One Learning Day, read. ``attachments`` are paths from the session's folder.

    ``refused`` are those pictures among them that are not published, each with why.
    """

    date: datetime.date
    logs: tuple[Log, ...]
    host: SessionFile
    attachments: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    dictionary: Dictionary = field(default_factory=Dictionary)

    @property
    def name(self) -> str:
        """The date that names the session."""
        return self.date.isoformat()


def read_people(project: Project) -> People:
    """Return the people of a project; without a people.yml, nobody is known.

    Raises LdblogError when the file is there but cannot be used, and when it is missing though
    there must have been one.
    """
    text = read_text(project.people_file)
    if text is not None:
        return parse_people(project.relative(project.people_file), text)
    missing = f"{project.relative(project.people_file)} is missing, which says who stays anonymous"
    for path in list_paths(project.content):
        if path.name.lower() in {"people.yaml", "people.yml"}:
            raise LdblogError(f"{missing}: rename {project.relative(path)} to people.yml")
    # A blog that names everybody needs no file. One that has published somebody without their
    # handle had a file, or a log with share: anonymous; an empty file says that it was the latter.
    for path in list_paths(project.base):
        if _NAMELESS.search(read_text(path) or ""):
            raise LdblogError(
                f"{missing}: restore it, since {project.relative(path)} has somebody who is not "
                "named (an empty file says that nobody has to be listed)"
            )
    return People()


def read_people_if_any(project: Project) -> People:
    """Return the people of a project; nobody where it has no file of them, as a checkout may.

    Raises LdblogError for a file that cannot be used.
    """
    return read_people(project) if project.people_file.exists() else People()


def read_session(
    project: Project,
    name: str,
    people: People,
    is_wanted: Callable[[str], bool] = lambda _path: True,
    *,
    looks_inside: bool = True,
) -> Session:
    """Return a session with all that is wrong with its files.

    Every log of it is read, or those whose paths are wanted; of the others only the names are.
    Without ``looks_inside``, nobody looks for secrets in it, nor at its pictures.
    Raises ValueError for a name that is no date.
    """
    date = parse_date(name)
    if date is None:
        raise ValueError(name)
    folder = project.logs / name
    wanted = _Wanted(is_wanted, project.config.secret_patterns if looks_inside else None)
    logs = [_read_log(project, name, path, wanted) for path in log_paths(folder)]
    host = _read_host(project, folder, wanted)
    found = [
        *_find_doubles(logs, people),
        *_find_unclear(logs, people),
        *find_stray_files(project, folder),
    ]
    errors = [one for one in found if one.severity == "error"]
    checked = [
        _hold(log, *(one for one in errors if one.path == log.path))
        for log in logs
        if is_wanted(log.path)
    ]
    others = [one for one in found if one.severity != "error"]
    names = sorted(find_attachments(folder, logs))
    secret = find_names(names, project.config.secret_patterns) if looks_inside else set()
    others += [report_name(project.relative(folder / name)) for name in sorted(secret)]
    attachments = frozenset(names) - secret
    dictionary = read_dictionary(project)
    shown = zip(checked, make_redactors(checked, dictionary, people), strict=False)
    refused = find_refused(project, name, shown, attachments) if looks_inside else {}
    return Session(date, tuple(checked), host, attachments, tuple(others), refused, dictionary)


def _hold(log: Log, *errors: Diagnostic) -> Log:
    return replace(log, diagnostics=tuple(sorted({*log.diagnostics, *errors}))) if errors else log


def _read_log(project: Project, session: str, path: Path, wanted: _Wanted) -> Log:
    relative, handle = project.relative(path), normalise_name(path.stem)
    if not wanted.is_wanted(relative):
        return Log(session, handle, relative)
    raw = read_regular(project, path)
    if isinstance(raw, bytes):
        log = parse_log(session, handle, relative, raw)
    else:
        log = Log(session, handle, relative, diagnostics=(raw,))
    log = hold_log(log, wanted.patterns) if wanted.patterns is not None else log
    if HANDLE.fullmatch(handle):
        return log
    message = f"{path.name} is no handle with .md (rename it: letters, digits and . _ - only)"
    return _hold(log, reading.BAD_HANDLE.at(relative, 1, 1, message))


def _read_host(project: Project, folder: Path, wanted: _Wanted) -> SessionFile:
    path = next((path for path in list_paths(folder) if path.name.lower() == SESSION_FILE), None)
    if path is None or not wanted.is_wanted(project.relative(path)):
        return SessionFile()
    raw = read_regular(project, path)
    if isinstance(raw, bytes):
        relative = project.relative(path)
        host = parse_session_file(path.parent.name, relative, raw)
        if wanted.patterns is None:
            return host
        return hold_session_file(relative, raw, host, wanted.patterns)
    return SessionFile(diagnostics=(raw,))


def _find_doubles(logs: list[Log], people: People) -> Iterator[Diagnostic]:
    first: dict[str, Log] = {}
    # The file with the person's own handle is the one that stays.
    for log in sorted(
        logs, key=lambda log: (people.find(log.handle).handle != log.handle, log.path)
    ):
        person = people.find(log.handle).handle.lower()
        if person in first:
            message = f"{person} already has a log in {first[person].path} (merge the two)"
            yield reading.TWO_FILES.at(log.path, 1, 1, message)
        first.setdefault(person, log)


def _find_unclear(logs: list[Log], people: People) -> Iterator[Diagnostic]:
    for log in logs:
        if fold_handle(log.handle) in people.unclear:
            message = f"people.yml is unclear about {log.handle} (correct it first)"
            yield reading.WRONG_PERSON.at(log.path, 1, 1, message)
        elif not people.find(log.handle).is_known:
            name = people.find(log.handle).name
            message = f"{log.handle} is not in people.yml and appears as {name} (add them)"
            yield reading.UNKNOWN_PERSON.at(log.path, 1, 1, message)
