"""The project's root and its configuration: ``[tool.ldblog]`` in ``pyproject.toml``."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ldblog.errors import LdblogError
from ldblog.option_values import PLACE, read_editors, read_kinds, read_parts, read_words_list, wrong
from ldblog.shapes import LINE, TEXT, TEXTS, list_of, mapping_of, shaped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ldblog.programme.schedule import Schedule

FILE_NAME = PLACE
_HOST = re.compile(r"(?:\*\.)?[^\W_][\w-]*(?:\.[^\W_][\w-]*)*")
_PATTERN_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class Config:
    """The options of ``[tool.ldblog]``; each is documented in ``docs/configuration.md``."""

    time_zone: str = "UTC"
    words_per_log: int = 180
    words_per_post: int = 1500
    topics: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ignore: tuple[str, ...] = ()
    internal_hosts: tuple[str, ...] = ("*.internal", "*.corp", "*.local")
    secret_patterns: tuple[tuple[str, str], ...] = ()
    schedule: Schedule | None = None
    agreed_for: tuple[str, ...] = ()
    routine: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()

    @property
    def day_zone(self) -> str:
        """The time zone that says which day it is: the schedule's own, or else the blog's."""
        own = self.schedule.time_zone if self.schedule else ""
        return own or self.time_zone


@dataclass(frozen=True)
class Project:
    """A root folder with its configuration, and where things lie below it."""

    root: Path
    config: Config
    own_cache: Path | None = None

    @property
    def content(self) -> Path:
        """The folder that nothing a log links to may leave."""
        return self.root / "content"

    @property
    def logs(self) -> Path:
        """Raw logs, a folder a session."""
        return self.content / "logs"

    @property
    def people_file(self) -> Path:
        """Who is who; internal."""
        return self.content / "people.yml"

    @property
    def redact_file(self) -> Path:
        """What may not be published as it is; internal."""
        return self.content / "redact.yml"

    @property
    def actions_file(self) -> Path:
        """What will be done about feedback, and was; internal."""
        return self.content / "actions.yml"

    @property
    def site(self) -> Path:
        """The docs_dir of MkDocs."""
        return self.content / "site"

    @property
    def posts(self) -> Path:
        """The posts, generated and hand-written."""
        return self.site / "posts"

    @property
    def base(self) -> Path:
        """Each generated post as ``condense`` last wrote it."""
        return self.content / "base"

    @property
    def cache(self) -> Path:
        """What can be thrown away at any time."""
        return self.own_cache or self.root / ".cache" / "ldblog"

    def relative(self, path: Path) -> str:
        """Return a path as people read it: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def find_project(start: Path) -> Project:
    """Return the project whose ``pyproject.toml`` is nearest at or above a folder.

    Raises LdblogError when there is none or its ``[tool.ldblog]`` cannot be used.
    """
    root = find_root(start)
    return Project(root, parse_config((root / FILE_NAME).read_bytes()))


def find_root(start: Path) -> Path:
    """Return the nearest folder with a ``pyproject.toml`` at or above one.

    Raises LdblogError when there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise LdblogError(
        f"no {FILE_NAME} in this folder or above it: "
        "run ldblog inside a blog's folder, or create the file with a [tool.ldblog] table"
    )


def parse_config(raw: bytes) -> Config:
    """Return the configuration in the bytes of a ``pyproject.toml``.

    Raises LdblogError for broken TOML, an unknown key or a wrong value.
    """
    try:
        table = tomllib.loads(raw.decode("utf-8")).get("tool", {}).get("ldblog", {})
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LdblogError(f"{FILE_NAME}: not readable as TOML: {error}") from error
    if not isinstance(table, dict):
        raise LdblogError(f"{FILE_NAME}: tool.ldblog must be a table, not {table!r}")
    known = {option.name for option in fields(Config)}
    for key in table:
        if key not in known:
            raise LdblogError(f"{FILE_NAME}: tool.ldblog.{key} is unknown{nearest(key, known)}")
    return Config(**{key: READERS[key](key, value) for key, value in table.items()})


def find_now(config: Config) -> datetime.datetime:
    """Return what time it is in the configured time zone, whatever the machine's."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - slow to import, and not always needed

    return datetime.datetime.now(ZoneInfo(config.day_zone))


def find_today(config: Config) -> datetime.date:
    """Return the day that it is in the configured time zone."""
    return find_now(config).date()


def nearest(word: str, known: set[str]) -> str:
    """Return ``" (did you mean x?)"`` for the known word most like this one, or all known."""
    import difflib  # noqa: PLC0415 - slow to import, and seldom needed

    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f" (did you mean {close[0]}?)" if close else f" (known: {', '.join(sorted(known))})"


@shaped(LINE)
def _read_time_zone(key: str, value: object) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - as above

    try:
        return ZoneInfo(str(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise wrong(key, 'a time zone such as "Europe/Berlin"', value) from error


@shaped({"type": "integer", "minimum": 1})
def _read_words(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise wrong(key, "a whole number of words, 1 or more", value)
    return value


@shaped(mapping_of(TEXTS))
def _read_topics(key: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise wrong(key, "a table of topic = [synonyms]", value)
    return tuple(
        (topic, read_words_list(f"{key}.{topic}", words)) for topic, words in value.items()
    )


@shaped(list_of({"type": "string", "pattern": r"^\S+$"}))
def _read_hosts(key: str, value: object) -> tuple[str, ...]:
    hosts = read_words_list(key, value)
    bad = [host for host in hosts if not _HOST.fullmatch(host)]
    if bad:
        raise wrong(key, 'a list of hosts such as "*.corp" or "jenkins.example.com"', bad[0])
    return hosts


@shaped(mapping_of(TEXT, propertyNames={"pattern": f"^{_PATTERN_NAME.pattern}$"}))
def _read_patterns(key: str, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise wrong(key, "a table of name = 'regular expression'", value)
    for name, pattern in value.items():
        if not _PATTERN_NAME.fullmatch(name):
            raise wrong(f"{key}.{name}", "named with small letters, digits and -", name)
        if not isinstance(pattern, str) or not _finds_words(pattern):
            raise wrong(f"{key}.{name}", "a regular expression that matches some words", pattern)
    return tuple(value.items())


def _finds_words(pattern: str) -> bool:
    """Tell whether a regular expression can be read, and does not match everywhere."""
    try:
        return re.search(pattern, "") is None
    except re.error:
        return False


def _read_schedule(key: str, value: object) -> Schedule:
    from ldblog.programme.schedule import ONE_DAY, parse_schedule  # noqa: PLC0415 - few need it

    if isinstance(value, list):
        raise wrong(key, f"one table: {ONE_DAY}", value)
    if not isinstance(value, dict):
        raise wrong(key, "a table with every and starts", value)
    return parse_schedule(value)


READERS: dict[str, Callable[[str, object], Any]] = {
    "time_zone": _read_time_zone,
    "words_per_log": _read_words,
    "words_per_post": _read_words,
    "topics": _read_topics,
    "ignore": read_words_list,
    "internal_hosts": _read_hosts,
    "secret_patterns": _read_patterns,
    "schedule": _read_schedule,
    "agreed_for": read_kinds,
    "routine": read_parts,
    "editors": read_editors,
}
