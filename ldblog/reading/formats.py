"""The front matter of logs and session files: its keys, and the values that each may have."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ldblog import shapes
from ldblog.shapes import or_nothing, shape_of, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

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
# What other tools, and people who misspell ``share``, write.
_SECRETIVE = frozenset({"internal", "private", "confidential", "anonymous", "anonymously"})
_SHUT = frozenset({"internal", "private", "confidential", "draft", "hidden", "unlisted"})
_OPEN = frozenset({"publish", "published", "public"})
_NOT = frozenset({"not", "no", "non", "never", "un"})
# YAML 1.2 reads yes and no as text.
_FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "on", "1"), True),
    **dict.fromkeys(("no", "n", "false", "off", "0", "never", "none", ""), False),
}
# A longer value, and any in these keys, is about something.
_MAX_SECRETIVE_WORDS = 4
_PROSE = frozenset(
    {"description", "summary", "subtitle", "abstract", "subject", "topic", "topics", "excerpt"}
)
_SECRET_TAG = frozenset({"internal", "private", "confidential"})
_SECRET_TAG_REST = frozenset({"only", "use", "for", "strictly", "company", "team", "notes"})


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
        if key not in keys and _is_secretive(key, value)
    ]
    return checked


def _is_secretive(key: str, value: Any) -> bool:  # noqa: ANN401
    """Tell whether an unknown key was meant to keep a file from the public: fail closed."""
    if isinstance(value, dict):
        return any(_is_secretive(str(inner), item) for inner, item in value.items())
    if isinstance(value, list):
        return any(_is_secretive(key, item) for item in value)
    words, flag = _words(key), _flag(value)
    if flag is not None:
        is_meant = flag != bool(words & _NOT)
        return bool(words & (_SHUT if is_meant else _OPEN))
    return isinstance(value, str) and (bool(words & _SHUT) or _says_secret(words, value))


def _says_secret(key: Set[str], value: str) -> bool:
    """Tell whether a value says that a file is not for the public."""
    words = _words(value)
    if key & _PROSE or len(value.split()) > _MAX_SECRETIVE_WORDS:
        return value.strip().lower() in _SECRETIVE
    return bool(words & (_SECRETIVE | _SHUT)) or bool(words & _NOT and words & _OPEN)


def _words(text: str) -> Set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


def _flag(value: Any) -> bool | None:  # noqa: ANN401
    """Return what a value says as a yes or no, None for what says neither."""
    if isinstance(value, int | float):
        return bool(value)
    return _FLAGS.get(value.strip().lower()) if isinstance(value, str) else None


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
    words = _words(text)
    if words & _SECRET_TAG and words <= _SECRET_TAG | _SECRET_TAG_REST:
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
}
SESSION_KEYS: dict[str, Callable[[Any], Any]] = {
    "title": read_text,
    "theme": read_text,
    "topics": _list_of(_read_open),
    "description": _read_open,
}
# Real logs bring these; they are compared with the path, which wins.
HINT_KEYS = ("author", "date")
