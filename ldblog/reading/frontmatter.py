"""Front matter of logs and session files: the block between two lines of ``---``.

Nothing of it is given up on in silence, and the lines are kept where they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ldblog.reading.strict_yaml import parse_mapping
from ldblog.reading.yaml_values import YamlError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.reading.yaml_values import Place, StrictMapping

# Far more than anybody writes; the reader is slow.
MAX_LENGTH = 20_000

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_END = re.compile(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)


class FrontMatter(NamedTuple):
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
    fence = _FENCE.match(text)
    if fence is None:
        return FrontMatter({}, {}, text)
    end = _END.search(text, fence.end())
    if end is None:
        raise YamlError("syntax", "the front matter is not closed with a line of ---")
    try:
        mapping = _load(text[fence.end() : end.start()])
    except YamlError as error:
        raise YamlError(error.problem, str(error), error.line + 1, error.column) from error
    values, places = {}, {}
    for key, (line, column) in mapping.places.items():
        known = key.strip().lower()
        if known in values:
            raise YamlError("duplicate", f"{known} is there twice", line + 1, column)
        values[known], places[known] = mapping[key], (line + 1, column)
    # A space each, lest a lone \r come to stand before a \n.
    blank = re.sub(r"[^\r\n]", " ", text[: end.end()])
    return FrontMatter(values, places, blank + text[end.end() :])


def _load(block: str) -> StrictMapping:
    if len(block) > MAX_LENGTH:
        raise YamlError("syntax", f"it is longer than {MAX_LENGTH:,} characters")
    return parse_mapping(block)
