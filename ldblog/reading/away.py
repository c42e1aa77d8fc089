"""When somebody is away: days, and stretches of them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

Days = tuple[date, date]
_BETWEEN = re.compile(r"\s+to\s+")


def parse_away(value: Any) -> tuple[Days, ...]:  # noqa: ANN401 - whatever the YAML holds
    """Return the first and the last day of each stretch in a date, a range, or a list of them.

    A range is written ``2026-12-21 to 2027-01-02``. Raises ValueError for anything else.
    """
    given = value if isinstance(value, list) else [value]
    return tuple(_parse_days(one) for one in given)


def _parse_days(value: Any) -> Days:  # noqa: ANN401
    if isinstance(value, date) and not isinstance(value, datetime):
        return value, value
    if not isinstance(value, str):
        raise ValueError(value)
    first, *rest = map(date.fromisoformat, _BETWEEN.split(value.strip()))
    last = rest[0] if rest else first
    if len(rest) > 1 or last < first:
        raise ValueError(value)
    return first, last


def is_within(days: tuple[Days, ...], day: date) -> bool:
    """Tell whether a day is one of some stretches."""
    return any(first <= day <= last for first, last in days)
