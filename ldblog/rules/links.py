"""What `ldblog links` finds out about addresses elsewhere."""

from __future__ import annotations

from ldblog.diagnostics import Rule, Severity

DEAD_LINK = Rule(
    "LD090",
    "dead-link",
    Severity.ERROR,
    "A page links to an address elsewhere that is not there any more. Only `ldblog links` asks, "
    "never a check nor a build: what other people's servers answer today must not stop a post.",
    "[the paper](https://example.com/removed.pdf)",
    "Link to where it is now, or to an archived copy, or take the link out.",
)
MOVED_LINK = Rule(
    "LD091",
    "moved-link",
    Severity.HINT,
    "An address elsewhere says that it has moved for good. The link still works.",
    "[the project](http://example.com/old-name)",
    "Link to the new address, which the message names.",
)

LINK_RULES = (DEAD_LINK, MOVED_LINK)
