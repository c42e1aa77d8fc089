"""What can be wrong with what is replaced: the dictionary itself, and pages that do not heed it.

No message quotes the dictionary: it is read in the log of a public build.
"""

from __future__ import annotations

from ldblog.diagnostics import Rule, Severity

WRONG_ENTRY = Rule(
    "LD060",
    "wrong-redaction",
    Severity.ERROR,
    "An entry of redact.yml cannot be understood, so nobody knows what it would have hidden. "
    "Nothing is condensed until it is right.",
    "customers:\n  Acme: [a client]",
    "Correct the entry; docs/redaction.md shows all that can stand there.",
)
LISTED = Rule(
    "LD061",
    "listed-word",
    Severity.ERROR,
    "A page of the site holds what redact.yml lists, or names somebody who does not wish to be "
    "named. In what ldblog writes it is replaced; on a line that an editor wrote or changed it "
    "stays until the editor takes it out, and the site is not built.",
    "an editor's own post that names a customer",
    "Take the words out, or write what redact.yml says that readers see instead.",
)

REDACTION_RULES = (WRONG_ENTRY, LISTED)
