"""Cases as text files: ``tests/cases/reading/<name>.md`` holds a log and what is read in it.

The log comes first, then a line of ``=====``, then one line each for its diagnostics
(``LD012 line:column message``), its published units (``unit 3-4 part | subject | words``, with
the sentence that introduces a figure; ``keep`` for one that is kept by hand) and what is held back
(``held 5-6 reason``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CASES

from ldblog.privacy.publish import publish
from ldblog.reading.logs import parse_log
from ldblog.reading.units import text_of
from ldblog.rules.checks import find_not_closed, find_other_markers

if TYPE_CHECKING:
    from pathlib import Path

    from ldblog.reading.units import Unit

READING = sorted((CASES / "reading").glob("*.md"))


def describe(text: str) -> str:
    log = parse_log("2026-11-20", "asha", "asha.md", text.encode("utf-8"))
    found = [*log.diagnostics, *find_not_closed(log, set()), *find_other_markers(log, set())]
    published = publish(log)
    lines = [f"{one.code} {one.line}:{one.column} {one.message}" for one in found]
    lines += [
        f"{'keep' if unit.is_kept else 'unit'} {unit.first_line}-{unit.last_line} "
        f"{unit.part or 'prose'} | {unit.subject} | {unit.text}{_introduction(unit)}"
        for unit in published.units
    ]
    lines += [f"held {one.first_line}-{one.last_line} {one.reason}" for one in published.held]
    return "".join(f"{line}\n" for line in lines)


def _introduction(unit: Unit) -> str:
    return "" if unit.intro is None else f" (introduced by: {text_of(unit.intro)})"


@pytest.mark.parametrize("case", READING, ids=lambda case: case.stem)
def test_a_case_is_read_as_it_says(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("=====\n")
    assert describe(text) == expected


@pytest.mark.parametrize("case", READING, ids=lambda case: case.stem)
def test_what_a_case_calls_secret_is_in_no_published_unit(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("=====\n")
    units = [line for line in expected.splitlines() if line.startswith(("unit ", "keep "))]
    assert [unit for unit in units if "SECRET" in unit] == []
    assert ("SECRET" in text) <= ("held " in expected)


def test_there_are_cases() -> None:
    assert len(READING) > 20
