"""What can be wrong with secrets: that they are there, and how they are allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldblog.diagnostics import Diagnostic
    from ldblog.secrets.search import Findings, Secret

SECRET = Rule(
    "LD070",
    "secret",
    Severity.ERROR,
    "What looks like a password, a token or a private key may be one. Whoever can read the "
    "repository has it, whether or not it is published, so it must be revoked. It is looked for "
    "also where it is encoded, wrapped or split by markup, and in the names of files.",
    "export GITHUB_TOKEN=ghp_… in a code block",
    "Revoke it, and take it out of the file and of git's history. If it is no secret, say why "
    "beside it or on the line above (there also for a whole code block): "
    "`<!-- allow-secret: documented example key -->`; in front matter `# allow-secret: …`.",
)
NO_ALLOWANCE = Rule(
    "LD071",
    "allow-secret-without-reason",
    Severity.WARNING,
    "A comment that allows a secret says why, so that the next reader need not ask. Without a "
    "reason it allows nothing.",
    "<!-- allow-secret -->",
    "Write the reason: `<!-- allow-secret: the example key of the vendor's documentation -->`.",
)
UNUSED_ALLOWANCE = Rule(
    "LD072",
    "unused-allow-secret",
    Severity.HINT,
    "The comment allows a secret where none is found: it stands in the wrong place, or is left "
    "over, and would let the next one through.",
    "<!-- allow-secret: example --> two lines above the key",
    "Move it to the secret's own line or the line above, or remove it.",
)

SECRET_RULES = (SECRET, NO_ALLOWANCE, UNUSED_ALLOWANCE)

_REMEDY = "revoke it and take it out, or say why it may stay: <!-- allow-secret: … -->"
_SILENT = "not said here, since the file holds a secret (remove that first)"


def report_secrets(path: str, findings: Findings) -> Iterator[Diagnostic]:
    """Yield what is wrong with a file's secrets, which are not quoted."""
    yield from report_each(path, findings.secrets)
    for one in findings.unused:
        if one.has_reason:
            message = "no secret is found here (move the comment to its line, or remove it)"
            yield UNUSED_ALLOWANCE.at(path, one.line, one.column, message)
        else:
            message = "without a reason this allows nothing (<!-- allow-secret: the reason -->)"
            yield NO_ALLOWANCE.at(path, one.line, one.column, message)


def report_each(path: str, secrets: Iterable[Secret]) -> Iterator[Diagnostic]:
    """Yield an error for each of some secrets."""
    for one in secrets:
        message = f"a secret: {one.rule} ({one.excerpt}) ({_REMEDY})"
        yield SECRET.at(path, one.line, one.column, message)


def report_name(path: str) -> Diagnostic:
    """Return the error of a file whose name holds a secret."""
    return SECRET.at(path, 1, 1, "the file's name holds a secret (rename it)")


def without_quotes(found: Diagnostic) -> Diagnostic:
    """Return a diagnostic of a file with secrets without its words, which may quote one."""
    return found._replace(message=_SILENT)
