"""Secrets in a text, found by Betterleaks in process. The one module that knows the engine.

Its rules are by the author of gitleaks. Ours add what they pass over, and the company's
patterns join them; all run in linear time, in an engine without back-references.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, NamedTuple

from ldblog.errors import LdblogError
from ldblog.secrets.few_rules import CONFIG, needs_few
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

Patterns = tuple[tuple[str, str], ...]

_OWN = Path(__file__).with_name("own_rules.toml")
_EXAMPLES = frozenset({"url-password", "aws-access-key-id", "generic-credential-uri"})
_PLACEHOLDER = compile_late(
    r"[<\[{(%$].*|[x*.•_-]+|.*example|(?:your|my|some|the)?[_-]?(?:pass|passwd|password|pwd|pw)"
    r"|(?:my)?(?:secret|token|key|apikey)|changeme|foo|bar|test|guest|admin|root",
    re.IGNORECASE,
)
# The engine passes over lines with these, which give no reason and are not ours.
_ALLOW = compile_late(r"(?<=leaks):(?=allow)", re.IGNORECASE)


# It says nothing of threads, and may be starting in one.
_ENGINE = Lock()
# Once it reads all of its rules, nothing is gained by doing with few.
_NEEDS_ALL = Event()


class Match(NamedTuple):
    """What a rule found from one offset of a text up to another; the value never goes out."""

    start: int
    end: int
    rule: str
    value: str

    def __repr__(self) -> str:
        """Return where it is."""
        return f"Match({self.start}, {self.end}, {self.rule!r})"


def scan(text: str, patterns: Patterns = ()) -> list[Match]:
    """Return what the rules and the company's own patterns find in a text, in order.

    Raises LdblogError for a pattern that the engine cannot read.
    """
    import betterleaks  # noqa: PLC0415 - loads a large library, and is not always needed

    # What ends a text in C, or is no Unicode, has no place in the engine.
    clean = _ALLOW.sub("-", text) if ":allow" in text.lower() else text
    clean = clean.replace("\0", " ").encode("utf-8", "replace").decode()
    if not clean.strip():
        return []
    does_few = not _NEEDS_ALL.is_set() and needs_few(clean)
    if not does_few:
        _NEEDS_ALL.set()
    with _ENGINE:
        found = betterleaks.scan_string(clean, config_path=str(CONFIG) if does_few else None)
        found += betterleaks.scan_string(clean, config_path=_load(patterns))
    matches = [one for one in _matches(clean, [it.raw for it in found]) if _is_real(clean, one)]
    return sorted(matches, key=lambda one: (one.start, one.rule))


@cache
def start_engine(*, for_one: bool = False) -> None:
    """Have the engine read its rules, in a thread of its own, while Python does something else.

    That takes it some 100 ms; a quarter for the few rules that are likely all that one log needs.
    """
    # Whatever may be encoded is looked for with all rules.
    thread = Thread(target=scan, args=("x" if for_one else "%20",), daemon=True)
    thread.start()
    with suppress(AttributeError):  # there are no forks on Windows
        # A fork in the midst of it would have half an engine.
        os.register_at_fork(before=thread.join)


@lru_cache
def _load(patterns: Patterns) -> str:
    """Return the name by which the engine knows our rules and some patterns, read only once."""
    if not patterns:
        return str(_OWN)
    import tempfile  # noqa: PLC0415 - slow to import, and few companies have patterns

    import betterleaks  # noqa: PLC0415

    handle, path = tempfile.mkstemp(suffix=".toml")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_OWN.read_text(encoding="utf-8"))
            file.writelines(_rule(*pattern) for pattern in patterns)
        betterleaks.scan_string("x", config_path=path)
    except betterleaks.BetterleaksError as error:
        wrong = next((name for name, _ in patterns if f"{name}: invalid" in str(error)), "")
        raise LdblogError(
            f"pyproject.toml: tool.ldblog.secret_patterns.{wrong or '*'} cannot be used: write it "
            "without look-around and back-references, as in https://github.com/google/re2/wiki/Syntax"
        ) from error
    finally:
        Path(path).unlink()
    return path


def _rule(name: str, pattern: str) -> str:
    """Return a rule as the engine reads it; without keywords, it is tried on every text."""
    values = {"id": name, "description": "own", "regex": pattern}
    return "\n".join(
        ["[[rules]]", *(f"{key} = {json.dumps(it)}" for key, it in values.items()), ""]
    )


def _matches(text: str, found: Iterable[Mapping[str, Any]]) -> list[Match]:
    """Return the engine's findings, the parts of those that come in pairs apart."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    matches = []
    for one in found:
        for part in (one, *_components(one)):
            start, end = _span(lines, starts, part["location"])
            # A rule takes in what stands before the secret; the place is the secret's own.
            value = part["match"]["value"]
            own = text.rfind(value, start, end)
            place = (own, own + len(value)) if value and own >= 0 else (start, end)
            matches.append(Match(*place, part["rule_id"], value or text[start:end]))
    return matches


def _components(finding: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for together in finding.get("component_sets") or ():
        yield from together["components"]


def _span(
    lines: Sequence[str], starts: Sequence[int], location: Mapping[str, int]
) -> tuple[int, int]:
    """Return the offsets of a place, whose columns are in bytes, from 1, both included."""

    def offset(line: int, columns: int) -> int:
        before = lines[line - 1].encode("utf-8")[:columns]
        return starts[line - 1] + len(before.decode("utf-8", "ignore"))

    first, last = location["start_line"], location["end_line"]
    return offset(first, location["start_column"] - 1), offset(last, location["end_column"])


def _is_real(text: str, match: Match) -> bool:
    """Tell whether a credential is more than an example of its form, such as user:password."""
    if match.rule not in _EXAMPLES:
        return True
    before = text[: match.start].rpartition("://")[2]
    return not _PLACEHOLDER.fullmatch(match.value) and before != f"{match.value}:"
