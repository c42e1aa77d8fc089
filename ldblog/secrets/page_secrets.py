"""Secrets in the pages of the site: posts that people edited, and pages that they wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.days import DATE_LENGTH, parse_date
from ldblog.files import list_names, read_lenient
from ldblog.rules.secrets import report_each, report_secrets
from ldblog.secrets.search import find_secrets, mask
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import parse, with_children
from ldblog.text.pages import parse_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.secrets.search import Findings, Secret
    from ldblog.secrets.secret_engine import Patterns


def find_in_page(project: Project, path: Path, text: str) -> tuple[Secret, ...]:
    """Return the secrets in a page that may not stay, neither by a comment in it nor in a log.

    Condensing drops comments: what a log of the session allows is allowed in its post.
    """
    secrets = search_page(text, project.config.secret_patterns).secrets
    documented = _find_documented(project, path.name[:DATE_LENGTH]) if secrets else set()
    return tuple(one for one in secrets if _spell(one) not in documented)


def search_page(text: str, patterns: Patterns) -> Findings:
    """Return what ``find_secrets`` does for a page, with its front matter apart from its body.

    Raises LdblogError for a pattern of the company's that cannot be used.
    """
    try:
        front, body = parse_page(text)
        document = with_children(body, [*parse(front).children, *body.children])
    except (TooDeepError, UnicodeEncodeError):
        document = None
    return find_secrets(text, patterns, document)


def hide_in_page(project: Project, path: Path, text: str) -> str:
    """Return the text of a page with the secrets that may not stay as their excerpts."""
    return mask(text, find_in_page(project, path, text))


def check_pages(project: Project, pages: Iterable[Path]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the secrets of some pages.

    Raises LdblogError when one of them cannot be read.
    """
    for path in pages:
        yield from report_each(project.relative(path), find_in_page(project, path, _read(path)))


def check_file(project: Project, path: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with the secrets of people.yml or actions.yml.

    Raises LdblogError when it cannot be read.
    """
    findings = find_secrets(_read(path), project.config.secret_patterns)
    yield from report_secrets(project.relative(path), findings)


def _read(path: Path) -> str:
    """Return what of a file is text: whoever reads it for its words tells what is wrong with it."""
    return read_lenient(path) or "" if path.is_file() else ""


def _find_documented(project: Project, session: str) -> set[str]:
    """Return the secrets that the logs of a session allow."""
    if parse_date(session) is None:
        return set()
    folder = project.logs / session
    documented: set[str] = set()
    for name in list_names(folder):
        if name.endswith(".md"):
            found = find_secrets(_read(folder / name), project.config.secret_patterns)
            documented |= {_spell(one) for one in found.allowed}
    return documented


def _spell(secret: Secret) -> str:
    # A key of several lines is indented otherwise in a post.
    return "".join(secret.value.split())
