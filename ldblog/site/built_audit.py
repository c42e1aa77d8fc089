"""The audit at the end of each build: a site that holds what it must not is not kept."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import clean_directory

from ldblog.audit.audit import audit_site
from ldblog.diagnostics import render_text
from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from ldblog.config import Project

log = logging.getLogger("mkdocs.plugins.ldblog")


def require_private(
    project: Project, config: MkDocsConfig, *, is_preview: bool, place: Path | None = None
) -> None:
    """Remove the built site where it holds what is kept from the public; a preview only says so.

    ``place`` is where it will be when it was built apart: what is there now goes, too.
    Raises LdblogError then, and when a file cannot be read: a site that nobody looked into goes,
    too.
    """
    folder = Path(config.site_dir)
    place = place or folder
    folders = () if is_preview else (folder, place)
    try:
        found = audit_site(project, folder)
    except BaseException:
        _remove(folders)
        raise
    say = log.warning if is_preview else log.error
    built, shown = (_name(project, one) for one in (folder, place))
    for one in found:
        say("%s", render_text(one).replace(built, shown))
    if found and not is_preview:
        _remove(folders)
        things = "1 thing" if len(found) == 1 else f"{len(found)} things"
        raise LdblogError(f"the site held {things} that may not go out, and was removed")


def _name(project: Project, folder: Path) -> str:
    return project.relative(folder) if folder.is_relative_to(project.root) else str(folder)


def _remove(folders: Iterable[Path]) -> None:
    """Remove what MkDocs wrote, in the way in which it does so itself before each build.

    Hidden files are not its own: a folder that is a checkout stays one.
    """
    for folder in folders:
        clean_directory(str(folder))
