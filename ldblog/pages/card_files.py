"""The cards of a blog: what each says, and its picture, drawn once and then kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ldblog.composing import phrases
from ldblog.files import list_names, read_bytes, remove, write_bytes
from ldblog.packed import list_themes
from ldblog.pages.cards import Card, Painter, card_path
from ldblog.processes import find_in_forks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.pages.blog import Blog
    from ldblog.pages.published import PublishedPost

FONTS = "assets/fonts"
_SERIF = ("literata-600-latin.woff2", "literata-600-latin-ext.woff2")
_SANS = ("atkinson-next-latin-normal.woff2", "atkinson-next-latin-ext-normal.woff2")
_CACHE = "cards"
_NAMED = 2


def find_cards(project: Project, blog: Blog, posts: Sequence[PublishedPost]) -> dict[str, bytes]:
    """Return the picture of each card, by its path below the folder of the site.

    There are none where the blog has no address.
    Raises LdblogError when the disk refuses.
    """
    if not blog.url:
        return {}
    fonts = [read_bytes(path) or b"" for path in find_fonts(project)]
    painter = Painter(blog.name, fonts[: len(_SERIF)], fonts[len(_SERIF) :])
    cards = compose_cards(blog, posts)
    keys = {path: f"{painter.key(card)}.png" for path, card in cards.items()}
    folder = project.cache / _CACHE
    pictures = {path: read_bytes(folder / keys[path]) or b"" for path in cards}
    new = [path for path, kept in pictures.items() if not kept]

    def draw(share: Sequence[str]) -> dict[str, bytes]:
        return {path: painter.draw(cards[path]) for path in share}

    drawn = find_in_forks(draw, new)
    for path in new:
        pictures[path] = drawn.get(path) or painter.draw(cards[path])
        write_bytes(folder / keys[path], pictures[path])
    for name in set(list_names(folder)) - set(keys.values()):
        remove(folder / name)
    return pictures


def find_fonts(project: Project) -> list[Path]:
    """Return where the fonts of cards are: a blog's own before those of the theme."""
    themes = list_themes(project)
    found = ([theme / FONTS / name for theme in themes] for name in (*_SERIF, *_SANS))
    return [next(path for path in paths if path.is_file()) for paths in found]


def compose_cards(blog: Blog, posts: Sequence[PublishedPost]) -> Mapping[str, Card]:
    """Return what each card says, by its path: one for the blog, and one a post.

    A post with an image of its own needs none.
    """
    place = urlsplit(blog.url)
    home = Card(
        blog.description or blog.name, (f"{place.netloc}{place.path.rstrip('/')}",), blog.name
    )
    return {
        card_path(): home,
        **{card_path(post.address): _compose(post) for post in posts if not post.image},
    }


def _compose(post: PublishedPost) -> Card:
    day = phrases.long_date(post.created.date())
    # The day stands below.
    prefix = f"{phrases.title(post.created.date(), '')}: "
    title = post.title.removeprefix(prefix) or post.title
    return Card(f"{title[:1].upper()}{title[1:]}", (day, _people(post)), day)


def _people(post: PublishedPost) -> str:
    """Return who a post is by: names, or how many there are."""
    names = [person.name for person in post.authors]
    count = len(names) + sum(not entry.people for entry in post.entries)
    if count == len(names) <= _NAMED:
        return phrases.join(names)
    return f"{count} {'person' if count == 1 else 'people'}"
