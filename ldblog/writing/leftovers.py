"""What of a withdrawal, or of an old address, is left where only an editor can take it out.

ldblog does not write in pages and posts of the editor's own, and cuts no name out of a sentence.
So all of ``content/site/`` is searched for the words, the names and the links that have to go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ldblog.errors import LdblogError
from ldblog.files import read_text
from ldblog.generated import is_derived
from ldblog.merging.base import parse_base
from ldblog.rules.withdrawals import MENTION_LEFT, OLD_ADDRESS, WORDS_LEFT
from ldblog.withdrawing.owned import read_owned
from ldblog.withdrawing.traces import find_trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
    from pathlib import Path

    from ldblog.composing.posts import Line, Post
    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic, Rule
    from ldblog.reading.people import People
    from ldblog.withdrawing.succession import Succession

_WORDS = "words of a log stand here that were withdrawn or are held back now (take them out)"


class _Search(NamedTuple):
    """What to look for, and what to say where it is found; in a session's own posts or in all."""

    pattern: re.Pattern[str]
    rule: Rule
    message: str
    is_everywhere: bool


def find_leftovers(
    project: Project,
    planned: Mapping[str, str | None],
    posts: Sequence[Post],
    succession: Succession,
    people: People,
) -> Iterator[Diagnostic]:
    """Yield what is left in the editor's own words below ``content/site``.

    ``planned`` are the texts that a session's posts will have, by name; None for those that go.
    Raises LdblogError when a file that is there cannot be read.
    """
    if not succession.is_change:
        return
    new = [post.lines() for post in posts]
    searches = [
        *_withdrawn(succession, new[0] if new else [], people),
        *_moved(succession, planned),
    ]
    generated = {line.text for lines in new for line in lines}
    for path, text in _texts(project, planned):
        is_own = path.parent == project.posts and path.name in planned
        lines = text.split("\n")
        known = generated if is_own else _generated(project, path)
        found = [number for number, line in enumerate(lines) if line.strip() and line not in known]
        edited = [(number, lines[number]) for number in found]
        place = project.relative(path)
        yield from _search(place, edited, [it for it in searches if is_own or it.is_everywhere])
        for hit in find_trace(succession.trace, [line for _number, line in edited]):
            yield WORDS_LEFT.at(place, edited[hit][0] + 1, 1, _WORDS)


def _search(
    path: str, lines: Iterable[tuple[int, str]], searches: Sequence[_Search]
) -> Iterator[Diagnostic]:
    for number, line in lines:
        for one in searches:
            if found := one.pattern.search(line):
                yield one.rule.at(path, number + 1, found.start() + 1, one.message)


def _withdrawn(succession: Succession, new: Sequence[Line], people: People) -> Iterator[_Search]:
    """Yield what leads to withdrawn entries, and the names of those who withdrew them."""
    entries = read_owned(new, people)
    named = {handle for entry in entries if entry.is_named for handle in entry.people}
    there = {entry.anchor for entry in entries}
    for entry in succession.withdrawn:
        if entry.anchor not in there:
            anchor = re.escape(entry.anchor)
            page = re.escape(succession.before)
            links = rf"(?:\]\(|{page}\.md)#{anchor}(?![\w-])|(?<![\w-]){page}-{anchor}\.md"
            pattern = re.compile(rf"{links}|assets/{page}/{anchor}/")
            message = f"this leads to the entry {entry.anchor}, which was withdrawn (take it out)"
            yield _Search(pattern, MENTION_LEFT, message, is_everywhere=True)
        for handle in sorted(entry.people - named) if entry.is_named else []:
            yield from _names(handle, people)


def _names(handle: str, people: People) -> Iterator[_Search]:
    person = people.find(handle)
    name, key = re.escape(person.name), re.escape(handle)
    pattern = re.compile(
        rf"(?<!\w){name}(?!\w)|^\s*- {key}\s*$|^authors:.*(?<![\w-]){key}(?![\w-])", re.IGNORECASE
    )
    message = f"this names {person.name}, whose entry was withdrawn (take the name out)"
    # Who withdraws one log may be named elsewhere; who wishes to be named nowhere may not.
    yield _Search(pattern, MENTION_LEFT, message, is_everywhere=not person.is_named)


def _moved(succession: Succession, planned: Mapping[str, str | None]) -> Iterator[_Search]:
    """Yield the old addresses of posts and of entries that have others now."""
    page = re.escape(succession.before)
    for old in sorted(name for name, text in planned.items() if text is None):
        new = succession.new_name(old)
        if planned.get(new) is not None and not succession.is_withdrawn(old):
            pattern = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
            message = f"{old} is {new} now (link to it)"
            yield _Search(pattern, OLD_ADDRESS, message, is_everywhere=True)
    for anchor, new in sorted(succession.renamed.items()):
        pattern = re.compile(rf"(?<![\w-]){page}\.md#{re.escape(anchor)}(?![\w-])")
        message = f"the entry {anchor} is {succession.session}.md#{new} now (link to it)"
        yield _Search(pattern, OLD_ADDRESS, message, is_everywhere=True)


def _texts(project: Project, planned: Mapping[str, str | None]) -> Iterator[tuple[Path, str]]:
    """Yield the texts that will be below the folder of the site, less derived files.

    These are made of the posts by each build: there is nothing in them for an editor to take out.
    """
    for path in sorted(path for path in project.site.rglob("*") if path.is_file()):
        if path.name.startswith(".") or (path.parent == project.posts and path.name in planned):
            continue
        try:
            text = read_text(path)
        except LdblogError:
            continue  # a picture, or what the build will say is no UTF-8
        if text and not is_derived(path.relative_to(project.site).as_posix(), text):
            yield path, text
    for name, text in sorted(planned.items()):
        if text is not None:
            yield project.posts / name, text


def _generated(project: Project, path: Path) -> Set[str]:
    """Return the lines that ldblog itself put into another session's post."""
    if path.parent != project.posts:
        return set()
    try:
        base = read_text(project.base / path.name)
        return {line.text for line in parse_base(path.name, base)} if base is not None else set()
    except LdblogError:
        return set()
