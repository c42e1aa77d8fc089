"""How derived pages say things in the language of the site: words, dates, counts, lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.composing.topics import OTHER
from ldblog.pages.word_tables import DE, EN

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Words:
    """The words of one language, and how dates, counts and lists are said in it."""

    table: Mapping[str, str]
    _dates: dict[datetime.date, str] = field(default_factory=dict, compare=False, repr=False)

    def say(self, key: str, **values: object) -> str:
        """Return some words, with values in them."""
        return self.table[key].format(**values)

    def name(self, number: int, key: str) -> str:
        """Return the word for one of something, or for many."""
        one, _bar, many = self.table[f"count.{key}"].partition("|")
        return one if number == 1 else many

    def figure(self, number: int) -> str:
        """Return a number with marks between its thousands."""
        return f"{number:,}".replace(",", self.table["thousands"])

    def count(self, number: int, key: str) -> str:
        """Return ``1 entry`` or ``7 entries``."""
        return f"{self.figure(number)} {self.name(number, key)}"

    def date(self, day: datetime.date) -> str:
        """Return a date as people write it."""
        if day not in self._dates:
            month = self.table["months"].split()[day.month - 1]
            self._dates[day] = self.say("date", day=day.day, month=month, year=day.year)
        return self._dates[day]

    def day(self, day: datetime.date) -> str:
        """Return a date with its day of the week."""
        weekday = self.table["weekdays"].split()[day.weekday()]
        return self.say("day", weekday=weekday, date=self.date(day))

    def outcome(self, outcome: str) -> str:
        """Return what is said of an outcome; nothing of plain success."""
        return self.table.get(f"outcome.{outcome}", "")

    def kind(self, kind: str) -> str:
        """Return the name of a kind of thing to open; one that is not here is its own name."""
        kind = kind.lower()
        return self.table.get(f"kind.{kind}") or f"{kind[:1].upper()}{kind[1:]}"

    def join(self, words: Sequence[str]) -> str:
        """Return words as a list within a sentence."""
        if self is ENGLISH:
            return phrases.join(words)
        said = list(dict.fromkeys(filter(None, words)))
        both = f" {self.table['and']} "
        return both.join(filter(None, [", ".join(said[:-1]), *said[-1:]]))

    def about(self, topics: Sequence[str], most: int | None = None) -> str:
        """Return topics within a sentence: all but the one for everything else, or the first."""
        if self is ENGLISH:
            return phrases.about(topics, most)
        named = [topic for topic in topics if topic != OTHER]
        if most is None or len(named) <= most + 1:
            return self.join(named)
        return self.join([*named[:most], self.say("topics.others", count=len(named) - most)])


ENGLISH = Words(EN)
LANGUAGES = {"en": ENGLISH, "de": Words(DE)}


def words_of(language: str) -> Words:
    """Return the words of a language; English where there is no table for it."""
    return LANGUAGES.get(language) or LANGUAGES.get(language.partition("-")[0], ENGLISH)
