"""The archive: all sessions and other posts by year, and a page for each year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.generated import ARCHIVE_FOLDER
from ldblog.pages.catalogue import begin
from ldblog.pages.charts import render_dots
from ldblog.pages.lines import DOT, link, link_topic, render_page
from ldblog.text.inline import escape_line_start, escape_text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.pages.catalogue import Catalogue
    from ldblog.pages.published import PublishedPost
    from ldblog.pages.words import Words

ARCHIVE_PAGE = f"{ARCHIVE_FOLDER}/index.md"


def year_page(year: int) -> str:
    """Return the path of a year's page."""
    return f"{ARCHIVE_FOLDER}/{year}.md"


def posts_by_year(catalogue: Catalogue) -> Mapping[int, Sequence[PublishedPost]]:
    """Return all posts by year, the newest first; an article comes after its session's post."""
    groups = groupby(catalogue.posts, key=lambda post: post.created.year)
    return {year: list(posts) for year, posts in groups}


def name_session(post: PublishedPost) -> str:
    """Return a post's title without the day, which lists say anyway."""
    day = phrases.title(post.created.date(), "")
    return begin(post.title.removeprefix(f"{day}: "))


def render_archive_page(catalogue: Catalogue) -> str:
    """Return the page of all posts, by year, with a chart of the sessions."""
    years, words = posts_by_year(catalogue), catalogue.words
    body = [*render_years(catalogue, ARCHIVE_PAGE)] if years else []
    for year, posts in years.items():
        body += [f"## {link(str(year), year_page(year), ARCHIVE_PAGE)} {{ #{year} }}", ""]
        body += [_item(post, words, ARCHIVE_PAGE) for post in posts]
        body.append("")
    titles = words.say("archive.title"), words.say("archive.description")
    return render_page(words, titles, "ld-archive-page", body, hide=["toc"])


def render_years(catalogue: Catalogue, page: str) -> Iterator[str]:
    """Yield a table of the years, each with its sessions along the year and how many they were."""
    sessions, words = catalogue.sessions, catalogue.words
    most = max((len(post.entries) for post in sessions), default=0) or 1
    if not sessions:
        return
    heads = [words.say(key) for key in ("year", "archive.span", "sessions", "entries")]
    yield from [f"| {' | '.join(heads)} |", "| --- | --- | --: | --: |"]
    for year, posts in groupby(sessions, key=lambda post: post.created.year):
        held = list(posts)
        first, last = _ends(held[0].created.date())
        dots = [(post.created.date(), len(post.entries) / most) for post in held]
        entries = sum(len(post.entries) for post in held)
        named = link(str(year), year_page(year), page)
        yield f"| {named} | {render_dots(dots, first, last)} | {len(held)} | {entries} |"
    yield ""


def _ends(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def _item(post: PublishedPost, words: Words, page: str) -> str:
    said = DOT.join(_said(post, words))
    return f"- {link(name_session(post), post.path, page)}{{ .ld-told }} {said}"


def _said(post: PublishedPost, words: Words) -> list[str]:
    """Return when a post is from, and what it is if it is no session's."""
    said = [words.date(post.created.date())]
    if post.entries:
        said.append(words.count(len(post.entries), "entry"))
    if post.is_article:
        names = escape_text(words.join([person.name for person in post.authors]))
        said.append(words.say(f"archive.article{'.by' if names else ''}", names=names))
    return said


def render_year_page(year: int, posts: Sequence[PublishedPost], catalogue: Catalogue) -> str:
    """Return the page of a year: its posts, with what they are about."""
    page, words = year_page(year), catalogue.words
    body = [link(words.say("archive.all"), ARCHIVE_PAGE, page), "{ .byline }", ""]
    for post in posts:
        topics = [link_topic(topic, catalogue, page) for topic in post.topics]
        body += [f"## {link(name_session(post), post.path, page)}", ""]
        body += [DOT.join(_said(post, words)), "{ .byline }", ""]
        if post.description:
            body += [escape_line_start(escape_text(post.description)), ""]
        if topics:
            body += [DOT.join(topics), "{ .ld-about }", ""]
    titles = str(year), _describe(year, posts, words)
    return render_page(words, titles, "ld-year-page", body, hide=["toc"])


def _describe(year: int, posts: Sequence[PublishedPost], words: Words) -> str:
    sessions = sum(post.is_session for post in posts)
    entries = words.count(sum(len(post.entries) for post in posts), "entry")
    days = words.count(sessions, "day")
    held = words.say("archive.with", days=days, entries=entries) if sessions else ""
    others = words.count(len(posts) - sessions, "other") if len(posts) > sessions else ""
    return words.say("archive.published", year=year, what=words.join([held, others]))
