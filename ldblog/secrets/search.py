"""Secrets in logs, session files and posts: where they stand, and which of them may.

A secret may stay where a comment next to it says why: ``<!-- allow-secret: … -->``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ldblog.secrets.allowances import Allowance, find_allowances
from ldblog.secrets.readings import Places, Span, read_otherwise
from ldblog.secrets.secret_engine import scan
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import Node, parse
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ldblog.reading.frontmatter import FrontMatter
    from ldblog.secrets.readings import Reading
    from ldblog.secrets.secret_engine import Match, Patterns

# What well-known tokens begin with is no secret, and tells which one it is.
_PREFIX = compile_late(
    r"gh[pousr]_|github_pat_|glpat-|xox[a-z]-|sk-|[rs]k_live_|npm_|pypi-|hf_|dop_v1_|SG\.|AKIA|ASIA"
    r"|AIza|eyJ|-----BEGIN"
)
_NO_WORD = compile_late(r"\W+")
_MIN_LENGTH_WITH_PREFIX = 20
# Secrets are compared with those of their neighbourhood only, lest a file full of them be slow.
_NEAR = 1024


class Secret(NamedTuple):
    """A secret from one offset of a text up to another; the value never goes out."""

    start: int
    end: int
    rule: str
    excerpt: str
    line: int
    column: int
    last_line: int
    value: str = ""

    def __repr__(self) -> str:
        """Return where it is, and what may be shown of it."""
        return f"Secret({self.start}, {self.end}, {self.rule!r}, {self.excerpt!r})"


class Findings(NamedTuple):
    """What a text holds: secrets that may not stay, those that may, and what allows nothing."""

    secrets: tuple[Secret, ...] = ()
    allowed: tuple[Secret, ...] = ()
    unused: tuple[Allowance, ...] = ()


def find_secrets(
    text: str,
    patterns: Patterns = (),
    document: Node | None = None,
    front_matter: FrontMatter | None = None,
) -> Findings:
    """Return the secrets in a text, and what allows them; the tree is made if none is given.

    Raises LdblogError for a pattern of the company's that cannot be used.
    """
    document = document or _parse(text)
    secrets = sorted(_find(text, patterns, document, list(_values(text, front_matter))))
    allowances = list(find_allowances(text, document))
    by_line = {line: one for one in allowances for line in range(one.first_line, one.last_line + 1)}
    used = {by_line[secret.line] for secret in secrets if secret.line in by_line}
    useful = {one for one in used if one.has_reason}
    kept = [one for one in secrets if by_line.get(one.line) not in useful]
    allowed = [one for one in secrets if by_line.get(one.line) in useful]
    unused = tuple(one for one in allowances if one not in useful)
    return Findings(tuple(kept), tuple(allowed), unused)


def mask(text: str, secrets: Iterable[Secret]) -> str:
    """Return a text with its secrets as their excerpts."""
    parts, end = [], 0
    for secret in sorted(secrets):
        if secret.start >= end:
            parts += [text[end : secret.start], secret.excerpt]
        end = max(end, secret.end)
    return "".join([*parts, text[end:]])


def lines_with(secrets: Iterable[Secret]) -> set[int]:
    """Return the numbers of the lines that hold some secrets."""
    return {line for one in secrets for line in range(one.line, one.last_line + 1)}


def _parse(text: str) -> Node | None:
    try:
        return parse(text)
    except (TooDeepError, UnicodeEncodeError):
        # Nothing but letters then: such a text is held back, or is the name of a file.
        return None


def _find(
    text: str, patterns: Patterns, document: Node | None, values: Sequence[tuple[str, Span]]
) -> Iterator[Secret]:
    """Yield the secrets of a text, one where several rules find the same."""
    readings = read_otherwise(text, document, values)
    matches = [(Span(one.start, one.end), one) for one in scan(text, patterns)]
    matches += _scan_reading(readings.words, patterns)
    # Words run together here, so only what is plain by its form counts.
    matches += [
        (span, one)
        for span, one in _scan_reading(readings.joined, patterns)
        if not _is_generic(one.rule) and one.value not in text
    ]
    found: dict[int, list[tuple[Span, Match]]] = {}
    places = Places(text)
    # The sort keeps what stands there letter by letter before the other readings.
    for span, match in sorted(matches, key=lambda it: (_is_generic(it[1].rule), -len(it[1].value))):
        near = range(span.start // _NEAR, span.end // _NEAR + 1)
        if not any(_is_same(span, match, *other) for part in near for other in found.get(part, ())):
            for part in near:
                found.setdefault(part, []).append((span, match))
            yield _secret(places, span, match)


def _scan_reading(reading: Reading, patterns: Patterns) -> list[tuple[Span, Match]]:
    found = scan(reading.text, patterns)
    return [(reading.source_of(one.start, one.end), one) for one in found]


def _is_same(span: Span, match: Match, other_span: Span, other: Match) -> bool:
    """Tell whether two matches are one secret, such as a key with and without its line breaks."""
    overlap = span.start < other_span.end and other_span.start < span.end
    value, known = (_NO_WORD.sub("", one.value) for one in (match, other))
    return overlap and (value in known or known in value)


def _is_generic(rule: str) -> bool:
    return rule.startswith("generic-")


def _secret(places: Places, span: Span, match: Match) -> Secret:
    line, column = places.place(span.start)
    last_line, _ = places.place(max(span.start, span.end - 1))
    return Secret(*span, match.rule, _excerpt(match), line, column, last_line, match.value)


def _excerpt(match: Match) -> str:
    """Return what may be shown of a secret: the mark of its kind, where it has one."""
    prefix = _PREFIX.match(match.value) if len(match.value) >= _MIN_LENGTH_WITH_PREFIX else None
    return f"{prefix[0] if prefix else ''}••••"


def _values(text: str, front_matter: FrontMatter | None) -> Iterator[tuple[str, Span]]:
    """Yield the values of front matter, which YAML can write in many ways, at their keys."""
    if front_matter is None:
        return
    places = Places(text)
    for key, value in front_matter.values.items():
        line, column = front_matter.places[key]
        start = places.line(line).start + column - 1
        for words in _strings(value):
            yield words, Span(start, start + len(key))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever the YAML holds
    if isinstance(value, dict | list):
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _strings(item)
    else:
        yield str(value)
