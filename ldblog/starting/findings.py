"""What ``ldblog doctor`` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something amiss in how a blog is set up: where, what, and what to do about it.

    A note is nothing that anybody has to see to. ``diff`` says what would change in the file.
    """

    place: str
    problem: str
    remedy: str = ""
    diff: str = ""
    is_note: bool = False


def render_finding(finding: Finding) -> str:
    """Return a finding as people read it: a line, and what would change below it."""
    note = "note: " if finding.is_note else ""
    remedy = f" ({finding.remedy})" if finding.remedy else ""
    lines = [f"{finding.place}: {note}{finding.problem}{remedy}", *finding.diff.splitlines()]
    return "\n    ".join(lines)
