"""The MkDocs plugin: short hooks over ``ldblog.site``.

A build never condenses: what was reviewed is, byte for byte, what is published.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from ldblog.config import find_project
from ldblog.errors import LdblogError
from ldblog.site.finish import find_picture, finish, measure_picture
from ldblog.site.page_checks import require_publishable, require_sound
from ldblog.site.preview import condense_changed
from ldblog.site.stubs import address_of, write_stubs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from ldblog.config import Project


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: the configuration is ``[tool.ldblog]``."""


class LdblogPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Checks pages, writes what MkDocs does not, and condenses while a preview is served."""

    is_serving = False
    addresses: frozenset[str] = frozenset()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a preview is served."""
        self.is_serving = command == "serve"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Build again when a log or the people change."""
        with _project_of(config) as project:
            for path in (project.logs, project.people_file, project.redact_file):
                if path.exists():
                    server.watch(str(path))

    def on_config(self, config: MkDocsConfig) -> None:
        """Condense what changed before the pages of a preview are found."""
        if self.is_serving:
            with _project_of(config) as project:
                condense_changed(project)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Stop at a page that is not UTF-8, has a secret or a conflict, before others read it."""
        with _project_of(config) as project:
            require_publishable(project, files, config)

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Stop where two pages have one address, or one links to a draft that is left out.

        This late, the blog plugin has given the posts their addresses, and left out the drafts.
        """
        with _project_of(config) as project:
            pages = require_sound(project, files, config)
        self.addresses = frozenset(address_of(page.url) for page in pages)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give pictures their size, so that nothing moves, and wide tables a way to scroll."""

        def measure(source: str) -> tuple[int, int] | None:
            path = find_picture(page.url, source, Path(config.docs_dir))
            return measure_picture(path) if path else None

        return finish(output, measure)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write a page that sends on at each old address that no page has."""
        with _project_of(config) as project:
            write_stubs(project, config, self.addresses)


@contextmanager
def _project_of(config: MkDocsConfig) -> Iterator[Project]:
    """Give the project; what stops ldblog stops MkDocs with the same words."""
    try:
        yield find_project(Path(config.config_file_path).parent)
    except LdblogError as error:
        raise PluginError(str(error)) from error
