"""The programme in figures: how much there is by now, by topic and by year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.composing.authors import PEOPLE_FOLDER
from ldblog.pages.archive_pages import ARCHIVE_PAGE, render_years
from ldblog.pages.catalogue import TOPICS_FOLDER
from ldblog.pages.charts import render_bar
from ldblog.pages.failed_page import FAILED_PAGE, find_failed
from ldblog.pages.lines import count, link, link_topic, render_page
from ldblog.pages.try_page import TRY_PAGE, find_things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.pages.catalogue import Catalogue

FIGURES_PAGE = "figures.md"
ABOUT_PAGE = "about.md"


def render_figures_page(catalogue: Catalogue) -> str:
    """Return the page of what the programme has come to so far."""
    body = list(_figures(catalogue)) if catalogue.sessions else []
    if body:
        body += ["## By topic", "", *_topics(catalogue)]
        body += ["## By year", "", *render_years(catalogue, FIGURES_PAGE)]
    if body and ABOUT_PAGE in catalogue.own_pages:
        about = link("what a Learning Day is, and why we hold one", ABOUT_PAGE, FIGURES_PAGE)
        body += [f"Read {about}.", ""]
    title, description = "The programme so far", "Our Learning Days in figures."
    return render_page(title, description, "ld-figures-page", body, hide=["toc"])


def _figures(catalogue: Catalogue) -> Iterator[str]:
    sessions = catalogue.sessions
    first, last = sessions[-1].created.date(), sessions[0].created.date()
    days = count(len(sessions), "session")
    if first == last:
        yield f"One session so far, on {phrases.long_date(last)}."
    else:
        yield f"{days} from {phrases.long_date(first)} to {phrases.long_date(last)}."
    yield ""
    people, topics = f"{PEOPLE_FOLDER}/index.md", f"{TOPICS_FOLDER}/index.md"
    for number, one, many, page in (
        (len(catalogue.entries), "entry", "entries", ARCHIVE_PAGE),
        (len(catalogue.people), "person by name", "people by name", people),
        (len(catalogue.topics), "topic", "topics", topics),
        (len(find_things(catalogue)), "thing to try", "things to try", TRY_PAGE),
        (len(find_failed(catalogue)), "failed experiment", "failed experiments", FAILED_PAGE),
    ):
        words = one if number == 1 else many
        yield f"- **{number:,}** {link(words, page, FIGURES_PAGE)}"
    yield ""


def _topics(catalogue: Catalogue) -> Iterator[str]:
    counts = Counter(one.topic for one in catalogue.entries if one.topic)
    most = max(counts.values(), default=0) or 1
    yield from ["| Topic | Share | Entries |", "| --- | --- | --: |"]
    for topic in sorted(counts, key=lambda topic: (-counts[topic], topic.casefold())):
        bar = render_bar(counts[topic] / most)
        yield f"| {link_topic(topic, catalogue, FIGURES_PAGE)} | {bar} | {counts[topic]} |"
    yield ""
