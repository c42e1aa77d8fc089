"""YAML that people write: read strictly, with the position of every key.

No duplicate keys, no aliases (they can grow without bound), no tags, and a mapping on top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Place = tuple[int, int]


class YamlError(ValueError):
    """YAML that cannot be used: ``problem`` is ``syntax``, ``duplicate``, ``alias`` or ``type``.

    The line and column count from 1.
    """

    def __init__(self, problem: str, message: str, line: int = 1, column: int = 1) -> None:
        """Keep what is wrong and where."""
        super().__init__(message)
        self.problem, self.line, self.column = problem, line, column


class StrictMapping(dict[str, Any]):
    """A mapping that knows the line and column of each of its keys (from 1)."""

    def __init__(self, values: Mapping[str, Any], places: Mapping[str, Place]) -> None:
        """Keep the values and the places of their keys."""
        super().__init__(values)
        self.places = places


def parse_mapping(text: str) -> StrictMapping:
    """Return the mapping that a YAML text holds; an empty text holds an empty one.

    Raises YamlError for anything else.
    """
    reader = YAML(typ="rt", pure=True)
    reader.allow_duplicate_keys = False
    try:
        _refuse_aliases(text)
        data = reader.load(text)
    except DuplicateKeyError as error:
        place = _place(error)
        raise YamlError(
            "duplicate", f"the key on line {place[0]} is there twice", *place
        ) from error
    except MarkedYAMLError as error:
        raise YamlError("syntax", str(error.problem), *_place(error)) from error
    except YAMLError as error:
        raise YamlError("syntax", str(error).splitlines()[0]) from error
    except RecursionError as error:
        raise YamlError("syntax", "it nests too deeply") from error
    except ValueError as error:
        # ruamel.yaml lets a date such as 2026-02-30, or a number of a million digits, through.
        raise YamlError("syntax", f"a value is impossible: {error}") from error
    return _mapping(data)


def _mapping(data: Any) -> StrictMapping:  # noqa: ANN401 - whatever the YAML holds
    if data is None:
        return StrictMapping({}, {})
    if not isinstance(data, dict):
        raise YamlError("type", f"expected key: value lines, not {type(data).__name__}")
    wrong = [key for key in data if not isinstance(key, str)]
    if wrong:
        raise YamlError("type", f"the key {wrong[0]!r} is not text (put it in quotes)")
    places = {key: _key_place(data, key) for key in data}
    return StrictMapping({key: _plain(value) for key, value in data.items()}, places)


def _key_place(data: Any, key: str) -> Place:  # noqa: ANN401
    line, column = data.lc.key(key)
    return line + 1, column + 1


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value without the reader's round-trip types."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
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
