"""The messages of one Learning Day in a channel, and the piece of a log that each becomes."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from ldblog.programme.imported import NOTES, Piece
from ldblog.programme.slack_markdown import render_message
from ldblog.reading.parts import Part
from ldblog.reading.sections import split_sections
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ldblog.programme.slack_names import Names

_MOMENT = re.compile(r"\d{9,11}\.\d{1,6}", re.ASCII)
# What people write; every other kind is Slack's own, such as who joined.
_WRITTEN = frozenset({"", "me_message", "thread_broadcast", "reply_broadcast", "file_share"})
_HOUR = 3600.0
# In a comment nothing may end it.
_NO_COMMENT = re.compile(r"[<>\x00-\x1f]|--+")


class Message(NamedTuple):
    """A message that a person wrote: when, in which thread (its first message), and what."""

    moment: str
    thread: str
    user: str
    raw: Mapping[str, Any]


@dataclass
class Found:
    """The messages of a day in the order of their threads, and how many others there were."""

    messages: list[Message] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def select_messages(
    raw: Iterable[Mapping[str, Any]], day: datetime.date, time_zone: str, bots: frozenset[str]
) -> Found:
    """Return what people wrote on a day, in the time zone of the blog.

    A thread belongs to the day that it began on: who answers the next morning is late, not lost.
    """
    found, zone = Found(), ZoneInfo(time_zone)
    latest: dict[str, Message] = {}
    for one in _current(raw):
        message = _read_message(one, bots)
        if isinstance(message, str):
            found.skipped[message] += _day_of(one.get("ts"), zone) == day
        elif _day_of(message.thread, zone) == day:
            before = latest.get(message.moment)
            if before is None or _edited(message.raw) >= _edited(before.raw):
                latest[message.moment] = message
        else:
            found.skipped["in a thread of another day"] += _day_of(message.moment, zone) == day
    found.messages = sorted(
        latest.values(), key=lambda it: (_second(it.thread), _second(it.moment))
    )
    return found


def _current(raw: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield messages as they are now: one that was changed is told within what tells of it."""
    for one in raw:
        inner = one.get("message")
        is_change = one.get("subtype") == "message_changed" and isinstance(inner, dict)
        yield inner if is_change and isinstance(inner, dict) else one


def _read_message(raw: Mapping[str, Any], bots: frozenset[str]) -> Message | str:
    """Return a message that a person wrote, or what it is instead."""
    moment, user, kind = (_word(raw, key) for key in ("ts", "user", "subtype"))
    thread = _word(raw, "thread_ts") or moment
    if kind in {"tombstone", "message_deleted"}:
        return "deleted in Slack"
    if kind == "bot_message" or user in bots or (raw.get("bot_id") and not user):
        return "by an app"
    if raw.get("type", "message") != "message" or kind not in _WRITTEN or not user:
        return "Slack's own"
    if not (_MOMENT.fullmatch(moment) and _MOMENT.fullmatch(thread)):
        return "without a time"
    return Message(moment, thread, user, raw)


def _word(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _edited(raw: Mapping[str, Any]) -> float:
    edited = raw.get("edited")
    return _second(edited.get("ts")) if isinstance(edited, dict) else 0.0


def _second(moment: Any) -> float:  # noqa: ANN401 - JSON
    return float(moment) if isinstance(moment, str) and _MOMENT.fullmatch(moment) else 0.0


def _day_of(moment: Any, zone: ZoneInfo) -> datetime.date | None:  # noqa: ANN401
    second = _second(moment)
    return datetime.datetime.fromtimestamp(second, zone).date() if second else None


def make_pieces(
    messages: Sequence[Message], handles: Mapping[str, str], source: str, names: Names
) -> Iterator[Piece]:
    """Yield the pieces of logs that messages become, in their order, of those who have a handle.

    ``source`` begins the name of each piece, by which it is known again.
    """
    writers = {message.moment: message.user for message in messages}
    parts: dict[str, tuple[Part | None, float]] = {}
    for message in messages:
        handle = handles.get(message.user)
        text = render_message(message.raw, names) if handle else ""
        comments = list(_comments(message, handles, writers))
        if handle and (text or comments):
            text = _begin_anew(text, parts, handle, _second(message.moment))
            yield Piece(
                f"{source}:{message.moment}", handle, "\n\n".join([*comments, text]).strip()
            )


def _comments(
    message: Message, handles: Mapping[str, str], writers: Mapping[str, str]
) -> Iterator[str]:
    """Yield comments, which are never published, on what a message hangs on."""
    asked = writers.get(message.thread, message.user)
    if asked != message.user:
        yield f"<!-- slack: answers {handles.get(asked, 'somebody')} -->"
    files = message.raw.get("files")
    for file in files if isinstance(files, list) else ():
        name = (file.get("title") or file.get("name")) if isinstance(file, dict) else ""
        if isinstance(name, str) and name.strip():
            yield f"<!-- slack: attached {' '.join(_NO_COMMENT.sub(' ', name).split())} -->"


def _begin_anew(
    text: str, parts: dict[str, tuple[Part | None, float]], handle: str, second: float
) -> str:
    """Return a text that the plan of the morning above it does not hold back.

    What follows soon still belongs to the plan, and feedback goes on until somebody says so.
    """
    try:
        found = [section.part for section in split_sections(parse(text))]
    except TooDeepError:
        found = []
    before, when = parts.get(handle, (None, 0.0))
    is_later = before is Part.PLAN and second - when >= _HOUR and found and found[0] is None
    last = next((part for part in reversed(found) if part is not None), None)
    if is_later:
        parts[handle] = (last, second)
        return NOTES + text
    parts[handle] = (last or before, second)
    return text
