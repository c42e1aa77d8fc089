"""What YAML that people write is read as, and what is wrong with what cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = tuple[int, int]


class StrictMapping(dict[str, Any]):
    """A mapping that knows the line and column of each of its keys (from 1)."""

    def __init__(self, values: Mapping[str, Any], places: Mapping[str, Place]) -> None:
        """Keep the values and the places of their keys."""
        super().__init__(values)
        self.places = places


class YamlError(ValueError):
    """YAML that cannot be used: ``problem`` is ``syntax``, ``duplicate``, ``alias`` or ``type``.

    The line and column count from 1.
    """

    def __init__(self, problem: str, message: str, line: int = 1, column: int = 1) -> None:
        """Keep what is wrong and where."""
        super().__init__(message)
        self.problem, self.line, self.column = problem, line, column
