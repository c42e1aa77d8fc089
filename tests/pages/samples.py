"""A small blog's published posts, for tests of what is derived from them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ldblog.pages.catalogue import Catalogue, make_catalogue
from ldblog.pages.published_files import parse_post
from ldblog.pages.published_people import PublishedPerson

if TYPE_CHECKING:
    from ldblog.pages.published import PublishedPost

ASHA = PublishedPerson(
    "asha",
    "Asha Rao",
    "Platform",
    "assets/avatars/asha.svg",
    ("Platform",),
    (("web", "https://example.com/asha"),),
)
BO = PublishedPerson("bo", "Bo Lin", "Data", "assets/avatars/bo.svg", ("Data",))
PEOPLE = {"asha": ASHA, "bo": BO}

NOVEMBER = """\
    ---
    title: 'Learning Day, 20 November 2026: backups and races'
    date: {created: 2026-11-20 12:00:00}
    description: What three people learned.
    authors: [asha, bo]
    categories: [Databases, Front end]
    tags: [backups, races]
    slug: '2026-11-20'
    entries:
    - anchor: asha-bo
      people: [asha, bo]
      name: Asha Rao and Bo Lin
      topic: Databases
      subject: backups
      outcome: done
      artefacts:
      - {title: Two keys, url: 'https://example.com/keys', kind: code}
    - anchor: colleague-1
      name: A colleague
      topic: Front end
      subject: races
      outcome: failed
      artefacts:
      - {title: A talk, url: 'https://example.com/talk', kind: slides}
    ---
    Three people *learned*.

    <!-- more -->

    ## Highlights

    - Keep [two](https://example.com) keys. — [Asha Rao and Bo Lin](#asha-bo)
    - Answers race. — [A colleague](#colleague-1)

    ## Databases

    ### Asha Rao and Bo Lin { #asha-bo }

    - Keep two keys.

    ## Front end

    ### A colleague { #colleague-1 }

    tried a tool · *did not work out*{ .outcome .outcome-failed }
    { .byline }

    - Answers race.

    #### Did not work { #colleague-1-did-not-work }

    - Waiting did [not](#asha-bo) help[^colleague-1-1].
    - Nor did praying.

    [^colleague-1-1]: For ten seconds.
    """
OCTOBER = """\
    ---
    title: 'Learning Day, 9 October 2026: First light'
    date: {created: 2026-10-09 12:00:00}
    authors: [asha]
    categories: [Databases]
    tags: [backups]
    slug: '2026-10-09'
    entries:
    - anchor: asha
      people: [asha]
      name: Asha Rao
      topic: Databases
      subject: An article
      article: 2026-10-09-asha
    ---
    One person.

    <!-- more -->

    ## Highlights

    - See the [other day](2026-11-20.md). — [Asha Rao](#asha)

    ### Asha Rao { #asha }

    Words.
    """
ARTICLE = """\
    ---
    title: An *article*
    date: {created: 2026-10-09}
    authors: [asha]
    categories: [Databases]
    slug: 2026-10-09-asha
    session: '2026-10-09'
    ---
    Words.
    """
OWN = """\
    ---
    title: We begin
    date: 2025-12-01
    description: '# Why we do it.'
    categories: [Programme]
    slug: welcome
    ---
    Words.
    """
FILES = {
    "2026-11-20.md": NOVEMBER,
    "2026-10-09.md": OCTOBER,
    "2026-10-09-asha.md": ARTICLE,
    "welcome.md": OWN,
}


def make_posts(files: dict[str, str] = FILES) -> list[PublishedPost]:
    """Return the posts that some files hold, in the order of the files: the newest first."""
    zone = ZoneInfo("Europe/Berlin")
    posts = [parse_post(name, dedent(text), PEOPLE, zone) for name, text in files.items()]
    return [post for post in posts if post is not None]


def make_sample(files: dict[str, str] = FILES) -> Catalogue:
    """Return the catalogue of a small blog that has a page of tags, and one about it."""
    return make_catalogue(make_posts(files), frozenset({"tags.md", "about.md"}))
