"""All that the site must not hold, collected from the content of a project."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ldblog.audit.own_pages import read_pages, read_phrases
from ldblog.audit.remembered import read_kept
from ldblog.audit.runs import (
    LENGTH,
    Passage,
    Place,
    Runs,
    find_places,
    find_said,
    find_short,
    hash_runs,
    line_of,
    words_of,
)
from ldblog.audit.session_texts import strings_in
from ldblog.files import read_lenient
from ldblog.privacy.dictionary import read_dictionary, require_usable
from ldblog.privacy.hidden_names import everyone
from ldblog.programme.actions import public_actions, read_actions
from ldblog.reading.strict_yaml import parse_mapping
from ldblog.reading.yaml_values import YamlError
from ldblog.sessions import read_people_if_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ldblog.audit.remembered import Kept
    from ldblog.config import Project
    from ldblog.privacy.dictionary import Dictionary
    from ldblog.reading.people import People

_COMMENT = re.compile(r"(?<!\S)#(.*)")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
# A single word is told from others by letters and figures together: the name of an account.
_ACCOUNT = re.compile(r"(?=\w*[^\W\d_])(?=\w*\d)\w{8,}")
# What pages say of themselves that commands make for colleagues: of insight, and of where lines
# come from.
_FOR_COLLEAGUES = (
    "For those who run the programme. It names nobody and ranks nobody.",
    "This page shows what is held back from the public.",
)
# Somebody is away on a day of which the whole site speaks.
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class Content:
    """What is looked for in a site, and what may stand there.

    ``phrases`` are looked for whole, as lines of words; ``notes`` are what files other than logs
    hold back.
    """

    project: Project
    people: People
    dictionary: Dictionary
    sessions: Mapping[str, Kept] = field(default_factory=dict)
    phrases: dict[str, Place] = field(default_factory=dict)
    notes: list[Passage] = field(default_factory=list)

    @property
    def runs(self) -> Runs:
        """What is looked for: also what may stand there, since another session says it, too."""
        long = {run for kept in self.sessions.values() for run in kept.runs}
        short = {line for kept in self.sessions.values() for line in kept.short}
        for note in self.notes:
            long.update(hash_runs(words_of(note.text)))
            short.update(line for line, _place in find_short(note))
        return Runs(long, short | self.phrases.keys())

    @cached_property
    def _own(self) -> list[str]:
        return [line_of(words_of(text)) for text in read_phrases(self.project)]

    def find_public(self, lines: Iterable[str]) -> set[str]:
        """Return those of some lines of words that may stand in the site.

        What an editor wrote alone makes no long run public.
        """
        wanted = set(lines)
        found = find_said(wanted, (kept.texts.said for kept in self.sessions.values()))
        rest = wanted - found - self.phrases.keys()
        short = {line for line in rest if line.count(" ") <= LENGTH}
        found |= find_said(short, self._own if short else ())
        names = (wanted & self.phrases.keys()) - found
        return found | find_said(names, (line_of(words_of(it)) for it in read_pages(self.project)))

    def find_places(self, lines: Iterable[str]) -> dict[str, Place]:
        """Return where each of some lines of words is held back, or stands alone."""
        wanted = set(lines)
        if not wanted:
            return {}
        found = {line: self.phrases[line] for line in wanted & self.phrases.keys()}
        for passages in (*(kept.texts.held for kept in self.sessions.values()), self.notes):
            found |= find_places(wanted - found.keys(), passages)
        return found

    def find_spoken(self, texts: Iterable[str]) -> set[str]:
        """Return those of some texts that a public text of a log or a page has letter by letter."""
        wanted, found = set(texts), set[str]()
        logs = (it for kept in self.sessions.values() for it in kept.texts.public)
        for said in chain(logs, read_pages(self.project)) if wanted else ():
            found |= {text for text in wanted - found if text in said}
            if found == wanted:
                break
        return found


def read_content(project: Project) -> Content:
    """Return what the site of a project must not hold, as far as the project has it.

    A checkout may have the posts alone. Raises LdblogError for a file that cannot be used.
    """
    dictionary = read_dictionary(project)
    require_usable(dictionary)
    people = read_people_if_any(project)
    content = Content(project, people, dictionary, read_kept(project, people))
    _add_internal(project, content)
    return content


def _add_internal(project: Project, content: Content) -> None:
    """Add what stands only in people.yml and in redact.yml: values, and what comments say."""
    path = project.relative(project.people_file)
    lines = (read_lenient(project.people_file) or "").split("\n")
    for words in {*_said_of(content.people), *_said_in("\n".join(lines))}:
        at = next((number for number, line in enumerate(lines, 1) if words in line), 1)
        phrase = line_of(words_of(_SCHEME.sub("", words)))
        content.phrases.setdefault(phrase, Place(path, at))
    _add_actions(project, content)
    content.notes += [Passage("a page for colleagues", 1, it) for it in _FOR_COLLEAGUES]
    for file in (project.people_file, project.redact_file, project.actions_file):
        for number, line in enumerate((read_lenient(file) or "").split("\n"), 1):
            for comment in _COMMENT.findall(line):
                content.notes.append(Passage(project.relative(file), number, comment))


def _add_actions(project: Project, content: Content) -> None:
    """Add what is done about feedback, less what everybody may read of it."""
    actions = read_actions(project).actions
    public = {action.what for action in public_actions(actions)}
    path = project.relative(project.actions_file)
    for action in actions:
        if action.what not in public:
            content.notes.append(Passage(path, action.line, action.what))


def _said_of(people: People) -> Iterator[str]:
    """Yield what names those who are named; the others are looked for by all their names."""
    for person in everyone(people):
        if person.is_named:
            yield from filter(_is_telling, (person.name, *person.also_known))


def _said_in(text: str) -> Iterator[str]:
    """Yield what else is said in people.yml and can be told from other words, known or not."""
    try:
        mapping = parse_mapping(text)
    except YamlError:
        return
    for values in mapping.values():
        for key, value in values.items() if isinstance(values, dict) else ():
            if key not in {"name", "also_known", "aliases", "appear"}:
                yield from filter(_is_telling, strings_in(value))


def _is_telling(words: str) -> bool:
    if _DATE.fullmatch(words):
        return False
    said = words_of(_SCHEME.sub("", words))
    return len(said) > 1 or any(map(_ACCOUNT.fullmatch, said))
