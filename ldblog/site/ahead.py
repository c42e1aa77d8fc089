"""What is found out of each page alone, found out ahead in processes of their own.

They hand back nothing but values to be kept. The build then finds them there, as it would find
those of an earlier one; what they did not manage, it does itself.
"""

from __future__ import annotations

import logging
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from ldblog.config import find_project
from ldblog.errors import LdblogError
from ldblog.parallel import NO_PROCESSES, count_processors, start_process
from ldblog.site import engine
from ldblog.site.clean_pages import clean
from ldblog.site.kept import Collected
from ldblog.site.page_checks import Words, require_no_secret
from ldblog.site.rendered import Renderer
from ldblog.site.world import digest_programs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any

    from mkdocs.config.defaults import MkDocsConfig

    from ldblog.config import Project
    from ldblog.site.kept import Kept

# A process has imported what it needs in the time in which another does so many pages.
PAGES_PER_JOB = 40
# Often enough that no process waits long for another one at the end.
_BATCHES_PER_JOB = 4


class Target(NamedTuple):
    """What a link may lead to, as processes are told of it."""

    src_uri: str
    url: str
    inclusion: str


class Settings(NamedTuple):
    """What pages are rendered with, as processes are told of it."""

    path: str
    digest: str
    site_url: str | None
    extensions: tuple[str, ...]
    targets: tuple[Target, ...]


def check_ahead(project: Project, pages: Sequence[tuple[str, str]], kept: Kept) -> None:
    """Look for secrets and listed words in pages, given by name and text, in processes."""
    _run(partial(_check, project.root), pages, kept)


def render_ahead(
    pages: Sequence[tuple[str, str]], files: Files, config: MkDocsConfig, digest: str, kept: Kept
) -> None:
    """Render posts, given by their paths and texts, in processes."""
    targets = tuple(Target(it.src_uri, it.url, it.inclusion.name) for it in files)
    extensions = tuple(config.markdown_extensions)
    settings = Settings(config.config_file_path, digest, config.site_url, extensions, targets)
    _run(partial(_render, settings), pages, kept)


def _run(
    function: Callable[[Sequence[tuple[str, str]]], dict[str, bytes]],
    pages: Sequence[tuple[str, str]],
    kept: Kept,
) -> None:
    """Keep what a function returns of pages; nothing where no processes can be started."""
    jobs = min(count_processors(), len(pages) // PAGES_PER_JOB)
    if jobs < 2 or not kept.is_open:
        return
    size = -(-len(pages) // (jobs * _BATCHES_PER_JOB))
    batches = [pages[start : start + size] for start in range(0, len(pages), size)]
    with (
        suppress(*NO_PROCESSES),
        ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_start) as executor,
    ):
        for values in executor.map(function, batches):
            kept.add(values.items())


def _start() -> None:
    """Prepare a process: what MkDocs says there is noticed, and not printed."""
    start_process()
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    logging.getLogger("mkdocs").propagate = False


def _check(root: Path, pages: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """Return what is to be kept of pages in which nothing is found; the build finds the others."""
    kept = Collected(digest_programs())
    with suppress(LdblogError):
        project = find_project(root)
        words = Words(project, kept)
        for name, text in pages:
            with suppress(LdblogError):
                require_no_secret(project, name, text, kept)
            words.find(name, text)
    return kept.packed


def _render(settings: Settings, pages: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """Return what is to be kept of rendered posts; those with warnings the build renders again."""
    kept = Collected(digest_programs())
    with suppress(MkDocsException):
        config = load_config(settings.path, site_url=settings.site_url)
        config.markdown_extensions = list(settings.extensions)
        files = Files([_file(target, config) for target in settings.targets])
        renderer = Renderer(kept, config, settings.digest)
        for path, text in pages:
            file: Any = files.get_file_from_path(path)
            page = Page(None, file, config)
            page.markdown = text
            renderer.take_over(page)
            page.render(config, files)
            renderer.keep_minutes(page, engine.count_minutes(page.content or "", config))
            clean(page.content or "", kept)
    return kept.packed


def _file(target: Target, config: MkDocsConfig) -> File:
    file = File(target.src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
    file.url, file.inclusion = target.url, InclusionLevel[target.inclusion]
    return file
