"""Plans for a Learning Day: what people write under *Plan* before it, for colleagues alone.

Who does not wish to be named, or keeps a log internal, is counted and not shown: beside a name,
a plan tells whose the entry is that appears under none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ldblog.composing.outcomes import find_outcome
from ldblog.composing.topics import make_vocabulary
from ldblog.privacy.anonymity import protect_line, protect_session
from ldblog.privacy.dictionary import require_usable
from ldblog.privacy.publish import publish
from ldblog.reading.logs import parse_log
from ldblog.reading.markers import PLACEHOLDER, blank_out, close_gaps, find_internal
from ldblog.reading.parts import Part, lead_part
from ldblog.reading.said import has_words, is_only_planned
from ldblog.reading.sections import split_sections
from ldblog.reading.units import text_of
from ldblog.session_files import log_paths, read_regular
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.config import Config, Project
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People, Person
    from ldblog.sessions import Session
    from ldblog.text.markdown import Node

_PROSE = frozenset({"paragraph", "quote"})


@dataclass(frozen=True)
class Plan:
    """What somebody plans, line by line, without markup; ``topic`` is as a post would have it.

    ``outcome`` is what became of it, as far as its author said so.
    """

    person: Person
    lines: tuple[str, ...]
    topic: str
    log: Log
    outcome: str = ""

    @property
    def text(self) -> str:
        """All of its words."""
        return " ".join(self.lines)

    @property
    def has_log(self) -> bool:
        """Whether its author has written of the day, too."""
        return not is_only_planned(self.log)


class Plans(NamedTuple):
    """The plans of a session that colleagues may see, and how many others there are."""

    session: str
    shown: tuple[Plan, ...]
    hidden: int


def find_plans(session: Session, people: People, config: Config) -> Plans:
    """Return the plans of a session, by their authors' names.

    What is replaced in posts is replaced in them, too: listed words, and people who are not named.
    Raises LdblogError where the dictionary cannot be used.
    """
    require_usable(session.dictionary)
    shown: list[Plan] = []
    hidden = 0
    vocabulary = make_vocabulary(config.topics)
    for log in protect_session(session, people).logs:
        planned = read_plan(log)
        person = people.find(log.handle)
        lines = tuple(filter(None, (_protect(line, log) for line in planned)))
        if not lines or not is_open(log, person):
            hidden += bool(planned)
            continue
        meta = log.meta
        named = vocabulary.resolve(meta.topic) if meta.topic else ""
        topic = named or vocabulary.find(meta.tags, meta.title, " ".join(lines))
        outcome = find_outcome(log, publish(log).units)
        shown.append(Plan(person, lines, topic, log, outcome))
    shown.sort(key=lambda plan: (plan.person.name.casefold(), plan.person.handle))
    return Plans(session.name, tuple(shown), hidden)


def _protect(line: str, log: Log) -> str:
    return protect_line(line, log.redactor) if log.redactor is not None else line


def is_open(log: Log, person: Person) -> bool:
    """Tell whether colleagues may see whose a log is."""
    return person.is_named and log.meta.share == "named" and not log.is_held_back


def read_plan(log: Log) -> tuple[str, ...]:
    """Return the lines of a log's plan, less what is internal in it; none where it has none."""
    body, document = log.front_matter.body, log.document
    hidden = find_internal(body, document)
    if hidden:
        try:
            document = parse(blank_out(body, hidden))
        except TooDeepError:
            return ()
        close_gaps(document)
    found = (
        line
        for section in split_sections(document)
        if section.part is Part.PLAN
        for block in section.blocks
        for line in _lines_of(block)
    )
    return tuple(found)


def _lines_of(block: Node) -> Iterator[str]:
    for one in block.children if block.kind == "list" else [block]:
        words = text_of(one).replace(PLACEHOLDER, "") if one.kind in {*_PROSE, "item"} else ""
        text = " ".join(words.split())
        first = one.children[0] if one.kind == "item" and one.children else one
        if lead_part(first) is Part.PLAN:
            text = text.replace("：", ":").partition(":")[2].strip() or text
        if text:
            yield text


def is_planned(log: Log) -> bool:
    """Tell whether a log has a plan and nothing else, or is a template that awaits one."""
    return not log.is_held_back and (is_only_planned(log) or not has_words(log))


def is_ahead(project: Project, name: str) -> bool:
    """Tell whether a session has plans, and nobody has written of the day yet.

    Raises LdblogError when its folder cannot be listed.
    """
    paths = log_paths(project.logs / name)
    for path in paths:
        raw = read_regular(project, path)
        place = project.relative(path)
        if not isinstance(raw, bytes) or not is_planned(parse_log(name, path.stem, place, raw)):
            return False
    return bool(paths)
