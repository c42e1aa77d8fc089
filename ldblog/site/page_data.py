"""What templates know of all published posts: addresses of topics, the home page, related posts."""

from __future__ import annotations

import logging
import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import markdown

from ldblog.pages.blog import blog_of
from ldblog.pages.calendar_file import CALENDAR_NAME
from ldblog.pages.cards import card_path
from ldblog.pages.derived import write_pages
from ldblog.pages.home import make_home
from ldblog.pages.related import find_related
from ldblog.site.formulas import set_formulas
from ldblog.site.sanitise import sanitise

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from ldblog.config import Project
    from ldblog.pages.catalogue import Catalogue
    from ldblog.pages.published import PublishedPost
    from ldblog.programme.schedule import Schedule

log = logging.getLogger("mkdocs.plugins.ldblog")

_PAGE_LINK = re.compile(r'href="([^":#?]+\.md)(?=["#])')


def write_derived(project: Project, config: MkDocsConfig, *, cards: bool = True) -> Catalogue:
    """Write what is derived; say for which of it a file that a person wrote stands in.

    Raises LdblogError when a post cannot be read, or the disk refuses.
    """
    derived = write_pages(project, blog_of(config), log.info, cards=cards)
    for path in derived.kept:
        name = project.relative(project.site / path)
        log.info("%s: written by hand, so it was left as it is", name)
    return derived.catalogue


def make_globals(
    catalogue: Catalogue, files: Files, config: MkDocsConfig, schedule: Schedule | None = None
) -> dict[str, Any]:
    """Return what templates know as ``published``, with addresses for the filter ``url``.

    ``topics`` are addresses by the topic's name. ``home`` has what ``ldblog.pages.home`` chose: the
    ``newest`` session, ``highlights`` as HTML, ``topics`` with counts, ``things`` to try, and the
    ``next`` day. ``calendar`` is the address of the calendar, if there is one; ``cards`` tells
    whether there are pictures to share posts with.
    """
    home = make_home(catalogue, schedule)
    topics = {topic: _url(f"{page}.md", files) for topic, page in catalogue.topic_addresses.items()}
    return {
        "topics": {topic: url for topic, url in topics.items() if url},
        "calendar": _url(CALENDAR_NAME, files),
        "cards": bool(_url(card_path(), files)),
        "home": {
            "next": home.next_day,
            "newest": _describe(home.newest, files) if home.newest else None,
            "highlights": [
                {"html": _render(one.text, files, config), **_describe(one.post, files)}
                for one in home.highlights
            ],
            "topics": [
                {"name": topic, "count": count, "url": topics[topic]}
                for topic, count in home.topics
            ],
            "things": [
                {
                    "title": one.title,
                    "url": one.url,
                    "kind": catalogue.words.kind(one.kind),
                    "name": told.name,
                }
                for one, told in home.things
            ],
        },
    }


def link_people(files: Files) -> None:
    """Let the names above posts lead to people's pages, however addresses are made here."""
    for file in files.documentation_pages():
        for author in getattr(file.page, "authors", None) or ():
            page = files.get_file_from_path(f"{(author.url or '').strip('/')}.md")
            author.url = page.url if page is not None else author.url


def list_related(catalogue: Catalogue, files: Files) -> dict[str, list[dict[str, Any]]]:
    """Return the posts related to each, with the topics they share, by the path of its file."""
    topics = {post.path: set(post.topics) for post in catalogue.posts}
    return {
        path: [
            {
                **_describe(post, files),
                "topics": [topic for topic in post.topics if topic in topics[path]],
            }
            for post in related
        ]
        for path, related in find_related(catalogue.posts).items()
    }


def list_neighbours(catalogue: Catalogue, files: Files) -> dict[str, dict[str, Any]]:
    """Return the sessions before (``older``) and after (``newer``) each, by its file's path.

    An article or an editor's own post between two sessions is none of them.
    """
    sessions = catalogue.sessions
    found: dict[str, dict[str, Any]] = {post.path: {} for post in sessions}
    for newer, older in pairwise(sessions):
        found[newer.path]["older"] = _describe(older, files)
        found[older.path]["newer"] = _describe(newer, files)
    return found


def _describe(post: PublishedPost, files: Files) -> dict[str, Any]:
    return {"title": post.title, "url": _url(post.path, files), "date": post.created}


def _url(path: str, files: Files) -> str:
    file = files.get_file_from_path(path)
    return file.url if file is not None else ""


def _render(text: str, files: Files, config: MkDocsConfig) -> str:
    """Return Markdown of the home page as HTML, its links to pages as MkDocs makes them."""
    html = markdown.markdown(
        text,
        extensions=config.markdown_extensions,
        extension_configs=config.mdx_configs,
    )
    linked = _PAGE_LINK.sub(lambda found: f'href="{escape(_url(found[1], files))}', html)
    return set_formulas(sanitise(linked))
