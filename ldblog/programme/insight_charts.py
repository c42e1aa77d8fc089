"""Charts of the page of insight, as inline SVG: columns over time, and lines of shares.

Each stands above a table that says the same; a screen reader passes the picture by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _HEIGHT = 640, 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 8, 12, 26
_MAX_LABELS = 8
_GAP = 0.25


@dataclass(frozen=True)
class Series:
    """Values over time under one name; None is what is not told."""

    name: str
    values: Sequence[float | None]


def draw_columns(labels: Sequence[str], series: Sequence[Series], unit: str = "") -> Markup:
    """Return columns beside each other for each label; a dash stands where nothing is told."""
    values = [value for one in series for value in one.values if value is not None]
    highest = max(values, default=0) or 1
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(labels), 1)
    width = step * (1 - _GAP) / max(len(series), 1)
    parts = [_grid(highest, unit), _labels(labels, step)]
    for number, one in enumerate(series):
        for place, value in enumerate(one.values):
            left = _LEFT + step * (place + _GAP / 2) + width * number
            parts.append(_column(left, width, value, highest, number))
    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    svg = f'<svg class="chart" {box} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    return Markup(svg)  # noqa: S704 - made of numbers, and of labels that are escaped


def _column(left: float, width: float, value: float | None, highest: float, number: int) -> str:
    floor = _HEIGHT - _BOTTOM
    if value is None:
        middle = left + width / 2
        return f'<text class="untold" x="{middle:.1f}" y="{floor - 4}">–</text>'
    height = (floor - _TOP) * value / highest
    size = f'width="{max(width - 1, 1):.1f}" height="{height:.1f}"'
    return f'<rect class="s{number}" x="{left:.1f}" y="{floor - height:.1f}" {size} rx="1.5"/>'


def _grid(highest: float, unit: str) -> str:
    floor = _HEIGHT - _BOTTOM
    parts = []
    for share in (0, 0.5, 1):
        y = floor - (floor - _TOP) * share
        said = f"{highest * share:.3g}{unit}"
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>')
        parts.append(f'<text class="scale" x="{_LEFT - 6}" y="{y + 4:.1f}">{escape(said)}</text>')
    return "".join(parts)


def _labels(labels: Sequence[str], step: float) -> str:
    every = -(-len(labels) // _MAX_LABELS) if labels else 1
    return "".join(
        f'<text class="label" x="{_LEFT + step * (place + 0.5):.1f}" y="{_HEIGHT - 8}">'
        f"{escape(label)}</text>"
        for place, label in enumerate(labels)
        if place % every == 0
    )
