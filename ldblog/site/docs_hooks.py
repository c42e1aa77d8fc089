"""What finished pages of the documentation get, as those of the blog do: MkDocs calls these hooks.

They are few, so that ``mkdocs-docs.yml`` needs neither the blog's plugin nor what that asks for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from ldblog.errors import LdblogError
from ldblog.site.built_links import report_broken
from ldblog.site.finish import finish_page
from ldblog.site.search_index import write_search_index

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


def on_env(env: Environment, **_rest: object) -> None:
    """Give the theme the one filter that the blog's plugins bring; no page here has a date."""
    env.filters.setdefault("date", str)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Give pictures their size, so that nothing moves, and wide tables a way to scroll."""
    return finish_page(output, page.url, Path(config.docs_dir))


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what is searched, and follow every link; one that leads nowhere fails the build."""
    try:
        write_search_index(Path(config.site_dir))
        report_broken(Path(config.site_dir), config)
    except LdblogError as error:
        raise PluginError(str(error)) from error
