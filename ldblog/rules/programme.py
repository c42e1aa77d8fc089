"""What can be wrong with the files of the programme around the posts."""

from __future__ import annotations

from ldblog.diagnostics import Rule, Severity

WRONG_ACTION = Rule(
    "LD100",
    "wrong-action",
    Severity.ERROR,
    "An action of actions.yml cannot be understood. What was promised after a Learning Day is "
    "asked about at the next one, and what is public is on the site: both must be meant.",
    "- what: Fewer meetings\n  who: asha\n  by: soon\n  session: 2026-11-20",
    "Correct the action; docs/feedback.md shows all that can stand there.",
)
UNKNOWN_OWNER = Rule(
    "LD101",
    "unknown-owner",
    Severity.WARNING,
    "An action belongs to somebody who is not in people.yml, so nobody can be asked about it.",
    "who: ahsa",
    "Correct the handle, or add the person to people.yml.",
)

PROGRAMME_RULES = (WRONG_ACTION, UNKNOWN_OWNER)
