"""Values of a front matter, each read strictly, its shape for editors said beside it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ldblog import shapes
from ldblog.reading.secretive import says_internal
from ldblog.shapes import or_nothing, shape_of, shaped

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

# Part of addresses and paths: nothing in it may climb, and no system may take it for a device.
HANDLE = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z))[^\W_](?:[\w.-]*[\w-])?", re.IGNORECASE
)
MAX_TEXT = 300
_CURRENCY, _MAX_AMOUNT = re.compile(r"[A-Z]{3}"), 10**9

_TEXT = shapes.words_up_to(MAX_TEXT)
_ARTEFACT_KEYS = {
    "title": or_nothing(_TEXT),
    "url": {"type": "string", "pattern": r"^\s*https?://"},
    "kind": or_nothing(_TEXT),
}


class Artefact(NamedTuple):
    """Something others can open."""

    title: str
    url: str
    kind: str = ""


class Expense(NamedTuple):
    """What somebody paid for the day; ``currency`` is a code such as EUR."""

    what: str
    amount: Decimal
    currency: str


class WrongValueError(ValueError):
    """A value that cannot be used; the message says what was expected."""


@shaped(_TEXT)
def read_text(value: Any) -> str:  # noqa: ANN401 - whatever the YAML holds
    """Return a line of text; a number or a date is text too.

    Raises ValueError for anything else.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise WrongValueError(f"expected a line of text, not {show(value)}")
    text = " ".join(str(value).split())
    if len(text) > MAX_TEXT:
        raise WrongValueError(f"expected a line of at most {MAX_TEXT} characters")
    return text


@shaped(_TEXT)
def read_handle(value: Any) -> str:  # noqa: ANN401
    """Return a handle, without the @ that people like to write.

    Raises ValueError for anything else.
    """
    text = unicodedata.normalize("NFC", read_text(value).removeprefix("@"))
    if not HANDLE.fullmatch(text):
        raise WrongValueError(f"{show(value)} is no handle (letters, digits, . _ -)")
    return text


@shaped(_TEXT)
def read_open(value: Any) -> str:  # noqa: ANN401
    """Return a line of text that does not look as if it were to keep a file from the public.

    Raises ValueError for anything else.
    """
    text = read_text(value)
    if says_internal(text):
        raise WrongValueError(
            f"{show(text)} keeps nothing back (write share: internal, or choose another word)"
        )
    return text


def one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    """Return a reader of some words, in any case; it raises ValueError for anything else."""

    @shaped(shapes.one_of(choices))
    def read(value: Any) -> str:  # noqa: ANN401
        text = value.strip().lower() if isinstance(value, str) else ""
        if text not in choices:
            raise WrongValueError(f"expected one of {', '.join(choices)}, not {show(value)}")
        return text

    return read


def list_of(
    read: Callable[[Any], Any], *, each_once: bool = True
) -> Callable[[Any], tuple[Any, ...]]:
    """Return a reader of lists, also as words with commas, whose items are read by another.

    It raises ValueError for anything else.
    """

    @shaped({"type": ["array", "string"], "items": or_nothing(shape_of(read))})
    def read_all(value: Any) -> tuple[Any, ...]:  # noqa: ANN401
        if isinstance(value, str):
            value = [part for part in map(str.strip, value.split(",")) if part]
        if not isinstance(value, list):
            raise WrongValueError(f"expected a list, not {show(value)}")
        items = [read(item) for item in value if item is not None]
        return tuple(dict.fromkeys(items) if each_once else items)

    return read_all


@shaped({"anyOf": [shapes.TEXT, shapes.record_of(_ARTEFACT_KEYS, ["url"])]})
def read_artefact(value: Any) -> Artefact:  # noqa: ANN401
    """Return an artefact, of which an address is enough; raises ValueError for anything else."""
    if isinstance(value, str):
        value = {"url": value}
    if not isinstance(value, dict) or not value.keys() <= _ARTEFACT_KEYS.keys():
        raise WrongValueError(f"expected {{title: …, url: …, kind: …}}, not {show(value)}")
    url = read_text(value.get("url", ""))
    if not re.match(r"https?://[^\s/]", url):
        raise WrongValueError(f"expected a url that begins with https://, not {show(url)}")
    title = read_text(value.get("title") or url.split("://", 1)[1].rstrip("/"))
    return Artefact(title, url, read_text(value.get("kind") or ""))


def read_expense(value: Any) -> Expense:  # noqa: ANN401
    """Return an expense, which has all three parts; raises ValueError for anything else."""
    if not isinstance(value, dict) or value.keys() != {"what", "amount", "currency"}:
        raise WrongValueError(f"expected {{what: …, amount: …, currency: …}}, not {show(value)}")
    currency = read_text(value["currency"]).upper()
    if not _CURRENCY.fullmatch(currency):
        raise WrongValueError(f"expected a currency such as EUR, not {show(value['currency'])}")
    return Expense(read_text(value["what"]), _read_amount(value["amount"]), currency)


def _read_amount(value: Any) -> Decimal:  # noqa: ANN401
    from decimal import Decimal, InvalidOperation  # noqa: PLC0415 - slow, and seldom needed

    try:
        amount = Decimal(read_text(value))
        if 0 < amount < _MAX_AMOUNT and amount == amount.quantize(Decimal("0.001")):
            return amount
    except InvalidOperation:
        pass
    raise WrongValueError(f"expected an amount such as 12.50, not {show(value)}")


def show(value: Any) -> str:  # noqa: ANN401
    """Return a value as a message quotes it, cut short."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
