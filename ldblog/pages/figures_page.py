"""The programme in figures: how much there is by now, by topic and by year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ldblog.composing.authors import PEOPLE_FOLDER
from ldblog.pages.archive_pages import ARCHIVE_PAGE, render_years
from ldblog.pages.catalogue import TOPICS_FOLDER
from ldblog.pages.charts import render_bar
from ldblog.pages.failed_page import FAILED_PAGE, find_failed
from ldblog.pages.lines import link, link_topic, render_page
from ldblog.pages.try_page import TRY_PAGE, find_things

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from ldblog.pages.catalogue import Catalogue

FIGURES_PAGE = "figures.md"
ABOUT_PAGE = "about.md"


def render_figures_page(
    catalogue: Catalogue, next_day: datetime.date | None = None, calendar: str = ""
) -> str:
    """Return the page of what the programme has come to so far, and of when it goes on.

    ``calendar`` is the path of the calendar, if there is one.
    """
    words = catalogue.words
    body = list(_figures(catalogue)) if catalogue.sessions else []
    if next_day:
        said = words.say("figures.next", date=words.date(next_day))
        file = link(words.say("figures.calendar"), calendar, FIGURES_PAGE) if calendar else ""
        body += [f"{said} {file}{'.' if file else ''}".rstrip(), ""]
    if catalogue.sessions:
        body += [f"## {words.say('figures.topics')}", "", *_topics(catalogue)]
        body += [f"## {words.say('figures.years')}", "", *render_years(catalogue, FIGURES_PAGE)]
    if body and ABOUT_PAGE in catalogue.own_pages:
        about = link(words.say("figures.about"), ABOUT_PAGE, FIGURES_PAGE)
        body += [words.say("figures.read", link=about), ""]
    titles = words.say("figures.title"), words.say("figures.description")
    return render_page(words, titles, "ld-figures-page", body, hide=["toc"])


def _figures(catalogue: Catalogue) -> Iterator[str]:
    sessions, words = catalogue.sessions, catalogue.words
    first, last = (words.date(sessions[place].created.date()) for place in (-1, 0))
    days = words.count(len(sessions), "session")
    if first == last:
        yield words.say("figures.one", date=last)
    else:
        yield words.say("figures.many", sessions=days, first=first, last=last)
    yield ""
    people, topics = f"{PEOPLE_FOLDER}/index.md", f"{TOPICS_FOLDER}/index.md"
    for number, key, page in (
        (len(catalogue.entries), "entry", ARCHIVE_PAGE),
        (len(catalogue.people), "person", people),
        (len(catalogue.topics), "topic", topics),
        (len(find_things(catalogue)), "try", TRY_PAGE),
        (len(find_failed(catalogue)), "failed", FAILED_PAGE),
    ):
        named = link(words.name(number, key), page, FIGURES_PAGE)
        yield f"- **{words.figure(number)}** {named}"
    yield ""


def _topics(catalogue: Catalogue) -> Iterator[str]:
    counts = Counter(one.topic for one in catalogue.entries if one.topic)
    most = max(counts.values(), default=0) or 1
    words = catalogue.words
    heads = [words.say(key) for key in ("topic", "figures.share", "entries")]
    yield from [f"| {' | '.join(heads)} |", "| --- | --- | --: |"]
    for topic in sorted(counts, key=lambda topic: (-counts[topic], topic.casefold())):
        bar = render_bar(counts[topic] / most)
        yield f"| {link_topic(topic, catalogue, FIGURES_PAGE)} | {bar} | {counts[topic]} |"
    yield ""
