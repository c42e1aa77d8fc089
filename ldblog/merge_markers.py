"""diff3's markers around what an editor and the logs both changed: written, and found again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.blocks import find_code
from ldblog.posts import Line

if TYPE_CHECKING:
    from ldblog.merge_lines import Clash

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


def find_marker(text: str) -> tuple[int, str] | None:
    """Return the first marker of a conflict in a post and its line, from 1; None without one.

    In a code block only markers that ldblog itself writes count: others are an example of some.
    """
    if not any(mark[:7] in text for mark in (START, BASE, END)):
        return None
    lines = [line.rstrip() for line in text.split("\n")]
    in_code = find_code(lines)
    found = (
        (number + 1, line)
        for number, line in enumerate(lines)
        if line in {START, BASE, END} or (number not in in_code and _MARKER.match(line))
    )
    return next(found, None)
