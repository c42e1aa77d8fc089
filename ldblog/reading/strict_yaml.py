"""YAML that people write: read strictly, with the position of every key.

No duplicate keys, no aliases (they can grow without bound), no tags, and a mapping on top.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ldblog.reading.plain_yaml import read_plain_mapping
from ldblog.reading.yaml_values import YamlError

if TYPE_CHECKING:
    from ldblog.reading.yaml_values import Place, StrictMapping

MAX_DEPTH = 100

_BRACKET = re.compile(r"[\[\]{}]")


def parse_mapping(text: str) -> StrictMapping:
    """Return the mapping that a YAML text holds; an empty text holds an empty one.

    Raises YamlError for anything else.
    """
    _refuse_nesting(text)
    plain = read_plain_mapping(text)
    if plain is not None:
        return plain
    # Slow to import, and most YAML is plain.
    from ldblog.reading.round_trip_yaml import load_mapping  # noqa: PLC0415

    return load_mapping(text)


def parse_items(text: str) -> list[tuple[Any, Place]]:
    """Return the items of the list that a YAML text holds, each with its line and column.

    An empty text holds none. Raises YamlError for anything else.
    """
    _refuse_nesting(text)
    from ldblog.reading.round_trip_yaml import load_items  # noqa: PLC0415 - as above

    return load_items(text)


def _refuse_nesting(text: str) -> None:
    """Refuse brackets that nest deeply, on which the parser's time is quadratic."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MAX_DEPTH:
            before = text[: bracket.start()].split("\n")
            raise YamlError("syntax", "it nests too deeply", len(before), len(before[-1]) + 1)
