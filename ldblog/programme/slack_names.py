"""What Slack's IDs stand for: people, channels, emoji, and moments."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

# Who is not in people.yml has not said how they wish to appear: fail closed.
SOMEBODY, SOME_CHANNEL, SOME_GROUP = "a colleague", "a channel", "a group"
# The skin tones of emoji, from Slack's number 2 on.
_TONES = ("", "", "\U0001f3fb", "\U0001f3fc", "\U0001f3fd", "\U0001f3fe", "\U0001f3ff")
_TOKEN = re.compile(r"\{(\w+)\}")
_FORMATS = {
    "date_num": "%Y-%m-%d",
    "date_slash": "%Y/%m/%d",
    "date": "{day} %B %Y",
    "date_short": "{day} %b %Y",
    "date_long": "%A, {day} %B %Y",
    "date_long_full": "%A, {day} %B %Y",
    "day_divider": "%A, {day} %B",
    "time": "%H:%M",
    "time_secs": "%H:%M:%S",
    # Said when somebody reads it, not when it was written.
    "ago": "{day} %B %Y",
}
_LAST_SECOND = 253_402_300_799  # of the year 9999


@dataclass(frozen=True)
class Names:
    """What each ID is called in a log; ``unknown`` collects the people who have no name there."""

    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    time_zone: str = "UTC"
    unknown: set[str] = field(default_factory=set)

    def person(self, user: str) -> str:
        """Return the name of a user, or words for one who is not known."""
        if user not in self.people:
            self.unknown.add(user)
        return self.people.get(user, SOMEBODY)

    def channel(self, channel: str, label: str = "") -> str:
        """Return the name of a channel, with its mark."""
        name = self.channels.get(channel) or label.lstrip("#")
        return f"#{name}" if name else SOME_CHANNEL

    def group(self, label: str = "") -> str:
        """Return what a message calls a group of users; exports have no list of them."""
        name = label.lstrip("@")
        return f"@{name}" if name else SOME_GROUP

    def moment(self, seconds: Any, form: str, fallback: str = "") -> str:  # noqa: ANN401 - JSON
        """Return a moment as a message asks for it, in the blog's time zone.

        What the message says for readers who know no such form is said where we do not.
        """
        try:
            second = int(float(seconds))
        except (TypeError, ValueError, OverflowError):
            return fallback
        tokens = [token.removesuffix("_pretty") for token in _TOKEN.findall(form)]
        if not 0 <= second <= _LAST_SECOND or not tokens or set(tokens) - _FORMATS.keys():
            return fallback
        moment = datetime.datetime.fromtimestamp(second, datetime.UTC)
        local = moment.astimezone(ZoneInfo(self.time_zone))

        def say(found: re.Match[str]) -> str:
            shape = _FORMATS[found[1].removesuffix("_pretty")]
            return local.strftime(shape.replace("{day}", str(local.day)))

        return _TOKEN.sub(say, form)


def emoji(name: str, points: str = "") -> str:
    """Return an emoji by its name in Slack, or by its code points; a company's own stays a name."""
    base, _colons, tone = name.partition("::skin-tone-")
    said = _from_points(points) or _find_emoji(base)
    if not said:
        return f":{base}:" if base else ""
    is_toned = tone in {"2", "3", "4", "5", "6"} and not points.count("-")
    return said + _TONES[int(tone)] if is_toned else said


def _find_emoji(name: str) -> str:
    # Slow, and few messages have one.
    from pymdownx import gemoji_db, twemoji_db  # noqa: PLC0415

    key = f":{name}:"
    for table in (twemoji_db, gemoji_db):
        found = table.emoji.get(table.aliases.get(key, key))
        if found:
            return _from_points(str(found.get("unicode_alt") or found["unicode"]))
    return ""


def _from_points(points: str) -> str:
    """Return the text of code points such as ``1f44d-1f3fb``, or none for what is no such."""
    try:
        text = "".join(chr(int(point, 16)) for point in points.split("-") if point)
        text.encode()
    except (ValueError, OverflowError):
        return ""
    return text
