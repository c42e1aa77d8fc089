"""Published posts, arranged as the derived pages need them: by person, by topic, by year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ldblog.composing.authors import slugify
from ldblog.generated import TOPICS_FOLDER
from ldblog.pages.words import ENGLISH, Words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from ldblog.pages.published import (
        PublishedArtefact,
        PublishedEntry,
        PublishedPost,
    )
    from ldblog.pages.published_people import PublishedPerson

_FOLDER_PAGES = frozenset({"index", "readme"})
# Windows makes no file of these names, whatever their ending.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{it}{n}" for it in ("com", "lpt") for n in range(10)}
)


@dataclass(frozen=True)
class Told:
    """What somebody told: an entry of a session's post, or a whole post that an editor wrote.

    ``article`` is the post that the entry led to.
    """

    post: PublishedPost
    entry: PublishedEntry | None = None
    article: PublishedPost | None = None

    @cached_property
    def title(self) -> str:
        """What it is about, in a few words."""
        if self.article is not None:
            return self.article.title
        said = (self.entry.subject or self.entry.topic) if self.entry is not None else ""
        return begin(said) or self.post.title

    @cached_property
    def path(self) -> str:
        """Its page below the folder of the site: the article, or the post and its anchor."""
        if self.article is not None:
            return self.article.path
        return f"{self.post.path}#{self.entry.anchor}" if self.entry is not None else self.post.path

    @cached_property
    def day(self) -> datetime.date:
        """The day it is from."""
        return self.post.created.date()

    @property
    def topic(self) -> str:
        """The topic of an entry; nothing for a post."""
        return self.entry.topic if self.entry is not None else ""

    @property
    def outcome(self) -> str:
        """The outcome of an entry; nothing for a post."""
        return self.entry.outcome if self.entry is not None else ""

    @property
    def people(self) -> tuple[PublishedPerson, ...]:
        """Who told it under their own name."""
        return self.post.authors if self.entry is None else self.entry.people

    @cached_property
    def name(self) -> str:
        """Who told it, as the post has it."""
        named = ", ".join(person.name for person in self.people)
        return named if self.entry is None else self.entry.name

    @property
    def artefacts(self) -> tuple[PublishedArtefact, ...]:
        """What of it others can open."""
        return self.entry.artefacts if self.entry is not None else ()


@dataclass(frozen=True)
class Catalogue:
    """All that was told, the newest first; topics and people in the order of their names.

    ``topic_addresses`` has the address of each topic's page; ``own_pages`` are the pages right in
    the folder of the site that people wrote; ``words`` are those of the derived pages' language.
    """

    posts: tuple[PublishedPost, ...]
    told: tuple[Told, ...]
    people: Mapping[PublishedPerson, Sequence[Told]]
    topics: Mapping[str, Sequence[Told]]
    topic_addresses: Mapping[str, str]
    own_pages: frozenset[str] = frozenset()
    words: Words = ENGLISH

    @property
    def sessions(self) -> list[PublishedPost]:
        """The posts of sessions, the newest first."""
        return [post for post in self.posts if post.is_session]

    @property
    def entries(self) -> list[Told]:
        """What is an entry, the newest first."""
        return [one for one in self.told if one.entry is not None]


def begin(title: str) -> str:
    """Return a title with a capital letter, unless it begins with a name such as ``np.sum``."""
    first = title.partition(" ")[0].rstrip(",;:")
    return title[0].upper() + title[1:] if first.isalpha() and first.islower() else title


def make_catalogue(
    posts: Sequence[PublishedPost],
    own_pages: frozenset[str] = frozenset(),
    words: Words = ENGLISH,
) -> Catalogue:
    """Return the catalogue of posts that are sorted, the newest first."""
    told = tuple(_tell_all(posts))
    people: dict[PublishedPerson, list[Told]] = defaultdict(list)
    for one in told:
        for person in one.people:
            people[person].append(one)
    by_name = sorted(people, key=lambda person: (person.name.casefold(), person.handle))
    return Catalogue(
        tuple(posts),
        told,
        {person: people[person] for person in by_name},
        _find_told_on(posts, told),
        name_topics(posts),
        own_pages,
        words,
    )


def _find_told_on(posts: Sequence[PublishedPost], told: Iterable[Told]) -> dict[str, list[Told]]:
    """Return what was told about each topic.

    A post that an editor put under a topic that none of its entries has is told as a whole.
    """
    told_in: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        for post in filter(None, (one.post, one.article)):
            told_in[post.path].append(one)
    topics: dict[str, list[Told]] = defaultdict(list)
    for post in posts:
        for one in told_in[post.path]:
            # An editor's own post may be under several.
            for topic in [one.topic] if one.entry is not None else post.topics:
                topics[topic] += [one] if one.post is post else []
        known = {one.topic for one in told_in[post.path] if one.entry is not None}
        for topic in post.topics if known else ():
            topics[topic] += [Told(post)] if topic not in known else []
    topics.pop("", None)
    return {topic: topics[topic] for topic in sorted(topics, key=str.casefold)}


def name_topics(posts: Sequence[PublishedPost]) -> dict[str, str]:
    """Return the address of each topic: made from its name, and taken by the oldest that has it.

    So what is published later changes none.
    """
    addresses: dict[str, str] = {}
    taken = {*_FOLDER_PAGES, *_DEVICES}
    named = (
        topic
        for post in reversed(posts)
        for topic in (*post.topics, *(entry.topic for entry in post.entries))
    )
    for topic in dict.fromkeys(filter(None, named)):
        stem = slug = slugify(topic) or "topic"
        number = 2
        while slug in taken:
            slug, number = f"{stem}-{number}", number + 1
        taken.add(slug)
        addresses[topic] = f"{TOPICS_FOLDER}/{slug}"
    return addresses


def _tell_all(posts: Sequence[PublishedPost]) -> Iterable[Told]:
    articles = {post.address: post for post in posts if post.is_article}
    linked = {entry.article for post in posts for entry in post.entries}
    for post in posts:
        for entry in post.entries:
            yield Told(post, entry, articles.get(entry.article))
        # An article is told with its entry, if that is still there.
        if not post.entries and post.address not in linked:
            yield Told(post)
