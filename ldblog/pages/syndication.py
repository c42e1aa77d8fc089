"""What programs read of a blog, by path below the folder of the site: feeds, Markdown, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.pages.elsewhere import Renderer
from ldblog.pages.feeds import Feed, render_atom, render_json
from ldblog.pages.items import list_items, list_person, list_topic, topic_address
from ldblog.pages.plain import plain_path, render_llms, render_plain, render_robots
from ldblog.pages.whole_addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.pages.blog import Blog
    from ldblog.pages.items import Item
    from ldblog.pages.published import PublishedPost

ATOM_NAME = "feed.xml"
JSON_NAME = "feed.json"


def compose_syndication(blog: Blog, posts: Sequence[PublishedPost]) -> dict[str, str]:
    """Return the text of each file; none for a blog that does not say where it will live.

    ``posts`` are the published ones, the newest first.
    """
    if not blog.url:
        return {}
    addresses = Addresses(blog, {post.path: post.address for post in posts})
    renderer = Renderer(addresses)
    everything = Feed(
        blog, addresses.file(ATOM_NAME), blog.url, blog.name, list_items(posts, addresses)
    )
    as_json = Feed(blog, addresses.file(JSON_NAME), blog.url, blog.name, everything.items)
    return {
        ATOM_NAME: render_atom(everything, renderer),
        JSON_NAME: render_json(as_json, renderer),
        **{
            f"{address}/{ATOM_NAME}": render_atom(_feed(address, name, items, addresses), renderer)
            for address, name, items in _list_parts(posts, addresses)
        },
        **{plain_path(post.address): render_plain(post, addresses) for post in posts},
        "llms.txt": render_llms(blog, posts, addresses),
        "robots.txt": render_robots(addresses),
    }


def _list_parts(
    posts: Sequence[PublishedPost], addresses: Addresses
) -> Iterator[tuple[str, str, list[Item]]]:
    """Yield the address and the name of each topic and person, and what is in their feeds."""
    for topic in dict.fromkeys(topic for post in posts for topic in post.topics):
        yield topic_address(topic), topic, list_topic(topic, posts, addresses)
    for person in dict.fromkeys(person for post in posts for person in post.authors):
        yield person.address, person.name, list_person(person, posts, addresses)


def _feed(address: str, name: str, items: list[Item], addresses: Addresses) -> Feed:
    blog = addresses.blog
    own = addresses.file(f"{address}/{ATOM_NAME}")
    return Feed(blog, own, addresses.page(address), f"{blog.name}: {name}", items)
