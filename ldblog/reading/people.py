"""People: who is who, and how each of them wishes to appear."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ldblog.errors import LdblogError
from ldblog.reading.away import Days, is_within, parse_away
from ldblog.reading.formats import ANYONE
from ldblog.reading.strict_yaml import parse_mapping
from ldblog.reading.values import HANDLE
from ldblog.reading.yaml_values import YamlError
from ldblog.rules import reading
from ldblog.shapes import HANDLE as HANDLE_SHAPE
from ldblog.shapes import LINE, URL, list_of, mapping_of, record_of, shaped
from ldblog.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ldblog.diagnostics import Diagnostic

NAMED, ANONYMOUS = "named", "anonymous"
_MIN_LETTERS = 2
# Users of Slack are called so, and of the grid of several workspaces so, too.
_SLACK = re.compile(r"[UW][A-Z0-9]{4,20}")


@dataclass(frozen=True)
class Person:
    """Someone in ``people.yml``. ``pseudonym`` is how they appear instead of their name.

    When they are ``away``, and who they are in ``slack``, is nobody's business but colleagues'.
    """

    handle: str
    name: str
    teams: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    also_known: tuple[str, ...] = ()
    is_anonymous: bool = False
    pseudonym: str = ""
    away: tuple[Days, ...] = ()
    slack: str = ""
    is_known: bool = True

    @property
    def is_named(self) -> bool:
        """Whether the public may see this person's name and handle."""
        return not self.is_anonymous and not self.pseudonym

    def is_away(self, day: date) -> bool:
        """Tell whether this person is on leave on a day."""
        return is_within(self.away, day)


@dataclass(frozen=True)
class People:
    """Everyone, by handle and alias; ``unclear`` are those whose lines cannot be understood."""

    by_handle: Mapping[str, Person] = field(default_factory=dict, hash=False)
    unclear: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()

    def find(self, handle: str) -> Person:
        """Return the person with a handle or alias; one who is not known is named after it."""
        known = self.by_handle.get(fold_handle(handle))
        return known or Person(handle, name_from_handle(handle), is_known=False)


def fold_handle(handle: str) -> str:
    """Return a handle as it is compared: macOS writes ``josé`` with its accent apart."""
    return unicodedata.normalize("NFC", handle).lower()


def name_from_handle(handle: str) -> str:
    """Return ``jane-doe`` as ``Jane Doe``."""
    words = handle.replace("-", " ").replace("_", " ").replace(".", " ").split()
    return " ".join(word if word[:1].isupper() else word[:1].upper() + word[1:] for word in words)


def parse_people(path: str, text: str) -> People:
    """Return the people in the text of ``people.yml``.

    Raises LdblogError when it is no mapping at all: then nobody could tell who wishes to stay
    anonymous, and nothing may be published. What is wrong with one person is a diagnostic.
    """
    try:
        mapping = parse_mapping(text)
    except YamlError as error:
        raise LdblogError(
            f"{path}:{error.line}:{error.column}: {error}: "
            "correct it, since it says who wishes to stay anonymous"
        ) from error
    people: dict[str, Person] = {}
    unclear: set[str] = set()
    found: list[Diagnostic] = []
    for key, value in mapping.items():
        handle, place = unicodedata.normalize("NFC", key), mapping.places[key]
        problems = list(_problems(handle, value, people))
        found += [reading.WRONG_PERSON.at(path, *place, f"{handle}: {it}") for it in problems]
        names = _names(handle, value)
        if problems:
            unclear.update(names)
        else:
            people.update(dict.fromkeys(names, _person(handle, value)))
    by_handle = {name: person for name, person in people.items() if name not in unclear}
    return People(by_handle, frozenset(unclear), tuple(sorted(found)))


def _names(handle: str, value: Any) -> list[str]:  # noqa: ANN401 - whatever the YAML holds
    aliases = value.get("aliases") if isinstance(value, dict) else None
    given = aliases if isinstance(aliases, list) else []
    return [fold_handle(handle), *(fold_handle(str(alias)) for alias in given)]


