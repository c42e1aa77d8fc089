"""The published posts, read for everything that is derived from them.

All that pages, feeds and cards say comes from here: from the posts in ``content/site/posts`` as
their editors left them, without drafts, and from ``.authors.yml`` and ``.people.yml`` beside them.
Logs and ``people.yml`` are never read, so that nothing that was held back can leak.

Texts are plain, unless they are said to be Markdown: escape them for where they go. Addresses are
those below the root of the site, without slashes at their ends (``2026-11-20``, ``people/asha``).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pymdownx.slugs import slugify

from ldblog.composing.posts import FRONT_MATTER, read_front_matter
from ldblog.errors import LdblogError
from ldblog.files import list_names, read_text
from ldblog.pages.post_parts import find_entry_texts, find_highlights, find_lead, find_title
from ldblog.pages.published_people import PublishedPerson, read_published_people
from ldblog.pages.values import read_mappings, read_moment, read_word, read_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from ldblog.config import Project
    from ldblog.pages.post_parts import Highlight

POSTS_FOLDER = "posts"

_SESSION = re.compile(r"\d{4}-\d{2}-\d{2}")
_REMOTE = re.compile(r"https?://", re.IGNORECASE)
# As Material does where the front matter has no slug.
_slugify = slugify(case="lower")


@dataclass(frozen=True)
class PublishedArtefact:
    """Something that others can open; ``kind`` is ``code``, ``slides`` and the like."""

    title: str
    url: str
    kind: str = "link"


@dataclass(frozen=True)
class PublishedEntry:
    """What a post says for one log, or for several.

    ``name`` is who it is by, as the post has it: names, a pseudonym, or “A colleague”; ``people``
    are those of them who are named. ``article`` is the address of the article, if it led to one.
    ``text`` is the Markdown below the entry's heading, whose links are relative to the post.
    Empty is what the log did not say.
    """

    anchor: str
    name: str
    people: tuple[PublishedPerson, ...] = ()
    topic: str = ""
    subject: str = ""
    kind: str = ""
    outcome: str = ""
    tags: tuple[str, ...] = ()
    article: str = ""
    artefacts: tuple[PublishedArtefact, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class PublishedPost:
    """A post that is no draft: a session's, an article, or an editor's own.

    ``path`` is its file below the folder of the site; ``session`` is the date of the session that
    a session's post or an article belongs to, empty for an editor's own. ``created`` and
    ``updated`` are in the time zone of the blog. ``authors`` are those who are named. ``image`` is
    as in the front matter. ``body`` is the Markdown below the front matter.
    """

    path: str
    address: str
    title: str
    created: datetime.datetime
    updated: datetime.datetime | None = None
    description: str = ""
    session: str = ""
    authors: tuple[PublishedPerson, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""
    entries: tuple[PublishedEntry, ...] = ()
    body: str = field(default="", repr=False)

    @property
    def is_session(self) -> bool:
        """Whether this is what a session's logs were condensed to, and no article of it."""
        return bool(self.session) and self.path == f"{POSTS_FOLDER}/{self.session}.md"

    @property
    def is_article(self) -> bool:
        """Whether this is a full-length log, with a post of its own."""
        return bool(self.session) and not self.is_session

    @cached_property
    def lead(self) -> str:
        """The Markdown above ``<!-- more -->``; its links are relative to the post."""
        return find_lead(self.body)

    @cached_property
    def highlights(self) -> tuple[Highlight, ...]:
        """The learnings that stand on top of the post."""
        return find_highlights(self.body)


def read_published(project: Project) -> tuple[PublishedPost, ...]:
    """Return the published posts, the newest first; drafts, and what has no date, are left out.

    An entry that an editor took out of the body of its post is none, whatever the front matter has.
    Raises LdblogError when a file cannot be read, and for a post in a folder below that of posts.
    """
    _refuse_folders(project)
    people = read_published_people(project)
    zone = ZoneInfo(project.config.time_zone)
    names = [name for name in list_names(project.posts) if name.endswith(".md")]
    texts = ((name, read_text(project.posts / name) or "") for name in names)
    found = (parse_post(name, text.replace("\r\n", "\n"), people, zone) for name, text in texts)
    posts = (post for post in found if post is not None)
    return tuple(sorted(posts, key=lambda post: (post.created, post.path), reverse=True))


def _refuse_folders(project: Project) -> None:
    """Stop at a post that the blog would show, and nothing else here would find."""
    for folder, _folders, names in os.walk(project.posts):
        for name in sorted(names):
            path = Path(folder, name)
            if path.parent != project.posts and name.endswith(".md"):
                message = f"posts stand in one folder: move it to {project.relative(project.posts)}"
                raise LdblogError(f"{project.relative(path)}: {message}")


def parse_post(
    name: str, text: str, people: Mapping[str, PublishedPerson], zone: ZoneInfo
) -> PublishedPost | None:
    """Return a post from the name and the text of its file; None for what is not published."""
    values = read_front_matter(text)
    date = values.get("date")
    dates = date if isinstance(date, dict) else {"created": date}
    created = read_moment(dates.get("created"), zone)
    if created is None or values.get("draft"):
        return None
    body = text[found.end() :] if (found := FRONT_MATTER.match(text)) else ""
    stem = name.removesuffix(".md")
    title = read_word(values, "title") or find_title(body) or stem
    return PublishedPost(
        path=f"{POSTS_FOLDER}/{name}",
        address=read_word(values, "slug") or _slugify(title, "-"),
        title=title,
        created=created,
        updated=read_moment(dates.get("updated"), zone),
        description=read_word(values, "description"),
        session=stem if _SESSION.fullmatch(stem) else read_word(values, "session"),
        authors=_find_people(values, "authors", people),
        topics=read_words(values, "categories"),
        tags=read_words(values, "tags"),
        image=read_word(values, "image"),
        entries=_read_entries(values, body, people),
        body=body,
    )


def _read_entries(
    values: Mapping[str, Any], body: str, people: Mapping[str, PublishedPerson]
) -> tuple[PublishedEntry, ...]:
    listed = {read_word(one, "anchor"): one for one in read_mappings(values, "entries")}
    texts = find_entry_texts(body, listed.keys() - {""})
    return tuple(
        PublishedEntry(
            anchor=anchor,
            name=read_word(one, "name"),
            people=_find_people(one, "people", people),
            topic=read_word(one, "topic"),
            subject=read_word(one, "subject"),
            kind=read_word(one, "kind"),
            outcome=read_word(one, "outcome"),
            tags=read_words(one, "tags"),
            article=read_word(one, "article"),
            artefacts=_read_artefacts(one),
            text=texts[anchor],
        )
        for anchor, one in listed.items()
        if anchor in texts
    )


def _read_artefacts(entry: Mapping[str, Any]) -> tuple[PublishedArtefact, ...]:
    """Return the artefacts of an entry; their addresses were escaped for Markdown."""
    given = read_mappings(entry, "artefacts")
    texts = ([read_word(one, key) for key in ("title", "url", "kind")] for one in given)
    found = [PublishedArtefact(title, unescape(url), kind) for title, url, kind in texts]
    return tuple(one for one in found if one.title and _REMOTE.match(one.url))


def _find_people(
    values: Mapping[str, Any], key: str, people: Mapping[str, PublishedPerson]
) -> tuple[PublishedPerson, ...]:
    return tuple(people[handle] for handle in read_words(values, key) if handle in people)
