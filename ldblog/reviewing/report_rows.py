"""A log beside its post, row by row: some lines of the log, and what became of them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ldblog.reviewing.review import LogState
from ldblog.selecting.features import WORTH_READING
from ldblog.selecting.select import find_chain
from ldblog.text.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.reviewing.review import LogReview
    from ldblog.selecting.scoring import Scored
    from ldblog.text.markdown import Node

_MAX_REASONS = 4
_EXCERPT = 60


class Mark(StrEnum):
    """What became of a stretch of a log."""

    CHOSEN = "chosen"
    ARTICLE = "article"
    DROPPED = "dropped"
    HELD = "held"
    MIXED = "mixed"
    PLAIN = "plain"


@dataclass(frozen=True)
class Fate:
    """What became of one unit, or of lines that are held back, and why."""

    mark: Mark
    said: str
    excerpt: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class LogLine:
    """A line of a log in pieces, each with its own mark."""

    number: int
    mark: Mark
    pieces: tuple[tuple[Mark, str], ...]


@dataclass
class Row:
    """Some lines of a log, and their fates."""

    first: int
    last: int
    fates: list[Fate] = field(default_factory=list)
    lines: list[LogLine] = field(default_factory=list)


# A stretch of a log: where it begins, the line on which it ends, and what became of it.
_Span = tuple[tuple[int, int], int, Mark]


def make_rows(log: LogReview) -> list[Row]:
    """Return a log's lines in rows, each with what became of it; every line is in one row."""
    texts = split_lines(log.log.text)
    held = {
        number: one.reason
        for one in log.held
        for number in range(one.first_line, one.last_line + 1)
    }
    front = _front_matter(texts, split_lines(log.log.front_matter.body))
    rows = _rows_of_units(log)
    taken = {number for row in rows for number in range(row.first, row.last + 1)}
    rows += _rows_between(texts, taken, held, front)
    rows = _without_blank_rows(sorted(rows, key=lambda row: row.first), texts)
    spans = sorted(_spans(log), key=lambda span: span[0])
    for row in rows:
        numbers = range(row.first, min(row.last, len(texts)) + 1)
        within = list(dict.fromkeys(held[number] for number in numbers if number in held))
        row.fates = list(dict.fromkeys(row.fates))
        what = "a part is held back" if row.fates else "held back"
        row.fates += [Fate(Mark.HELD, f"{what}: {reason}") for reason in within]
        row.lines = [_paint(number, texts[number - 1], spans, held) for number in numbers]
    return rows


