"""All rules by code."""

from __future__ import annotations

from ldblog.rules.checks import CHECK_RULES
from ldblog.rules.conflicts import CONFLICT_RULES
from ldblog.rules.reading import READING_RULES

RULES = {rule.code: rule for rule in (*READING_RULES, *CHECK_RULES, *CONFLICT_RULES)}


def explain(code: str) -> str:
    """Return what a rule is about, as ``ldblog explain`` prints it.

    Raises KeyError for a code that no rule has.
    """
    rule = RULES[code.upper()]
    example = "\n".join(f"    {line}" for line in rule.example.splitlines())
    silence = {
        "error": "An error cannot be silenced: the log is held back until it is gone.",
        "warning": f'To silence it: ignore = ["{rule.code}"] under [tool.ldblog].',
        "hint": f'To silence it: ignore = ["{rule.code}"] under [tool.ldblog].',
    }[rule.severity]
    return (
        f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.why}\n\n"
        f"Example:\n\n{example}\n\nWhat to do: {rule.remedy}\n\n{silence}\n"
    )
