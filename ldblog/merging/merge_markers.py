"""diff3's markers around what an editor and the logs both changed: written, and found again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.composing.posts import Line
from ldblog.merging.blocks import find_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.merging.merge_lines import Clash

START, BASE, MIDDLE, END = "<<<<<<< post", "||||||| base", "=======", ">>>>>>> logs"

# A line of = alone may underline a heading. Git writes the others, too, with labels of its own.
_MARKER = re.compile(r"(?:<{7}|\|{7}|>{7})(?: |$)")


def render_markers(clash: Clash) -> list[Line]:
    """Return both sides of a conflict and what they were made from, between markers."""
    return [
        Line(START),
        *clash.edited,
        Line(BASE),
        *clash.base,
        Line(MIDDLE),
        *clash.new,
        Line(END),
    ]


def find_marker(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the line, from 1, and the words of the first marker in a post; None without one.

    In a code block only the markers that ldblog itself writes count: others may be an example.
    """
    if not any(line.startswith(("<<<<<<<", "|||||||", ">>>>>>>")) for line in lines):
        return None
    texts = [line.rstrip() for line in lines]
    in_code = find_code(texts)
    found = (
        (number + 1, text)
        for number, text in enumerate(texts)
        if text in {START, BASE, END} or (number not in in_code and _MARKER.match(text))
    )
    return next(found, None)
