"""Chosen units to the lines of an entry, and a full-length log to the lines of an article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ldblog.composing import phrases
from ldblog.composing.authors import slugify
from ldblog.composing.posts import Line
from ldblog.composing.trim import trim, trim_unit_block
from ldblog.reading.parts import Part
from ldblog.reading.units import source_of
from ldblog.text.cut import ELLIPSIS
from ldblog.text.inline import escape_text
from ldblog.text.markdown import end_line, plain_text
from ldblog.text.render import render_blocks, render_list_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ldblog.reading.units import Unit
    from ldblog.text.links import Rewriter
    from ldblog.text.markdown import Node


class Also(NamedTuple):
    """Who else wrote what a unit says, as Markdown, and where."""

    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def add_to(self, line: Line) -> Line:
        """Return a unit's line with the others' names and places."""
        names = f" — {phrases.ALSO} {phrases.join(self.names)}" if self.names else ""
        return Line(f"{line.text}{names}", ", ".join([line.source, *self.sources]))


@dataclass(frozen=True)
class Anchors:
    """The anchors of an entry's headings: they begin with its ``key``, and none is ``taken`` yet.

    What is taken is so in the whole post.
    """

    key: str
    taken: set[str] = field(default_factory=set)

    def make(self, label: str) -> str:
        """Return the anchor of a heading, which is taken from now on."""
        stem = anchor = f"{self.key}-{slugify(label)}"
        number = 2
        while anchor in self.taken:
            anchor, number = f"{stem}-{number}", number + 1
        self.taken.add(anchor)
        return anchor


class Portion(NamedTuple):
    """What an entry says of one log, how links in it work, and who else wrote it."""

    units: Sequence[Unit]
    rewriter: Rewriter
    also: Mapping[Unit, Also] = MappingProxyType({})


def render_portions(
    portions: Sequence[Portion], anchors: Anchors, is_telling: Callable[[str], bool]
) -> list[Line]:
    """Return the lines of an entry's units, under the subjects that they are about.

    What is under no subject comes first, whoever wrote it: after a heading it would seem to belong
    there. What did not work comes last.
    """
    groups: dict[str, list[Portion]] = {"": []}
    for portion in portions:
        for label, units in _by_label(portion.units, is_telling).items():
            groups.setdefault(label, []).append(portion._replace(units=units))
    groups[phrases.DID_NOT_WORK] = groups.pop(phrases.DID_NOT_WORK, [])
    lines: list[Line] = []
    for label, group in groups.items():
        lines += _spaced(lines, _render_label(label, anchors)) if group else []
        for portion in group:
            for line in _render_group(portion.units, portion.rewriter, portion.also):
                lines += _spaced(lines, line)
    for portion in portions:
        path = portion.units[0].path if portion.units else ""
        lines += _render_definitions(lines, portion.rewriter, path)
    return lines


def _by_label(units: Sequence[Unit], is_telling: Callable[[str], bool]) -> dict[str, list[Unit]]:
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        groups.setdefault(_label(unit, is_telling), []).append(unit)
    return groups


def _render_group(
    units: Sequence[Unit], rewriter: Rewriter, also: Mapping[Unit, Also]
) -> Iterator[list[Line]]:
    """Yield the lines of each run of units, and of what introduces it."""
    intro: Node | None = None
    for run in _runs(units):
        if run[0].intro is not None and run[0].intro is not intro:
            yield _render(run[0].intro, rewriter, run[0].path)
        intro = run[0].intro
        lines = _render_run(run, rewriter)
        yield [_with_names(line, run, also) if line.text else line for line in lines]


def _with_names(line: Line, run: Sequence[Unit], also: Mapping[Unit, Also]) -> Line:
    # Who told it as well has told all of its line: it is one paragraph of its own.
    others = [also[unit] for unit in run if unit in also and unit.source == line.source]
    return others[0].add_to(line) if others else line


def _runs(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return units in runs that are written as one block: items of a list, or sentences."""
    runs: list[list[Unit]] = []
    for unit in units:
        if runs and _continues(runs[-1][-1], unit):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _continues(before: Unit, unit: Unit) -> bool:
    if before.intro is not unit.intro:
        return False
    if before.block.kind == unit.block.kind == "list":
        return (before.block.start is None) == (unit.block.start is None)
    return before.block.kind == unit.block.kind == "paragraph" and before.group == unit.group


