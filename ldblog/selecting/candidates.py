"""Units to candidates: every passage of a log with what can be told from its place in it."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING

from ldblog.reading.parts import Part
from ldblog.reading.units import text_of
from ldblog.text.sentences import count_words
from ldblog.text.words import BITS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.reading.units import Unit
    from ldblog.text.markdown import Node

ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s>]+>?")


@lru_cache(maxsize=1024)
def words_of_heading(subject: str) -> Words:
    """Return the words of a heading, under which many passages stand."""
    return Words(subject)


@lru_cache(maxsize=1024)
def stems_of_heading(subject: str) -> frozenset[str]:
    """Return the words of a heading as they are compared."""
    return stems_of(words_of_heading(subject))


def stems_of(words: Words) -> frozenset[str]:
    """Return words as they are compared: by how they begin."""
    return frozenset([token[:6] for token in words.tokens if len(token) > 2])


_MOST_PLACES = 300
_SORTED = frozenset({Part.LEARNED, Part.DETAILS, Part.FAILED})
_FIGURES = ("code", "code_block", "image", "math", "table")
# What a passage is or is not, each a bit: three for each cue, in the order of the cues.
_SIGNS = (
    *(f"says {cue}" for cue in BITS),
    *(f"begins with {cue}" for cue in BITS),
    *(f"under {cue}" for cue in BITS),
    *(f"in {part}" for part in (*Part, None)),
    *(f"is {kind}" for kind in ("item", "code_block", "table", "html_block")),
    *(f"has {kind}" for kind in _FIGURES),
    "is unchecked",
    "is in a plain log",
    "is a passage",
)
SIGNS = {name: 1 << number for number, name in enumerate(_SIGNS)}
_IN = {part: SIGNS[f"in {part}"] | SIGNS["is a passage"] for part in (*Part, None)}
_IS = {kind: SIGNS[f"is {kind}"] for kind in ("item", "code_block", "table", "html_block")}
_HAS = {kind: SIGNS[f"has {kind}"] for kind in _FIGURES}


class Candidate:
    """A passage: an item without the items under it, a sentence, or a figure.

    The first attributes are what it is; the last, filled in by ``compare``, what it is among
    the others of its log.
    """

    __slots__ = (
        "above", "checked", "depth", "figures", "has_link_under", "heading", "is_in_plain_log",
        "kind", "length", "links", "mean_words", "part", "rarity", "repeated", "run_length",
        "stems", "subject", "text", "urls", "words",
    )  # fmt: skip

    def __init__(self, text: str, blocks: Sequence[Node], part: Part | None = None) -> None:
        """Take a passage's text, its blocks, and the part that it stands in."""
        self.text = text
        bare = ADDRESS.sub(" ", text) if "://" in text or "www." in text else text
        self.words = Words(bare)  # to look cues up in; of addresses, nothing
        self.length = count_words(bare)
        self.urls: list[str] = []
        self.figures = 0  # the signs of code, pictures and the like in it
        self._gather(blocks)
        if not self.urls and bare is not text:
            self.urls = ADDRESS.findall(text)
        self.stems = stems_of(self.words)
        self.part = part
        self.subject = ""
        self.heading = words_of_heading("")
        self.above = ""  # the words of the item that it hangs under
        self.depth = 0  # how many items it hangs under
        self.kind = "paragraph"
        self.checked: bool | None = None

        self.is_in_plain_log = False  # whether no heading of the log says what was learned or done
        self.has_link_under = False  # whether the item right under it is but a link
        self.run_length = 1  # how many neighbours it has of one part, subject and kind
        self.mean_words = 1.0  # of the log's passages
        self.repeated = 0.0  # the share of its words that one passage before it has
        self.rarity = 0.0  # how rare its words are within the log, from 0 to 1
        self.links = 0  # how many links the log has

    def put_under(self, subject: str) -> None:
        """Say which heading or label it stands under."""
        self.subject = subject
        self.heading = words_of_heading(subject)

    @property
    def signs(self) -> int:
        """What it is or is not, as the bits of ``SIGNS``."""
        words, cues = self.words, len(BITS)
        found = words.cues | words.first_cues << cues | self.heading.cues << 2 * cues
        found |= _IN[self.part] | _IS.get(self.kind, 0) | self.figures
        if self.checked is False:
            found |= SIGNS["is unchecked"]
        if self.is_in_plain_log:
            found |= SIGNS["is in a plain log"]
        return found

    def _gather(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if node.kind == "link":
                self.urls.append(node.url)
            elif node.kind in _HAS:
                self.figures |= _HAS[node.kind]
            if node.children:
                self._gather(node.children)


def find_candidates(unit: Unit) -> Iterator[Candidate]:
    """Yield the passages of a unit: the item's own words, then those of the items under it."""
    if unit.block.kind == "list":
        yield from _candidates_of_items(unit.block, unit, "", 0)
    elif unit.block.kind in {"code_block", "table"}:
        # A figure is worth what is said of it; its own words would only make it look long.
        found = _candidate_of([] if unit.intro is None else [unit.intro], unit)
        found.kind = unit.block.kind
        found.figures |= _HAS[found.kind]
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
    if blocks and blocks[0] is unit.block:
        text = unit.text
    else:
        text = " ".join([" ".join(text_of(block).split()) for block in blocks])
    found = Candidate(text, blocks, unit.part)
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
    for one, after in pairwise(candidates):
        one.has_link_under = after.depth > one.depth and after.length < 2 and bool(after.urls)
    for _key, run in groupby(candidates, key=_kin_of):
        neighbours = list(run)
        for one in neighbours:
            one.run_length = len(neighbours)
    standing: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(candidates):
        for stem in one.stems:
            standing[stem].append(index)
    _find_repeats(candidates, standing)
    _find_rarity(candidates, standing)


def _kin_of(one: Candidate) -> tuple[object, ...]:
    return one.part, one.subject, one.kind, one.depth, one.above


def _find_repeats(candidates: Sequence[Candidate], standing: Mapping[str, list[int]]) -> None:
    shared: list[dict[int, int]] = [{} for _ in candidates]
    for places in standing.values():
        # A word that stands nearly everywhere makes none a repeat of another.
        for before, index in combinations(places, 2) if 1 < len(places) <= _MOST_PLACES else ():
            counts = shared[index]
            counts[before] = counts.get(before, 0) + 1
    for one, counts in zip(candidates, shared, strict=True):
        if counts:
            one.repeated = max(counts.values()) / max(3, len(one.stems))


def _find_rarity(candidates: Sequence[Candidate], standing: Mapping[str, list[int]]) -> None:
    whole = math.log(len(candidates) + 1)
    rare = [1.0] + [1 - math.log(count) / whole for count in range(1, len(candidates) + 1)]
    for one in candidates:
        if one.stems:
            one.rarity = sum([rare[len(standing[stem])] for stem in one.stems]) / len(one.stems)
