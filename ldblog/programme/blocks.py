"""Messages in Slack's blocks, within its limits: fifty blocks, 3,000 characters in each."""

from __future__ import annotations

from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_BLOCKS, MAX_LENGTH, MAX_TITLE = 50, 3000, 150
_MORE = "_There is more than fits here._"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Message(NamedTuple):
    """A message: its blocks, and the text that notifications show."""

    text: str
    blocks: list[dict[str, Any]]

    @property
    def values(self) -> dict[str, Any]:
        """The message as Slack's webhooks take it."""
        return {"text": self.text, "blocks": self.blocks}


def compose_message(title: str, parts: Iterable[Sequence[str]]) -> Message:
    """Return a message of a title and of parts, each some lines of Slack's markup."""
    head = {"type": "header", "text": {"type": "plain_text", "text": _cut(title, MAX_TITLE)}}
    sections = [_section(text) for part in parts for text in _pack(part)]
    if len(sections) >= MAX_BLOCKS:
        sections = [*sections[: MAX_BLOCKS - 2], _section(_MORE)]
    return Message(escape(_cut(title, MAX_TITLE)), [head, *sections])


def escape(text: str, most: int = MAX_LENGTH) -> str:
    """Return words of people so that Slack shows them as they are, on one line.

    Nothing in them mentions anybody or is a link; what is too long is cut.
    """
    line = " ".join(text.split())
    escaped = [_ESCAPES.get(mark, mark) for mark in line]
    if sum(map(len, escaped)) <= most:
        return "".join(escaped)
    ends = accumulate(map(len, escaped), initial=len("…"))
    kept = takewhile(lambda end: end <= most, islice(ends, 1, None))
    return f"{''.join(mark for mark, _end in zip(escaped, kept, strict=False))}…"


def bold(text: str) -> str:
    """Return words of people in bold; asterisks in them would end it."""
    return f"*{escape(text.replace('*', '∗'), MAX_TITLE)}*"


def mention(account: str, name: str) -> str:
    """Return what tells somebody in Slack that they are meant; without an account, their name."""
    return f"<@{account}>" if account else escape(name, MAX_TITLE)


def _section(text: str) -> dict[str, Any]:
    # Verbatim: what looks like a channel or an address in people's words is none of ours.
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _pack(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines in as few texts as hold them."""
    text = ""
    for line in lines:
        if text and len(text) + 1 + len(line) > MAX_LENGTH:
            yield text
            text = line
        else:
            text = f"{text}\n{line}" if text else line
    if text:
        yield text


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
