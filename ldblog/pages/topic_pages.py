"""Topics: all of them, grouped as a curriculum would be, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.generated import TOPICS_FOLDER
from ldblog.pages.lines import (
    by_year,
    link,
    link_names,
    link_topic,
    render_page,
    render_told,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.pages.catalogue import Catalogue, Told
    from ldblog.pages.words import Words

TOPICS_PAGE = f"{TOPICS_FOLDER}/index.md"
# What builds on what: the topics of the default vocabulary. A blog's own come under the last.
GROUPS = {
    "foundations": ("Fundamentals", "Languages", "Testing"),
    "data": ("Data", "Databases", "Machine learning"),
    "systems": (
        "Distributed systems",
        "Infrastructure",
        "Observability",
        "Performance",
        "Security",
    ),
    "used": ("Front end", "Mobile"),
    "people": ("Product and people",),
}
MORE = "more"
TAGS_PAGE = "tags.md"
NEWEST = 2


def render_topics_page(catalogue: Catalogue) -> str:
    """Return the page of all topics."""
    words = catalogue.words
    body = list(_groups(catalogue)) if catalogue.topics else []
    if body and TAGS_PAGE in catalogue.own_pages:
        tags = link(words.say("topics.tags.link"), TAGS_PAGE, TOPICS_PAGE)
        body += [words.say("topics.tags", link=tags), ""]
    titles = words.say("topics.title"), words.say("topics.description")
    return render_page(words, titles, "ld-topics-page", body, hide=["toc"])


def _groups(catalogue: Catalogue) -> Iterator[str]:
    grouped = {topic for topics in GROUPS.values() for topic in topics}
    others = tuple(topic for topic in catalogue.topics if topic not in grouped)
    for group, topics in {**GROUPS, MORE: others}.items():
        known = [topic for topic in topics if topic in catalogue.topics]
        if known:
            yield from [f"## {catalogue.words.say(f'topics.{group}')}", ""]
        for topic in known:
            yield from _summary(topic, catalogue)


def _summary(topic: str, catalogue: Catalogue) -> Iterator[str]:
    told = catalogue.topics[topic]
    named = link_topic(topic, catalogue, TOPICS_PAGE)
    yield f"- {named}{{ .ld-told }} {_amount(told, catalogue.words)}"
    yield ""
    for one in told[:NEWEST]:
        yield f"    {render_told(one, catalogue.words, TOPICS_PAGE)}"
    yield ""


def _amount(told: Sequence[Told], words: Words) -> str:
    entries = sum(one.entry is not None for one in told)
    said = ((entries, "entry"), (len(told) - entries, "post"))
    return words.join([words.count(number, key) for number, key in said if number])


def render_topic_page(topic: str, catalogue: Catalogue) -> str:
    """Return the page of a topic: all that was told about it, by year, the newest first."""
    page = f"{catalogue.topic_addresses[topic]}.md"
    told, words = catalogue.topics[topic], catalogue.words
    body = [link(words.say("topics.all"), TOPICS_PAGE, page), "{ .byline }", ""]
    for year, ones in by_year(told).items():
        body += [f"## {year}", ""]
        body += [render_told(one, words, page, link_names(one, page)) for one in ones]
        body.append("")
    about = words.about([topic]) or words.say("topics.rest")
    newest = words.date(told[0].day)
    said = words.say("topics.about", topic=about, count=_amount(told, words), date=newest)
    return render_page(words, (topic, said), "ld-topic-page", body, hide=["toc"])
