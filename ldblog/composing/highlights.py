"""The learnings of a session that are most worth a stranger's time, on top of its post."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.composing.entry_body import Also
from ldblog.composing.posts import Line
from ldblog.composing.trim import trim
from ldblog.selecting.candidates import ADDRESS
from ldblog.selecting.select import leans
from ldblog.text.inline import escape_text
from ldblog.text.render import render_blocks
from ldblog.text.sentences import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ldblog.composing.entries import Entry
    from ldblog.reading.units import Unit


MAX_HIGHLIGHTS = 3
MAX_HIGHLIGHT_WORDS = 45
MIN_HIGHLIGHT_WORDS = 5
# What few passages reach that people would drop: one in 25 of the labelled ones.
WORTH_A_HIGHLIGHT = -1.0

# ``64 is right for most``: a figure that stands for what was said before.
_BARE_FIGURE = re.compile(
    r"\W*\d[\d.,]*\s+(?:is|are|was|were|has|have|can|cannot|can't|of|ist|sind|es|son|é|são|est|sont)\b"
)


def find_highlights(entries: Iterable[Entry]) -> list[tuple[Entry, Unit]]:
    """Return the learnings most worth a stranger's time, one an entry, the best first."""
    best = []
    for entry in entries:
        fit = [(entry, unit) for unit in entry.units if _is_fit(entry, unit)]
        best += sorted(fit, key=_worth)[-1:]
    return sorted(best, key=_worth, reverse=True)[:MAX_HIGHLIGHTS]


def _is_fit(entry: Entry, unit: Unit) -> bool:
    return entry.scores[unit] >= WORTH_A_HIGHLIGHT and _can_stand_alone(unit)


def _worth(highlight: tuple[Entry, Unit]) -> tuple[float, int, str]:
    entry, unit = highlight
    return (entry.scores[unit], -unit.index, entry.key)


def _can_stand_alone(unit: Unit) -> bool:
    blocks = unit.block.children[0].children if unit.block.kind == "list" else [unit.block]
    return (
        unit.intro is None
        and not leans(unit)
        and len(blocks) == 1
        and blocks[0].kind == "paragraph"
        and not _BARE_FIGURE.match(unit.text)
        and count_words(ADDRESS.sub("", unit.text)) >= MIN_HIGHLIGHT_WORDS
        and unit.words <= MAX_HIGHLIGHT_WORDS
        and all(node.kind not in {"image", "footnote_reference"} for node in blocks[0].children)
    )


def render_highlights(highlights: Sequence[tuple[Entry, Unit]]) -> list[Line]:
    """Return the lines of the highlights, none if there are none."""
    lines = [Line(""), Line("## Highlights"), Line("")] if highlights else []
    for entry, unit in highlights:
        block = unit.block.children[0].children[0] if unit.block.kind == "list" else unit.block
        text = " ".join(render_blocks([entry.rewrite(unit, trim(block))]))
        names = escape_text(phrases.join([author.name for author in entry.authors]))
        also = entry.also.get(unit, Also())
        told_by = phrases.join([f"[{names}](#{entry.key})", *also.names])
        sources = ", ".join([unit.source, *also.sources])
        lines.append(Line(f"- {text} — {told_by}", sources))
    return lines