def _front_matter(texts: Sequence[str], body: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines of front matter, which are blank in the body."""
    pairs = enumerate(zip(texts, body, strict=False), 1)
    return frozenset(number for number, (text, rest) in pairs if text.strip() and not rest.strip())


def _rows_of_units(log: LogReview) -> list[Row]:
    """Return a row for each unit, one for those that share a line."""
    rows: list[Row] = []
    intros: list[Node] = []
    for index, one in enumerate(log.scored):
        unit, intro = one.unit, one.unit.intro
        first = unit.first_line
        if intro is not None and not any(intro is it for it in intros):
            intros.append(intro)
            first = min(first, intro.line)
        fate = _fate(log, index)
        if rows and first <= rows[-1].last:
            rows[-1].first = min(rows[-1].first, first)
            rows[-1].last = max(rows[-1].last, unit.last_line)
            rows[-1].fates.append(fate)
        else:
            rows.append(Row(first, unit.last_line, [fate]))
    return rows


def _rows_between(
    texts: Sequence[str], taken: set[int], held: dict[int, str], front: frozenset[int]
) -> list[Row]:
    """Return rows of the lines that no unit has: what is held back, headings, front matter."""
    rows: list[Row] = []
    last_kind = ""
    for number, text in enumerate(texts, 1):
        if number in taken:
            continue
        follows = bool(rows) and rows[-1].last == number - 1
        is_blank = not text.strip()
        kind = held.get(number) or ("front matter" if number in front else "")
        if follows and (is_blank or kind == last_kind):
            rows[-1].last = number
            continue
        said = [Fate(Mark.PLAIN, "front matter")] if kind == "front matter" else []
        rows.append(Row(number, number, said))
        # Blank lines first belong to what stands above them.
        last_kind = kind or ("blank" if is_blank else "")
    return rows


def _without_blank_rows(rows: Sequence[Row], texts: Sequence[str]) -> list[Row]:
    """Return rows with the blank lines that follow one in it."""
    kept: list[Row] = []
    for row in rows:
        if kept and not row.fates and not any(map(str.strip, texts[row.first - 1 : row.last])):
            kept[-1].last = row.last
        else:
            kept.append(row)
    return kept


def _mark(log: LogReview, one: Scored) -> Mark:
    if one.unit.index in log.chosen:
        return Mark.CHOSEN
    return Mark.ARTICLE if log.state is LogState.ARTICLE else Mark.DROPPED


def _fate(log: LogReview, index: int) -> Fate:
    one = log.scored[index]
    mark = _mark(log, one)
    if mark is Mark.ARTICLE:
        return Fate(mark, "in the article only")
    ordered = sorted(one.reasons.items(), key=lambda reason: (-abs(reason[1]), reason[0]))
    # Every passage begins with the same score, which tells nothing of this one.
    reasons = [f"{name} {share:+.1f}" for name, share in ordered if name != "every passage"]
    text = one.unit.text
    excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
    return Fate(mark, _say(log, index, mark), excerpt, tuple(reasons[:_MAX_REASONS]))


def _say(log: LogReview, index: int, mark: Mark) -> str:
    one = log.scored[index]
    if mark is Mark.CHOSEN:
        return f"chosen, score {one.score:.1f}"
    said = f"not chosen, score {one.score:.1f}"
    if not one.is_worth_reading:
        return f"{said} ({WORTH_READING} is needed)"
    if not find_chain([it.unit for it in log.scored], index):
        return f"{said}: leans on a sentence that is not to be had"
    return f"{said}: no room for it, or said already"


def _spans(log: LogReview) -> Iterator[_Span]:
    for one in log.scored:
        unit, mark = one.unit, _mark(log, one)
        if unit.intro is not None:
            yield (unit.intro.line, unit.intro.column), unit.intro.last_line, mark
        start = unit.block.column if unit.block.kind == "paragraph" else 1
        yield (unit.first_line, start), unit.last_line, mark


def _paint(number: int, text: str, spans: Sequence[_Span], held: dict[int, str]) -> LogLine:
    """Return a line in pieces; where a part of it is held back, all of it is marked as mixed."""
    at = bisect_right(spans, (number, 0), key=lambda span: span[0])
    before = spans[at - 1] if at else None
    current = before[2] if before is not None and before[1] >= number else Mark.PLAIN
    cuts = [(1, current)]
    while at < len(spans) and spans[at][0][0] == number:
        cuts.append((spans[at][0][1], spans[at][2]))
        at += 1
    marks = {mark for _column, mark in cuts} - {Mark.PLAIN}
    if number in held:
        mark = Mark.MIXED if marks else Mark.HELD
        return LogLine(number, mark, ((mark, text),))
    if len(marks) < 2:
        mark = next(iter(marks), Mark.PLAIN)
        return LogLine(number, mark, ((mark, text),))
    ends = [column for column, _mark in cuts[1:]] + [len(text) + 1]
    pieces = [
        (mark, text[start - 1 : end - 1]) for (start, mark), end in zip(cuts, ends, strict=True)
    ]
    shown = tuple((mark, piece) for mark, piece in pieces if piece)
    mark = Mark.CHOSEN if Mark.CHOSEN in marks else Mark.DROPPED
    return LogLine(number, mark, shown)
