"""YAML as nearly everybody writes it, read in C; all that is special is left alone.

The strict reader takes thirty times as long. It reads what is left, and says what is wrong.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

import yaml

from ldblog.reading.yaml_values import Place, StrictMapping

_LOADER: Any = getattr(yaml, "CBaseLoader", None)
# Tags, anchors, aliases, texts of many lines, escapes and directives, where readers may disagree;
# and what nests so deeply that reading in C could end the program.
_SPECIAL = re.compile(r"(?<![^\s\[\]{},:-])[&*!|>%@`?]|\\|^(?:---|\.\.\.)|^ {40}|(?:- ){4}", re.M)
_CONSTANTS = {"": None, "true": True, "false": False}
_NUMBER = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# What may be no text for one reader or the other is none of these.
_TEXT = re.compile(r"(?!(?:true|false|null|yes|no|on|off|[yn])\Z)[^\W\d_].*", re.IGNORECASE)


class _SpecialError(ValueError):
    """Something is for the strict reader."""


def read_plain_mapping(text: str) -> StrictMapping | None:
    """Return the mapping in a YAML text of plain keys and texts, nothing where it is any other."""
    is_plain = text.replace("\n", "").isprintable() and not _SPECIAL.search(text)
    if _LOADER is None or not is_plain:
        return None
    try:
        node = yaml.compose(text, Loader=_LOADER)
        if node is None:  # nothing but comments
            return StrictMapping({}, {})
        return _mapping(node) if isinstance(node, yaml.MappingNode) else None
    except (yaml.YAMLError, ValueError):
        return None


def _mapping(node: yaml.MappingNode) -> StrictMapping:
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for key, value in node.value:
        name = _value(key)
        if not isinstance(name, str) or name in values:
            raise _SpecialError
        values[name] = _value(value)
        places[name] = (key.start_mark.line + 1, key.start_mark.column + 1)
    return StrictMapping(values, places)


def _value(node: yaml.Node) -> Any:  # noqa: ANN401 - whatever the YAML holds
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if node.start_mark.line != node.end_mark.line:
        raise _SpecialError
    is_quoted = isinstance(node, yaml.ScalarNode) and node.style
    return node.value if is_quoted else _scalar(node.value)


def _scalar(text: str) -> Any:  # noqa: ANN401 - whatever the YAML holds
    """Return what is meant by words without quotes."""
    if _TEXT.fullmatch(text):
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    if not _DATE.fullmatch(text):
        raise _SpecialError
    return datetime.date.fromisoformat(text)
