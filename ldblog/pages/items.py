"""Published posts to the items of feeds: whole posts for everybody, entries for who follows one.

Who follows a topic or a person gets what is about that, and not the whole day each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ldblog.pages.elsewhere import readable

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator

    from ldblog.pages.elsewhere import Addresses
    from ldblog.pages.published import PublishedEntry, PublishedPerson, PublishedPost

# Readers ask again and again: the newest are enough, and what is older is in the archive.
MOST = 30


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


def list_topic(topic: str, posts: Iterable[PublishedPost], addresses: Addresses) -> list[Item]:
    """Return the newest items about a topic."""
    return _list(posts, addresses, lambda one: topic in _topics_of(one))


def list_person(
    person: PublishedPerson, posts: Iterable[PublishedPost], addresses: Addresses
) -> list[Item]:
    """Return the newest items by a person."""
    return _list(posts, addresses, lambda one: person in _people_of(one))


def find_image(post: PublishedPost, addresses: Addresses) -> str:
    """Return the whole address of what is shown where a post is shared: its own, or its card."""
    if not post.image:
        return f"{addresses.blog.url}{card_path(post.address)}"
    return addresses.resolve(f"/{post.image.replace('../', '').lstrip('/')}" if "://" not in post.image else post.image, post.path)


def _list(
    posts: Iterable[PublishedPost],
    addresses: Addresses,
    belongs: Callable[[PublishedPost | PublishedEntry], bool],
) -> list[Item]:
    return list(islice(_find(posts, addresses, belongs), MOST))
