"""The MkDocs plugin: condenses what changed while a preview is served, and checks pages.

A build never condenses: what was reviewed is, byte for byte, what is published.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import InclusionLevel

from ldblog.config import find_project
from ldblog.diagnostics import render_text
from ldblog.errors import LdblogError
from ldblog.files import read_text, write_text
from ldblog.privacy.anonymity import make_redactor
from ldblog.privacy.dictionary import read_dictionary, require_usable
from ldblog.reading.people import People
from ldblog.rules.conflicts import find_markers_in
from ldblog.rules.secrets import report_each
from ldblog.secrets.page_secrets import find_in_page
from ldblog.sessions import read_people
from ldblog.site.addresses import find_clashes, find_links_to
from ldblog.update import (
    Update,
    apply_update,
    find_all_sessions,
    finish_updates,
    plan_update,
    writing,
)
from ldblog.withdrawing.redirects import FILE as REDIRECTS
from ldblog.withdrawing.redirects import add_redirects, parse_redirects, render_stub
from ldblog.writing.fingerprints import find_stale, remember
from ldblog.writing.listed import find_listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from ldblog.config import Project

log = logging.getLogger("mkdocs.plugins.ldblog")


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: the configuration is ``[tool.ldblog]``."""


class LdblogPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Short hooks over ``ldblog.update`` and ``ldblog.site.addresses``."""

    is_serving = False
    addresses: frozenset[str] = frozenset()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a preview is served."""
        self.is_serving = command == "serve"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Build again when a log or the people change."""
        project = _project(config)
        for path in (project.logs, project.people_file, project.redact_file):
            if path.exists():
                server.watch(str(path))

    def on_config(self, config: MkDocsConfig) -> None:
        """Condense what changed before the pages of a preview are found."""
        if self.is_serving:
            condense_changed(_project(config))

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Stop at a page that is not UTF-8, has a secret or a conflict, before others read it."""
        project = _project(config)
        for file in files.documentation_pages():
            name, text = _name(file, config), _read(file, config)
            for found in find_markers_in(name, text.split("\n")):
                raise PluginError(render_text(found))
            _refuse_secrets(project, name, text)

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Stop where two pages have one address, or one links to a draft that is left out.

        This late, the blog plugin has given the posts their addresses, and left out the drafts.
        """
        pages = files.documentation_pages(inclusion=InclusionLevel.is_included)
        for one, other, address in find_clashes((_name(page, config), page.url) for page in pages):
            raise PluginError(f"{one} and {other} have one address, {address}: change a slug")
        _check_links(files, pages, config)
        _check_words(pages, config)
        self.addresses = frozenset(_address(page.url) for page in pages)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write a page that sends on at each old address that no page has."""
        try:
            write_stubs(_project(config), config, self.addresses)
        except LdblogError as error:
            raise PluginError(str(error)) from error


def _refuse_secrets(project: Project, name: str, text: str) -> None:
    try:
        secrets = find_in_page(project, Path(name), text)
    except LdblogError as error:
        raise PluginError(str(error)) from error
    for one in report_each(name, secrets):
        raise PluginError(render_text(one))


def _check_links(files: Files, pages: Sequence[File], config: MkDocsConfig) -> None:
    left_out = files.documentation_pages(inclusion=InclusionLevel.is_excluded)
    drafts = {file.src_uri: _name(file, config) for file in left_out}
    for page in pages:
        try:
            found = list(find_links_to(drafts.keys(), page.src_uri, _read(page, config)))
        except ValueError as error:
            raise PluginError(f"{_name(page, config)}: {error}") from error
        for line, target in found:
            message = f"a link to a draft, {drafts[target]} (publish it, or remove the link)"
            raise PluginError(f"{_name(page, config)}:{line}: {message}")


def _check_words(pages: Sequence[File], config: MkDocsConfig) -> None:
    """Stop at a page that holds what is listed, or names who does not wish to be named."""
    project = _project(config)
    try:
        dictionary = read_dictionary(project)
        # A site may be built without the file that says who is who.
        people = read_people(project) if project.people_file.exists() else People()
        require_usable(dictionary)
    except LdblogError as error:
        raise PluginError(str(error)) from error
    redactor = make_redactor(dictionary, people)
    for page in pages:
        for found in find_listed(_name(page, config), _read(page, config), redactor):
            raise PluginError(render_text(found))


def _address(url: str) -> str:
    """Return the address of a page without what only the way of its file adds."""
    address = unquote(url).removeprefix("./").removesuffix("/").removesuffix(".html")
    return "" if address == "index" else address.removesuffix("/index")


def write_stubs(project: Project, config: MkDocsConfig, addresses: AbstractSet[str]) -> None:
    """Write a page that sends on at each old address; to the start, where its target is no page.

    Raises LdblogError when the record cannot be read, or the disk refuses.
    """
    path = project.site / REDIRECTS
    known = parse_redirects(project.relative(path), read_text(path) or "")
    known = add_redirects(known, {}, addresses)
    as_folders = config.use_directory_urls
    for old, new in known.items():
        target = new if new in addresses else ""
        text = render_stub(old, target, config.site_url or "", as_folders=as_folders)
        name = f"{old}/index.html" if as_folders else f"{old}.html"
        write_text(Path(config.site_dir, name), text)


def _read(file: File, config: MkDocsConfig) -> str:
    """Return the text of a page that is a file below the project's root, else nothing."""
    path = Path(config.config_file_path).parent / _name(file, config)
    try:
        return read_text(path) or ""
    except LdblogError as error:
        raise PluginError(str(error)) from error


def _name(file: File, config: MkDocsConfig) -> str:
    """Return a page's path as people read it: from the root, with forward slashes."""
    path, root = Path(file.abs_src_path or file.src_uri), Path(config.config_file_path).parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file.src_uri


def condense_changed(project: Project) -> None:
    """Bring the posts of all sessions that changed up to date; what is wrong is logged.

    Where there is no folder of logs, all is left as it is: a site may be built without them.
    """
    if not project.logs.is_dir():
        return
    try:
        if find_stale(project, find_all_sessions(project)):
            with writing(project, log.info):
                _condense(project, find_stale(project, find_all_sessions(project)))
    except LdblogError as error:
        log.warning("%s", error)


def _condense(project: Project, behind: Mapping[str, str]) -> None:
    people, clean, updates = read_people(project), list[str](), list[Update]()
    for name in behind:
        update = plan_update(project, name, people)
        lost = [change.name for change in update.changes if change.removed]
        if lost:
            # A log that is being written may be unreadable for a moment; no preview is public.
            message = "somebody withdrew what was edited here: see to it with ldblog condense"
            log.warning("%s: %s", project.relative(project.posts / lost[0]), message)
            continue
        apply_update(project, update)
        updates.append(update)
        errors = [found for found in update.diagnostics if found.severity == "error"]
        for found in errors:
            log.warning("%s:%s: %s", found.path, found.line, found.message)
        clean += [] if errors else [name]
    finish_updates(project, updates, people)
    remember(project, behind, clean)


def _project(config: MkDocsConfig) -> Project:
    try:
        return find_project(Path(config.config_file_path).parent)
    except LdblogError as error:
        raise PluginError(str(error)) from error