def _render_run(run: Sequence[Unit], rewriter: Rewriter) -> list[Line]:
    first = run[0].block
    if first.kind == "paragraph":
        return _join_sentences(run, rewriter)
    if first.kind != "list":
        return [Line(text, run[0].source) for text in render_blocks([rewriter.rewrite(first)])]
    start = None if first.start is None else 1
    items = [item for unit in run for item in trim_unit_block(unit.block).children]
    rendered = render_list_items(rewriter.rewrite(replace(first, start=start, children=items)))
    return [
        Line(text, unit.source if text else "")
        for unit, texts in zip(run, rendered, strict=True)
        for text in texts
    ]


def _join_sentences(run: Sequence[Unit], rewriter: Rewriter) -> list[Line]:
    """Return sentences of one paragraph, joined up again; what is left out leaves a mark."""
    lines: list[Line] = []
    for number, unit in enumerate(run):
        found = [
            Line(text, unit.source) for text in render_blocks([rewriter.rewrite(trim(unit.block))])
        ]
        if lines and found:
            gap = " " if run[number - 1].index + 1 == unit.index else f" {ELLIPSIS} "
            text = f"{lines[-1].text}{gap}{found[0].text}"
            lines[-1] = Line(text, _join_sources(lines[-1].source, unit.source))
            found = found[1:]
        lines += found
    return lines


def render_article(
    document: Node, rewriter: Rewriter, path: str, title: str
) -> tuple[list[Line], list[Line]]:
    """Return the lines of a full-length log: those up to its first paragraph, and the rest.

    A first heading that repeats the title is left out.
    """
    blocks = document.children
    if blocks and blocks[0].kind == "heading" and plain_text(blocks[0]).strip() == title:
        blocks = blocks[1:]
    rendered = _render_apart(replace(document, children=blocks), rewriter, path)
    # What lists show should have words in it: a heading alone says little.
    is_heading = bool(rendered) and rendered[0][0].text.startswith("#")
    end = 2 if is_heading else 1
    first = _join_blocks(rendered[:end])
    rest = [line for block in rendered[end:] for line in [Line(""), *block]]
    return first, rest + _render_definitions([*first, *rest], rewriter, path)


def render_document(document: Node, rewriter: Rewriter, path: str) -> list[Line]:
    """Return the lines of a whole document, its headings demoted so that the first level is 2."""
    lines = _join_blocks(_render_apart(document, rewriter, path))
    return lines + _render_definitions(lines, rewriter, path)


def _join_blocks(blocks: Sequence[list[Line]]) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        lines += _spaced(lines, block)
    return lines


def _render_apart(document: Node, rewriter: Rewriter, path: str) -> list[list[Line]]:
    """Return the lines of each block that has any, its headings demoted."""
    blocks = [node for node in document.children if node.kind != "footnote_definition"]
    shift = 2 - min((node.level for node in blocks if node.level), default=2)
    demoted = [
        replace(node, level=min(node.level + shift, 6)) if node.level else node for node in blocks
    ]
    return [lines for node in demoted if (lines := _render(node, rewriter, path))]


def _render(block: Node, rewriter: Rewriter, path: str) -> list[Line]:
    """Return a block's lines; a list's items have each their own source."""
    if block.kind != "list":
        source = source_of(path, block.line, end_line(block))
        return [Line(text, source) for text in render_blocks([rewriter.rewrite(block)])]
    lines: list[Line] = []
    rendered = render_list_items(rewriter.rewrite(block))
    for item, texts in zip(block.children, rendered, strict=True):
        source = source_of(path, item.line, end_line(item))
        lines += [Line(text, source if text else "") for text in texts]
    return lines


def _render_definitions(lines: Sequence[Line], rewriter: Rewriter, path: str) -> list[Line]:
    found: list[Line] = []
    for definition in rewriter.definitions():
        source = source_of(path, definition.line, end_line(definition))
        texts = [Line(text, source) for text in render_blocks([definition])]
        found += _spaced([*lines, *found], texts)
    return found


def _label(unit: Unit, is_telling: Callable[[str], bool]) -> str:
    if unit.part is Part.FAILED:
        return phrases.DID_NOT_WORK
    return unit.subject if is_telling(unit.subject) else ""


def _render_label(label: str, anchors: Anchors) -> list[Line]:
    return [Line(f"#### {escape_text(label)} {{ #{anchors.make(label)} }}")] if label else []


def _join_sources(first: str, second: str) -> str:
    return first if first == second else f"{first}, {second}"


def _spaced(lines: Sequence[Line], found: list[Line]) -> list[Line]:
    return [Line(""), *found] if lines and found else found
