"""What became of a session's entries since its posts were made: kept, renamed, moved, withdrawn.

An entry is withdrawn when one of its logs is gone, is held back as a whole (by its author or by
an error in it: fail closed), or does not name its author any more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.composing.authors import appear
from ldblog.composing.compose import plain
from ldblog.composing.condense import is_published
from ldblog.privacy.anonymity import protect_session
from ldblog.privacy.publish import publish
from ldblog.withdrawing.owned import find_blocks, handles_of, read_owned
from ldblog.withdrawing.renames import follow_anchors, follow_date
from ldblog.withdrawing.traces import (
    LENGTH,
    letters,
    letters_of,
    letters_of_line,
    make_trace,
    stretches,
)
from ldblog.withdrawing.withdraw import Rest, take_out, without_topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from ldblog.composing.posts import Line, Post
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People
    from ldblog.sessions import Session
    from ldblog.withdrawing.owned import Owned


@dataclass(frozen=True)
class Succession:
    """What a session's new posts are to its old ones, whose folder's name was ``before``.

    ``renamed`` maps old anchors to new ones, ``held`` are the numbers of the lines that go, by
    the name of the base, ``trace`` is that of their words, ``topics`` have no entry any more.
    """

    session: str
    before: str
    withdrawn: Sequence[Owned] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    held: Mapping[str, frozenset[int]] = field(default_factory=dict)
    trace: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()

    @property
    def is_change(self) -> bool:
        """Whether anything was withdrawn, newly held back, renamed or moved."""
        return bool(self.withdrawn or self.trace or self.renamed or self.before != self.session)

    def old_name(self, name: str) -> str:
        """Return what a new post was called before; empty where another had its name."""
        if name == f"{self.session}.md":
            return f"{self.before}.md"
        anchor = name.removeprefix(f"{self.session}-").removesuffix(".md")
        found = next((old for old, new in self.renamed.items() if new == anchor), anchor)
        old_name = f"{self.before}-{found}.md"
        is_other = found == anchor and anchor in self.renamed
        return "" if is_other or self.is_withdrawn(old_name) else old_name

    def new_name(self, name: str) -> str:
        """Return what an old post is called now; its session's, where it is withdrawn."""
        anchor = name.removeprefix(f"{self.before}-").removesuffix(".md")
        if name == f"{self.before}.md" or self.is_withdrawn(name):
            return f"{self.session}.md"
        return f"{self.session}-{self.renamed.get(anchor, anchor)}.md"

    def is_withdrawn(self, name: str) -> bool:
        """Tell whether an old post that is made no more goes, whatever the editor made of it.

        A session's own post is made as long as one of its logs is published.
        """
        if name == f"{self.before}.md":
            return bool(self.withdrawn)
        gone = {f"{self.before}-{one.anchor}.md" for one in self.withdrawn}
        return name in gone | {f"{one.article}.md" for one in self.withdrawn if one.article}

    def prepare(self, name: str, base: Sequence[Line], text: Sequence[str]) -> Rest:
        """Return an old post and its base as they are to be merged with what is new."""
        rest = Rest(list(base), list(text))
        if self.withdrawn or self.held.get(name) or self.trace:
            anchors = {one.anchor for one in self.withdrawn}
            # Of a base that is lost, the post itself told whose entries it has.
            held = self.held.get(name, frozenset()) if base else frozenset[int]()
            rest = take_out(base, text, anchors, held, self.trace)
            rest = without_topics(rest, self.topics)
        before, after = [line.text for line in rest.base], rest.text
        before, after = (
            follow_anchors(side, self.renamed, self.others, self.before) for side in (before, after)
        )
        base = [line._replace(text=text) for line, text in zip(rest.base, before, strict=True)]
        if self.before != self.session:
            before, after = follow_date(base, after, self.before, self.session)
            base = [line._replace(text=text) for line, text in zip(base, before, strict=True)]
        return Rest(list(base), after, rest.removed)


def find_succession(
    session: Session,
    posts: Sequence[Post],
    people: People,
    bases: Mapping[str, Sequence[Line]],
    before: str,
) -> Succession:
    """Return what became of a session's entries; ``bases`` are its old posts by name."""
    if not bases:
        return Succession(session.name, before)
    sources = Sources(session, people)
    made = [post.lines() for post in posts]
    new = read_owned(made[0], people) if made else []
    old = read_owned(bases.get(f"{before}.md", ()), people)
    withdrawn = sources.find_withdrawn(old)
    withdrawn += [it for it in old if not it.people and _find_match(it, new) is None]
    renamed = _find_renamed([entry for entry in old if entry not in withdrawn], new)
    said = letters(" ".join(line.text for lines in made for line in lines))
    published = {line for lines in made for line in lines}
    held: dict[str, frozenset[int]] = {}
    words: set[str] = set()
    for name, lines in bases.items():
        gone = {*sources.find_held(lines, published), *_of_entries(lines, withdrawn)}
        held[name] = frozenset(gone)
        # Where the base is lost, the post's own lines stand for it, without sources.
        is_lost = not any(line.source for line in lines)
        words |= {lines[number].text for number in gone if is_lost or lines[number].source}
    others = frozenset(entry.anchor for entry in old) - renamed.keys()
    return Succession(
        session.name,
        before,
        withdrawn,
        renamed,
        others,
        held,
        make_trace(words, said) | sources.find_unpublished(withdrawn, said),
        frozenset(one.topic for one in old) - {one.topic for one in new},
    )


