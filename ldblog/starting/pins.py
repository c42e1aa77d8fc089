"""The versions of everything that ldblog needs, as they are installed: a blog begins with them."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAME = "ldblog"
SOURCE_FILE = ".ldblog-from.txt"
"""Tells pip where ldblog lies on this machine; git ignores it."""

_ABOUT = "# ldblog was not installed by its name here: read by the Makefile, and not committed."


def list_pins(name: str = NAME) -> dict[str, str]:
    """Return the versions of a package and of all that it needs here, by their names, sorted."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    pending: list[tuple[str, str]] = [(canonicalize_name(name), "")]
    while pending:
        one = pending.pop()
        if one in seen:
            continue
        seen.add(one)
        try:
            installed = distribution(one[0])
        except PackageNotFoundError:
            continue
        found[one[0]] = installed.version
        pending += _list_needs(installed.requires or (), one[1])
    return dict(sorted(found.items()))


def render_source(name: str = NAME) -> str:
    """Return what tells pip to install a package from where it was installed from here.

    Nothing where that was a package index, which has it under its name.
    """
    try:
        source = json.loads(distribution(name).read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return ""
    vcs = source.get("vcs_info")
    url = source.get("url", "")
    place = f"{vcs['vcs']}+{url}@{vcs['commit_id']}" if vcs else url
    return f"{_ABOUT}\n{name} @ {place}\n" if place else ""


def _list_needs(requires: Iterable[str], extra: str) -> Iterator[tuple[str, str]]:
    """Yield what a package needs on this machine, each with an extra of it or none."""
    for need in map(Requirement, requires):
        if need.marker is None or need.marker.evaluate({"extra": extra}):
            for wanted in ("", *sorted(need.extras)):
                yield canonicalize_name(need.name), wanted
