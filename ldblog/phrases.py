"""The fixed words that ldblog itself puts into a post, and the figures in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.topics import OTHER

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from ldblog.authors import Author

ALL_ENTRIES = "Everything from that day"
FULL_ARTICLE = "Read the full article"
TO_OPEN = "To open"
DID_NOT_WORK = "Did not work"
TOOK_PART = "Took part in the Learning Day."
PLANNED = "Planned for this day; no log yet."
INCIDENT = "The day was eaten by an incident."

OUTCOMES = {
    "partial": "partly done",
    "pivoted": "changed course",
    "failed": "did not work out",
    "escalated": "eaten by an incident",
}
KINDS = {
    "paper": "read a paper",
    "reimplementation": "re-implemented from scratch",
    "tutorial": "followed a tutorial",
    "tool": "tried a tool",
    "performance": "measured and made faster",
    "fundamentals": "back to fundamentals",
    "course": "took a course",
    "management": "product and management",
}

# English, whatever the machine's locale.
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


def long_date(date: datetime.date) -> str:
    """Return a date as ``20 November 2026``."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def title(date: datetime.date, subjects: str) -> str:
    """Return a session post's title."""
    day = f"Learning Day, {long_date(date)}"
    return f"{day}: {subjects}" if subjects else day


def summary(authors: Sequence[Author], topics: Sequence[str], artefacts: int) -> str:
    """Return the sentences that say who learned what; their figures are counted here."""
    people = len(authors)
    teams = len({team for author in authors for team in author.teams})
    who = f"{number(people).capitalize()} {'person' if people == 1 else 'people'}"
    if teams > 1:
        who += f" from {number(teams)} teams"
    subjects = about(topics)
    on_what = f" on {subjects}" if subjects else " learning"
    things = f"{number(artefacts)} {'thing' if artefacts == 1 else 'things'}"
    left = f" They left {things} that you can open." if artefacts else ""
    return f"{who} spent the day{on_what}.{left}"


def about(topics: Sequence[str]) -> str:
    """Return topics within a sentence: all but the one for everything else."""
    named = [topic for topic in topics if topic != OTHER]
    return join([topic if topic.isupper() else topic[0].lower() + topic[1:] for topic in named])


def article(date: datetime.date, names: Sequence[str]) -> str:
    """Return the sentence that introduces an article."""
    return f"Written by {join(names)} on the Learning Day of {long_date(date)}."


def number(count: int) -> str:
    """Return a count in words up to twelve, then in figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def join(words: Sequence[str]) -> str:
    """Return words as ``a, b and c``, each once."""
    distinct = list(dict.fromkeys(word for word in words if word))
    if len(distinct) < 2:
        return "".join(distinct)
    return f"{', '.join(distinct[:-1])} and {distinct[-1]}"
