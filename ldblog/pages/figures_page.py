"""The programme: what has come of it so far, how it works, and how to read on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.generated import FAILED_PAGE, FIGURES_PAGE, PEOPLE_FOLDER, TOPICS_FOLDER, TRY_PAGE
from ldblog.pages.archive_pages import ARCHIVE_PAGE, render_years
from ldblog.pages.charts import render_bar
from ldblog.pages.failed_page import find_failed
from ldblog.pages.lines import link, link_topic, render_page
from ldblog.pages.try_page import find_things
from ldblog.text.inline import escape_text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from ldblog.pages.catalogue import Catalogue
    from ldblog.pages.words import Words

ABOUT_PAGE = "about.md"


@dataclass(frozen=True)
class Programme:
    """What else the page says: the days to come, what feedback led to, and what to subscribe to.

    ``calendar`` and the paths of ``feeds`` are below the folder of the site; ``done`` are texts.
    """

    next_days: Sequence[datetime.date] = ()
    calendar: str = ""
    feeds: Sequence[tuple[str, str]] = ()
    done: Sequence[str] = ()


NOTHING_ELSE = Programme()


def render_figures_page(catalogue: Catalogue, programme: Programme = NOTHING_ELSE) -> str:
    """Return the page of what the programme has come to so far, and of how it goes on."""
    words = catalogue.words
    body = list(_figures(catalogue)) if catalogue.sessions else []
    body += _next_days(programme, words)
    if body:
        body += _how_it_works(catalogue)
    if programme.done:
        body += [f"## {words.say('programme.done')}", "", words.say("programme.done.about"), ""]
        body += [*(f"- {escape_text(what)}" for what in programme.done), ""]
    if catalogue.sessions:
        body += [f"## {words.say('figures.topics')}", "", *_topics(catalogue)]
        body += [f"## {words.say('figures.years')}", "", *render_years(catalogue, FIGURES_PAGE)]
    if body:
        body += _how_to_read(catalogue, programme)
    titles = words.say("figures.title"), words.say("figures.description")
    return render_page(words, titles, "ld-figures-page", body, hide=["toc"])


def _next_days(programme: Programme, words: Words) -> list[str]:
    if not programme.next_days:
        return []
    first, *rest = map(words.date, programme.next_days)
    said = words.say("figures.next", date=first)
    if rest:
        said += f" {words.say('programme.then', dates=words.join(rest))}"
    calendar = programme.calendar
    file = link(words.say("figures.calendar"), calendar, FIGURES_PAGE) if calendar else ""
    return [f"{said} {file}{'.' if file else ''}".rstrip(), ""]


def _how_it_works(catalogue: Catalogue) -> list[str]:
    words = catalogue.words
    body = [f"## {words.say('programme.how')}", ""]
    steps = [words.say(f"programme.how.{step}") for step in range(1, 5)]
    body += [*(f"{number}. {step}" for number, step in enumerate(steps, 1)), ""]
    body += [f"## {words.say('programme.counts')}", "", words.say("programme.counts.about"), ""]
    if ABOUT_PAGE in catalogue.own_pages:
        about = link(words.say("figures.about"), ABOUT_PAGE, FIGURES_PAGE)
        body += [words.say("figures.read", link=about), ""]
    return body


def _how_to_read(catalogue: Catalogue, programme: Programme) -> list[str]:
    words = catalogue.words
    pages = [
        ("programme.read.topics", f"{TOPICS_FOLDER}/index.md"),
        ("programme.read.try", TRY_PAGE),
        ("programme.read.archive", ARCHIVE_PAGE),
    ]
    body = [f"## {words.say('programme.read')}", ""]
    body += [f"- {link(words.say(key), page, FIGURES_PAGE)}" for key, page in pages]
    body += [f"- {link(words.say(key), path, FIGURES_PAGE)}" for key, path in programme.feeds]
    return [*body, ""]


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
