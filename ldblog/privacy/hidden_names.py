"""Who is not named: every word that names them, looked for like what redact.yml lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.privacy.redactor import Contacts, Redactor
from ldblog.privacy.spellings import Entry, Spellings
from ldblog.text.function_words import FUNCTION_WORDS
from ldblog.text.patterns import compile_late
from ldblog.text.words import is_cue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldblog.privacy.dictionary import Dictionary
    from ldblog.privacy.redactor import Finder
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People, Person

COLLEAGUE = "a colleague"
SOURCE = "people.yml"
_MIN_LETTERS = 2
_MIN_IN_PATH = 3
_MIN_IN_NAME = 4
# The address of somebody's page without what leads there, and what they are called on it.
_PAGE = compile_late(r"[a-z][a-z0-9+.-]*://(?:www\.)?([^\s#]*[^\s#/])/?", re.IGNORECASE)
_NAME_ON_PAGE = compile_late(r"[^/]+/(?:(?:in|u|users?)/)?[@~]?([^\s/?]+)")


def make_redactors(logs: Sequence[Log], dictionary: Dictionary, people: People) -> list[Redactor]:
    """Return what is looked for in each of a session's logs, and in what its host says."""
    anonymous = [log.handle for log in logs if log.meta.share == "anonymous"]
    hidden = [*hidden_people(people), *map(people.find, anonymous)]
    shared = make_finders(dictionary, hidden)
    finders = [(*shared, *_own_finders(log, people.find(log.handle))) for log in logs]
    return [Redactor(it) for it in (*finders, shared)]


def _own_finders(log: Log, person: Person) -> list[Finder]:
    is_named = person.is_named and log.meta.share != "anonymous"
    return [] if is_named else [_own_names(person)]


def make_redactor(dictionary: Dictionary, people: People) -> Redactor:
    """Return what is looked for in pages that people write: all that is listed, and people."""
    return Redactor(make_finders(dictionary, hidden_people(people))[1:])


def make_finders(dictionary: Dictionary, hidden: Iterable[Person]) -> tuple[Finder, ...]:
    """Return what finds addresses and numbers, the dictionary's words, and people's names."""
    return (Contacts(dictionary.internal_hosts), dictionary.spellings, names_of(hidden))


def names_of(people: Iterable[Person]) -> Spellings:
    """Return what finds people in others' texts."""
    return _names_of(tuple(entry for person in people for entry in _entries_of(person)))


def hidden_people(people: People) -> list[Person]:
    """Return everyone who does not wish to be named, by handle."""
    return [person for person in everyone(people) if not person.is_named]


def everyone(people: People) -> list[Person]:
    """Return each person once, by handle."""
    by_name = sorted(people.by_handle.items())
    return [person for name, person in by_name if name == person.handle.lower()]


@lru_cache(maxsize=64)
def _names_of(entries: tuple[Entry, ...]) -> Spellings:
    return Spellings(entries)


def _own_names(person: Person) -> Spellings:
    """Return what finds somebody in their own log: each word of their names, and the handle."""
    words = [*_handles(person), *_names_on_pages(person)]
    words += [word for name in (person.name, *person.also_known) for word in name.split()]
    given = tuple(word for word in words if len(word) >= _MIN_LETTERS)
    return _names_of((*_entries_of(person), Entry(given, _appearance(person), SOURCE)))


def _entries_of(person: Person) -> Iterator[Entry]:
    """Yield what others call somebody: by the whole name, by what else is listed, by the handle.

    A handle may be any word, so it counts as it is written, if it is no word such as “will”, and
    in any case with what makes it a handle: an @, or its place in a path. So do the names in the
    addresses of their own pages; and these pages, with all below them.
    """
    words = [person.name, *person.also_known]
    for handle in _handles(person):
        words += [f"/{handle}", f"~{handle}"] if len(handle) >= _MIN_IN_PATH else []
    for handle in (*_handles(person), *_names_on_pages(person)):
        words += [f"@{handle}", f"{handle}@"]
        words += [handle] if _is_no_word(handle, person) else []
    yield Entry(tuple(words), _appearance(person), SOURCE)
    bare = tuple(handle for handle in _handles(person) if _is_telling(handle))
    yield Entry(bare, _appearance(person), SOURCE, is_exact=True)
    yield Entry(_pages(person), _appearance(person), SOURCE, is_host=True)


def _is_telling(handle: str) -> bool:
    """Tell whether a handle is no word that joins others, in no language that is known here."""
    word = handle.lower()
    return len(word) >= _MIN_LETTERS and word not in FUNCTION_WORDS and not is_cue(word)


def _is_no_word(handle: str, person: Person) -> bool:
    """Tell whether a handle can only be one: ``jun-f``, or ``jfarrowdeep`` of Jun Farrowdeep."""
    folded = handle.casefold()
    names = [word for word in person.name.casefold().split() if len(word) >= _MIN_IN_NAME]
    is_made_of_names = any(name in folded and name != folded for name in names)
    return not handle.isalpha() or (is_made_of_names and folded not in FUNCTION_WORDS)


def _pages(person: Person) -> tuple[str, ...]:
    found = map(_PAGE.fullmatch, person.links.values())
    return tuple(one[1] for one in found if one)


def _names_on_pages(person: Person) -> list[str]:
    """Return what somebody is called where their pages are: ``github.com/jun``."""
    found = map(_NAME_ON_PAGE.fullmatch, _pages(person))
    return [one[1] for one in found if one and len(one[1]) >= _MIN_IN_PATH]


def _appearance(person: Person) -> str:
    return person.pseudonym or COLLEAGUE


def _handles(person: Person) -> list[str]:
    return [person.handle, *person.aliases]
