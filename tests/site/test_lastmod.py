"""The dates in the sitemap: those of posts, never the day of the build."""

from __future__ import annotations

import datetime
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ldblog.pages.catalogue import make_catalogue
from ldblog.pages.published import PublishedPost
from ldblog.pages.published_people import PublishedPerson
from ldblog.site.lastmod import find_date, set_dates, set_zone


def page(**meta: Any) -> Any:  # noqa: ANN401 - stands for MkDocs' page
    path = meta.pop("path", "a.md")
    file = SimpleNamespace(src_uri=path)
    return SimpleNamespace(meta=meta, update_date="2026-12-24", file=file)


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

    set_dates(files(post, about), make_catalogue(()))

    assert (post.update_date, about.update_date) == ("2026-11-20", "")


def test_what_is_derived_changed_with_the_newest_post_that_it_is_about() -> None:
    posts = [
        PublishedPost(
            f"posts/{name}.md",
            name,
            name,
            LATER.replace(day=day),
            topics=(topic,),
            updated=updated,
            authors=(PublishedPerson("asha", "Asha Rao"),),
        )
        for name, day, topic, updated in (("b", 20, "Data", None), ("a", 6, "Testing", LATER))
    ]
    derived = [
        page(path=path, look="ld-derived ld-topic-page")
        for path in ("topics/data.md", "topics/testing.md", "people/asha.md", "topics/index.md")
    ]

    set_dates(files(page(date=DAY), *derived), make_catalogue(posts))

    dates = [one.update_date for one in derived]
    assert dates == ["2026-11-20", "2026-11-24", "2026-11-24", "2026-11-20"]


def test_a_site_without_posts_needs_no_clock() -> None:
    about, more = page(), page()

    set_dates(files(about, more), make_catalogue(()))
    set_dates(files(), make_catalogue(()))

    assert (about.update_date, more.update_date) == ("1970-01-01", "")


def test_a_post_is_shown_on_its_day_in_the_zone_of_the_blog() -> None:
    zone = ZoneInfo("Europe/Berlin")
    created = LATER.astimezone(zone)
    post = PublishedPost(path="posts/a.md", address="a", title="A", created=created)
    dates = SimpleNamespace(created=LATER, update=dict.update.__get__({}))
    shown = page(path="posts/a.md", date={"created": LATER})
    shown.config = SimpleNamespace(date=dates)
    plain = page(path="posts/b.md", date=DAY)
    found = {"posts/a.md": SimpleNamespace(page=shown), "posts/b.md": SimpleNamespace(page=plain)}
    pages: Any = SimpleNamespace(get_file_from_path=found.get)
    others = [replace(post, path="posts/b.md"), replace(post, path="posts/gone.md")]

    set_zone(pages, make_catalogue([post, *others]))

    assert str(dates.created) == "2026-11-25 00:30:00+01:00"
    assert find_date(shown) == "2026-11-25"
    assert find_date(plain) == "2026-11-20"
