"""All that the site must not hold, collected from the content of a project."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from ldblog.audit.runs import Passage, Runs
from ldblog.audit.session_texts import SessionTexts, read_texts
from ldblog.days import find_sessions
from ldblog.errors import LdblogError
from ldblog.files import read_lenient, read_text, write_text
from ldblog.privacy.anonymity import everyone
from ldblog.privacy.dictionary import read_dictionary, require_usable
from ldblog.reading.people import People
from ldblog.sessions import read_people
from ldblog.writing.fingerprints import hash_sources
from ldblog.writing.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ldblog.config import Project
    from ldblog.privacy.dictionary import Dictionary
    from ldblog.reading.people import Person

_FILE = "audit.json"
_COMMENT = re.compile(r"(?<!\S)#(.*)")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_PAGES = frozenset({".md", ".yml", ".svg", ".txt", ".html"})


@dataclass
class Content:
    """What is looked for in a site, and what may stand there.

    ``anonymous`` are the handles of those who are not named in a session, by its name, and
    ``with_secrets`` the sessions that may hold secrets.
    """

    people: People
    dictionary: Dictionary
    runs: Runs = field(default_factory=Runs)
    anonymous: dict[str, list[str]] = field(default_factory=dict)
    public: list[str] = field(default_factory=list)
    with_secrets: list[str] = field(default_factory=list)


def read_content(project: Project) -> Content:
    """Return what the site of a project must not hold, as far as the project has it.

    A checkout may have the posts alone. Raises LdblogError for a file that cannot be used.
    """
    dictionary = read_dictionary(project)
    require_usable(dictionary)
    people = read_people(project) if project.people_file.exists() else People()
    content = Content(people, dictionary)
    sessions = _read_sessions(project, people)
    for name, texts in sessions.items():
        for passage in texts.held:
            content.runs.add(passage)
        if texts.anonymous:
            content.anonymous[name] = texts.anonymous
        if texts.has_secrets:
            content.with_secrets.append(name)
        content.public += texts.public
    _add_people(project, content)
    said = "\n\n".join(content.public)
    content.runs.forget(said)
    pages = list(_read_pages(project))
    # What an editor wrote alone makes no long run public.
    content.runs.forget("\n\n".join(pages), has_runs=False)
    content.public += pages
    return content


def _read_sessions(project: Project, people: People) -> dict[str, SessionTexts]:
    """Return the texts of all sessions; of those that did not change, as they were last read."""
    hashes = hash_sources(project, find_sessions(project), Memory(project.cache))
    known = _read_known(project)
    found: dict[str, Any] = {}
    for name, digest in hashes.items():
        entry = known.get(name, ())
        is_known = len(entry) == 2 and entry[0] == digest
        found[name] = entry if is_known else (digest, asdict(read_texts(project, name, people)))
    if found != known:
        _remember(project, found)
    return {name: _texts(values) for name, (_digest, values) in found.items()}


def _texts(values: Mapping[str, Any]) -> SessionTexts:
    held = [Passage(*passage) for passage in values["held"]]
    return SessionTexts(held, values["public"], values["anonymous"], values["has_secrets"])


def _read_known(project: Project) -> dict[str, Any]:
    try:
        known = json.loads(read_text(project.cache / _FILE) or "{}")
    except (ValueError, LdblogError):
        # What can be thrown away at any time may be damaged at any time.
        return {}
    return known if isinstance(known, dict) else {}


def _remember(project: Project, found: Mapping[str, Any]) -> None:
    write_text(project.cache / _FILE, json.dumps(found))


def _add_people(project: Project, content: Content) -> None:
    """Add what stands only in people.yml and in redact.yml: values, and what comments say."""
    path = project.relative(project.people_file)
    lines = (read_lenient(project.people_file) or "").split("\n")
    for person in everyone(content.people):
        for words in _said_of(person):
            at = next((number for number, line in enumerate(lines, 1) if words in line), 1)
            content.runs.add_phrase(Passage(path, at, _SCHEME.sub("", words)))
    for file in (project.people_file, project.redact_file):
        for number, line in enumerate((read_lenient(file) or "").split("\n"), 1):
            for comment in _COMMENT.findall(line):
                content.runs.add(Passage(project.relative(file), number, comment))


def _said_of(person: Person) -> Iterator[str]:
    """Yield what is said of a person that can be told from other words: of two words or more."""
    # Those who are not named are looked for by all their names.
    names = [person.name, *person.also_known] if person.is_named else []
    for words in (*names, *person.teams, *person.links.values()):
        if len(re.findall(r"\w+", _SCHEME.sub("", words))) > 1:
            yield words


def _read_pages(project: Project) -> Iterator[str]:
    """Yield the texts that people and ldblog wrote for the site, and MkDocs' configuration."""
    yield read_lenient(project.root / "mkdocs.yml") or ""
    for path in sorted(project.site.rglob("*")):
        if path.suffix.lower() in _PAGES and path.is_file():
            yield read_lenient(path) or ""
