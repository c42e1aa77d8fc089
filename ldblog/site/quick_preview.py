"""A preview that shows a page whose text changed at once, and builds all the rest after that.

What is shown at once is the page alone: its title, the lists and whatever else tells of it follow
with the build, which is whole each time. It is made apart, so that the next edit need not wait.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.utils.meta import get_data

from ldblog.files import read_lenient
from ldblog.site import engine
from ldblog.site.build_apart import BuildApart, Served
from ldblog.site.clean_pages import clean
from ldblog.site.kept import NOTHING
from ldblog.site.preview import condense_changed
from ldblog.site.unchanged import find_changed, is_derived, look, own_folders, state_of
from ldblog.site.watching import watch_quickly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from ldblog.config import Project

log = logging.getLogger("mkdocs.plugins.ldblog")

# Written when the build that follows is done; the server watches the folder.
_MARK = "preview/built"


class Built(NamedTuple):
    """What the last whole build of a preview left in memory."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment


class Sources(NamedTuple):
    """What the builds of a preview read."""

    project: Project
    config: MkDocsConfig

    def look(self) -> dict[str, str]:
        """Return the state of each file, but for the logs."""
        project, config = self
        settings = [project.root / name for name in ("mkdocs.yml", "pyproject.toml")]
        sources = [project.site, project.people_file, project.redact_file, *settings]
        folders = [*own_folders(config.theme.dirs), *config.watch]
        return look([*map(str, sources), *folders])


class QuickPreview:
    """What MkDocs calls when a file changed."""

    def __init__(
        self,
        sources: Sources,
        build: Callable[[], None],
        last: Callable[[], Built | None],
        apart: BuildApart,
        seen: Mapping[str, str],
    ) -> None:
        """Stand before a build; ``last`` returns what the last one left, ``seen`` what it read."""
        self._sources, self._build, self._last, self._apart = sources, build, last, apart
        self._seen = seen
        # Held while it works, so that what it writes itself is known before somebody asks.
        self._lock = Lock()

    def is_news(self, path: str) -> bool:
        """Tell whether a file is neither derived nor as it was when this looked last."""
        with self._lock:
            return self._seen.get(path, "") != state_of(path) and not is_derived(path)

    def __call__(self) -> None:
        """Show what changed: a few pages at once, with a whole build to follow; else build."""
        with self._lock:
            self._catch_up()

    def _catch_up(self) -> None:
        condense_changed(self._sources.project)
        before, self._seen = self._seen, self._sources.look()
        differing = find_changed(before, self._seen)
        changed = sorted(path for path in differing if not is_derived(path))
        if not changed:
            return
        self._apart.stop()
        if self._show(changed):
            self._apart.start()
        else:
            self._apart.close()
            self._build()

    def _show(self, paths: Sequence[str]) -> bool:
        """Show pages that are there already; tell whether all were that changed."""
        last = self._last()
        if last is None:
            return False
        known = {file.abs_src_path: file for file in last.files.documentation_pages()}
        if not known.keys() >= {*paths}:
            return False
        try:
            show_pages(last, (known[path] for path in paths))
        except Exception as error:
            log.debug("cannot be shown at once: %s", error)
            return False
        return True


def preview_quickly(
    server: LiveReloadServer,
    sources: Sources,
    last: Callable[[], Built | None],
    seen: Mapping[str, str],
) -> BuildApart:
    """Let a server show what changed at once; return what builds for it, to be closed.

    ``seen`` is how the sources were before the first build, of which ``last`` tells.
    """
    project, config = sources
    mark = project.cache / _MARK
    mark.parent.mkdir(parents=True, exist_ok=True)
    apart = BuildApart(
        Served(config.config_file_path, config.site_dir, config.site_url or ""), mark
    )
    preview = server.builder = QuickPreview(sources, server.builder, last, apart, seen)
    watch_quickly(server, config, preview.is_news)
    server.watch(str(mark.parent))
    return apart


def show_pages(built: Built, files: Iterable[File]) -> None:
    """Write pages with the text that they have now, and everything else as it was."""
    for file in files:
        page = file.page
        if page is None or page.content is None:
            continue
        # It was built in a folder apart.
        file.abs_dest_path = os.path.join(built.config.site_dir, file.dest_uri)  # noqa: PTH118
        page.markdown, _ = get_data(read_lenient(Path(file.abs_src_path or "")) or "")
        page.render(built.config, built.files)
        page.content, _ = clean(page.content, NOTHING)
        engine.write_page(page, built.config, built.files, built.nav, built.env)
