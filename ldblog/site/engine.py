"""The names inside MkDocs and Material that are not promised to stay, each with what it buys.

All of them are here. ``is_known`` tells whether they are as they were when this was written; where
they are not, none of them is used, and a build is a plain one: slower, and the same.
"""

from __future__ import annotations

import inspect
from copy import copy
from functools import cache, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, cast

import yaml
from markdown import Markdown
from mkdocs.commands import build
from mkdocs.structure import pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from markdown.treeprocessors import Treeprocessor
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

# The versions that the names below were looked up in.
MKDOCS = "1.6."
MATERIAL = "9."


@cache
def is_known() -> bool:
    """Tell whether the inner names of what is installed are those that are used here."""
    try:
        blog, links = _blog(), pages._RelativePathTreeprocessor
        expected = {
            blog.Excerpt.__init__: "self post config files",
            blog.Excerpt.render: "self page separator",
            blog.ExcerptTreeprocessor.__init__: "self page base",
            blog._patch: "config",
            links.__init__: "self file files config",
            build._populate_page: "page config files dirty",
            build._build_page: "page config doc_files nav env dirty excluded",
        }
        is_same = all(
            " ".join(inspect.signature(function).parameters) == names
            for function, names in expected.items()
        )
        is_tried = version("mkdocs").startswith(MKDOCS)
        is_tried = is_tried and version("mkdocs-material").startswith(MATERIAL)
        return is_same and is_tried and hasattr(blog, "SafeLoader")
    except (ImportError, AttributeError):
        return False


def _blog() -> Any:  # noqa: ANN401
    """Return the module with the posts of Material's blog plugin; slow to import."""
    from material.plugins.blog import structure  # noqa: PLC0415

    return structure


def title_in(page: Page) -> str | None:
    """Return the title that a rendered page has from its first heading."""
    return page._title_from_render


def set_title(page: Page, title: str | None) -> None:
    """Give a page that is not rendered the title that rendering found."""
    page._title_from_render = title


def read_in_c() -> None:
    """Let the blog plugin read front matter in C: the same values, in a tenth of the time."""
    _blog().SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def hold_as_bytes() -> None:
    """Let pages hold their Markdown and their HTML as UTF-8, and give them out as they were.

    One picture in a text makes each of its letters take four bytes, and all pages are held.
    """
    for name in ("markdown", "content"):
        if name not in vars(pages.Page):
            setattr(pages.Page, name, _Packed(name))


class _Packed:
    """An attribute whose value is held as UTF-8 if it is a text."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, page: Page | None, _kind: type[Page]) -> Any:  # noqa: ANN401
        if page is None:
            return self
        value = vars(page).get(self._name)
        return _unpack(value) if type(value) is bytes else value

    def __set__(self, page: Page, value: Any) -> None:  # noqa: ANN401
        is_text = type(value) is str
        vars(page)[self._name] = value.encode("utf-8", "surrogatepass") if is_text else value


# The titles of some pages are asked for all the time, and each asks whether there is a text.
@lru_cache(maxsize=32)
def _unpack(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def read_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Read one page and render it, as a build does with all: ahead of it."""
    build._populate_page(page, config, files)


def write_page(
    page: Page, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment
) -> None:
    """Write one page as a build does with all: ahead of it, or between two for a preview."""
    build._build_page(page, config, files.documentation_pages(), nav, env)


class LeadParser:
    """One parser for the beginnings of all posts; Material makes one a post."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        """Set it up as Material does; ``files`` tells where links lead."""
        blog = _blog()
        config = blog._patch(config)
        self._parser = Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs
        )
        nothing = cast("Any", None)
        self._anchors: Any = blog.ExcerptTreeprocessor(nothing)
        self._links: Any = pages._RelativePathTreeprocessor(nothing, files, config)
        self._register(self._anchors, "excerpt", 0)
        self._register(self._links, "relpath", 1)

    def _register(self, processor: Treeprocessor, name: str, priority: int) -> None:
        self._parser.treeprocessors.register(processor, name, priority)

    def convert(self, post: Page, view: Page, text: str) -> tuple[str, list[Any]]:
        """Return the beginning of a post as a list shows it, and its headings."""
        file = copy(post.file)
        file.url = view.url
        self._anchors.page, self._anchors.base, self._links.file = post, view, file
        html = self._parser.reset().convert(text)
        return html, getattr(self._parser, "toc_tokens", [])


def take_over_excerpts(render: Callable[[Any, Page, str], None]) -> None:
    """Let the blog plugin make excerpts that have no parser of their own, rendered by a function.

    It is called with the excerpt, the list that shows it, and the separator.
    """
    from material.plugins.blog import plugin  # noqa: PLC0415

    blog = _blog()

    class Lead(blog.Excerpt):  # type: ignore[name-defined,misc,unused-ignore]
        def __init__(self, post: Any, config: MkDocsConfig, files: Files) -> None:  # noqa: ANN401
            self.file = copy(post.file)
            self.post, self.config, self.meta = post, post.config, post.meta
            self.authors: list[Any] = []
            self.categories: list[Any] = []
            self.more: str | None = None
            self._set_canonical_url(config.site_url)

        def render(self, page: Page, separator: str) -> None:
            render(self, page, separator)

    plugin.Excerpt = Lead


def find_posts_fast(config: MkDocsConfig) -> None:
    """Let the blog plugin find whether a page is a post of its own without comparing it to all."""
    plugin: Any = config.plugins.get("material/blog")
    if plugin is not None and plugin.config.enabled:
        plugin.blog.posts = _ByIdentity(plugin.blog.posts)


class _ByIdentity(list[Any]):
    """A list in which a page is itself only: there is one of each."""

    def __init__(self, values: list[Any]) -> None:
        super().__init__(values)
        self._known = {id(value) for value in values}

    def __contains__(self, value: object) -> bool:
        return id(value) in self._known


def give_back() -> None:
    """Leave Material as it was."""
    from material.plugins.blog import plugin  # noqa: PLC0415

    blog = _blog()
    plugin.Excerpt, blog.SafeLoader = blog.Excerpt, yaml.SafeLoader
