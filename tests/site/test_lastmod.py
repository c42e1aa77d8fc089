"""The dates in the sitemap: those of posts, never the day of the build."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from ldblog.site.lastmod import find_date, set_dates


def page(**meta: Any) -> Any:  # noqa: ANN401 - stands for MkDocs' page
    return SimpleNamespace(meta=meta, update_date="2026-12-24")


def listing(*posts: Any) -> Any:  # noqa: ANN401
    return SimpleNamespace(meta={}, posts=posts, update_date="2026-12-24")


def files(*pages: Any) -> Any:  # noqa: ANN401
    found = [SimpleNamespace(page=one) for one in (*pages, None)]
    return SimpleNamespace(documentation_pages=lambda: found)


DAY = datetime.date(2026, 11, 20)
LATER = datetime.datetime(2026, 11, 24, 23, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (DAY, "2026-11-20"),
        ({"created": DAY}, "2026-11-20"),
        ({"created": DAY, "updated": LATER}, "2026-11-24"),
        ({"created": LATER, "updated": DAY}, "2026-11-24"),
        (None, ""),
    ],
)
def test_a_post_changed_when_it_was_made_or_updated(date: object, expected: str) -> None:
    assert find_date(page(date=date)) == expected


def test_a_list_changed_with_its_newest_post() -> None:
    assert find_date(listing(page(date=DAY), page(date={"created": LATER}))) == "2026-11-24"
    assert find_date(listing()) == ""


def test_pages_that_no_post_dates_have_no_date() -> None:
    post, about = page(date=DAY), page(title="About")

    set_dates(files(post, about))

    assert (post.update_date, about.update_date) == ("2026-11-20", "")


def test_a_site_without_posts_needs_no_clock() -> None:
    about, more = page(), page()

    set_dates(files(about, more))
    set_dates(files())

    assert (about.update_date, more.update_date) == ("1970-01-01", "")
