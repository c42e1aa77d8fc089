"""What of a log may be published; everything else is held back, with the reason why.

What is hidden is blanked out of the text before it is read once more, so that nothing of
it can come along by a quirk of the tree: not a link's definition, not a footnote.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from ldblog.markdown import LINE_END, Node, parse, split_lines, walk
from ldblog.parts import NEVER_PUBLISHED, Part, lead_part, names_internal
from ldblog.sections import Section, end_line, split_sections
from ldblog.sentences import split_at_every_end
from ldblog.units import Unit, split_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.logs import Log

# Stands where hidden words stood, so that what follows on the line is not read as code.
PLACEHOLDER = "\u2060"

# Any comment, also one that is not closed, and tags that are named like the marker.
_MARKER = re.compile(
    r"<!--(?P<note>(?:(?!<!--|-->).)*)(?:-->)?"
    r"|<\s*(?P<slash>/?)\s*(?:internal|private|confidential)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_STANDARD = re.compile(r"<!--+\s*/?\s*internal\s*-*-->", re.IGNORECASE)
_MARKS = re.compile(r"[\W_]+")
_SLASH = re.compile(r"[^\w/]*/(?!\*)")
_OPENING = re.compile(
    r"(?:(?:begin|beginning|start|open|of|the|this|is|for|keep|notes?|nb|section|part|strictly"
    r"|company|team) )+"
)
_CLOSING = re.compile(r"(?:end|ends|stop|close|finish)(?: of)?(?: the)? (?P<rest>.*)")
_CLOSED = re.compile(
    r"(?P<rest>\w+(?: (?:only|notes?|part|section|stuff))*) (?:end|ends|stop|close)"
)
_CONTAINERS = frozenset({"quote", "item", "footnote_definition"})
_PROSE = frozenset({"paragraph", "emphasis", "strong", "strikethrough", "link"})
_RUN = re.compile(PLACEHOLDER + " +")
Place = tuple[int, int]


@dataclass(frozen=True, order=True)
class Held:
    """Lines of a log that are kept from the public, and why."""

    first_line: int
    last_line: int
    reason: str


@dataclass(frozen=True)
class Marker:
    """What opens or closes an internal stretch; ``is_standard`` says whether it is spelt so."""

    start: Place
    end: Place
    closes: bool
    is_standard: bool


@dataclass(frozen=True)
class Stretch:
    """A hidden stretch of the source, from a place up to another, which is not in it."""

    start: Place
    end: Place
    is_closed: bool = True


@dataclass(frozen=True)
class Published:
    """The part of a log that may go out: as a tree, by section, and by unit."""

    document: Node
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    held: tuple[Held, ...]


# Asked for by the checks, by condensing and by showing, each about the same few logs.
@lru_cache(maxsize=256)
def publish(log: Log) -> Published:
    """Return what of a log may be published, and what is held back."""
    reason = _whole_log_reason(log)
    if reason:
        everything = Held(1, _last_line(log.text), reason)
        return Published(Node("document", 1, 1, 1, 1), (), (), (everything,))
    stretches = find_internal(log.front_matter.body, log.document)
    parts = _private_parts(log.sections, _last_line(log.text))
    parts += _nested_private_parts(log.sections)
    sentences = list(_private_sentences(log.sections))
    if not stretches and not parts and not sentences:
        return _published(log.path, log.document, ())
    hidden = [
        *stretches,
        *(stretch for stretch, _held in sentences),
        *(Stretch((held.first_line, 1), (held.last_line + 1, 1)) for held in parts),
    ]
    public = parse(blank_out(log.front_matter.body, hidden))
    _close_gaps(public)
    held = {*parts, *(held for _, held in sentences), *(_held(stretch) for stretch in stretches)}
    return _published(log.path, public, sorted(held))


def find_internal(text: str, document: Node) -> list[Stretch]:
    """Return the stretches between ``<!-- internal -->`` and ``<!-- /internal -->``.

    A stretch that is not closed reaches to the end.
    """
    stretches: list[Stretch] = []
    opened: list[Place] = []
    for marker in find_markers(text, document):
        if not marker.closes:
            opened.append(marker.start)
        elif opened:
            first = opened.pop()
            stretches += [Stretch(first, marker.end)] if not opened else []
    if opened:
        stretches.append(Stretch(opened[0], (_last_line(text) + 1, 1), is_closed=False))
    return stretches


def find_markers(text: str, document: Node) -> list[Marker]:
    """Return what opens and closes internal stretches, in any spelling that can be meant.

    Markers within code are text, and so is a comment that says something else first.
    """
    markers: list[Marker] = []
    places = _Places(text)
    code = [node for node in walk(document) if node.kind in {"code", "code_block"}]
    spans = [(places.offset(it.line, it.column), it) for it in code]
    found = _MARKER.search(text)
    while found is not None:
        at = bisect_right(spans, found.start(), key=itemgetter(0)) - 1
        start = places.place(found.start())
        is_code = at >= 0 and _is_within(start, spans[at][1])
        closes = bool(found["slash"]) if found["note"] is None else _closes(found["note"])
        if closes is not None and not is_code:
            is_standard = _STANDARD.fullmatch(found[0]) is not None
            markers.append(Marker(start, places.place(found.end()), closes, is_standard))
        # What begins within code can end beyond it.
        found = _MARKER.search(text, found.start() + 1 if is_code else found.end())
    return markers


class _Places:
    """The lines and columns of a text's offsets."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def place(self, offset: int) -> Place:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def _closes(note: str) -> bool | None:
    """Tell whether a comment closes an internal stretch or opens one; None: it does neither."""
    # As words, since marks such as those of <internal> or [internal] change nothing.
    words = _MARKS.sub(" ", note).strip().lower()
    closing = _CLOSING.fullmatch(words) or _CLOSED.fullmatch(words)
    rest = _OPENING.sub("", closing["rest"] if closing else words, count=1)
    if not (names_internal(rest) or names_internal(note)):
        return None
    return closing is not None or _SLASH.match(note) is not None


