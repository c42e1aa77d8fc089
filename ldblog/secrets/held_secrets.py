"""Files with secrets are held back, and nothing that is printed quotes them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.rules.secrets import SECRET, report_name, report_secrets, without_quotes
from ldblog.secrets.search import find_secrets, lines_with, mask
from ldblog.text.lines import split_lines
from ldblog.text.markdown import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.logs import Log, SessionFile
    from ldblog.secrets.secret_engine import Patterns

HIDDEN_LINE = "(a secret)"


def hold_log(log: Log, patterns: Patterns) -> Log:
    """Return a log with what is wrong with its secrets, and with the name of its file.

    One with a secret is held back, and forgets the lines that hold it.
    """
    findings = find_secrets(log.text, patterns, log.document, log.front_matter)
    found = list(report_secrets(log.path, findings))
    if _names_secret(log.handle, patterns):
        found.append(report_name(log.path))
        # What is said of somebody unknown would spell it otherwise.
        log = replace(log, handle=hide(log.handle, patterns))
    if not findings.secrets:
        return replace(log, diagnostics=tuple(sorted([*log.diagnostics, *found])))
    others = [without_quotes(one) for one in log.diagnostics]
    return replace(
        log,
        text=_without_lines(log.text, lines_with(findings.secrets)),
        # What it says of privacy still counts for others' logs.
        meta=log.meta._replace(title="", tags=(), artefacts=()),
        document=Node("document", 1, 1, 1, 1),
        sections=(),
        diagnostics=tuple(sorted([*others, *found])),
    )


# People write again and again.
@lru_cache(maxsize=4096)
def _names_secret(handle: str, patterns: Patterns) -> bool:
    return bool(find_names((handle,), patterns))


def _without_lines(text: str, secret: set[int]) -> str:
    """Return a text with some lines hidden, for those who are shown what is held back."""
    lines = enumerate(split_lines(text), 1)
    return "\n".join(HIDDEN_LINE if number in secret else line for number, line in lines)


def hold_session_file(path: str, raw: bytes, host: SessionFile, patterns: Patterns) -> SessionFile:
    """Return a session file with what is wrong with its secrets; with one it says nothing."""
    findings = find_secrets(raw.decode("utf-8", "replace"), patterns)
    found = [*host.diagnostics, *report_secrets(path, findings)]
    if not findings.secrets:
        return replace(host, diagnostics=tuple(sorted(found)))
    return type(host)(diagnostics=tuple(sorted(map(_unless_secret, found))))


def _unless_secret(found: Diagnostic) -> Diagnostic:
    return found if found.code == SECRET.code else without_quotes(found)


def find_names(names: Sequence[str], patterns: Patterns) -> set[str]:
    """Return those of some files' names that hold a secret."""
    lines = [name.replace("\n", " ") for name in names]
    held = lines_with(find_secrets("\n".join(lines), patterns).secrets)
    return {names[line - 1] for line in held}


def hide_secrets(found: Iterable[Diagnostic], patterns: Patterns) -> list[Diagnostic]:
    """Return diagnostics whose paths and messages show no secret, whatever they quote."""
    return [
        one._replace(path=hide(one.path, patterns), message=hide(one.message, patterns))
        for one in found
    ]


# The same paths and messages come again and again.
@lru_cache(maxsize=4096)
def hide(text: str, patterns: Patterns) -> str:
    """Return a text with all that may be a secret as its excerpt."""
    findings = find_secrets(text, patterns)
    return mask(text, [*findings.secrets, *findings.allowed])
