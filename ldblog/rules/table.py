"""All rules by code."""

from __future__ import annotations

import sys

from ldblog.diagnostics import Rule, Severity
from ldblog.rules.audit import AUDIT_RULES
from ldblog.rules.checks import CHECK_RULES
from ldblog.rules.conflicts import CONFLICT_RULES
from ldblog.rules.days import DAY_RULES
from ldblog.rules.editing import EDITING_RULES
from ldblog.rules.links import LINK_RULES
from ldblog.rules.pictures import PICTURE_RULES
from ldblog.rules.programme import PROGRAMME_RULES
from ldblog.rules.reading import READING_RULES
from ldblog.rules.redaction import REDACTION_RULES
from ldblog.rules.secrets import SECRET_RULES
from ldblog.rules.withdrawals import WITHDRAWAL_RULES

_ALL = (
    *READING_RULES,
    *CHECK_RULES,
    *CONFLICT_RULES,
    *EDITING_RULES,
    *WITHDRAWAL_RULES,
    *REDACTION_RULES,
    *SECRET_RULES,
    *PICTURE_RULES,
    *AUDIT_RULES,
    *LINK_RULES,
    *PROGRAMME_RULES,
    *DAY_RULES,
)
RULES = {rule.code: rule for rule in sorted(_ALL, key=lambda it: it.code)}


def explain(code: str) -> str:
    """Return what a rule is about, as ``ldblog explain`` prints it.

    Raises KeyError for a code that no rule has.
    """
    rule = RULES[code.upper()]
    example = "\n".join(f"    {line}" for line in rule.example.splitlines())
    return (
        f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.why}\n\n"
        f"Example:\n\n{example}\n\nWhat to do: {rule.remedy}\n\n{how_to_silence(rule)}\n"
    )


def how_to_silence(rule: Rule) -> str:
    """Return how a project that disagrees with a rule turns it off."""
    if rule.severity is Severity.ERROR:
        return "An error cannot be silenced."
    return f'To silence it: `ignore = ["{rule.code}"]` under `[tool.ldblog]`.'


def render_page() -> str:
    """Return the page ``docs/rules.md``: ``python -m ldblog.rules.table > docs/rules.md``."""
    head = (
        "# Rules\n\nWhat `ldblog check` finds. Errors hold a log back and make the exit code 1; "
        "warnings and hints\ndo neither. `ldblog explain CODE` prints the same.\n"
    )
    parts = [head]
    for rule in RULES.values():
        parts.append(
            f"\n## {rule.code} {rule.name}\n\n*{rule.severity}.* {rule.why}\n\n"
            f"```text\n{rule.example}\n```\n\n{rule.remedy} {how_to_silence(rule)}\n"
        )
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(render_page())
