"""People: a page of them all, and one for each, with what they learned over time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.composing.authors import PEOPLE_FOLDER
from ldblog.pages.charts import render_dots
from ldblog.pages.lines import (
    DOT,
    by_year,
    count,
    link_artefact,
    link_person,
    link_topic,
    render_avatar,
    render_page,
    render_told,
)
from ldblog.text.inline import escape_text, escape_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.pages.catalogue import Catalogue, Told
    from ldblog.pages.published_people import PublishedPerson

PEOPLE_PAGE = f"{PEOPLE_FOLDER}/index.md"
# Of fewer, a list says as much as a chart.
MIN_FOR_CHART = 3


def render_people_page(catalogue: Catalogue) -> str:
    """Return the page of all people who are named, by name."""
    body = [_intro(catalogue), ""] if catalogue.people else []
    for person, told in catalogue.people.items():
        avatar = render_avatar(person, PEOPLE_PAGE)
        named = link_person(person, PEOPLE_PAGE)
        said = [*map(escape_text, person.teams), count(len(told), "entry", "entries")]
        body.append(f"- {avatar}{named}{{ .ld-told }} {DOT.join(said)}")
    description = "Everybody who tells here what they learned, and what each of them told."
    return render_page("People", description, "ld-people-page", body, hide=["toc"])


def _intro(catalogue: Catalogue) -> str:
    people = count(len(catalogue.people), "person tells", "people tell")
    return f"{people} here under their own name, in the order of the alphabet."


def render_person_page(person: PublishedPerson, catalogue: Catalogue) -> str:
    """Return the page of a person: their learning path, and who they worked with."""
    page = f"{person.address}.md"
    told = catalogue.people[person]
    topics = Counter(one.topic for one in told if one.topic)
    body = [*_head(person, page), *_path(person, topics, catalogue)]
    body += _together(person, told, page)
    named = phrases.about([topic for topic, _count in topics.most_common()], 3)
    days = count(len({one.day for one in told}), "Learning Day")
    description = f"What {person.name} learned on {days}{f': {named}' if named else ''}."
    return render_page(person.name, description, "ld-person-page", body, hide=["toc"])


def _head(person: PublishedPerson, page: str) -> list[str]:
    links = [f"[{escape_text(name)}]({escape_url(url)})" for name, url in person.links]
    avatar = render_avatar(person, page)
    said = f"{avatar}{DOT.join([*map(escape_text, person.teams), *links])}".strip()
    return [said, "{ .byline }", ""] if said else []


def _path(person: PublishedPerson, topics: Counter[str], catalogue: Catalogue) -> Iterator[str]:
    told, page = catalogue.people[person], f"{person.address}.md"
    yield "## Learning path"
    yield ""
    yield from _chart(told, topics, catalogue, page)
    years = by_year(told)
    for year, ones in years.items():
        if len(years) > 1:
            yield from [f"### {year}", ""]
        for one in ones:
            topic = link_topic(one.topic, catalogue, page) if one.topic else ""
            others = [link_person(other, page) for other in one.people if other != person]
            together = f"with {phrases.join(others)}" if others else ""
            yield render_told(one, page, topic, together)
            if one.artefacts:
                opened = DOT.join(map(link_artefact, one.artefacts))
                yield from ["", f"    **{phrases.TO_OPEN}:** {opened}"]
            yield ""


def _chart(
    told: Sequence[Told], topics: Counter[str], catalogue: Catalogue, page: str
) -> Iterator[str]:
    """Yield the table of a person's topics, with a dot for each entry on the blog's time."""
    days = [session.created.date() for session in catalogue.sessions]
    if len(told) < MIN_FOR_CHART or not topics:
        return
    first, last = min([*days, told[-1].day]), max([*days, told[0].day])
    span = f"{phrases.long_date(first)} to {phrases.long_date(last)}"
    yield from [f"| Topic | {span} | Entries |", "| --- | --- | --: |"]
    for topic, number in topics.most_common():
        dots = render_dots([(one.day, 1) for one in told if one.topic == topic], first, last)
        yield f"| {link_topic(topic, catalogue, page)} | {dots} | {number} |"
    yield ""


def _together(person: PublishedPerson, told: Sequence[Told], page: str) -> list[str]:
    others = Counter(other for one in told if one.entry for other in one.people if other != person)
    if not others:
        return []
    ranked = sorted(others, key=lambda other: (-others[other], other.name.casefold()))
    lines = [f"- {link_person(other, page)} {_times(others[other])}".rstrip() for other in ranked]
    return ["## Learned together with", "", *lines, ""]


def _times(number: int) -> str:
    return f"({number} times)" if number > 1 else ""
