"""Who looks at the posts of a session: the editors take turns, less those who are away."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.reading.people import People, Person

_ACCOUNT = re.compile(r"https?://[^/\s]+/([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))/?")
_DAY = datetime.timedelta(days=1)


def find_on_duty(
    editors: Sequence[str], people: People, sessions: Sequence[str], name: str
) -> Person | None:
    """Return the editor of a session: the next one in turn who is there the day after it.

    They take turns by the sessions before it, so that a moved day skips nobody. None where there
    are no editors, or all are away. Raises LdblogError for one who is not in ``people.yml``.
    """
    unknown = [handle for handle in editors if not people.find(handle).is_known]
    if unknown:
        raise LdblogError(
            f"pyproject.toml: tool.ldblog.editors: {unknown[0]} is not in people.yml (add them)"
        )
    turn = sum(one < name for one in sessions) % (len(editors) or 1)
    morning = datetime.date.fromisoformat(name) + _DAY
    order = [people.find(handle) for handle in (*editors[turn:], *editors[:turn])]
    return next((person for person in order if not person.is_away(morning)), None)


def find_account(person: Person) -> str:
    """Return whom GitHub knows a person as, by ``links.github`` of theirs; or nothing."""
    address = next((url for key, url in person.links.items() if key.lower() == "github"), "")
    found = _ACCOUNT.fullmatch(address.strip())
    return found[1] if found else ""
