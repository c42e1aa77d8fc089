"""When pages last changed, for the sitemap: from the dates of posts, never from a clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from ldblog.pages.catalogue import Catalogue, Told


def set_dates(files: Files, catalogue: Catalogue) -> None:
    """Give each page the date that it last changed, where the posts tell it; others have none.

    MkDocs gives all of them the day of the build, and writes that into the sitemap. What is derived
    changed with the newest post that it is about.
    """
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    known = list_dates(catalogue)
    dates = {id(page): date_of(page) for page in pages}
    newest = max(dates.values(), default="")
    for page in pages:
        is_derived = "ld-derived" in str(page.meta.get("look"))
        own = "" if is_derived else find_date(page, lambda one: dates.get(id(one), ""))
        page.update_date = known.get(page.file.src_uri, newest) if is_derived else own
    # MkDocs packs the sitemap with the newest of these dates, and cannot do without any.
    if pages and not any(page.update_date for page in pages):
        pages[0].update_date = "1970-01-01"


def set_zone(files: Files, catalogue: Catalogue) -> None:
    """Give the posts their moments in the blog's time zone, which says what day it was there.

    Material takes a date without a zone for UTC, and shows one with a zone in that zone.
    """
    for post in catalogue.posts:
        file = files.get_file_from_path(post.path)
        page = file.page if file else None
        moments = {"created": post.created, "updated": post.updated}
        moments = {key: moment for key, moment in moments.items() if moment}
        # Only the blog plugin's pages have a configuration.
        if page is not None and hasattr(page, "config"):
            page.meta["date"] = moments
            page.config.date.update(moments)
            page.config.date.created = post.created


def list_dates(catalogue: Catalogue) -> dict[str, str]:
    """Return when the newest of a topic, or of a person, was told, by the path of their page."""
    topics = {catalogue.topic_addresses[topic]: told for topic, told in catalogue.topics.items()}
    people = {person.address: told for person, told in catalogue.people.items()}
    return {f"{address}.md": _newest(told) for address, told in {**topics, **people}.items()}


def date_of(page: Page) -> str:
    """Return the day that a page says it last changed, as ``2026-11-20``, or nothing."""
    date = page.meta.get("date")
    dates = date if isinstance(date, Mapping) else {"created": date}
    known = (dates.get("created"), dates.get("updated"))
    return max((str(day)[:10] for day in known if day), default="")


def find_date(page: Page, date_of: Callable[[Page], str] = date_of) -> str:
    """Return when a page, or one that it lists, last changed; nothing where no post tells."""
    listed: Iterable[Page] = getattr(page, "posts", ())
    return max(map(date_of, (page, *listed)))


def _newest(told: Sequence[Told]) -> str:
    posts = [one.article or one.post for one in told]
    return max(((post.updated or post.created).date().isoformat() for post in posts), default="")
