"""The MkDocs plugin: short hooks over ``ldblog.site``.

A build never condenses: what was reviewed is, byte for byte, what is published.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from ldblog.config import find_project
from ldblog.errors import LdblogError
from ldblog.garbage import collect_seldom
from ldblog.site import engine
from ldblog.site.builds import Build
from ldblog.site.built_audit import require_private
from ldblog.site.built_links import report_broken
from ldblog.site.clean_pages import clean_excerpts, clean_pages
from ldblog.site.finish import finish_page
from ldblog.site.lastmod import set_dates, set_zone
from ldblog.site.left_out import Part
from ldblog.site.page_checks import require_publishable, require_sound
from ldblog.site.page_data import (
    link_people,
    list_neighbours,
    list_related,
    make_globals,
    write_derived,
)
from ldblog.site.preview import condense_changed
from ldblog.site.quick_preview import Built, Sources, preview_quickly
from ldblog.site.search_index import write_preview_index, write_search_index
from ldblog.site.shared_images import measure_images
from ldblog.site.stubs import address_of, write_stubs
from ldblog.site.theme import add_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from ldblog.config import Project
    from ldblog.pages.catalogue import Catalogue
    from ldblog.site.build_apart import BuildApart


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: the configuration is ``[tool.ldblog]``."""


class LdblogPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Checks pages, writes what MkDocs does not, and condenses while a preview is served."""

    is_serving = False
    addresses: frozenset[str] = frozenset()
    build = Build()
    nav: Navigation
    last: Built | None = None
    apart: BuildApart | None = None
    seen: Mapping[str, str] = {}
    catalogue: Catalogue
    related: Mapping[str, Sequence[Mapping[str, object]]]
    neighbours: Mapping[str, Mapping[str, object]]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a preview is served, and begin."""
        self.is_serving = command == "serve"
        collect_seldom()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Build again when a log or the people change."""
        with self._project(config) as project:
            if engine.is_known():
                self.apart = preview_quickly(
                    server, Sources(project, config), lambda: self.last, self.seen
                )
            for path in (project.logs, project.people_file, project.redact_file):
                if path.exists():
                    server.watch(str(path))

    def on_config(self, config: MkDocsConfig) -> None:
        """Before pages are found: condense what changed for a preview, and write derived pages."""
        self.build = Build()
        with self._project(config) as project:
            add_theme(project, config)
            if self.is_serving:
                condense_changed(project)
                self.seen = Sources(project, config).look()
            self.build.begin(project, config, is_preview=self.is_serving)
            cards = Part.CARDS not in self.build.left_out
            self.catalogue = write_derived(project, config, cards=cards)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Stop at a page that is not UTF-8, has a secret or a conflict, before others read it."""
        with self._project(config) as project:
            self.build.check_ahead(project, files, config)
            require_publishable(project, files, config, self.build.kept)

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Stop where two pages have one address, or one links to a draft that is left out.

        This late, the blog plugin has given the posts their addresses, and left out the drafts.
        """
        with self._project(config) as project:
            pages = require_sound(project, files, config, self.build.kept)
        self.build.find_posts_fast(config)
        self.build.render_ahead(files, config)
        self.nav = nav
        self.addresses = frozenset(address_of(page.url) for page in pages)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Let pages be rendered only where they were not before."""
        self.build.take_over(page)
        return page

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Remember what the blog plugin found out of a post."""
        self.build.count_minutes(page)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give pictures their size, so that nothing moves, and wide tables a way to scroll."""
        return finish_page(output, page.url, Path(config.docs_dir))

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Sanitise all pages, and give templates what is known of all published posts.

        This late, the lists of tags have been put into the pages.
        """
        clean_pages(files, config, self.build.kept)
        set_zone(files, self.catalogue)
        set_dates(files, self.catalogue)
        measure_images(files, config)
        with self._project(config) as project:
            schedule = project.config.schedule
        env.globals["published"] = make_globals(self.catalogue, files, config, schedule)
        link_people(files)
        self.related = list_related(self.catalogue, files)
        self.neighbours = list_neighbours(self.catalogue, files)
        self.build.keep_pages(env, config, files, self.nav)
        self.last = Built(config, files, self.nav, env)

    @event_priority(-200)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Sanitise the beginnings of posts in lists, and give posts those around them.

        This late, the blog plugin has rendered the beginnings.
        """
        values = cast("dict[str, Any]", context)
        clean_excerpts(values.get("posts", ()), self.build.kept)
        values["related"] = self.related.get(page.file.src_uri, ())
        values["neighbours"] = self.neighbours.get(page.file.src_uri)

    def _write_rest(self, config: MkDocsConfig) -> None:
        """Write a page that sends on at each old address that no page has, and what is searched."""
        site = Path(config.site_dir)
        with self._project(config) as project:
            write_stubs(project, config, self.addresses)
            if Part.SEARCH not in self.build.left_out:
                if self.is_serving:
                    write_preview_index(site)
                else:
                    write_search_index(site, project.cache)
            if not self.is_serving:
                report_broken(site, config, self.build.kept)

    @event_priority(-1000)
    def _audit(self, config: MkDocsConfig) -> None:
        """Stop where the site, written whole, holds what is kept from the public; else publish."""
        with self._project(config) as project:
            if Part.AUDIT not in self.build.left_out:
                place = self.build.place
                self.build.wait_for_logs()
                require_private(project, config, is_preview=self.is_serving, place=place)
            self.build.finish(project, config)
        self.build.close()

    on_post_build = CombinedEvent(_write_rest, _audit)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind of a build that was refused."""
        self.build.close()

    def on_shutdown(self) -> None:
        """Leave nothing behind of a build that was stopped."""
        self.build.close()
        if self.apart is not None:
            self.apart.close()

    @contextmanager
    def _project(self, config: MkDocsConfig) -> Iterator[Project]:
        """Give the project; what stops ldblog stops MkDocs with the same words."""
        try:
            project = find_project(Path(config.config_file_path).parent)
            yield replace(project, own_cache=self.build.own_cache)
        except LdblogError as error:
            raise PluginError(str(error)) from error
