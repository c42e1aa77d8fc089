"""What programs read of a blog, by path below the folder of the site: feeds, Markdown, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.pages.elsewhere import Renderer
from ldblog.pages.feeds import Feed, render_atom, render_json
from ldblog.pages.items import list_items, list_told
from ldblog.pages.plain import plain_path, render_llms, render_plain, render_robots
from ldblog.pages.whole_addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.pages.blog import Blog
    from ldblog.pages.catalogue import Catalogue, Told
    from ldblog.pages.kept import Kept

ATOM_NAME = "feed.xml"
JSON_NAME = "feed.json"


def compose_syndication(
    blog: Blog, catalogue: Catalogue, kept: Kept | None = None
) -> dict[str, str]:
    """Return the text of each file; none for a blog that does not say where it will live.

    ``kept`` is what was made of the posts before, if anything was.
    """
    if not blog.url:
        return {}
    posts = catalogue.posts
    addresses = Addresses(blog, {post.path: post.address for post in posts}, kept)
    renderer = Renderer(addresses)
    items = list_items(posts, addresses)
    as_atom, as_json = (
        Feed(blog, addresses.file(name), blog.url, blog.name, items)
        for name in (ATOM_NAME, JSON_NAME)
    )
    followed = {
        f"{address}/{ATOM_NAME}": _follow(address, name, told, addresses)
        for address, name, told in _list_parts(catalogue)
    }
    renderer.render_ahead(
        (item.text, item.path) for feed in (as_atom, *followed.values()) for item in feed.items
    )
    return {
        ATOM_NAME: render_atom(as_atom, renderer),
        JSON_NAME: render_json(as_json, renderer),
        **{path: render_atom(feed, renderer) for path, feed in followed.items()},
        **{plain_path(post.address): render_plain(post, addresses) for post in posts},
        "llms.txt": render_llms(blog, posts, addresses),
        "robots.txt": render_robots(addresses),
    }


def _list_parts(catalogue: Catalogue) -> Iterator[tuple[str, str, Sequence[Told]]]:
    """Yield the address and the name of each topic and person, and what was told there."""
    for topic, told in catalogue.topics.items():
        yield catalogue.topic_addresses[topic], topic, told
    for person, told in catalogue.people.items():
        yield person.address, person.name, told


def _follow(address: str, name: str, told: Sequence[Told], addresses: Addresses) -> Feed:
    """Return the feed of a topic or a person."""
    blog, own = addresses.blog, addresses.file(f"{address}/{ATOM_NAME}")
    items = list_told(told, addresses)
    return Feed(blog, own, addresses.page(address), f"{blog.name}: {name}", items)
