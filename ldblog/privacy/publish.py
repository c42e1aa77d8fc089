"""What of a log may be published; everything else is held back, with the reason why.

What is hidden is blanked out of the text before it is read once more, so that nothing of
it can come along by a quirk of the tree: not a link's definition, not a footnote.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ldblog.privacy.redactions import Replaced, find_blocked, redact
from ldblog.reading.markers import Place, Stretch, blank_out, close_gaps, find_internal, last_line
from ldblog.reading.parts import NEVER_PUBLISHED, Part, can_lead, lead_part
from ldblog.reading.sections import Section, split_sections
from ldblog.reading.units import Unit, split_units
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import Node, end_line, parse, walk
from ldblog.text.sentences import split_at_every_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.privacy.redactor import Redactor
    from ldblog.reading.logs import Log

DROPPED = "dropped by hand"

_CONTAINERS = frozenset({"quote", "item", "footnote_definition"})
_PROSE = frozenset({"paragraph", "emphasis", "strong", "strikethrough", "link"})


class Held(NamedTuple):
    """Lines of a log that are kept from the public, and why."""

    first_line: int
    last_line: int
    reason: str


class Published(NamedTuple):
    """The part of a log that may go out: as a tree, by section, and by unit."""

    document: Node
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    held: tuple[Held, ...]
    hidden: tuple[Stretch, ...] = ()
    replaced: tuple[Replaced, ...] = ()


# Asked for by the checks, by condensing and by showing, each about the same few logs.
@lru_cache(maxsize=1024)
def publish(log: Log) -> Published:
    """Return what of a log may be published, and what is held back."""
    try:
        return _publish(log)
    except TooDeepError:
        # What was text within HTML can be Markdown once the beginning of the HTML is hidden.
        return _hold_all(log, "without what is hidden in it, it nests too deeply")


def _hold_all(log: Log, reason: str) -> Published:
    everything = Held(1, last_line(log.text), reason)
    return Published(Node("document", 1, 1, 1, 1), (), (), (everything,))


def _publish(log: Log) -> Published:
    if log.whole is not None and log.redactor is not None:
        return _replace_words(log, publish(log.whole), log.redactor)
    reason = whole_log_reason(log)
    if reason:
        return _hold_all(log, reason)
    held, hidden = find_hidden(log)
    return _published(log, _without(log, hidden), sorted(held), hidden)


def find_hidden(log: Log) -> tuple[set[Held], list[Stretch]]:
    """Return what is hidden of a log that is published, with why, and as stretches of its body."""
    stretches = find_internal(log.front_matter.body, log.document)
    drops = [mark.about for mark in log.marks if mark.about and not mark.keeps]
    parts = _private_parts(log.sections, last_line(log.text))
    parts += _nested_private_parts(log.sections)
    sentences = list(_private_sentences(log.sections))
    held = {*parts, *(held for _, held in sentences)}
    held |= {_held(stretch, "marked internal") for stretch in stretches}
    held |= {_held(stretch, DROPPED) for stretch in drops}
    hidden = [
        *stretches,
        *drops,
        *(stretch for stretch, _held in sentences),
        *map(_stretch, parts),
    ]
    return held, hidden


def _replace_words(log: Log, public: Published, redactor: Redactor) -> Published:
    """Return what may be published, as the public reads it."""
    document, held, hidden = public.document, public.held, public.hidden
    blocked = [
        Held(node.line, end_line(node), f"may not be published ({source})")
        for node, source in find_blocked(document, redactor)
    ]
    if blocked:
        held, hidden = (*held, *blocked), (*hidden, *map(_stretch, blocked))
        document = _without(log, hidden)
    document, replaced = redact(document, redactor)
    if document is public.document:
        return public
    published = _published(log, document, sorted(set(held)), hidden)
    return published._replace(replaced=tuple(replaced))


def _without(log: Log, hidden: Sequence[Stretch]) -> Node:
    """Return the tree of a log without what is hidden."""
    if not hidden:
        return log.document
    public = parse(blank_out(log.front_matter.body, hidden))
    close_gaps(public)
    return public


def _stretch(held: Held) -> Stretch:
    return Stretch((held.first_line, 1), (held.last_line + 1, 1))


def whole_log_reason(log: Log) -> str:
    """Return why all of a log is held back, empty if it is not."""
    if log.is_held_back:
        return "the log has an error"
    return "share: internal" if log.meta.share == "internal" else ""


def _private_parts(sections: Sequence[Section], last_line: int) -> list[Held]:
    """Return the parts that are never published, each run of one part as one."""
    held: list[Held] = []
    ends = [section.first_line - 1 for section in sections[1:]] + [last_line]
    # Without a section, as in a session.md of front matter alone, there is one end too many.
    for section, end in zip(sections, ends, strict=False):
        if section.part not in NEVER_PUBLISHED:
            continue
        # A link's definition has no node; in an internal part it is hidden with the rest, in
        # others it stays, since people gather definitions at the end of a file.
        last = max(end, section.last_line) if section.part is Part.INTERNAL else section.last_line
        reason = _reason(section.part)
        if held and held[-1].reason == reason and held[-1].last_line >= section.first_line - 2:
            held[-1] = Held(held[-1].first_line, max(last, held[-1].last_line), reason)
        else:
            held.append(Held(section.first_line, last, reason))
    return held


def _nested_private_parts(sections: Sequence[Section]) -> list[Held]:
    """Return the private parts in what is public else: within list items, quotes, footnotes."""
    held: list[Held] = []
    for node in _public_nodes(sections):
        if node.kind in _CONTAINERS and not all(map(_is_plain, node.children)):
            held += _private_parts(split_sections(node), end_line(node))
    return held


def _is_plain(block: Node) -> bool:
    """Tell whether a block is surely in no part: words in which none is named."""
    return block.kind == "paragraph" and not can_lead(block)


def _private_sentences(sections: Sequence[Section]) -> Iterator[tuple[Stretch, Held]]:
    """Yield what a label amid a line hides, up to the paragraph's end: ``Done. Next: …``."""
    for block in _public_nodes(sections):
        if block.kind != "paragraph":
            continue
        end = (block.last_line, block.last_column + 1)
        for node in walk(block):
            if node.kind in _PROSE:
                for start, part in _private_starts(node):
                    yield Stretch(start, end), Held(start[0], end[0], _reason(part))


