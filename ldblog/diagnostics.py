"""What is wrong in people's files: where, what, and what to do about it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a diagnostic matters; only errors change the exit code."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Diagnostic(NamedTuple):
    """One finding at one place: lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int
    code: str
    message: str
    severity: Severity


class Rule(NamedTuple):
    """A stable code and what ``ldblog explain`` says about it."""

    code: str
    name: str
    severity: Severity
    why: str
    example: str
    remedy: str

    def at(self, path: str, line: int, column: int, message: str) -> Diagnostic:
        """Return this rule's diagnostic at a place."""
        return Diagnostic(path, line, column, self.code, message, self.severity)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them is an error."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def printable(text: str) -> str:
    """Return text that is safe to print on a line: file names and logs come from strangers.

    Control characters, line breaks and what is no Unicode are written as escapes.
    """
    if text.isprintable():
        return text
    return "".join(
        mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in text
    )


def render_text(found: Diagnostic) -> str:
    """Return ``path:line:column: LD012 message``."""
    place = f"{printable(found.path)}:{found.line}:{found.column}"
    return f"{place}: {found.code} {printable(found.message)}"


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return all of them as one JSON array, an object a diagnostic."""
    rows = [
        {
            "path": printable(found.path),
            "line": found.line,
            "column": found.column,
            "code": found.code,
            "severity": found.severity.value,
            "message": printable(found.message),
        }
        for found in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def render_github(found: Diagnostic) -> str:
    """Return a workflow command that GitHub shows as an annotation on the line.

    Escaped as https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts does.
    """
    place = f"file={_escape_property(printable(found.path))},line={found.line},col={found.column}"
    level = _GITHUB_LEVELS[found.severity]
    return f"::{level} {place},title={found.code}::{_escape_data(printable(found.message))}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
