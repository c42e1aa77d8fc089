"""A preview that shows a page whose text changed at once, and builds all the rest after that.

What is shown at once is the page alone: its title, the lists and whatever else tells of it follow
with the build, which is whole each time.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.utils.meta import get_data

from ldblog.files import read_lenient, write_text
from ldblog.site import engine
from ldblog.site.clean_pages import clean
from ldblog.site.kept import NOTHING
from ldblog.site.preview import condense_changed
from ldblog.site.unchanged import is_derived, look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from ldblog.config import Project

log = logging.getLogger("mkdocs.plugins.ldblog")

# Written to let MkDocs begin the build that follows; it watches the folder.
_MARK = "preview/behind"


class Built(NamedTuple):
    """What the last whole build of a preview left in memory."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment


class QuickPreview:
    """What MkDocs calls when a file changed."""

    def __init__(
        self, project: Project, build: Callable[[], None], last: Callable[[], Built | None]
    ) -> None:
        """Stand before a build; ``last`` returns what the last one left."""
        self._project, self._build, self._last = project, build, last
        self._is_behind = False
        self._seen = self._look()

    @property
    def mark(self) -> Path:
        """The file that asks for a whole build."""
        return self._project.cache / _MARK

    def __call__(self) -> None:
        """Show what changed: a few pages at once, with a whole build to follow; else build."""
        condense_changed(self._project)
        now = self._look()
        changed = {path for path in {*now, *self._seen} if now.get(path) != self._seen.get(path)}
        if changed and not self._is_behind and self._show(sorted(changed)):
            self._is_behind = True
            self._seen = now
            self.mark.unlink(missing_ok=True)
            write_text(self.mark, "")
        elif changed or self._is_behind:
            self._is_behind = False
            self._build()
            self._seen = self._after(now)

    def _look(self) -> dict[str, str]:
        project = self._project
        settings = [project.root / name for name in ("mkdocs.yml", "pyproject.toml")]
        sources = [project.site, project.people_file, project.redact_file, *settings]
        return look([str(path) for path in sources])

    def _after(self, before: dict[str, str]) -> dict[str, str]:
        """Return what was seen by a build: what it wrote, and of the rest what was there before."""
        return {
            path: state if before.get(path) == state or is_derived(path) else before.get(path, "")
            for path, state in self._look().items()
        }

    def _show(self, paths: Sequence[str]) -> bool:
        """Show pages that are there already; tell whether all were that changed."""
        last = self._last()
        if last is None:
            return False
        known = {file.abs_src_path: file for file in last.files.documentation_pages()}
        found = [known[path] for path in paths if path in known]
        if not found or len(found) < sum(not is_derived(path) for path in paths):
            return False
        try:
            show_pages(last, (file for file in found if not is_derived(file.abs_src_path or "")))
        except Exception as error:
            log.debug("cannot be shown at once: %s", error)
            return False
        return True


def show_pages(built: Built, files: Iterable[File]) -> None:
    """Write pages with the text that they have now, and everything else as it was."""
    for file in files:
        page = file.page
        if page is None or page.content is None:
            continue
        page.markdown, _ = get_data(read_lenient(Path(file.abs_src_path or "")) or "")
        page.render(built.config, built.files)
        page.content, _ = clean(page.content, NOTHING)
        engine.write_page(page, built.config, built.files, built.nav, built.env)
