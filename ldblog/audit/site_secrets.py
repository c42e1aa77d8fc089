"""Secrets: what the engine knows by its form, and what the logs of the project hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import re2
from ahocorasick_rs import AhoCorasick

from ldblog.audit.seekers import Leak
from ldblog.files import read_lenient
from ldblog.rules.audit import BUILT_SECRET
from ldblog.secrets.allowances import may_allow
from ldblog.secrets.search import find_secrets
from ldblog.secrets.secret_engine import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ldblog.audit.readings import Said
    from ldblog.audit.seekers import Trace
    from ldblog.config import Project
    from ldblog.secrets.search import Secret

# Fourteen letters and figures in a row, a UUID, a password in an address, a private key.
_KEY = re2.compile(
    rb"[A-Za-z0-9]{14,}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-|://[^\s/:@]*:[^\s/]+@|-----BEGIN"
)
# What has no figure in it is a word.
_FIGURE = re.compile(rb"[^A-Za-z]")
_BEFORE, _AFTER, _PRIVATE_KEY = 100, 300, 8000
_REMEDY = "revoke it and take it out, or say why it may stay: <!-- allow-secret: … -->"


class SiteSecrets:
    """Finds secrets; a trace is a rule of the engine and the secret, which never goes out."""

    def __init__(self, project: Project, sessions: Sequence[str]) -> None:
        """Look for what is a secret anywhere, and for those of some sessions."""
        self._project = project
        known = {
            secret.value: secret
            for name in sessions
            for _path, secret in _find_in(project, f"logs/{name}/*.md", are_allowed=False)
        }
        self._known = list(known.values())
        self._search = AhoCorasick(list(known)) if known else None

    def find(self, said: Said) -> set[tuple[str, ...]]:
        """Return the secrets that stand in a text."""
        return self.find_in(self.suspect(said))

    def suspect(self, said: Said) -> set[str]:
        """Return texts that have in them all secrets of a text."""
        if self._project.config.secret_patterns:
            return {said.text}
        hits = self._search.find_matches_as_strings(said.text) if self._search else ()
        return {_around_keys(said.text), *hits}

    def find_in(self, texts: Iterable[str]) -> set[tuple[str, ...]]:
        """Return the secrets that stand in some suspected texts."""
        found = set()
        for text in texts:
            matches = scan(text, self._project.config.secret_patterns)
            found |= {(it.rule, it.value) for it in matches if not it.rule.startswith("generic-")}
            hits = self._search.find_matches_as_indexes(text) if self._search else ()
            found |= {(self._known[it[0]].rule, self._known[it[0]].value) for it in hits}
        return {*found}

    def tell(self, traces: Iterable[Trace]) -> Mapping[Trace, Leak]:
        """Return what is wrong with secrets; not of those that a comment allows."""
        allowed = {one.value for _path, one in _find_in(self._project, "**/*.md", are_allowed=True)}
        found = [trace for trace in traces if isinstance(trace, tuple) and trace[1] not in allowed]
        if not found:
            return {}
        places = {
            one.value: f"{path}:{one.line}"
            for path, one in _find_in(self._project, "**/*.md", are_allowed=False)
        }
        return {trace: _leak(trace[0], places.get(trace[1], "")) for trace in found}


def _around_keys(text: str) -> str:
    """Return what can be a key, with what stands around it: the engine is slow."""
    raw = text.encode("utf-8", "surrogatepass")
    parts, last = [], 0
    for found in _KEY.finditer(raw):
        if found.start() >= last and _FIGURE.search(found[0]):
            start = max(found.start() - _BEFORE, last)
            last = found.end() + (_PRIVATE_KEY if found[0].startswith(b"-") else _AFTER)
            parts.append(raw[start:last])
    return b"\n".join(parts).decode("utf-8", "ignore")


def _leak(rule: str, place: str) -> Leak:
    stands = f", which stands in {place}" if place else ""
    return Leak(BUILT_SECRET, f"a secret: {rule}{stands} ({_REMEDY})")


def _find_in(project: Project, pattern: str, *, are_allowed: bool) -> Iterator[tuple[str, Secret]]:
    for path in sorted(project.content.glob(pattern)):
        text = read_lenient(path) or "" if path.is_file() else ""
        if are_allowed and not may_allow(text):
            continue
        findings = find_secrets(text, project.config.secret_patterns)
        for one in findings.allowed if are_allowed else findings.secrets:
            yield project.relative(path), one
