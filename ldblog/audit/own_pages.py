"""What a site says that is from no log: pages that people wrote, and what is in every site."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.files import read_lenient
from ldblog.generated import GENERATED
from ldblog.packed import list_themes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.config import Project

_PAGES = frozenset({".md", ".yml", ".svg", ".txt", ".html"})
_PACKAGE = Path(__file__).parents[1]
_CONFIGURATION = ("mkdocs.yml", "pyproject.toml")


def read_pages(project: Project) -> Iterator[str]:
    """Yield the texts of the site as they were before it was built, and its configuration."""
    for name in _CONFIGURATION:
        yield read_lenient(project.root / name) or ""
    for path in _find_pages(project):
        yield read_lenient(path) or ""


def read_phrases(project: Project) -> Iterator[str]:
    """Yield what people wrote by hand, and what ldblog and the themes say in every site.

    No posts and no derived pages: what logs hold back may have got into these.
    """
    for name in _CONFIGURATION:
        yield read_lenient(project.root / name) or ""
    for path in _find_pages(project):
        if path.parent != project.posts or not path.name[:1].isdigit():
            text = read_lenient(path) or ""
            yield "" if GENERATED in text else text
    theme = find_spec("material")
    places = theme.submodule_search_locations if theme is not None else None
    folders = [Path(it, "templates", "partials", "languages") for it in places or ()]
    for folder in (_PACKAGE, *list_themes(project), *folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".html"}:
                yield read_lenient(path) or ""


def _find_pages(project: Project) -> list[Path]:
    paths = sorted(project.site.rglob("*"))
    return [path for path in paths if path.suffix.lower() in _PAGES and path.is_file()]