def blank_out(text: str, stretches: Sequence[Stretch]) -> str:
    """Return a text with stretches blanked out, and all else at its line and column."""
    lines = split_lines(text)
    for stretch in stretches:
        for number in range(stretch.start[0], min(stretch.end[0], len(lines)) + 1):
            line = lines[number - 1]
            first = stretch.start[1] - 1 if number == stretch.start[0] else 0
            end = stretch.end[1] - 1 if number == stretch.end[0] else len(line)
            if end > first:
                rest = line[end:]
                gap = PLACEHOLDER + " " * (end - first - 1)
                # Spaces at a line's end would break the line.
                is_last = not rest.strip()
                lines[number - 1] = line[:first].rstrip() if is_last else line[:first] + gap + rest
    return "\n".join(lines)


def _close_gaps(document: Node) -> None:
    """Shorten the gaps in a document, which would tell how much was hidden in them."""
    for node in walk(document):
        if node.kind not in {"code", "code_block"}:
            node.literal = _RUN.sub(PLACEHOLDER + " ", node.literal)
            node.title = _RUN.sub(PLACEHOLDER + " ", node.title)


def _last_line(text: str) -> int:
    return len(split_lines(text.rstrip("\r\n")))


def _whole_log_reason(log: Log) -> str:
    if log.is_held_back:
        return "the log has an error"
    return "share: internal" if log.meta.share == "internal" else ""


def _private_parts(sections: Sequence[Section], last_line: int) -> list[Held]:
    """Return the parts that are never published, each run of one part as one."""
    held: list[Held] = []
    ends = [section.first_line - 1 for section in sections[1:]] + [last_line]
    for section, end in zip(sections, ends, strict=True):
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
        if node.kind in _CONTAINERS and node.children:
            held += _private_parts(split_sections(node), end_line(node))
    return held


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


def _held(stretch: Stretch) -> Held:
    reason = "marked internal" if stretch.is_closed else "marked internal, and not closed"
    last = stretch.end[0] if stretch.end[1] > 1 else stretch.end[0] - 1
    return Held(stretch.start[0], max(last, stretch.start[0]), reason)


def _published(path: str, document: Node, held: Sequence[Held]) -> Published:
    # Blanking can only take away; should a part appear that is private all the same, it stays.
    sections = split_sections(document)
    allowed = tuple(section for section in sections if section.part not in NEVER_PUBLISHED)
    return Published(document, allowed, tuple(split_units(path, allowed)), tuple(held))


def _is_within(place: Place, node: Node) -> bool:
    return (node.line, node.column) <= place <= (node.last_line, node.last_column)
