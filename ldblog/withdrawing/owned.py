"""The entries that a post has: where their blocks stand, and whose logs they were made from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ldblog.composing.authors import ANONYMOUS_NAME
from ldblog.composing.posts import read_front_matter, render_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from ldblog.composing.posts import Line
    from ldblog.reading.people import People

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?:.*\{[^{}]*#([\w-]+)[^{}]*\}[ \t]*$)?")
_COMMENT = re.compile(r"#[ \t]")
_LOG = re.compile(r"([^,:\s][^,:]*)\.md:\d")
_LEVEL = 3


class Owned(NamedTuple):
    """An entry of a post, and the handles of the people whose logs it was made from.

    ``people`` is empty where nothing tells; ``article`` is the slug of the entry's article.
    """

    anchor: str
    name: str
    people: frozenset[str]
    is_named: bool
    article: str = ""
    topic: str = ""

    @property
    def is_colleague(self) -> bool:
        """Whether it is by somebody of whom the public knows nothing at all."""
        return not self.is_named and self.name == ANONYMOUS_NAME


def read_owned(lines: Sequence[Line], people: People) -> list[Owned]:
    """Return the entries that a post's front matter lists."""
    found = read_front_matter(render_lines(lines)).get("entries")
    values = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    values = [one for one in values if isinstance(one.get("anchor"), str)]
    texts = [line.text for line in lines]
    blocks = find_blocks(texts, {one["anchor"] for one in values})
    entries = []
    for one in values:
        handles = one.get("people")
        named = [it for it in handles if isinstance(it, str)] if isinstance(handles, list) else []
        block = blocks.get(one["anchor"], range(0))
        logs = [handle for number in block for handle in handles_of(lines[number])]
        owners = frozenset(people.find(it).handle.lower() for it in [*named, *logs])
        name, article, topic = (str(one.get(key, "")) for key in ("name", "article", "topic"))
        entries.append(Owned(one["anchor"], name, owners, bool(named), article, topic))
    return entries


def handles_of(line: Line) -> list[str]:
    """Return the handles, as their files have them, of the logs that a line came from."""
    return _LOG.findall(line.source)


def find_blocks(
    lines: Sequence[str], anchors: Set[str], *, in_code: bool = False
) -> dict[str, range]:
    """Return the lines of each entry: from its heading to the next entry or greater heading.

    ``in_code`` says whether to look within fences, too, where a single # begins a comment.
    """
    blocks: dict[str, range] = {}
    name, start = "", 0
    for number, level, anchor in [*_headings(lines, in_code=in_code), (len(lines), 1, "")]:
        if level <= _LEVEL or anchor in anchors:
            if name:
                blocks[name] = range(start, number)
            name, start = anchor if anchor in anchors and anchor not in blocks else "", number
    return blocks


def _headings(lines: Sequence[str], *, in_code: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the number, the level and the anchor of each heading."""
    fence = ""
    for number, line in enumerate(lines):
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and line.strip().startswith(fence) else fence
        elif opened and not in_code:
            fence = opened[1]
        elif (found := _HEADING.match(line)) and not (in_code and _COMMENT.match(line)):
            yield number, len(found[1]), found[2] or ""
