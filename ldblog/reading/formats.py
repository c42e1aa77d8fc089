"""The front matter of logs and session files: its keys, and the values that each may have."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ldblog import shapes
from ldblog.reading.secretive import is_secretive, says_internal
from ldblog.shapes import or_nothing, shape_of, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

# Part of addresses and paths: nothing in it may climb, and no system may take it for a device.
HANDLE = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z))[^\W_](?:[\w.-]*[\w-])?", re.IGNORECASE
)
MAX_TEXT = 300
# Nobody's handle: in ``with``, whoever would like to join.
ANYONE = "anyone"
_CURRENCY, _SMALLEST, _MAX_AMOUNT = re.compile(r"[A-Z]{3}"), Decimal("0.001"), 10**9


_TEXT = shapes.words_up_to(MAX_TEXT)
_ARTEFACT_KEYS = {
    "title": or_nothing(_TEXT),
    "url": {"type": "string", "pattern": r"^\s*https?://"},
    "kind": or_nothing(_TEXT),
}


@dataclass(frozen=True)
class Artefact:
    """Something others can open."""

    title: str
    url: str
    kind: str = ""


@dataclass(frozen=True)
class Expense:
    """What somebody paid for the day; ``currency`` is a code such as EUR."""

    what: str
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class LogMeta:
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


@dataclass(frozen=True)
class SessionMeta:
    """What a session file's front matter says."""

    title: str = ""
    theme: str = ""
    topics: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class WrongValue:
    """A known key with a value it cannot have."""

    key: str
    message: str


class _WrongValueError(ValueError):
    """Its message says what was expected."""


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
        except _WrongValueError as error:
            checked.wrong.append(WrongValue(key, f"{key}: {error}"))
    checked.wrong += [
        WrongValue(key, f"{key}: {_show(value)} keeps nothing back (write share: internal)")
        for key, value in values.items()
        if key not in keys and is_secretive(key, value)
    ]
    return checked


@shaped(_TEXT)
def read_text(value: Any) -> str:  # noqa: ANN401 - whatever the YAML holds
    """Return a line of text; a number or a date is text too.

    Raises ValueError for anything else.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise _WrongValueError(f"expected a line of text, not {_show(value)}")
    text = " ".join(str(value).split())
    if len(text) > MAX_TEXT:
        raise _WrongValueError(f"expected a line of at most {MAX_TEXT} characters")
    return text


@shaped(_TEXT)
def read_handle(value: Any) -> str:  # noqa: ANN401
    """Return a handle, without the @ that people like to write.

    Raises ValueError for anything else.
    """
    text = unicodedata.normalize("NFC", read_text(value).removeprefix("@"))
    if not HANDLE.fullmatch(text):
        raise _WrongValueError(f"{_show(value)} is no handle (letters, digits, . _ -)")
    return text


@shaped(_TEXT)
def _read_open(value: Any) -> str:  # noqa: ANN401
    """Return a line of text that does not look as if it were to keep a file from the public."""
    text = read_text(value)
    if says_internal(text):
        raise _WrongValueError(
            f"{_show(text)} keeps nothing back (write share: internal, or choose another word)"
        )
    return text


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    @shaped(shapes.one_of(choices))
    def read(value: Any) -> str:  # noqa: ANN401
        text = value.strip().lower() if isinstance(value, str) else ""
        if text not in choices:
            raise _WrongValueError(f"expected one of {', '.join(choices)}, not {_show(value)}")
        return text

    return read


def _list_of(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    @shaped({"type": ["array", "string"], "items": or_nothing(shape_of(read))})
    def read_all(value: Any) -> tuple[Any, ...]:  # noqa: ANN401
        if isinstance(value, str):
            value = [part for part in map(str.strip, value.split(",")) if part]
        if not isinstance(value, list):
            raise _WrongValueError(f"expected a list, not {_show(value)}")
        return tuple(dict.fromkeys(read(item) for item in value if item is not None))

    return read_all


@shaped({"anyOf": [shapes.TEXT, shapes.record_of(_ARTEFACT_KEYS, ["url"])]})
def _read_artefact(value: Any) -> Artefact:  # noqa: ANN401
    if isinstance(value, str):
        value = {"url": value}
    if not isinstance(value, dict) or not value.keys() <= _ARTEFACT_KEYS.keys():
        raise _WrongValueError(f"expected {{title: …, url: …, kind: …}}, not {_show(value)}")
    url = read_text(value.get("url", ""))
    if not re.match(r"https?://[^\s/]", url):
        raise _WrongValueError(f"expected a url that begins with https://, not {_show(url)}")
    title = read_text(value.get("title") or url.split("://", 1)[1].rstrip("/"))
    return Artefact(title, url, read_text(value.get("kind") or ""))


def _read_expense(value: Any) -> Expense:  # noqa: ANN401
    if not isinstance(value, dict) or value.keys() != {"what", "amount", "currency"}:
        raise _WrongValueError(f"expected {{what: …, amount: …, currency: …}}, not {_show(value)}")
    currency = read_text(value["currency"]).upper()
    if not _CURRENCY.fullmatch(currency):
        raise _WrongValueError(f"expected a currency such as EUR, not {_show(value['currency'])}")
    return Expense(read_text(value["what"]), _read_amount(value["amount"]), currency)


def _read_amount(value: Any) -> Decimal:  # noqa: ANN401
    try:
        amount = Decimal(read_text(value))
        if 0 < amount < _MAX_AMOUNT and amount == amount.quantize(_SMALLEST):
            return amount
    except InvalidOperation:
        pass
    raise _WrongValueError(f"expected an amount such as 12.50, not {_show(value)}")


def _show(value: Any) -> str:  # noqa: ANN401
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


LOG_KEYS: dict[str, Callable[[Any], Any]] = {
    "title": read_text,
    "tags": _list_of(_read_open),
    "kind": _one_of(KINDS),
    "outcome": _one_of(OUTCOMES),
    "with": _list_of(read_handle),
    "artefacts": _list_of(_read_artefact),
    "share": _one_of(SHARES),
    "form": _one_of(FORMS),
    "topic": _read_open,
    "description": _read_open,
    "agreed": read_handle,
    "expenses": _list_of(_read_expense),
}
# What these say is for colleagues alone.
HELD_KEYS = frozenset({"agreed", "expenses"})
SESSION_KEYS: dict[str, Callable[[Any], Any]] = {
    "title": read_text,
    "theme": read_text,
    "topics": _list_of(_read_open),
    "description": _read_open,
}
# Real logs bring these; they are compared with the path, which wins.
HINT_KEYS = ("author", "date")
