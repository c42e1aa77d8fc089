"""The front matter of logs and session files: its keys, and the values that each may have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from ldblog.reading.secretive import is_secretive
from ldblog.reading.values import (
    WrongValueError,
    list_of,
    one_of,
    read_artefact,
    read_expense,
    read_handle,
    read_open,
    read_text,
    show,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ldblog.reading.values import Artefact, Expense

KINDS = (
    "paper",
    "reimplementation",
    "tutorial",
    "tool",
    "performance",
    "fundamentals",
    "course",
    "management",
    "other",
)
OUTCOMES = ("done", "partial", "pivoted", "failed", "escalated")
SHARES = ("named", "anonymous", "internal")
FORMS = ("log", "post")
# Nobody's handle: in ``with``, whoever would like to join.
ANYONE = "anyone"


class LogMeta(NamedTuple):
    """What a log's front matter says; each has a default, so that none is needed."""

    title: str = ""
    tags: tuple[str, ...] = ()
    kind: str = ""
    outcome: str = ""
    with_: tuple[str, ...] = ()
    artefacts: tuple[Artefact, ...] = ()
    share: str = "named"
    form: str = "log"
    topic: str = ""
    description: str = ""
    agreed: str = ""
    expenses: tuple[Expense, ...] = ()

    @property
    def companions(self) -> tuple[str, ...]:
        """The handles of those who took part, or will."""
        return tuple(handle for handle in self.with_ if handle.lower() != ANYONE)

    @property
    def wants_company(self) -> bool:
        """Whether whoever likes may join."""
        return self.companions != self.with_


class SessionMeta(NamedTuple):
    """What a session file's front matter says."""

    title: str = ""
    theme: str = ""
    topics: tuple[str, ...] = ()
    description: str = ""


class WrongValue(NamedTuple):
    """A known key with a value it cannot have."""

    key: str
    message: str


@dataclass
class Checked:
    """The values that are right, under the names of the fields, and what is wrong."""

    values: dict[str, Any] = field(default_factory=dict)
    wrong: list[WrongValue] = field(default_factory=list)


def check_values(values: Mapping[str, Any], keys: Mapping[str, Callable[[Any], Any]]) -> Checked:
    """Return the known keys' values, each read by its reader; unknown keys are passed over."""
    checked = Checked()
    for key, read in keys.items():
        if key not in values or (values[key] is None and key != "share"):
            continue
        try:
            checked.values["with_" if key == "with" else key] = read(values[key])
        except WrongValueError as error:
            checked.wrong.append(WrongValue(key, f"{key}: {error}"))
    checked.wrong += [
        WrongValue(key, f"{key}: {show(value)} keeps nothing back (write share: internal)")
        for key, value in values.items()
        if key not in keys and is_secretive(key, value)
    ]
    return checked


LOG_KEYS: dict[str, Callable[[Any], Any]] = {
    "title": read_text,
    "tags": list_of(read_open),
    "kind": one_of(KINDS),
    "outcome": one_of(OUTCOMES),
    "with": list_of(read_handle),
    "artefacts": list_of(read_artefact),
    "share": one_of(SHARES),
    "form": one_of(FORMS),
    "topic": read_open,
    "description": read_open,
    "agreed": read_handle,
    # The same ticket there and back is two.
    "expenses": list_of(read_expense, each_once=False),
}
# What these say is for colleagues alone.
HELD_KEYS = frozenset({"agreed", "expenses"})
SESSION_KEYS: dict[str, Callable[[Any], Any]] = {
    "title": read_text,
    "theme": read_text,
    "topics": list_of(read_open),
    "description": read_open,
}
# Real logs bring these; they are compared with the path, which wins.
HINT_KEYS = ("author", "date")
