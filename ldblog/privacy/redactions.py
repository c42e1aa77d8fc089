"""Trees without the words that the public does not read: in prose, code, links and pictures.

A block is read as a reader would see it, across emphasis, comments and the ends of lines, and
what is found in it is cut out of the nodes that it stands in. The new words are text like any
other, so nothing in them can become markup.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ldblog.privacy.block_readings import (
    CODE,
    LEAVES,
    RAW_BLOCKS,
    Reading,
    is_break,
    is_read,
    place_in,
    read_block,
    strip_tags,
)
from ldblog.privacy.hits import Hit, join_hits
from ldblog.privacy.redactor import cut_out, decode_url
from ldblog.text.inline import strip_comments
from ldblog.text.markdown import Node, walk
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ldblog.privacy.redactor import Redactor

_LINKS = frozenset({"link", "image"})
_PLAIN = frozenset({"text", "soft_break", "line_break"})
_WHOLE = frozenset({"item", "table"})
_SCHEME = compile_late(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Replaced(NamedTuple):
    """A place in a log where the public reads something else, and why."""

    line: int
    column: int
    instead: str
    source: str


def find_blocked(document: Node, redactor: Redactor) -> list[tuple[Node, str]]:
    """Return what is held back, the whole item or table or else the block, and each time why."""
    found: list[tuple[Node, str]] = []
    if not redactor.blocks:
        return found
    pending: list[tuple[Node, Node | None]] = [(document, None)]
    while pending:
        node, whole = pending.pop()
        whole = node if node.kind in _WHOLE else whole
        hits = find_hits(node, redactor) if is_read(node) else ()
        found += [(whole or node, hit.source) for _node, hit in hits if hit.blocks]
        pending += [(child, whole) for child in node.children]
    return found


def find_hits(block: Node, redactor: Redactor) -> Iterator[tuple[Node, Hit]]:
    """Yield what is not to be read in a block, each in a node: words, addresses and titles."""
    for reading in read_block(block):
        for hit in find_in(reading, redactor):
            leaf, start, end = next(reading.within(hit.start, hit.end))
            yield leaf, hit._replace(start=start, end=end)
    for link in (node for node in walk(block) if node.kind in _LINKS):
        titles, urls = _find_in_link(link, redactor)
        yield from ((link, hit._replace(start=0)) for hit in [*titles, *urls])
    yield from ((block, hit._replace(start=0)) for hit in redactor.find(block.info))


def texts_of(block: Node) -> Iterator[str]:
    """Yield the texts that ``find_hits`` looks at in a block."""
    if block.kind not in RAW_BLOCKS and all(child.kind in _PLAIN for child in block.children):
        # As most are: it is read in one way only, and leads nowhere.
        yield "".join([it.literal if it.kind == "text" else " " for it in block.children])
        return
    yield from (reading.text for reading in read_block(block))
    for link in (node for node in walk(block) if node.kind in _LINKS):
        yield link.title
        yield decode_url(link.url)
    yield block.info


def find_in(reading: Reading, redactor: Redactor) -> list[Hit]:
    """Return what is not to be read in a block as it is read."""
    find = redactor.find_in_code if reading.is_code else redactor.find
    return find(reading.text)


def find_sources(document: Node, redactor: Redactor) -> set[str]:
    """Return the sources of all that is found in a document."""
    blocks = (node for node in walk(document) if is_read(node))
    return {hit.source for block in blocks for _node, hit in find_hits(block, redactor)}


def redact(document: Node, redactor: Redactor) -> tuple[Node, list[Replaced]]:
    """Return a document as the public reads it, and all that was replaced."""
    blocks = (node for node in walk(document) if is_read(node))
    # Most hold nothing, and need not be asked block by block where it is.
    if not redactor.may_find(text for block in blocks for text in texts_of(block)):
        return document, []
    editor = _Editor(redactor)
    return editor.edit(document), sorted(set(editor.replaced))


class _Editor:
    """Edits a tree block by block, and remembers what it replaced."""

    def __init__(self, redactor: Redactor) -> None:
        self.redactor = redactor
        self.replaced: list[Replaced] = []

    def edit(self, node: Node) -> Node:
        """Return a node, itself where nothing in it is replaced."""
        if node.kind in RAW_BLOCKS:
            return self._edit_raw(node)
        if is_read(node):
            return self._edit_words(node)
        children = [self.edit(child) for child in node.children]
        is_same = all(map(operator.is_, children, node.children))
        return node if is_same else replace(node, children=children)

    def _edit_raw(self, node: Node) -> Node:
        reading, *others = read_block(node)
        hits = find_in(reading, self.redactor)
        # Tags are only text here: where they cut a word in two, they go.
        if others and self.redactor.find(strip_tags(cut_out(reading.text, hits))):
            reading = others[0]
            hits = find_in(reading, self.redactor)
        hits = [_say(self.redactor, reading, node, hit) for hit in hits]
        infos = self.redactor.find(node.info)
        self._note((node, hit) for hit in [*hits, *infos])
        if hits:
            node = replace(node, literal=cut_out(reading.text, hits))
        return replace(node, info="") if infos else node

    def _edit_words(self, block: Node) -> Node:
        cuts: dict[int, list[Hit]] = defaultdict(list)
        for reading in read_block(block):
            for hit in find_in(reading, self.redactor):
                self._cut(cuts, reading, hit)
        is_linked = any(
            any(_find_in_link(node, self.redactor)) for node in walk(block) if node.kind in _LINKS
        )
        return self._rebuild(block, cuts) if cuts or is_linked else block

    def _cut(self, cuts: dict[int, list[Hit]], reading: Reading, hit: Hit) -> None:
        """Cut a hit out of all leaves that it stands in; the first says what stands for it."""
        for number, (leaf, start, end) in enumerate(reading.within(hit.start, hit.end)):
            said = hit._replace(start=start, end=end, instead="")
            if number == 0:
                instead = _say(self.redactor, reading, leaf, hit).instead
                said = said._replace(instead=instead)
                self._note([(leaf, said)])
            cuts[id(leaf)].append(said)

    def _rebuild(self, node: Node, cuts: Mapping[int, list[Hit]]) -> Node:
        node = replace(
            node,
            children=[new for child in node.children for new in self._rebuild_inline(child, cuts)],
        )
        return self._edit_link(node) if node.kind in _LINKS else node

    def _rebuild_inline(self, node: Node, cuts: Mapping[int, list[Hit]]) -> Iterator[Node]:
        if node.kind not in LEAVES:
            yield self._rebuild(node, cuts)
        elif id(node) not in cuts:
            yield node
        else:
            yield from _without(node, join_hits(cuts[id(node)]))

    def _edit_link(self, node: Node) -> Node:
        """Return a link or picture whose target goes if it says too much, and not its words."""
        titles, urls = _find_in_link(node, self.redactor)
        said = [self.redactor.say_in(node.title, hit) for hit in titles]
        gone = [hit._replace(instead="") for hit in urls]
        self._note((node, hit._replace(start=0)) for hit in [*said, *gone])
        title = cut_out(node.title, said)
        return replace(node, url="" if urls else node.url, title=title)

    def _note(self, hits: Iterable[tuple[Node, Hit]]) -> None:
        self.replaced += [
            Replaced(*place_in(node, hit.start), hit.instead, hit.source) for node, hit in hits
        ]


def _find_in_link(node: Node, redactor: Redactor) -> tuple[list[Hit], list[Hit]]:
    """Return what is found in the title and in the address of a link or picture.

    The address of a file of the log's own is not published.
    """
    urls = redactor.find_in_url(node.url) if _SCHEME.match(node.url) else []
    return redactor.find(node.title), urls


def _say(redactor: Redactor, reading: Reading, leaf: Node, hit: Hit) -> Hit:
    """Return a hit with what stands for it in a leaf: in code, as one word."""
    if leaf.kind in CODE:
        before, after = reading.text[: hit.start][-1:], reading.text[hit.end :][:1]
        said = redactor.name(hit).replace(" ", "_")
        said = f"_{said}" if before.isalnum() else said
        return hit._replace(instead=f"{said}_" if after.isalnum() else said)
    return redactor.say_in(reading.text, hit)


def _without(leaf: Node, cuts: Sequence[Hit]) -> Iterator[Node]:
    """Yield what is left of a leaf, and what stands for the rest."""
    if is_break(leaf):
        return
    if leaf.kind != "text":
        kind = "text" if leaf.kind == "html" else "code"
        yield replace(leaf, kind=kind, literal=cut_out(strip_comments(leaf.literal), cuts))
        return
    last = 0
    for cut in cuts:
        yield from _piece(leaf, last, cut.start)
        if cut.instead:
            (stretch,) = _piece(leaf, cut.start, cut.end)
            yield replace(stretch, literal=cut.instead, columns=())
        last = cut.end
    yield from _piece(leaf, last, len(leaf.literal))


def _piece(leaf: Node, start: int, end: int) -> Iterator[Node]:
    """Yield a stretch of a text, if there is any, where it stands in the source."""
    if start < end:
        columns = leaf.columns or range(leaf.column, leaf.column + len(leaf.literal))
        yield replace(
            leaf,
            literal=leaf.literal[start:end],
            column=columns[start],
            last_column=columns[end] - 1 if end < len(columns) else leaf.last_column,
            columns=leaf.columns[start:end],
        )
