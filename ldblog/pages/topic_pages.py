"""Topics: all of them, grouped as a curriculum would be, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.pages.catalogue import TOPICS_FOLDER
from ldblog.pages.lines import (
    by_year,
    count,
    link,
    link_names,
    link_topic,
    render_page,
    render_told,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.pages.catalogue import Catalogue, Told

TOPICS_PAGE = f"{TOPICS_FOLDER}/index.md"
# What builds on what: the topics of the default vocabulary. A blog's own come under the last.
GROUPS = {
    "Foundations": ("Fundamentals", "Languages", "Testing"),
    "Data": ("Data", "Databases", "Machine learning"),
    "Systems": (
        "Distributed systems",
        "Infrastructure",
        "Observability",
        "Performance",
        "Security",
    ),
    "What people use": ("Front end", "Mobile"),
    "People and product": ("Product and people",),
}
MORE = "More"
TAGS_PAGE = "tags.md"
NEWEST = 2


def render_topics_page(catalogue: Catalogue) -> str:
    """Return the page of all topics."""
    body = list(_groups(catalogue)) if catalogue.topics else []
    if body and TAGS_PAGE in catalogue.own_pages:
        body += [f"Narrower than topics: {link('all tags', TAGS_PAGE, TOPICS_PAGE)}.", ""]
    description = "What is learned here, by topic, from the foundations up."
    return render_page("Topics", description, "ld-topics-page", body, hide=["toc"])


def _groups(catalogue: Catalogue) -> Iterator[str]:
    grouped = {topic for topics in GROUPS.values() for topic in topics}
    others = tuple(topic for topic in catalogue.topics if topic not in grouped)
    for group, topics in {**GROUPS, MORE: others}.items():
        known = [topic for topic in topics if topic in catalogue.topics]
        if known:
            yield from [f"## {group}", ""]
        for topic in known:
            yield from _summary(topic, catalogue)


def _summary(topic: str, catalogue: Catalogue) -> Iterator[str]:
    told = catalogue.topics[topic]
    named = link_topic(topic, catalogue, TOPICS_PAGE)
    yield f"- {named}{{ .ld-told }} {_amount(told)}"
    yield ""
    for one in told[:NEWEST]:
        yield f"    {render_told(one, TOPICS_PAGE)}"
    yield ""


def _amount(told: Sequence[Told]) -> str:
    entries = sum(one.entry is not None for one in told)
    said = [count(entries, "entry", "entries")] if entries else []
    return phrases.join([*said, *([count(len(told) - entries, "post")] * (entries < len(told)))])


def render_topic_page(topic: str, catalogue: Catalogue) -> str:
    """Return the page of a topic: all that was told about it, by year, the newest first."""
    page = f"{catalogue.topic_addresses[topic]}.md"
    told = catalogue.topics[topic]
    body = [link("All topics", TOPICS_PAGE, page), "{ .byline }", ""]
    for year, ones in by_year(told).items():
        body += [f"## {year}", ""]
        body += [render_told(one, page, link_names(one, page)) for one in ones]
        body.append("")
    newest = phrases.long_date(told[0].day)
    about = phrases.about([topic]) or "everything else"
    description = f"What we learned about {about}: {_amount(told)}, the newest of {newest}."
    return render_page(topic, description, "ld-topic-page", body, hide=["toc"])
