"""Units to candidates: every passage of a log with what can be told from its place in it."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ldblog.cues import Words
from ldblog.markdown import Node, walk
from ldblog.sentences import count_words
from ldblog.units import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.parts import Part
    from ldblog.units import Unit

ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s>]+>?")
_NOT_NAMES = re.compile(r"[^\w]+")


@dataclass(eq=False)
class Candidate:
    """A passage: an item without the items under it, a sentence, or a figure.

    The first block of fields is what it is; the second, filled in by ``compare``, what it is
    among the others of its log.
    """

    text: str
    nodes: tuple[Node, ...]
    part: Part | None = None
    subject: str = ""
    above: str = ""  # the words of the item that it hangs under
    depth: int = 0  # how many items it hangs under
    children: int = 0  # how many items hang under it
    kind: str = "paragraph"
    checked: bool | None = None

    position: float = 0.0  # from 0, the first of the log, to 1, the last
    run: int = 0  # its number, from 0, among neighbours of one part, subject and kind
    run_length: int = 1
    mean_words: float = 1.0  # of the log's passages
    total: int = 1  # how many passages the log has
    repeated: float = 0.0  # the share of its words that one passage before it has
    repeats_later: float = 0.0  # the same, of one passage after it
    rarity: float = 0.0  # how rare its words are within the log, from 0 to 1
    links: int = 0  # how many links the log has

    @cached_property
    def words(self) -> Words:
        """Its words, to look cues up in; of addresses, nothing."""
        return Words(ADDRESS.sub(" ", self.text))

    @cached_property
    def heading(self) -> Words:
        """The words of what it stands under."""
        return Words(self.subject)

    @cached_property
    def parent(self) -> Words:
        """The words of the item that it hangs under."""
        return Words(ADDRESS.sub(" ", self.above))

    @cached_property
    def length(self) -> int:
        """How many words it has, addresses aside."""
        return count_words(ADDRESS.sub(" ", self.text))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of its nodes."""
        return frozenset(node.kind for node in self.nodes)

    @cached_property
    def urls(self) -> tuple[str, ...]:
        """The addresses that it links to."""
        linked = [node.url for node in self.nodes if node.kind == "link"]
        return tuple(linked or ADDRESS.findall(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words as they are compared: long ones by how they begin."""
        return frozenset(token[:6] for token in self.words.tokens if len(token) > 2)


def find_candidates(unit: Unit) -> Iterator[Candidate]:
    """Yield the passages of a unit: the item's own words, then those of the items under it."""
    if unit.block.kind == "list":
        yield from _candidates_of_items(unit.block, unit, "", 0)
    elif unit.block.kind in {"code_block", "table"}:
        # A figure is worth what is said of it; its own words would only make it look long.
        found = _candidate_of([] if unit.intro is None else [unit.intro], unit)
        found.nodes, found.kind = (*found.nodes, unit.block), unit.block.kind
        yield found
    else:
        yield _candidate_of([unit.block], unit)


def _candidates_of_items(items: Node, unit: Unit, above: str, depth: int) -> Iterator[Candidate]:
    for item in items.children:
        own = [child for child in item.children if child.kind != "list"]
        nested = [child for child in item.children if child.kind == "list"]
        found = _candidate_of(own, unit)
        found.kind, found.checked, found.above, found.depth = "item", item.checked, above, depth
        found.children = sum(len(child.children) for child in nested)
        yield found
        for child in nested:
            yield from _candidates_of_items(child, unit, found.text, depth + 1)


def _candidate_of(blocks: Sequence[Node], unit: Unit) -> Candidate:
    text = " ".join(" ".join(text_of(block).split()) for block in blocks)
    nodes = tuple(node for block in blocks for node in walk(block))
    kind = blocks[0].kind if blocks else "paragraph"
    return Candidate(text, nodes, unit.part, unit.subject, kind=kind)


def compare(candidates: Sequence[Candidate]) -> None:
    """Fill in what each of a log's passages is among the others."""
    if not candidates:
        return
    mean = sum(one.length for one in candidates) / len(candidates)
    links = sum(len(one.urls) for one in candidates)
    for index, one in enumerate(candidates):
        one.position = index / max(1, len(candidates) - 1)
        one.mean_words, one.links, one.total = max(1.0, mean), links, len(candidates)
    _number_runs(candidates)
    _find_repeats(candidates)
    _find_rarity(candidates)


def _number_runs(candidates: Sequence[Candidate]) -> None:
    runs: list[list[Candidate]] = []
    for one in candidates:
        key = (one.part, one.subject, one.kind, one.depth, one.above)
        last = runs[-1][-1] if runs else None
        if last and key == (last.part, last.subject, last.kind, last.depth, last.above):
            runs[-1].append(one)
        else:
            runs.append([one])
    for run in runs:
        for number, one in enumerate(run):
            one.run, one.run_length = number, len(run)


def _find_repeats(candidates: Sequence[Candidate]) -> None:
    standing: dict[str, list[int]] = {}
    for index, one in enumerate(candidates):
        for stem in one.stems:
            standing.setdefault(stem, []).append(index)
    for index, one in enumerate(candidates):
        shared = Counter(other for stem in one.stems for other in standing[stem])
        size = max(3, len(one.stems))
        before = [count for other, count in shared.items() if other < index]
        after = [count for other, count in shared.items() if other > index]
        one.repeated = max(before, default=0) / size
        one.repeats_later = max(after, default=0) / size


def _find_rarity(candidates: Sequence[Candidate]) -> None:
    counts = Counter(stem for one in candidates for stem in one.stems)
    whole = math.log(len(candidates) + 1)
    for one in candidates:
        rare = [1 - math.log(counts[stem]) / whole for stem in one.stems]
        one.rarity = sum(rare) / len(rare) if rare else 0.0
