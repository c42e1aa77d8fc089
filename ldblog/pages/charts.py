"""Small charts as inline SVG: dots along a line of time, and bars.

Each stands in a row of a table whose other cells say the same in words and figures, so readers
without pictures lose nothing. They have no words of their own, take their colours from the text
around them, and use only what the second sanitiser lets pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

WIDTH, HEIGHT = 240, 16
_PAD, _MIDDLE, _MAX_RADIUS, _MIN_RADIUS = 8, 8, 4.5, 2.0


def render_dots(
    dots: Iterable[tuple[datetime.date, float]], first: datetime.date, last: datetime.date
) -> str:
    """Return dots on a line that reaches from the first day to the last.

    Each has a day and a weight from 0 to 1, which decides the area of the dot.
    """
    span = max((last - first).days, 1)
    marks = [
        f'<circle cx="{_PAD + (WIDTH - 2 * _PAD) * (day - first).days / span:.1f}" cy="{_MIDDLE}" '
        f'r="{max(_MAX_RADIUS * weight**0.5, _MIN_RADIUS):.1f}"/>'
        for day, weight in dots
    ]
    line = f'<line x1="0" y1="{_MIDDLE}" x2="{WIDTH}" y2="{_MIDDLE}"/>'
    return _svg("ld-dots", line, *marks)


def render_bar(share: float) -> str:
    """Return a bar of which a share from 0 to 1 is filled."""
    whole = f'<rect class="ld-bar__whole" x="0" y="4" width="{WIDTH}" height="8" rx="4"/>'
    filled = f'<rect x="0" y="4" width="{max(WIDTH * share, 8):.1f}" height="8" rx="4"/>'
    return _svg("ld-bar", whole, filled)


def _svg(name: str, *parts: str) -> str:
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg class="ld-chart {name}" {box} aria-hidden="true">{"".join(parts)}</svg>'