def _private_starts(prose: Node) -> Iterator[tuple[Place, Part]]:
    """Yield where the first private sentence after some prose's own begins."""
    if not can_lead(prose):
        return
    for sentence in split_at_every_end(prose)[1:]:
        part = lead_part(sentence)
        if part in NEVER_PUBLISHED:
            yield (sentence.line, sentence.column), part
            return


def _public_nodes(sections: Sequence[Section]) -> Iterator[Node]:
    for section in sections:
        if section.part not in NEVER_PUBLISHED:
            for block in section.blocks:
                yield from walk(block)


def _reason(part: Part | None) -> str:
    return f"the part “{part}” is never published"


def _held(stretch: Stretch, reason: str) -> Held:
    last = stretch.end[0] if stretch.end[1] > 1 else stretch.end[0] - 1
    reason = reason if stretch.is_closed else f"{reason}, and not closed"
    return Held(stretch.start[0], max(last, stretch.start[0]), reason)


def _published(
    log: Log, document: Node, held: Sequence[Held], hidden: Sequence[Stretch]
) -> Published:
    # Blanking can only take away; should a part appear that is private all the same, it stays.
    sections = split_sections(document)
    allowed = tuple(section for section in sections if section.part not in NEVER_PUBLISHED)
    units = split_units(log.path, allowed)
    if hidden:
        units = _count_gaps(units, sorted(stretch.start for stretch in hidden))
    keeps = [mark.about for mark in log.marks if mark.about and mark.keeps]
    units = [
        replace(unit, is_kept=True) if any(is_about(keep, unit) for keep in keeps) else unit
        for unit in units
    ]
    return Published(document, allowed, tuple(units), tuple(held), tuple(hidden))


def _count_gaps(units: Sequence[Unit], gaps: Sequence[Place]) -> list[Unit]:
    """Return units so that no two of them are neighbours between which something is hidden."""
    before = [bisect_right(gaps, unit.start) for unit in units]
    shifts = accumulate((first < second for first, second in pairwise(before)), initial=0)
    pairs = zip(units, shifts, strict=False)  # without a unit, there is a shift all the same
    return [replace(unit, index=unit.index + shift) if shift else unit for unit, shift in pairs]


def is_about(stretch: Stretch, unit: Unit) -> bool:
    """Tell whether a stretch of the source has a unit, or some of it, in it."""
    is_text = unit.block.kind == "paragraph"
    end = (unit.last_line, unit.block.last_column if is_text else float("inf"))
    return stretch.start <= end and unit.start < stretch.end
