"""Zensical, the second engine: the same sources, built into a folder of their own.

It runs no plugin of MkDocs', but has a blog and lists of tags of its own. What our plugin does that
can be done before or after a build is done here; docs/engines.md lists what is left.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.utils import clean_directory

from ldblog.errors import LdblogError
from ldblog.files import remove, write_text
from ldblog.site.built_audit import require_private
from ldblog.site.built_links import require_whole
from ldblog.site.mkdocs_run import CONFIG_FILE, prepare_environment
from ldblog.site.page_checks import require_publishable
from ldblog.site.page_data import list_neighbours, list_related, make_globals, write_derived
from ldblog.site.stubs import address_of, write_stubs
from ldblog.site.theme import merge_themes

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from ldblog.config import Project

SITE_FOLDER = "site-zensical"
# Beside mkdocs.yml, from whose folder Zensical reads everything; it is there during a build only.
_OVERLAY = ".ldblog-zensical.yml"


def run_zensical(project: Project, *, drafts: bool = False) -> None:
    """Build the site with Zensical into a folder of its own, strictly, and audit it.

    Raises LdblogError where Zensical or ``mkdocs.yml`` is missing, and where the build fails.
    """
    if find_spec("zensical") is None:
        raise LdblogError("zensical: not installed here: `pip install zensical` brings it")
    path = prepare_environment(project, drafts=drafts)
    config = load_config(str(path), site_dir=str(project.root / SITE_FOLDER))
    require_publishable(project, get_files(config), config)
    overlay = compose_overlay(project, config)
    clean_directory(config.site_dir)
    _build(project, overlay)
    site = Path(config.site_dir)
    pages = (page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    write_stubs(project, config, frozenset(map(address_of, pages)))
    require_whole(site, config)
    require_private(project, config, is_preview=False)


def compose_overlay(project: Project, config: MkDocsConfig) -> dict[str, Any]:
    """Write what is derived; return what the configuration says to Zensical beside its own.

    Our plugin gives templates what is known of all posts; here they find it under ``extra``.
    Raises LdblogError when a post cannot be read, or the disk refuses.
    """
    catalogue = write_derived(project, config)
    files = get_files(config)
    end = "/" if config.use_directory_urls else ".html"
    for post in catalogue.posts:
        if file := files.get_file_from_path(post.path):
            file.url = f"{post.address}{end}"
    addresses = {post.path: f"{post.address}{end}" for post in catalogue.posts}
    related, neighbours = list_related(catalogue, files), list_neighbours(catalogue, files)
    return {
        "INHERIT": CONFIG_FILE,
        "site_dir": SITE_FOLDER,
        "theme": {"custom_dir": str(merge_themes(project, project.cache / "theme"))},
        "extra": {
            "published": make_globals(catalogue, files, config, project.config.schedule),
            "related": {addresses[path]: posts for path, posts in related.items()},
            "neighbours": {addresses[path]: posts for path, posts in neighbours.items()},
        },
    }


def _build(project: Project, overlay: dict[str, Any]) -> None:
    path = project.root / _OVERLAY
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(path)]
    try:
        # Zensical takes no dates: as words they are what its own pages have.
        plain = json.loads(json.dumps(overlay, default=str))
        write_text(path, yaml.safe_dump(plain, allow_unicode=True))
        done = subprocess.run(command, check=False)  # noqa: S603 - nothing in it is anybody's text
    finally:
        remove(path)
    if done.returncode:
        raise LdblogError("zensical: the build failed: correct what it says above")
