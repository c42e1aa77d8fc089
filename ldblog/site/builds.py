"""One build: what is left out of it, what of earlier ones it uses, and where it is put."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, meta

from ldblog.audit.reading_ahead import ReadingAhead
from ldblog.errors import LdblogError
from ldblog.files import read_lenient
from ldblog.pages.derived import is_from_posts
from ldblog.pages.quick_markdown import quicken
from ldblog.site import engine
from ldblog.site.ahead import check_ahead, make_ahead
from ldblog.site.built_links import read_named
from ldblog.site.clean_pages import clean
from ldblog.site.kept import NOTHING, Kept, digest_of
from ldblog.site.kept_pages import keep_pages
from ldblog.site.left_out import Part, read_left_out
from ldblog.site.page_checks import is_known_safe
from ldblog.site.page_files import name_of, read_page
from ldblog.site.publish import publish
from ldblog.site.rendered import Renderer
from ldblog.site.unchanged import note_inputs, own_folders
from ldblog.site.world import digest_programs, digest_settings, digest_templates

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from ldblog.config import Project

log = logging.getLogger("mkdocs.plugins.ldblog")

_APART = "site-"
_DAY_SECONDS = 86400


class Build:
    """What one build uses of earlier ones, and the folder that it is made in."""

    def __init__(self) -> None:
        """Prepare one; without ``begin`` it uses nothing of others."""
        self.left_out = read_left_out()
        self.kept = NOTHING
        self.place: Path | None = None
        self.own_cache: Path | None = None
        self._is_preview = False
        self._apart: Path | None = None
        self._settings = ""
        self._renderer: Renderer | None = None
        self._logs: ReadingAhead | None = None
        if Part.CACHE in self.left_out:
            self.own_cache = Path(tempfile.gettempdir(), f"ldblog-{os.getpid()}")

    def begin(self, project: Project, config: MkDocsConfig, *, is_preview: bool) -> None:
        """Begin a build, which is made in a folder apart.

        Raises LdblogError when the disk refuses.
        """
        self._is_preview = is_preview
        self.place, self._apart = Path(config.site_dir), _make_folder(project.cache)
        config.site_dir = str(self._apart)
        if not is_preview and Part.AUDIT not in self.left_out:
            self._logs = ReadingAhead(project)
        self.kept = Kept(project.cache, digest_programs())
        settings = digest_settings(Path(config.config_file_path))
        self._settings = digest_of(settings, config.site_url or "")
        if engine.is_known():
            self._renderer = Renderer(self.kept, config, self._settings)
            engine.read_in_c()
            engine.hold_as_bytes()
            quicken()
            engine.take_over_excerpts(self._renderer.render_excerpt)

    def take_over(self, page: Page) -> None:
        """Let a page be rendered only where it was not before."""
        if self._renderer is not None:
            self._renderer.take_over(page)

    def check_ahead(self, project: Project, files: Files, config: MkDocsConfig) -> None:
        """Check pages in processes, where these are many that are new."""
        patterns = project.config.secret_patterns
        texts = ((file, read_page(file, config)) for file in files.documentation_pages())
        new = [
            (name_of(file, config), text)
            for file, text in texts
            if not (is_from_posts(file.src_uri, text) or is_known_safe(self.kept, text, patterns))
        ]
        check_ahead(project, new, self.kept)

    def render_ahead(self, files: Files, config: MkDocsConfig) -> None:
        """Render pages in processes, where these are many that are new."""
        renderer = self._renderer
        if renderer is None:
            return

        def render(file: File) -> None:
            page = file.page or Page(None, file, config)
            engine.read_page(page, config, files)
            clean(page.content or "", self.kept)

        pages = files.documentation_pages()
        new = [file for file in pages if not renderer.is_known(file, _text_of(file, config))]
        make_ahead(render, new, self.kept)

    def find_posts_fast(self, config: MkDocsConfig) -> None:
        """Let no page be compared with all posts."""
        if self._renderer is not None:
            engine.find_posts_fast(config)

    def count_minutes(self, page: Page) -> None:
        """Remember how long reading a post takes."""
        if self._renderer is not None:
            self._renderer.count_minutes(page)

    def keep_pages(
        self, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation
    ) -> None:
        """Let pages that nothing new reaches stay as they were; write the others in processes."""
        if self._renderer is None:
            return
        templates = digest_templates(own_folders(config.theme.dirs))
        world = keep_pages(env, config, self.kept, digest_of(self._settings, templates))
        if world is None or self.kept.get(world):
            return
        self.kept.put(world, True)

        def write(file: File) -> None:
            if file.page is not None:
                engine.write_page(file.page, config, files, nav, env)
                read_named(file.dest_uri, read_lenient(Path(file.abs_dest_path)) or "", self.kept)

        make_ahead(write, files.documentation_pages(), self.kept)

    def wait_for_logs(self) -> None:
        """Wait until the audit has no logs to read, if somebody reads them for it."""
        if self._logs is not None:
            self._logs.wait()

    def finish(self, project: Project, config: MkDocsConfig) -> None:
        """Put the site in its place, unless a strict build is about to be refused.

        Raises LdblogError when the disk refuses.
        """
        if self._apart is None or self.place is None or _is_refused():
            return
        publish(self._apart, self.place)
        self._apart = None
        config.site_dir = str(self.place)
        if self.own_cache is None and not self._is_preview:
            note_inputs(project, config)

    def close(self) -> None:
        """Keep what was found out; leave no folder and no process behind."""
        self.kept.close()
        if self._logs is not None:
            self._logs.stop()
        for folder in (self._apart, self.own_cache):
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
        if self._renderer is not None:
            engine.give_back()


def _text_of(file: File, config: MkDocsConfig) -> str:
    """Return the Markdown of a page, which the blog plugin has read if it is a post."""
    text = file.page.markdown if file.page is not None else None
    return meta.get_data(read_page(file, config))[0] if text is None else text


def _is_refused() -> bool:
    """Tell whether MkDocs counts warnings, as it does in a strict build, and has some."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(one.get_counts() for one in handlers if isinstance(one, CountHandler))


def _make_folder(cache: Path) -> Path:
    try:
        cache.mkdir(parents=True, exist_ok=True)
        for name in os.listdir(cache):
            # A build that was killed left it.
            if name.startswith(_APART):
                _remove_old(cache / name)
        return Path(tempfile.mkdtemp(prefix=_APART, dir=cache))
    except OSError as error:
        message = f"{error.filename}: cannot be made ({error.strerror})"
        raise LdblogError(f"{message}: make room or give the permission") from error


def _remove_old(folder: Path) -> None:
    with suppress(OSError):
        if folder.stat().st_mtime < time.time() - _DAY_SECONDS:
            shutil.rmtree(folder)
