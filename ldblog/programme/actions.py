"""``content/actions.yml``: what will be done about feedback, by whom, by when, and what was."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ldblog.composing.posts import dump_yaml
from ldblog.days import parse_date
from ldblog.diagnostics import render_text
from ldblog.errors import LdblogError
from ldblog.files import read_text
from ldblog.reading.strict_yaml import parse_items
from ldblog.reading.values import read_handle
from ldblog.reading.values import read_text as read_line
from ldblog.reading.yaml_values import StrictMapping, YamlError
from ldblog.rules.programme import UNKNOWN_OWNER, WRONG_ACTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.people import People
    from ldblog.reading.yaml_values import Place

_NEEDED = ("what", "who", "by", "session")


@dataclass(frozen=True)
class Action:
    """What somebody will do about the feedback of a session, or has done.

    ``line`` is the one of ``actions.yml`` that it begins on, from 1.
    """

    what: str
    who: str
    by: datetime.date
    session: str
    public: bool = False
    done: datetime.date | None = None
    line: int = 0


@dataclass(frozen=True)
class Actions:
    """The actions that are right, in the order of the file, and what is wrong with the others."""

    actions: tuple[Action, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_actions(project: Project) -> Actions:
    """Return what ``actions.yml`` says; without the file, there are none.

    Raises LdblogError when it is there but cannot be read.
    """
    text = read_text(project.actions_file)
    return parse_actions(project.relative(project.actions_file), text or "")


def require_actions(project: Project) -> tuple[Action, ...]:
    """Return the actions of a file that is right.

    Raises LdblogError, with the place, for one that is not.
    """
    found = read_actions(project)
    if found.diagnostics:
        raise LdblogError(f"{render_text(found.diagnostics[0])}: correct it first")
    return found.actions


def open_actions(actions: Iterable[Action]) -> list[Action]:
    """Return those that are not done, the first due first."""
    waiting = (action for action in actions if action.done is None)
    return sorted(waiting, key=lambda action: (action.by, action.session, action.line))


def public_actions(actions: Iterable[Action]) -> list[Action]:
    """Return those that are done and that everybody may read of, the newest first."""
    done = [action for action in actions if action.public and action.done is not None]
    return sorted(done, key=lambda it: (it.done or it.by, it.session, it.line), reverse=True)


def parse_actions(path: str, text: str) -> Actions:
    """Return the actions in the text of ``actions.yml``; what is wrong is a diagnostic."""
    try:
        items = parse_items(text)
    except YamlError as error:
        message = f"actions.yml cannot be read: {error}"
        found = WRONG_ACTION.at(path, error.line, error.column, message)
        return Actions((), (found,))
    reader = _Reader(path)
    actions = [reader.read(item, place) for item, place in items]
    return Actions(tuple(filter(None, actions)), tuple(sorted(reader.diagnostics)))


def check_owners(path: str, actions: Iterable[Action], people: People) -> Iterator[Diagnostic]:
    """Yield those owners of open actions whom nobody knows."""
    for action in actions:
        if action.done is None and not people.find(action.who).is_known:
            message = f"{action.who} is not in people.yml (correct the handle, or add them)"
            yield UNKNOWN_OWNER.at(path, action.line, 1, message)


def render_action(action: Action) -> str:
    """Return an action as it stands in ``actions.yml``."""
    values: dict[str, Any] = {
        "what": action.what,
        "who": action.who,
        "by": action.by,
        "session": datetime.date.fromisoformat(action.session),
    }
    values |= {"public": True} if action.public else {}
    values |= {"done": action.done} if action.done else {}
    head, *rest = dump_yaml(values).splitlines()
    return "".join(f"{line}\n" for line in (f"- {head}", *(f"  {line}" for line in rest)))


class _Reader:
    """Reads actions one by one and collects what is wrong with them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []

    def read(self, item: Any, place: Place) -> Action | None:  # noqa: ANN401 - whatever it holds
        """Return an action, or None for one that is not right."""
        if not isinstance(item, StrictMapping):
            self._report(place, f"an action has lines of {', '.join(_NEEDED)}")
            return None
        before = len(self.diagnostics)
        for key in item.keys() - _READERS.keys():
            self._report(item.places[key], f"{key} is unknown (known: {', '.join(_READERS)})")
        for key in _NEEDED:
            if item.get(key) is None:
                self._report(item.places.get(key, place), f"{key} is missing")
        values = self._read_values(item)
        if len(self.diagnostics) > before:
            return None
        return Action(**values, line=place[0])

    def _read_values(self, item: StrictMapping) -> Mapping[str, Any]:
        values = {}
        for key, read in _READERS.items():
            try:
                if item.get(key) is not None:
                    values[key] = read(item[key])
            except ValueError as error:
                self._report(item.places[key], f"{key}: {error}")
        return values

    def _report(self, place: Place, message: str) -> None:
        self.diagnostics.append(WRONG_ACTION.at(self.path, *place, message))


def _read_day(value: Any) -> datetime.date:  # noqa: ANN401
    day = parse_date(value) if isinstance(value, str) else value
    if not isinstance(day, datetime.date) or isinstance(day, datetime.datetime):
        raise ValueError("expected a date such as 2026-11-20")
    return day


def _read_session(value: Any) -> str:  # noqa: ANN401
    return _read_day(value).isoformat()


def _read_what(value: Any) -> str:  # noqa: ANN401
    text = read_line(value)
    if not text:
        raise ValueError("expected a line of text")
    return text


def _read_public(value: Any) -> bool:  # noqa: ANN401
    if not isinstance(value, bool):
        # What is public is public for good: nobody guesses at "yes".
        raise ValueError("expected true or false")
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "what": _read_what,
    "who": read_handle,
    "by": _read_day,
    "session": _read_session,
    "public": _read_public,
    "done": _read_day,
}
