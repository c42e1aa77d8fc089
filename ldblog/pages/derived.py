"""The derived pages on the disk: written from the published posts, and pruned.

They are known by their first line of front matter. What has none of it was written by a person,
and is never touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.composing.authors import PEOPLE_FOLDER
from ldblog.files import list_names, read_lenient, remove, write_text
from ldblog.pages.archive_pages import (
    ARCHIVE_FOLDER,
    ARCHIVE_PAGE,
    posts_by_year,
    render_archive_page,
    render_year_page,
    year_page,
)
from ldblog.pages.catalogue import TOPICS_FOLDER, Catalogue, make_catalogue
from ldblog.pages.failed_page import FAILED_PAGE, render_failed_page
from ldblog.pages.figures_page import FIGURES_PAGE, render_figures_page
from ldblog.pages.lines import MARK
from ldblog.pages.people_pages import PEOPLE_PAGE, render_people_page, render_person_page
from ldblog.pages.published import read_published
from ldblog.pages.topic_pages import TOPICS_PAGE, render_topic_page, render_topics_page
from ldblog.pages.try_page import TRY_PAGE, render_try_page
from ldblog.writing.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ldblog.config import Project

FOLDERS = (PEOPLE_FOLDER, TOPICS_FOLDER, ARCHIVE_FOLDER)
SINGLE_PAGES = (TRY_PAGE, FAILED_PAGE, FIGURES_PAGE)

_HEAD = f"---\n{MARK}\n"


@dataclass(frozen=True)
class Derived:
    """What became of the derived pages: paths below the folder of the site, sorted.

    ``kept`` are pages that people wrote where a derived one would have been.
    """

    catalogue: Catalogue
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def render_pages(catalogue: Catalogue) -> dict[str, str]:
    """Return the text of each derived page by its path below the folder of the site."""
    people = {
        f"{person.address}.md": render_person_page(person, catalogue) for person in catalogue.people
    }
    topics = {
        f"{catalogue.topic_addresses[topic]}.md": render_topic_page(topic, catalogue)
        for topic in catalogue.topics
    }
    years = {
        year_page(year): render_year_page(year, posts, catalogue)
        for year, posts in posts_by_year(catalogue).items()
    }
    return {
        PEOPLE_PAGE: render_people_page(catalogue),
        **people,
        TOPICS_PAGE: render_topics_page(catalogue),
        **topics,
        TRY_PAGE: render_try_page(catalogue),
        FAILED_PAGE: render_failed_page(catalogue),
        ARCHIVE_PAGE: render_archive_page(catalogue),
        **years,
        FIGURES_PAGE: render_figures_page(catalogue),
    }


def write_pages(project: Project, tell: Callable[[str], None]) -> Derived:
    """Write the derived pages that changed, and remove those that nothing is told of any more.

    Raises LdblogError when a post cannot be read, or the disk refuses.
    """
    top = {name for name in list_names(project.site) if name.endswith(".md")}
    own = frozenset(name for name in top if name not in SINGLE_PAGES)
    catalogue = make_catalogue(read_published(project), own)
    wanted = render_pages(catalogue)
    found = {path: read_lenient(project.site / path) or "" for path in _find_pages(project)}
    kept = {path for path in wanted if path in found and not found[path].startswith(_HEAD)}
    written = [path for path, text in wanted.items() if path not in kept | found.keys()]
    written += [path for path in wanted.keys() & found.keys() - kept if found[path] != wanted[path]]
    removed = [path for path in found.keys() - wanted.keys() if found[path].startswith(_HEAD)]
    if written or removed:
        with locked(project.cache, tell):
            for path in sorted(removed):
                remove(project.site / path)
            for path in sorted(written):
                write_text(project.site / path, wanted[path])
    return Derived(catalogue, *(tuple(sorted(paths)) for paths in (written, removed, kept)))


def _find_pages(project: Project) -> Iterator[str]:
    """Yield the pages that are there where derived ones would be."""
    for folder in FOLDERS:
        names = list_names(project.site / folder)
        yield from (f"{folder}/{name}" for name in names if name.endswith(".md"))
    yield from (name for name in SINGLE_PAGES if (project.site / name).is_file())
