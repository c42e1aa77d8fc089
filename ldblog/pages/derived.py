"""All that is derived from the published posts: pages, and what programs read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ldblog.files import list_names
from ldblog.generated import (
    ARCHIVE_FOLDER,
    FAILED_PAGE,
    FIGURES_PAGE,
    FOLDERS,
    GENERATED,
    SINGLE_PAGES,
    TOPICS_FOLDER,
    TRY_PAGE,
)
from ldblog.pages.archive_pages import (
    ARCHIVE_PAGE,
    posts_by_year,
    render_archive_page,
    render_year_page,
    year_page,
)
from ldblog.pages.calendar_file import find_calendar, find_next_days
from ldblog.pages.card_files import find_cards
from ldblog.pages.catalogue import make_catalogue
from ldblog.pages.derived_files import find_program_files, write_derived_files
from ldblog.pages.failed_page import render_failed_page
from ldblog.pages.figures_page import NOTHING_ELSE, Programme, render_figures_page
from ldblog.pages.finished import Finished
from ldblog.pages.kept import Kept, name_value
from ldblog.pages.people_pages import PEOPLE_PAGE, render_people_page, render_person_page
from ldblog.pages.published_files import read_published
from ldblog.pages.syndication import ATOM_NAME, JSON_NAME, compose_syndication
from ldblog.pages.topic_pages import TOPICS_PAGE, render_topic_page, render_topics_page
from ldblog.pages.try_page import render_try_page
from ldblog.pages.words import words_of
from ldblog.programme.actions import public_actions, require_actions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ldblog.config import Project
    from ldblog.pages.blog import Blog
    from ldblog.pages.catalogue import Catalogue

_FEEDS = (("programme.read.atom", ATOM_NAME), ("programme.read.json", JSON_NAME))


@dataclass(frozen=True)
class Derived:
    """What became of all that is derived: paths below the folder of the site, sorted.

    ``kept`` are files that people wrote where a derived one would have been. ``read`` reads what
    all of it is derived from.
    """

    read: Callable[[], Catalogue]
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @cached_property
    def catalogue(self) -> Catalogue:
        """All that was told; where nothing changed, it is only read when it is asked for."""
        return self.read()


def render_pages(catalogue: Catalogue, programme: Programme = NOTHING_ELSE) -> dict[str, str]:
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
        FIGURES_PAGE: render_figures_page(catalogue, programme),
    }


def is_from_posts(path: str, text: str) -> bool:
    """Tell whether a page was derived from posts alone, so that it holds nothing they do not.

    People's pages also say what ``people.yml`` does, and that of the programme what will be done.
    """
    is_there = path.startswith((f"{TOPICS_FOLDER}/", f"{ARCHIVE_FOLDER}/"))
    return GENERATED in text and (is_there or path in {TRY_PAGE, FAILED_PAGE})


def write_pages(
    project: Project, blog: Blog, tell: Callable[[str], None], *, cards: bool = True
) -> Derived:
    """Write what is derived and changed, and remove what nothing is told of any more.

    Raises LdblogError when a post or actions.yml cannot be read, or the disk refuses.
    """
    kept = Kept(project.cache)
    blog = replace(blog, has_cards=cards)
    top = {name for name in list_names(project.site) if name.endswith(".md")}
    own = frozenset(name for name in top if name not in SINGLE_PAGES)
    finished = Finished(project, name_value([vars(blog), sorted(own)]), kept)
    found = (*_find_pages(project), *find_program_files(project))

    def read() -> Catalogue:
        return make_catalogue(read_published(project, kept), own, words_of(blog.language))

    left = finished.recall(found)
    if left is not None:
        return Derived(read, kept=left)
    catalogue = read()
    wanted = compose_files(project, blog, catalogue, kept)
    outcome = write_derived_files(project, wanted, found, tell)
    finished.remember(wanted, outcome.kept, is_changed=bool(outcome.written))
    kept.save()
    return Derived(lambda: catalogue, *outcome)


def compose_files(
    project: Project, blog: Blog, catalogue: Catalogue, kept: Kept
) -> dict[str, bytes]:
    """Return all that is derived, by its path below the folder of the site.

    Raises LdblogError when actions.yml cannot be read, or the disk refuses.
    """
    schedule = project.config.schedule
    calendar = find_calendar(blog, schedule, catalogue)
    cards = find_cards(project, blog, catalogue.posts) if blog.has_cards else {}
    blog = replace(blog, has_cards=bool(cards))
    programs = compose_syndication(blog, catalogue, kept)
    programme = Programme(
        find_next_days(schedule, catalogue),
        next(iter(calendar), ""),
        [(key, path) for key, path in _FEEDS if path in programs],
        [action.what for action in public_actions(require_actions(project))],
    )
    texts = {**render_pages(catalogue, programme), **programs}
    files = {path: text.encode("utf-8", "replace") for path, text in texts.items()}
    return files | calendar | cards


def _find_pages(project: Project) -> Iterator[str]:
    """Yield the pages that are there where derived ones would be."""
    for folder in FOLDERS:
        names = list_names(project.site / folder)
        yield from (f"{folder}/{name}" for name in names if name.endswith(".md"))
    yield from (name for name in SINGLE_PAGES if (project.site / name).is_file())
