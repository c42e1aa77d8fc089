"""When the next Learning Day is, by the newest session and never by the clock."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from icalendar import Calendar as File

from ldblog.pages.blog import Blog as Settings
from ldblog.pages.calendar_file import CALENDAR_NAME, find_calendar, find_next_day
from ldblog.pages.catalogue import make_catalogue
from ldblog.pages.derived import write_pages
from ldblog.pages.figures_page import Programme, render_figures_page
from ldblog.pages.published_files import read_published
from ldblog.programme.schedule import Schedule

if TYPE_CHECKING:
    from conftest import Blog

FRIDAYS = Schedule(every=(2, 4), starts=datetime.date(2026, 10, 9))
SETTINGS = Settings("Days", "https://example.com/blog/")
EMPTY = make_catalogue([])
POST = """\
---
title: A day
date: 2026-10-23
slug: '2026-10-23'
entries: [{anchor: jun, name: A colleague, topic: Databases}]
---
### A colleague { #jun }
"""


def test_without_a_schedule_there_is_no_next_day_and_no_calendar() -> None:
    assert find_next_day(None, EMPTY) is None
    assert find_calendar(SETTINGS, None, EMPTY) == {}


def test_a_blog_that_does_not_say_where_it_will_live_has_no_calendar() -> None:
    assert find_calendar(Settings("Days"), FRIDAYS, EMPTY) == {}


def test_before_the_first_session_the_next_day_is_the_first() -> None:
    assert find_next_day(FRIDAYS, EMPTY) == datetime.date(2026, 10, 9)


def test_the_next_day_comes_after_the_newest_session(blog: Blog) -> None:
    blog.write("content/site/posts/2026-10-23.md", POST)
    catalogue = make_catalogue(read_published(blog.project))
    assert find_next_day(FRIDAYS, catalogue) == datetime.date(2026, 11, 6)


def test_a_calendar_reaches_a_year_beyond_the_newest_session_and_links_posts(blog: Blog) -> None:
    blog.write("content/site/posts/2026-10-23.md", POST)
    catalogue = make_catalogue(read_published(blog.project))

    raw = find_calendar(SETTINGS, FRIDAYS, catalogue)[CALENDAR_NAME]

    events = File.from_ical(raw).walk("VEVENT")
    days = [event.decoded("dtstart") for event in events]
    assert days[:2] == [datetime.date(2026, 10, 9), datetime.date(2026, 10, 23)]
    assert days[-1] == datetime.date(2027, 10, 22)
    assert [event.get("url") for event in events[:2]] == [
        None,
        "https://example.com/blog/2026-10-23/",
    ]
    assert events[0]["uid"] == "2026-10-09@example.com"


def test_the_calendar_goes_with_the_schedule(blog: Blog) -> None:
    blog.write("content/site/posts/2026-10-23.md", POST)
    file = blog.root / "content/site" / CALENDAR_NAME
    settings = (blog.root / "pyproject.toml").read_text(encoding="utf-8")
    table = '\n[tool.ldblog.schedule]\nevery = "2 weeks on Friday"\nstarts = 2026-10-09\n'
    blog.write("pyproject.toml", settings + table)

    write_pages(blog.project, SETTINGS, print)
    assert file.is_file()
    figures = (blog.root / "content/site/figures.md").read_text(encoding="utf-8")
    assert "The next Learning Day after these: 6 November 2026." in figures
    assert "Then on 20 November 2026 and 4 December 2026. [All days as a calendar]" in figures
    assert "[All posts as an Atom feed](feed.xml)" in figures

    blog.write("pyproject.toml", settings)
    write_pages(blog.project, SETTINGS, print)
    assert not file.exists()


def test_the_last_day_of_a_schedule_is_followed_by_none() -> None:
    page = render_figures_page(EMPTY, Programme([datetime.date(2026, 12, 4)]))
    assert "The next Learning Day after these: 4 December 2026.\n" in page
