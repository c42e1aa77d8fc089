"""The MkDocs plugin: condenses what changed while a preview is served, and nothing else.

A build never condenses: what was reviewed is, byte for byte, what is published.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from ldblog.config import find_project
from ldblog.errors import LdblogError
from ldblog.files import locked
from ldblog.fingerprints import find_stale, remember
from ldblog.sessions import find_sessions, read_people
from ldblog.store import write_authors
from ldblog.update import apply_update, plan_update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from ldblog.config import Project

log = logging.getLogger("mkdocs.plugins.ldblog")


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: the configuration is ``[tool.ldblog]``."""


class LdblogPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Three short hooks over ``ldblog.update``."""

    is_serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a preview is served."""
        self.is_serving = command == "serve"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Build again when a log or the people change."""
        project = _project(config)
        for path in (project.logs, project.people_file):
            if path.exists():
                server.watch(str(path))

    def on_config(self, config: MkDocsConfig) -> None:
        """Condense what changed before the pages of a preview are found."""
        if self.is_serving:
            condense_changed(_project(config))


def condense_changed(project: Project) -> None:
    """Bring the posts of all sessions that changed up to date; what is wrong is logged."""
    names = find_stale(project, find_sessions(project))
    if not names:
        return
    try:
        with locked(project.cache):
            _condense(project, names)
    except LdblogError as error:
        log.warning("%s", error)


def _condense(project: Project, names: Sequence[str]) -> None:
    people, clean = read_people(project), list[str]()
    for name in names:
        update = plan_update(project, name, people)
        apply_update(project, update)
        errors = [found for found in update.diagnostics if found.severity == "error"]
        for found in errors:
            log.warning("%s:%s: %s", found.path, found.line, found.message)
        clean += [] if errors else [name]
    write_authors(project, people)
    remember(project, names, clean)


def _project(config: MkDocsConfig) -> Project:
    return find_project(Path(config.config_file_path).parent)
