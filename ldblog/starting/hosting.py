"""What GitHub knows of a blog, asked through its own tool, if that is installed and signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ldblog.config import find_project
from ldblog.errors import LdblogError
from ldblog.git import ask_git
from ldblog.routine.branch import MAIN, REMOTE
from ldblog.routine.github import ask_github
from ldblog.starting.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGES, _SOURCE = "GitHub Pages", "Settings → Pages → Source: GitHub Actions"
_ACTIONS = "Settings → Actions → General: allow Actions to create pull requests"


def check_hosting(root: Path) -> Iterator[Finding]:
    """Yield what GitHub is not told yet; nothing of a blog that is elsewhere."""
    if "github" not in (ask_git(root, "remote", "--verbose") or ""):
        return
    yield from _check_branch(root)
    yield from _check_pages(root)
    yield from _check_actions(root)


def _check_branch(root: Path) -> Iterator[Finding]:
    head = (ask_git(root, "symbolic-ref", f"refs/remotes/{REMOTE}/HEAD") or "").strip()
    name = head.removeprefix(f"refs/remotes/{REMOTE}/")
    if name not in {"", MAIN}:
        said = f"the default branch is {name}, and the workflows publish {MAIN}"
        yield Finding("GitHub", said, f"Settings → Branches: rename it to {MAIN}")


def _check_pages(root: Path) -> Iterator[Finding]:
    answer = _ask(root, "pages")
    if answer is None:
        said = "nobody here can ask (no `gh`, or not signed in)"
        yield Finding(_PAGES, said, f"look at {_SOURCE}", is_note=True)
    elif answer.get("build_type") != "workflow":
        said = f"{answer.get('build_type', 'off')}, but publish.yml deploys to it"
        yield Finding(_PAGES, said, _SOURCE)


def _check_actions(root: Path) -> Iterator[Finding]:
    """Yield that the routine cannot open pull requests, which only its owners are told."""
    try:
        is_needed = "condense" in find_project(root).config.routine
    except LdblogError:
        return
    answer = _ask(root, "actions/permissions/workflow") if is_needed else None
    if answer and not answer.get("can_approve_pull_request_reviews"):
        yield Finding("GitHub Actions", "the routine may not open pull requests", _ACTIONS)


def _ask(root: Path, path: str) -> dict[str, Any] | None:
    """Return what GitHub says, nothing where it has no such thing; None if nobody knows."""
    try:
        return dict(ask_github(root, path))
    except LdblogError as error:
        return {} if "HTTP 404" in str(error) else None
    except (TypeError, ValueError):
        return None
