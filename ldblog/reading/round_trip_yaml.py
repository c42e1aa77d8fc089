"""YAML read with a reader that keeps where everything stands, and refuses what can grow.

It takes long to import, and thirty times as long as reading in C: it is asked for what is special.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.parser import Parser
from ruamel.yaml.scanner import Scanner

from ldblog.reading.yaml_values import StrictMapping, YamlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.reading.yaml_values import Place


def load_mapping(text: str) -> StrictMapping:
    """Return the mapping that a YAML text holds; an empty text holds an empty one.

    Raises YamlError for anything else.
    """
    data = _load(text)
    if data is None:
        return StrictMapping({}, {})
    if not isinstance(data, dict):
        kind = "a list" if isinstance(data, list) else "a single value"
        raise YamlError("type", f"expected key: value lines, not {kind}")
    wrong = [key for key in data if not isinstance(key, str)]
    if wrong:
        raise YamlError("type", f"the key {wrong[0]!r} is not text (put it in quotes)")
    mapping: StrictMapping = _plain(data)
    return mapping


def load_items(text: str) -> list[tuple[Any, Place]]:
    """Return the items of the list that a YAML text holds, each with its line and column.

    An empty text holds none. Raises YamlError for anything else.
    """
    data = _load(text)
    if data is None:
        return []
    if not isinstance(data, list):
        raise YamlError("type", "expected a list, with a - before each of its items")
    items: Any = data
    places = [items.lc.item(number) for number in range(len(items))]
    return [
        (_plain(item), (line + 1, column + 1))
        for item, (line, column) in zip(items, places, strict=True)
    ]


def _load(text: str) -> Any:  # noqa: ANN401 - whatever the YAML holds
    reader = YAML(typ="rt", pure=True)
    reader.Constructor = _Constructor
    # Those that keep comments, which nobody asks for, take half as long again, and fail on some.
    reader.Scanner, reader.Parser = Scanner, Parser
    reader.allow_duplicate_keys = False
    try:
        _refuse_aliases(text)
        return reader.load(text)
    except DuplicateKeyError as error:
        raise YamlError("duplicate", "a key is there twice", *_place(error)) from error
    except MarkedYAMLError as error:
        raise YamlError("syntax", str(error.problem), *_place(error)) from error
    except YAMLError as error:
        raise YamlError("syntax", str(error).splitlines()[0]) from error
    except RecursionError as error:
        raise YamlError("syntax", "it nests too deeply") from error


class _Constructor(RoundTripConstructor):
    def construct_object(self, node: Any, deep: bool = False) -> Any:  # noqa: ANN401, FBT
        """Return the object of a node; a value that cannot be has a place, too."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, ArithmeticError) as error:
            # A date such as 2026-02-30, or a number of a million digits.
            message = f"a value is impossible: {error}"
            raise ConstructorError(None, None, message, node.start_mark) from error


def _key_place(data: Any, key: Any) -> Place:  # noqa: ANN401
    line, column = data.lc.key(key)
    return line + 1, column + 1


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value without the reader's round-trip types."""
    if isinstance(value, dict):
        places = {key: _key_place(value, key) for key in value}
        return StrictMapping({key: _plain(item) for key, item in value.items()}, places)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    return value


def _refuse_aliases(text: str) -> None:
    if "*" not in text or "&" not in text:
        return
    for event in _events(text):
        if isinstance(event, AliasEvent):
            mark = event.start_mark
            message = f"the alias *{event.anchor} is not allowed (write the value out)"
            raise YamlError("alias", message, mark.line + 1, mark.column + 1)


def _events(text: str) -> Iterator[Any]:
    yield from YAML(typ="rt", pure=True).parse(text)


def _place(error: MarkedYAMLError) -> Place:
    mark = error.problem_mark or error.context_mark
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