def _person(handle: str, value: Mapping[str, Any]) -> Person:
    appear = value.get("appear", NAMED)
    return Person(
        handle=handle,
        name=value["name"].strip(),
        teams=_teams(value.get("team", [])),
        links=value.get("links", {}),
        aliases=tuple(value.get("aliases", ())),
        also_known=tuple(name.strip() for name in value.get("also_known", ())),
        is_anonymous=appear == ANONYMOUS,
        pseudonym=appear["as"].strip() if isinstance(appear, dict) else "",
        away=parse_away(value.get("away", [])),
        slack=value.get("slack", ""),
    )


def _teams(value: str | list[str]) -> tuple[str, ...]:
    given = [value] if isinstance(value, str) else value
    return tuple(dict.fromkeys(team.strip() for team in given))


def _problems(handle: str, value: Any, others: Mapping[str, Person]) -> Iterator[str]:  # noqa: ANN401
    if not HANDLE.fullmatch(handle):
        yield "no handle (letters, digits and . _ -, beginning with a letter or digit)"
    if not isinstance(value, dict):
        yield "expected a mapping with at least a name"
        return
    for key in value.keys() - CHECKS.keys():
        yield f"{key} is unknown (known: {', '.join(CHECKS)})"
    for key, (is_right, expected) in CHECKS.items():
        if (key in value or key == "name") and not is_right(value.get(key)):
            yield f"{key} must be {expected}"
    yield from _problems_of_names(handle, value, others)


def _problems_of_names(handle: str, value: Any, others: Mapping[str, Person]) -> Iterator[str]:  # noqa: ANN401
    for name in _names(handle, value):
        if name == ANYONE:
            yield f"{ANYONE} is nobody's handle (in a log's `with` it means whoever likes)"
        if name in others:
            yield f"{name} is already {others[name].handle}"


@shaped(LINE)
def _is_line(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value.strip()


@shaped({"anyOf": [LINE, list_of(LINE)]})
def _is_teams(value: Any) -> bool:  # noqa: ANN401
    return _is_line(value) or (isinstance(value, list) and all(map(_is_line, value)))


@shaped(mapping_of(URL))
def _is_links(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, dict) and all(
        isinstance(key, str) and _is_line(url) and url.startswith(("https://", "http://"))
        for key, url in value.items()
    )


@shaped(list_of(HANDLE_SHAPE))
def _is_handles(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list) and all(
        isinstance(alias, str) and HANDLE.fullmatch(fold_handle(alias)) for alias in value
    )


@shaped(list_of(LINE))
def _is_names(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list) and all(
        _is_line(name) and len(fold_word(name)) >= _MIN_LETTERS for name in value
    )


@shaped({"anyOf": [{"enum": [NAMED, ANONYMOUS]}, record_of({"as": LINE}, ["as"])]})
def _is_appearance(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, dict):
        return value.keys() == {"as"} and _is_line(value["as"])
    return value in (NAMED, ANONYMOUS)


@shaped({"type": ["string", "array"]})
def _is_away(value: Any) -> bool:  # noqa: ANN401
    try:
        parse_away(value)
    except ValueError:
        return False
    return True


@shaped({"type": "string", "pattern": f"^{_SLACK.pattern}$"})
def _is_slack(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str) and _SLACK.fullmatch(value) is not None


CHECKS = {
    "name": (_is_line, "a line of text"),
    "team": (_is_teams, "a line of text, or a list of them"),
    "links": (_is_links, "a mapping of names to https addresses"),
    "aliases": (_is_handles, "a list of handles"),
    "also_known": (_is_names, "a list of names, each of 2 letters or more"),
    "appear": (_is_appearance, 'named, anonymous, or {as: "a pseudonym"}'),
    "away": (_is_away, "a date, a range such as 2026-12-21 to 2027-01-02, or a list of them"),
    "slack": (_is_slack, "a user's ID such as U012AB3CD"),
}
