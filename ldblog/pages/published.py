"""The published posts, as everything that is derived from them knows them.

All that pages, feeds and cards say comes from here: from the posts in ``content/site/posts`` as
their editors left them, without drafts, and from ``.authors.yml`` and ``.people.yml`` beside them.
Logs and ``people.yml`` are never read, so that nothing that was held back can leak.

Texts are plain, unless they are said to be Markdown: escape them for where they go. Addresses are
those below the root of the site, without slashes at their ends (``2026-11-20``, ``people/asha``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ldblog.pages.post_parts import find_highlights, find_lead

if TYPE_CHECKING:
    import datetime

    from ldblog.pages.post_parts import Highlight
    from ldblog.pages.published_people import PublishedPerson

POSTS_FOLDER = "posts"


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
    ``place`` is where in the post's body what stands below its heading begins and ends. Empty is
    what the log did not say.
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
    place: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class PublishedPost:
    """A post that is no draft: a session's, an article, or an editor's own.

    ``path`` is its file below the folder of the site; ``session`` is the date of the session that
    a session's post or an article belongs to, empty for an editor's own. ``created`` and
    ``updated`` are in the time zone of the blog. ``authors`` are those who are named. ``image`` is
    as in the front matter. ``packed`` is the body as UTF-8, since all posts are held: one picture
    in a text would make each of its letters take four bytes.
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
    packed: bytes = field(default=b"", repr=False)

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.packed.decode()

    def text_of(self, entry: PublishedEntry) -> str:
        """Return the Markdown below an entry's heading; its links are relative to the post."""
        return self.body[slice(*entry.place)]

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
