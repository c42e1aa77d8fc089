"""People: a page of them all, and one for each, with what they learned over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ldblog.generated import PEOPLE_FOLDER
from ldblog.pages.charts import render_dots
from ldblog.pages.lines import (
    DOT,
    by_year,
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
    from ldblog.pages.words import Words

PEOPLE_PAGE = f"{PEOPLE_FOLDER}/index.md"
# Of fewer, a list says as much as a chart.
MIN_FOR_CHART = 3


def render_people_page(catalogue: Catalogue) -> str:
    """Return the page of all people who are named, by name."""
    body = [_intro(catalogue), ""] if catalogue.people else []
    for person, told in catalogue.people.items():
        avatar = render_avatar(person, PEOPLE_PAGE)
        named = link_person(person, PEOPLE_PAGE)
        said = [*map(escape_text, person.teams), catalogue.words.count(len(told), "entry")]
        body.append(f"- {avatar}{named}{{ .ld-told }} {DOT.join(said)}")
    words = catalogue.words
    titles = words.say("people.title"), words.say("people.description")
    return render_page(words, titles, "ld-people-page", body, hide=["toc"])


def _intro(catalogue: Catalogue) -> str:
    words = catalogue.words
    return words.say("people.intro", count=words.count(len(catalogue.people), "tells"))


def render_person_page(person: PublishedPerson, catalogue: Catalogue) -> str:
    """Return the page of a person: their learning path, and who they worked with."""
    page = f"{person.address}.md"
    told = catalogue.people[person]
    topics = Counter(one.topic for one in told if one.topic)
    body = [*_head(person, catalogue), *_path(person, topics, catalogue)]
    body += _together(person, catalogue, page)
    titles = person.name, _describe(person, topics, catalogue)
    return render_page(catalogue.words, titles, "ld-person-page", body, hide=["toc"])


def _describe(person: PublishedPerson, topics: Counter[str], catalogue: Catalogue) -> str:
    words = catalogue.words
    days = words.count(len({one.day for one in catalogue.people[person]}), "day")
    named = words.about([topic for topic, _count in topics.most_common()], 3)
    key = f"person.description{'.about' if named else ''}"
    return words.say(key, name=person.name, days=days, topics=named)


def _head(person: PublishedPerson, catalogue: Catalogue) -> list[str]:
    entries = catalogue.words.count(len(catalogue.people[person]), "entry")
    links = [f"[{escape_text(name)}]({escape_url(url)})" for name, url in person.links]
    avatar = render_avatar(person, f"{person.address}.md")
    said = DOT.join([*map(escape_text, person.teams), entries, *links])
    return [f"{avatar}{said}", "{ .byline }", ""]


def _path(person: PublishedPerson, topics: Counter[str], catalogue: Catalogue) -> Iterator[str]:
    told, page, words = catalogue.people[person], f"{person.address}.md", catalogue.words
    yield f"## {words.say('person.path')}"
    yield ""
    yield from _chart(told, topics, catalogue, page)
    years = by_year(told)
    for year, ones in years.items():
        if len(years) > 1:
            yield from [f"### {year}", ""]
        for one in ones:
            topic = link_topic(one.topic, catalogue, page) if one.topic else ""
            others = [link_person(other, page) for other in one.people if other != person]
            together = words.say("person.with", names=words.join(others)) if others else ""
            yield render_told(one, words, page, topic, together)
            if one.artefacts:
                opened = DOT.join(map(link_artefact, one.artefacts))
                yield from ["", f"    **{words.say('to_open')}:** {opened}"]
            yield ""


def _chart(
    told: Sequence[Told], topics: Counter[str], catalogue: Catalogue, page: str
) -> Iterator[str]:
    """Yield the table of a person's topics, with a dot for each entry on the blog's time."""
    days = [session.created.date() for session in catalogue.sessions]
    if len(told) < MIN_FOR_CHART or not topics:
        return
    first, last = min([*days, told[-1].day]), max([*days, told[0].day])
    words = catalogue.words
    span = words.say("span", first=words.date(first), last=words.date(last))
    topic, entries = words.say("topic"), words.say("entries")
    yield from [f"| {topic} | {span} | {entries} |", "| --- | --- | --: |"]
    days_on = defaultdict(list)
    for one in told:
        days_on[one.topic].append((one.day, 1))
    for topic, number in topics.most_common():
        dots = render_dots(days_on[topic], first, last)
        yield f"| {link_topic(topic, catalogue, page)} | {dots} | {number} |"
    yield ""


def _together(person: PublishedPerson, catalogue: Catalogue, page: str) -> list[str]:
    told, words = catalogue.people[person], catalogue.words
    others = Counter(other for one in told if one.entry for other in one.people if other != person)
    if not others:
        return []
    ranked = sorted(others, key=lambda other: (-others[other], other.name.casefold()))
    lines = [
        f"- {link_person(other, page)} {_times(others[other], words)}".rstrip() for other in ranked
    ]
    return [f"## {words.say('person.together')}", "", *lines, ""]


def _times(number: int, words: Words) -> str:
    return words.say("person.times", count=number) if number > 1 else ""
