"""What ``ldblog init`` asks, and what each answer may be."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ldblog.config import nearest, parse_config
from ldblog.days import parse_date
from ldblog.errors import LdblogError
from ldblog.programme.schedule import next_days, parse_schedule
from ldblog.reading.values import read_handle as read_any_handle

if TYPE_CHECKING:
    from ldblog.programme.schedule import Schedule

MAX_LENGTH = 100
# Controls, halves of characters, what is no character, and ends of lines.
_NO_TEXT = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_PATH = re.compile(r"/(?:[\w.~%-]+/)*", re.ASCII)
_HOST = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")
_OWNER = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
_ANY_DAY = "2026-01-01"
_YEARS = range(2000, 2100)


class WrongAnswerError(ValueError):
    """An answer that cannot be; its message says what was expected."""


@dataclass(frozen=True)
class Answers:
    """What a new blog is told; ``teams`` may be empty, the person's own comes first.

    ``url`` ends with a slash; ``owner`` is as GitHub's CODEOWNERS has it, or empty.
    """

    organisation: str
    title: str
    url: str
    every: str
    starts: datetime.date
    time_zone: str
    language: str
    teams: tuple[str, ...]
    name: str
    handle: str
    owner: str

    @property
    def schedule(self) -> Schedule:
        """When the Learning Days are."""
        return parse_schedule({"every": self.every, "starts": self.starts})

    @property
    def first_day(self) -> datetime.date:
        """The first Learning Day."""
        return next_days(self.schedule, self.starts - datetime.timedelta(days=1), 1)[0]


def read_line(text: str) -> str:
    """Return a line of text with single spaces.

    Raises WrongAnswerError for none, a long one, and marks that no page can show.
    """
    line = " ".join(text.split())
    if not line or len(line) > MAX_LENGTH:
        raise WrongAnswerError(f"expected a line of 1 to {MAX_LENGTH} characters")
    if any(unicodedata.category(mark) in _NO_TEXT for mark in line):
        raise WrongAnswerError("expected a line of text without control characters")
    return line


def read_url(text: str) -> str:
    """Return the address of a site with a slash at its end.

    Raises WrongAnswerError for what is no address of a site, such as one with a question mark.
    """
    given = text.strip()
    try:
        parts = urlsplit(given)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise _wrong_url(given) from None
    path = f"{parts.path.rstrip('/')}/"
    rest = given.partition("://")[2]
    is_plain = not any(mark in rest for mark in "?#@\\") and not any(map(str.isspace, rest))
    is_address = parts.scheme in {"https", "http"} and _HOST.fullmatch(host) and ".." not in given
    if not (is_plain and is_address and _PATH.fullmatch(path)):
        raise _wrong_url(given)
    return f"{parts.scheme}://{parts.netloc}{path}"


def _wrong_url(given: str) -> WrongAnswerError:
    return WrongAnswerError(
        "expected the address of the site, such as https://learning.example.com/ or "
        f"https://example.com/learning/, not {given!r}"
    )


def read_every(text: str) -> str:
    """Return how often Learning Days are; raises WrongAnswerError for what is no such thing."""
    every = " ".join(text.split())
    try:
        parse_schedule({"every": every, "starts": _ANY_DAY})
    except LdblogError:
        raise WrongAnswerError(
            'expected "week on Thursday", "2 weeks on Friday" or the like (days are in English), '
            f"not {text!r}"
        ) from None
    return every


def read_day(text: str) -> datetime.date:
    """Return a date; raises WrongAnswerError for what is none."""
    day = parse_date(text.strip())
    if day is None or day.year not in _YEARS:
        raise WrongAnswerError(f"expected a date such as 2026-12-04, not {text!r}")
    return day


def read_time_zone(text: str) -> str:
    """Return the name of a time zone; raises WrongAnswerError for one that nobody knows."""
    name = text.strip()
    try:
        parse_config(f"[tool.ldblog]\ntime_zone = {name!a}\n".encode())
    except LdblogError:
        from zoneinfo import available_timezones  # noqa: PLC0415 - slow, and seldom needed

        known = {it for it in available_timezones() if it.lower() == name.lower()}
        known = known or available_timezones()
        close = nearest(name, known)
        hint = close if "did you mean" in close or len(known) == 1 else ""
        message = f'expected a time zone such as "Europe/Berlin", not {text!r}{hint}'
        raise WrongAnswerError(message) from None
    return name


def read_language(text: str) -> str:
    """Return the code of a language that the site can be in; raises WrongAnswerError for others."""
    from importlib.util import find_spec  # noqa: PLC0415 - as below
    from pathlib import Path  # noqa: PLC0415 - only this one looks into a folder

    theme = find_spec("material")
    places = theme.submodule_search_locations if theme is not None else None
    folders = [Path(it, "templates", "partials", "languages") for it in places or ()]
    known = {path.stem.lower(): path.stem for folder in folders for path in folder.glob("*.html")}
    code = text.strip().lower()
    if code not in known:
        hint = nearest(code, set(known))
        raise WrongAnswerError(f'expected a language such as "en" or "de", not {text!r}{hint}')
    return known[code]


def read_handle(text: str) -> str:
    """Return a handle that a log can have; raises WrongAnswerError for another."""
    try:
        handle = read_any_handle(text)
    except ValueError as error:
        raise WrongAnswerError(str(error)) from None
    if handle.lower() == "session":
        raise WrongAnswerError("session.md is about a day, not by a person: choose another handle")
    return handle


def read_teams(text: str) -> tuple[str, ...]:
    """Return the teams between commas, none where there is nothing; raises WrongAnswerError."""
    return tuple(dict.fromkeys(read_line(team) for team in text.split(",") if team.strip()))


def read_owner(text: str) -> str:
    """Return an e-mail address that GitHub's CODEOWNERS can have; empty for another."""
    return text.strip() if _OWNER.fullmatch(text.strip()) else ""