def _of_entries(lines: Sequence[Line], entries: Sequence[Owned]) -> Iterator[int]:
    """Yield the numbers of the lines of some entries, and of those that lead to one of them."""
    anchors = {entry.anchor for entry in entries}
    for block in find_blocks([line.text for line in lines], anchors).values():
        yield from block
    links = [f"](#{anchor})" for anchor in anchors]
    for number, line in enumerate(lines):
        if any(link in line.text for link in links):
            yield number


def _find_match(entry: Owned, new: Sequence[Owned]) -> Owned | None:
    same = [one for one in new if entry.people and one.people == entry.people]
    return same[0] if same else next((one for one in new if one.anchor == entry.anchor), None)


def _find_renamed(old: Sequence[Owned], new: Sequence[Owned]) -> dict[str, str]:
    found = {entry.anchor: _find_match(entry, new) for entry in old}
    return {anchor: one.anchor for anchor, one in found.items() if one and one.anchor != anchor}


class Sources:
    """The logs of a session, to tell what of its old posts is withdrawn or held back by now."""

    def __init__(self, session: Session, people: People) -> None:
        """Read who is in the session, and under what name, and what of their words may go out."""
        protected = protect_session(session, people)
        pairs = [*zip(session.logs, protected.logs, strict=True)]
        self._people = people
        self._names: dict[str, str] = {}
        self._named: set[str] = set()
        self._logs = {self._person(log.handle): (log, it) for log, it in pairs}
        if session.host.opening is not None and protected.host.opening is not None:
            self._logs[_HOST] = (session.host.opening, protected.host.opening)
        for log in filter(is_published, protected.logs):
            person, is_hidden = people.find(log.handle), log.meta.share == "anonymous"
            author = appear(person, anonymous=is_hidden, number=1)
            self._names[self._person(log.handle)] = plain(author.name)
            self._named |= {self._person(log.handle)} if author.handle else set()

    def find_withdrawn(self, entries: Iterable[Owned]) -> list[Owned]:
        """Return the entries that go: of several authors, one who withdraws is enough."""
        return [entry for entry in entries if self._is_withdrawn(entry)]

    def find_unpublished(self, entries: Iterable[Owned], said: str) -> frozenset[str]:
        """Return the traces of whole logs that are there and held back, less what may be said."""
        people = {it for entry in entries for it in entry.people} - self._names.keys()
        logs = (self._logs[person][0] for person in people & self._logs.keys())
        found = (stretch for log in logs for stretch in stretches(letters_of(log.document), LENGTH))
        return frozenset(stretch for stretch in found if stretch not in said)

    def find_held(self, lines: Sequence[Line], published: Set[Line] = frozenset()) -> Iterator[int]:
        """Yield the numbers, from 0, of lines whose source is held back, but for ``published``."""
        unknown = (line for line in lines if line.source and line not in published)
        sources = {line.source for line in unknown if self._is_held(line)}
        for number, line in enumerate(lines):
            if line.source in sources:
                yield number

    def _person(self, handle: str) -> str:
        return self._people.find(handle).handle.lower()

    def _is_withdrawn(self, entry: Owned) -> bool:
        if entry.is_named:
            return bool(entry.people - self._named)
        if entry.people - self._names.keys():
            return True
        # From one pseudonym to another, or to none, is as good as from a name.
        unseen = {self._names[it] for it in entry.people - self._named}
        return not entry.is_colleague and bool(unseen - {entry.name})

    def _is_held(self, line: Line) -> bool:
        for handle in handles_of(line):
            person = handle if handle == _HOST else self._person(handle)
            if person != _HOST and person not in self._names:
                return True
            if person in self._logs and _is_held(line.text, *self._logs[person]):
                return True
        return False


_HOST = "session"


def _is_held(text: str, log: Log, protected: Log) -> bool:
    """Tell whether some words are a log's, and are not published."""
    public = _published_letters(protected)
    unsaid = [piece for piece in letters_of_line(text) if piece not in public]
    # Of most logs, nothing is asked for but what is published of them.
    whole = _letters_of_all(log) if unsaid else ""
    return any(it in whole and it not in public for piece in unsaid for it in stretches(piece))


@lru_cache(maxsize=256)
def _letters_of_all(log: Log) -> str:
    return letters_of(log.document)


@lru_cache(maxsize=256)
def _published_letters(protected: Log) -> str:
    return letters_of(publish(protected).document)
