"""Units to candidates: every passage of a log with what can be told from its place in it."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.markdown import walk
from ldblog.parts import Part
from ldblog.sentences import count_words
from ldblog.units import text_of
from ldblog.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.markdown import Node
    from ldblog.units import Unit

ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s>]+>?")


@lru_cache(maxsize=1024)
def words_of_heading(subject: str) -> Words:
    """Return the words of a heading, under which many passages stand."""
    return Words(subject)


_SORTED = frozenset({Part.LEARNED, Part.DETAILS, Part.FAILED})


class Candidate:
    """A passage: an item without the items under it, a sentence, or a figure.

    The first attributes are what it is; the last, filled in by ``compare``, what it is among
    the others of its log.
    """

    __slots__ = (
        "above", "checked", "depth", "heading", "is_in_plain_log", "kind", "kinds", "length",
        "links", "mean_words", "part", "rarity", "repeated", "repeats_later", "run",
        "run_length", "stems", "subject", "text", "urls", "words",
    )  # fmt: skip

    def __init__(self, text: str, nodes: Sequence[Node], part: Part | None = None) -> None:
        """Take a passage's text, its nodes, and the part that it stands in."""
        self.text = text
        bare = ADDRESS.sub(" ", text) if "://" in text or "www." in text else text
        self.words = Words(bare)  # to look cues up in; of addresses, nothing
        self.length = len(bare.split()) if bare.isascii() else count_words(bare)
        self.kinds = frozenset([node.kind for node in nodes])
        linked = [node.url for node in nodes if node.kind == "link"]
        self.urls = linked or (ADDRESS.findall(text) if bare is not text else [])
        # Its words as they are compared: by how they begin.
        self.stems = frozenset([token[:6] for token in self.words.tokens if len(token) > 2])
        self.part = part
        self.subject = ""
        self.heading = words_of_heading("")
        self.above = ""  # the words of the item that it hangs under
        self.depth = 0  # how many items it hangs under
        self.kind = "paragraph"
        self.checked: bool | None = None

        self.is_in_plain_log = False  # whether no heading of the log says what was learned or done
        self.run = 0  # its number, from 0, among neighbours of one part, subject and kind
        self.run_length = 1
        self.mean_words = 1.0  # of the log's passages
        self.repeated = 0.0  # the share of its words that one passage before it has
        self.repeats_later = 0.0  # the same, of one passage after it
        self.rarity = 0.0  # how rare its words are within the log, from 0 to 1
        self.links = 0  # how many links the log has

    def put_under(self, subject: str) -> None:
        """Say which heading or label it stands under."""
        self.subject = subject
        self.heading = words_of_heading(subject)


def find_candidates(unit: Unit) -> Iterator[Candidate]:
    """Yield the passages of a unit: the item's own words, then those of the items under it."""
    if unit.block.kind == "list":
        yield from _candidates_of_items(unit.block, unit, "", 0)
    elif unit.block.kind in {"code_block", "table"}:
        # A figure is worth what is said of it; its own words would only make it look long.
        found = _candidate_of([] if unit.intro is None else [unit.intro], unit)
        found.kinds, found.kind = found.kinds | {unit.block.kind}, unit.block.kind
        yield found
    else:
        yield _candidate_of([unit.block], unit)


def _candidates_of_items(items: Node, unit: Unit, above: str, depth: int) -> Iterator[Candidate]:
    for item in items.children:
        own = [child for child in item.children if child.kind != "list"]
        found = _candidate_of(own, unit)
        found.kind, found.checked, found.above, found.depth = "item", item.checked, above, depth
        yield found
        for child in item.children:
            if child.kind == "list":
                yield from _candidates_of_items(child, unit, found.text, depth + 1)


def _candidate_of(blocks: Sequence[Node], unit: Unit) -> Candidate:
    text = " ".join([" ".join(text_of(block).split()) for block in blocks])
    found = Candidate(text, [node for block in blocks for node in walk(block)], unit.part)
    found.put_under(unit.subject)
    found.kind = blocks[0].kind if blocks else "paragraph"
    return found


def compare(candidates: Sequence[Candidate]) -> None:
    """Fill in what each of a log's passages is among the others."""
    mean = sum([one.length for one in candidates]) / max(1, len(candidates))
    links = sum([len(one.urls) for one in candidates])
    is_plain = _SORTED.isdisjoint([one.part for one in candidates])
    for one in candidates:
        one.mean_words, one.links = max(1.0, mean), links
        one.is_in_plain_log = is_plain and one.part is None
    _number_runs(candidates)
    standing: dict[str, list[int]] = {}
    for index, one in enumerate(candidates):
        for stem in one.stems:
            standing.setdefault(stem, []).append(index)
    _find_repeats(candidates, standing)
    _find_rarity(candidates, standing)


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


def _find_repeats(candidates: Sequence[Candidate], standing: Mapping[str, list[int]]) -> None:
    for index, one in enumerate(candidates):
        shared = [0] * len(candidates)
        for stem in one.stems:
            places = standing[stem]
            if len(places) > 1:
                for other in places:
                    shared[other] += 1
        size = max(3, len(one.stems))
        one.repeated = max(shared[:index], default=0) / size
        one.repeats_later = max(shared[index + 1 :], default=0) / size


def _find_rarity(candidates: Sequence[Candidate], standing: Mapping[str, list[int]]) -> None:
    whole = math.log(len(candidates) + 1)
    rare = {stem: 1 - math.log(len(places)) / whole for stem, places in standing.items()}
    for one in candidates:
        if one.stems:
            one.rarity = sum([rare[stem] for stem in one.stems]) / len(one.stems)
