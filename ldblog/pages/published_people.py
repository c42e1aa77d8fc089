"""Who is in posts under their own name, from ``.authors.yml`` and ``.people.yml`` beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ldblog.composing.authors import AUTHORS_FILE, PEOPLE_FILE, person_address
from ldblog.composing.posts import parse_yaml
from ldblog.errors import LdblogError
from ldblog.files import read_text
from ldblog.pages.values import read_mapping, read_word, read_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.config import Project

_REMOTE = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class PublishedPerson:
    """Somebody who is in a post under their own name, as the public may know them.

    ``avatar`` is a path below the folder of the site; ``links`` are names and addresses.
    """

    handle: str
    name: str
    description: str = ""
    avatar: str = ""
    teams: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """The address of the person's page."""
        return person_address(self.handle)


def read_published_people(project: Project) -> dict[str, PublishedPerson]:
    """Return who is in a post under their own name, by handle, in the order of the handles.

    Raises LdblogError when a file cannot be read, or is no mapping in YAML.
    """
    authors = read_mapping(_read_record(project, AUTHORS_FILE), "authors")
    known = _read_record(project, PEOPLE_FILE)
    handles = sorted(handle for handle in authors if isinstance(handle, str))
    return {
        handle: _read_person(handle, read_mapping(authors, handle), read_mapping(known, handle))
        for handle in handles
    }


def _read_record(project: Project, name: str) -> Mapping[str, Any]:
    path = project.site / name
    try:
        return parse_yaml(read_text(path) or "")
    except ValueError as error:
        message = f"{error}: correct it, or remove it and condense again"
        raise LdblogError(f"{project.relative(path)}: {message}") from error


def _read_person(
    handle: str, author: Mapping[str, Any], known: Mapping[str, Any]
) -> PublishedPerson:
    links = read_mapping(known, "links")
    named = ((str(name), read_word(links, name)) for name in links)
    return PublishedPerson(
        handle,
        read_word(author, "name") or handle,
        read_word(author, "description"),
        read_word(author, "avatar"),
        read_words(known, "teams"),
        tuple((name, url) for name, url in named if _REMOTE.match(url)),
    )
