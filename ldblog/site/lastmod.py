"""When pages last changed, for the sitemap: from the dates of posts, never from a clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def set_dates(files: Files) -> None:
    """Give each page the date that it last changed, where the posts tell it; others have none.

    MkDocs gives all of them the day of the build, and writes that into the sitemap. A list of
    posts changed with the newest of them.
    """
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    for page in pages:
        page.update_date = find_date(page)
    # MkDocs packs the sitemap with the newest of these dates, and cannot do without any.
    if pages and not any(page.update_date for page in pages):
        pages[0].update_date = "1970-01-01"


def find_date(page: Page) -> str:
    """Return when a page last changed, as ``2026-11-20``, or nothing where no post tells."""
    listed: Iterable[Page] = getattr(page, "posts", ())
    return max((_date_of(one) for one in (page, *listed)), default="")


def _date_of(page: Page) -> str:
    date = page.meta.get("date")
    dates = date if isinstance(date, Mapping) else {"created": date}
    known = (dates.get("created"), dates.get("updated"))
    return max((str(day)[:10] for day in known if day), default="")
