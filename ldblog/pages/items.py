"""Published posts to the items of feeds: whole posts for everybody, entries for who follows one.

Who follows a topic or a person gets what is about that, and not the whole day each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ldblog.pages.cards import card_path
from ldblog.pages.elsewhere import readable, without_more

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from ldblog.pages.catalogue import Told
    from ldblog.pages.published import PublishedPost
    from ldblog.pages.published_people import PublishedPerson
    from ldblog.pages.whole_addresses import Addresses

# Readers ask again and again: the newest are enough, and what is older is in the archive.
MOST = 30
_REMOTE = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Writer:
    """Who an item is by; addresses are whole, and empty where there is none."""

    name: str
    url: str = ""
    avatar: str = ""


@dataclass(frozen=True)
class Item:
    """What a feed says once; its address is for ever, and so what it is known by.

    ``text`` is Markdown, of the page at ``path``; ``image`` is the address of a picture.
    """

    url: str
    title: str
    path: str
    text: str
    created: datetime.datetime
    updated: datetime.datetime
    summary: str = ""
    writers: tuple[Writer, ...] = ()
    labels: tuple[str, ...] = ()
    image: str = ""


def list_items(posts: Iterable[PublishedPost], addresses: Addresses) -> list[Item]:
    """Return the items of the feed of everything: the newest posts."""
    return [_item_of(post, addresses) for post in islice(posts, MOST)]


def list_told(told: Iterable[Told], addresses: Addresses) -> list[Item]:
    """Return the items of a feed about a topic, or a person: the newest that was told."""
    # What led to one article is told once.
    once = {one.path: one for one in told}
    return [_tell(one, addresses) for one in islice(once.values(), MOST)]


def _tell(told: Told, addresses: Addresses) -> Item:
    """Return an entry; where it led to an article, that; what has no entries is one whole."""
    entry, post = told.entry, told.post
    if entry is None or told.article is not None:
        return _item_of(told.article or post, addresses)
    return Item(
        url=addresses.page(post.address, entry.anchor),
        title=readable(f"{entry.name}: {told.title}"),
        path=post.path,
        text=post.text_of(entry),
        created=post.created,
        updated=_updated(post),
        writers=_writers(entry.people, addresses) or (Writer(readable(entry.name)),),
        labels=_labels(entry.topic, *entry.tags),
        image=find_image(post, addresses),
    )


def _item_of(post: PublishedPost, addresses: Addresses) -> Item:
    return Item(
        url=addresses.page(post.address),
        title=readable(post.title),
        path=post.path,
        text=without_more(post.body),
        created=post.created,
        updated=_updated(post),
        summary=readable(post.description),
        writers=_writers(post.authors, addresses),
        labels=_labels(*post.topics, *post.tags),
        image=find_image(post, addresses),
    )


def _updated(post: PublishedPost) -> datetime.datetime:
    # An editor writes a day, and with it its beginning.
    return max(post.created, post.updated or post.created)


def find_image(post: PublishedPost, addresses: Addresses) -> str:
    """Return the whole address of what is shown where a post is shared: its own, or its card.

    An image of its own is written as a link in the post, or from the root of the site.
    """
    if not post.image:
        return addresses.file(card_path(post.address)) if addresses.blog.has_cards else ""
    own = post.image
    from_root = f"/{own.replace('../', '').lstrip('/')}"
    return addresses.resolve(own if _REMOTE.match(own) else from_root, post.path)


def _labels(*labels: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(readable, labels))))


def _writers(people: Iterable[PublishedPerson], addresses: Addresses) -> tuple[Writer, ...]:
    return tuple(
        Writer(
            readable(person.name),
            addresses.page(person.address),
            addresses.file(person.avatar) if person.avatar else "",
        )
        for person in people
        if readable(person.name)
    )
