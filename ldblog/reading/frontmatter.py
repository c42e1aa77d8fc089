"""Front matter of logs and session files: the block between two lines of ``---``.

python-frontmatter cuts and loads it, through a handler of ours that gives up on nothing in
silence and keeps the lines where they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frontmatter.default_handlers import YAMLHandler

from ldblog.reading.strict_yaml import YamlError, parse_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.reading.plain_yaml import Place, StrictMapping

# Far more than anybody writes; the reader is slow.
MAX_LENGTH = 20_000

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_END = re.compile(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)


class StrictHandler(YAMLHandler):
    """Cuts and loads front matter, and raises YamlError where it cannot be read."""

    def detect(self, text: str) -> bool:
        """Tell whether a text begins with a fence."""
        return _FENCE.match(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return the front matter and what comes after it, both as they stand."""
        start = _FENCE.match(text)
        end = _END.search(text, start.end()) if start else None
        if start is None or end is None:
            raise YamlError("syntax", "the front matter is not closed with a line of ---")
        return text[start.end() : end.start()], text[end.end() :]

    def load(self, fm: str, **_options: object) -> StrictMapping:
        """Return the mapping that the front matter holds."""
        if len(fm) > MAX_LENGTH:
            raise YamlError("syntax", f"it is longer than {MAX_LENGTH:,} characters")
        return parse_mapping(fm)


@dataclass(frozen=True)
class FrontMatter:
    """The values, where each key stands (from 1), and the text with the block blanked out.

    Keys are in lower case: who writes ``Share: internal`` means it.
    The body keeps the file's lines: what stood on line 12 still does.
    """

    values: Mapping[str, Any]
    places: Mapping[str, Place]
    body: str


def parse_front_matter(text: str) -> FrontMatter:
    """Return the front matter of a text, empty where it has none.

    Raises YamlError, with the line in the file, where there is some that cannot be read.
    """
    handler = StrictHandler()
    if not handler.detect(text):
        return FrontMatter({}, {}, text)
    block, rest = handler.split(text)
    try:
        mapping = handler.load(block)
    except YamlError as error:
        raise YamlError(error.problem, str(error), error.line + 1, error.column) from error
    values, places = {}, {}
    for key, (line, column) in mapping.places.items():
        known = key.strip().lower()
        if known in values:
            raise YamlError("duplicate", f"{known} is there twice", line + 1, column)
        values[known], places[known] = mapping[key], (line + 1, column)
    # A space each, lest a lone \r come to stand before a \n.
    blank = re.sub(r"[^\r\n]", " ", text[: len(text) - len(rest)])
    return FrontMatter(values, places, blank + rest)
