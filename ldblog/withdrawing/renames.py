"""Anchors, addresses and dates of a post that changed, followed in its base and in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.composing.phrases import long_date
from ldblog.days import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.composing.posts import Line

# What stands before an anchor: it is set, linked to, a footnote's, listed, or in an address.
_BEFORE = (
    r"(?:\{{ ?#|\]\((?:{session}\.md)?#|\[\^|^\s*- anchor: "
    r"|(?:[(/' ]|^){session}-|assets/{session}/)"
)


def follow_anchors(
    lines: Sequence[str], renamed: Mapping[str, str], others: Iterable[str], session: str
) -> list[str]:
    """Return lines with the anchors of some entries, and all addresses made of them, renamed.

    ``others`` are the anchors that stay, some of which may begin like one that does not.
    """
    if not renamed:
        return list(lines)
    names = sorted({*renamed, *others}, key=lambda name: (-len(name), name))
    pattern = re.compile(
        f"({_BEFORE.format(session=re.escape(session))})({'|'.join(map(re.escape, names))})(?!\\w)"
    )
    return [
        pattern.sub(lambda found: found[1] + renamed.get(found[2], found[2]), line)
        for line in lines
    ]


def follow_date(
    base: Sequence[Line], text: Sequence[str], before: str, after: str
) -> tuple[list[str], list[str]]:
    """Return the lines of a base and of a post with the date of their session changed.

    What a log says is left as it is: its author knows what day is meant.
    """
    said = {line.text for line in base if line.source}
    old, new = parse_date(before), parse_date(after)
    assert old is not None  # noqa: S101 - both name sessions
    assert new is not None  # noqa: S101
    spellings = [(before, after), (long_date(old), long_date(new))]
    # A picture's address is no word of the log's.
    address = f"assets/{before}/", f"assets/{after}/"

    def follow(line: str) -> str:
        for one, other in [address] if line in said else spellings:
            line = re.sub(rf"(?<!\d){re.escape(one)}(?!\d)", other, line)
        return line

    return [follow(line.text) for line in base], [follow(line) for line in text]
