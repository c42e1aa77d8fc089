"""What values may look like, said beside the functions that check them: as JSON Schema.

Editors complete and validate by it. A shape may let through what its function refuses (a function
knows more), but never the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Shape = dict[str, Any]
_Checker = TypeVar("_Checker", bound="Callable[..., Any]")

_SHAPES: dict[Any, Shape] = {}

NOTHING: Shape = {"type": "null"}
TEXT: Shape = {"type": "string"}
TEXTS: Shape = {"type": "array", "items": TEXT}
# Some words and nothing that breaks the line, whatever stands around it.
LINE: Shape = {"type": "string", "pattern": r"^\s*\S[^\n]*\s*$"}
HANDLE: Shape = {"type": "string", "pattern": r"^[^\s._/\\-][^\s/\\]*$"}
URL: Shape = {"type": "string", "pattern": "^https?://"}


def shaped(shape: Shape) -> Callable[[_Checker], _Checker]:
    """Return a decorator that keeps the shape of what a function lets through."""

    def keep(checker: _Checker) -> _Checker:
        _SHAPES[checker] = shape
        return checker

    return keep


def shape_of(checker: Callable[..., Any]) -> Shape:
    """Return the shape that was said of a function; one of which none was said takes anything."""
    return _SHAPES.get(checker, {})


def or_nothing(shape: Shape) -> Shape:
    """Return a shape that an empty value has, too."""
    return {"anyOf": [shape, NOTHING]} if shape else {}


def list_of(shape: Shape) -> Shape:
    """Return the shape of a list."""
    return {"type": "array", "items": shape}


def mapping_of(values: Shape, **more: object) -> Shape:
    """Return the shape of a mapping whose keys people choose."""
    return {"type": "object", "additionalProperties": values, **more}


def record_of(
    keys: Mapping[str, Shape], required: Sequence[str] = (), *, is_open: bool = False
) -> Shape:
    """Return the shape of a mapping with fixed keys; with others besides if it is open."""
    shape: Shape = {"type": "object", "properties": {**keys}, "additionalProperties": is_open}
    return {**shape, "required": [*required]} if required else shape


def in_any_case(words: Sequence[str]) -> str:
    """Return a pattern of words in any case; JSON Schema has no flags."""
    return "|".join(
        "".join(f"[{mark.upper()}{mark}]" if mark.isalpha() else mark for mark in word)
        for word in words
    )


def one_of(words: Sequence[str]) -> Shape:
    """Return the shape of a word that people may write in any case."""
    pattern = rf"^\s*(?:{in_any_case(words)})\s*$"
    return {"anyOf": [{"enum": [*words]}, {"type": "string", "pattern": pattern}]}


def words_up_to(count: int) -> Shape:
    """Return the shape of a line of so many characters; numbers and dates in YAML are such, too.

    White space is not counted, since a reader may take more of it as one space.
    """
    return {"type": ["string", "number"], "pattern": rf"^(?:\s*\S){{0,{count}}}\s*$"}
