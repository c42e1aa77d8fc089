"""Values of a front matter as the rest may rely on them, whatever an editor wrote there."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo


def read_word(values: Mapping[str, Any], key: str) -> str:
    """Return a text or a number as a line of text, empty for anything else."""
    value = values.get(key)
    is_word = isinstance(value, str | int | float | datetime.date) and not isinstance(value, bool)
    return " ".join(str(value).split()) if is_word else ""


def read_words(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return the texts of a list, each once; a text alone is a list of one."""
    value = values.get(key)
    given = value if isinstance(value, list) else [value]
    words = (read_word({key: one}, key) for one in given)
    return tuple(dict.fromkeys(filter(None, words)))


def read_mappings(values: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the mappings of a list."""
    value = values.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def read_mapping(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a mapping, an empty one for anything else."""
    value = values.get(key)
    return value if isinstance(value, dict) else {}


def read_moment(value: Any, zone: ZoneInfo) -> datetime.datetime | None:  # noqa: ANN401 - YAML's
    """Return a date or a date with a time in the time zone; a date alone is its beginning.

    None for anything else.
    """
    if isinstance(value, datetime.datetime):
        return value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, datetime.date):
        return datetime.datetime.combine(value, datetime.time(), zone)
    return None
