"""Text that others wrote, quoted on GitHub so that nothing in it is anything but text."""

from __future__ import annotations

import re

from ldblog.text.inline import escape_text

MAX_LENGTH = 60_000
"""GitHub takes some more in one comment, with what stands around it."""

_CUT = "\n… and more: it is cut here"
_ALERTING = re.compile(r"[@#](?=\w)|\b(?:gh|GH)(?=-\d)")
_JOINER = "\N{WORD JOINER}"
# Some scripts and emoji need these.
_KEPT = frozenset("\n\t\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")


def fence(text: str) -> str:
    """Return text as a block that shows it as it is: no link, no picture, nobody mentioned."""
    text = "".join(_tame(mark) for mark in text.replace("\r\n", "\n"))
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH] + _CUT
    longest = max(map(len, re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}text\n{text.strip(chr(10))}\n{marks}"


def quote_line(text: str) -> str:
    """Return a line of text so that Markdown leaves it alone, and it alerts nobody."""
    return _ALERTING.sub(rf"\g<0>{_JOINER}", escape_text(" ".join(text.split())))


def _tame(mark: str) -> str:
    """Return a mark, or a sign for one that nobody sees or that would end a line unseen."""
    return mark if mark in _KEPT or mark.isprintable() else "\N{REPLACEMENT CHARACTER}"
