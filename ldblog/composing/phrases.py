"""The fixed words that ldblog itself puts into a post, and the figures in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.composing.topics import OTHER

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from ldblog.composing.authors import Author

ALL_ENTRIES = "Everything from that day"
FULL_ARTICLE = "Read the full article"
TO_OPEN = "To open"
DID_NOT_WORK = "Did not work"
TOOK_PART = "Took part in the Learning Day."
SAME = "Learned the same as"
ALSO = "also"
PLANNED = "Planned for this day; no log yet."
INCIDENT = "The day was eaten by an incident."

MAX_TOPICS = 4
MAX_DESCRIPTION = 155

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


def summary(
    authors: Sequence[Author],
    topics: Sequence[str],
    artefacts: int,
    subjects: str = "",
    failures: int = 0,
) -> str:
    """Return the sentences that say who learned what; their figures are counted here.

    ``artefacts`` and ``failures`` count things to open, and entries with what did not work;
    ``subjects`` are key phrases.
    """
    people = len(authors)
    teams = len({team for author in authors for team in author.teams})
    who = f"{number(people).capitalize()} {'person' if people == 1 else 'people'}"
    if teams > 1:
        who += f" from {number(teams)} teams"
    on = about(topics, MAX_TOPICS)
    on_what = f" on {on}" if on else " learning"
    tells = _tell(subjects, failures)
    things = f"{number(artefacts)} {'thing' if artefacts == 1 else 'things'}"
    left = f" They left {things} that you can open." if artefacts else ""
    return f"{who} spent the day{on_what}.{tells}{left}"


def _tell(subjects: str, failures: int) -> str:
    """Return the sentence that says what can be read about; a failure is worth reading."""
    who = f"{number(failures)} {'entry tells' if failures == 1 else 'entries tell'}"
    failed = f"{who} what did not work, which is worth as much" if failures else ""
    if not subjects:
        return f" {failed[0].upper()}{failed[1:]}." if failed else ""
    return f" Read about {subjects}{f'; {failed}' if failed else ''}."


def description(date: datetime.date, authors: int, subjects: Sequence[str]) -> str:
    """Return what search engines show: what is in a post, in at most ``MAX_DESCRIPTION`` letters.

    As many of the subjects are named as there is room for.
    """
    who = f"{number(authors)} {'person' if authors == 1 else 'people'}"
    said = f"What {who} learned on {long_date(date)}"
    texts = [f"{said}: {join(subjects[:count])}." for count in range(len(subjects), 0, -1)]
    return next((text for text in texts if len(text) <= MAX_DESCRIPTION), f"{said}.")


def about(topics: Sequence[str], most: int | None = None) -> str:
    """Return topics within a sentence: all but the one for everything else, or the first."""
    words = name_topics(topics)
    if most is None or len(words) <= most + 1:
        return join(words)
    return join([*words[:most], f"{number(len(words) - most)} other topics"])


def name_topics(topics: Sequence[str]) -> list[str]:
    """Return topics as they are written within a sentence, less the one for everything else."""
    named = [topic for topic in topics if topic != OTHER]
    return [topic if topic.isupper() else topic[0].lower() + topic[1:] for topic in named]


def article(date: datetime.date, names: Sequence[str]) -> str:
    """Return the sentence that introduces an article."""
    return f"Written by {join(names)} on the Learning Day of {long_date(date)}."


def untitled(name: str) -> str:
    """Return the title of an article whose author gave it none."""
    return f"An article by {name}"


def number(count: int) -> str:
    """Return a count in words up to twelve, then in figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def join(words: Sequence[str]) -> str:
    """Return words as ``a, b, and c``, each once; so that what has its own ``and`` stays one."""
    distinct = list(dict.fromkeys(word for word in words if word))
    has_and = any(" and " in word for word in distinct)
    if len(distinct) < 2:
        return "".join(distinct)
    comma = "," if len(distinct) > 2 or has_and else ""
    return f"{', '.join(distinct[:-1])}{comma} and {distinct[-1]}"
