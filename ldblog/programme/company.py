"""Who should talk: people whose plans, or recent learnings, meet.

Two texts meet in the terms that both have. A term counts the more the fewer people have it, the
longer it is, and the more it is a name or a word of the trade; who writes of two terms apart meets
in both. ``docs/programme.md`` explains it in words, and ``tests/cases/company`` has plans with the
people whom somebody who read them all would introduce.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from ldblog.composing.terms import NAME, TRADE, Term, find_terms

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping, Sequence

Terms = dict[tuple[str, ...], Term]
# Less than this in common is chance.
ENOUGH = 1.7
# Words that stand in the same row in both texts are no chance.
_IN_A_ROW = 1.5
# Among a few people nothing is rare: they are judged as if there were so many.
_MANY = 30
# What somebody wrote lately is as good a reason to ask them, but what two plan is one to meet.
_WRITTEN = 0.9
# Who is introduced to everybody is introduced to nobody.
_MOST_EACH = 2
MAX_GROUP, MOST = 4, 12


@dataclass(frozen=True)
class Note:
    """What somebody plans, or wrote on a day: the words that it is compared by."""

    who: str
    text: str
    tags: tuple[str, ...] = ()
    day: datetime.date | None = None


@dataclass(frozen=True)
class Meeting:
    """People who should talk, and the terms that they share, the most telling first.

    ``wrote`` are those of them who wrote about it, with the day.
    """

    who: tuple[str, ...]
    terms: tuple[Term, ...]
    score: float
    wrote: tuple[tuple[str, datetime.date], ...] = ()
    is_across: bool = False

    @property
    def about(self) -> tuple[str, ...]:
        """The stems of what they share above all."""
        return self.terms[0].words


def find_meetings(
    plans: Sequence[Note],
    learnings: Sequence[Note],
    teams: Mapping[str, Sequence[str]],
    acquainted: Iterable[frozenset[str]] = (),
    names: Collection[str] = (),
) -> list[Meeting]:
    """Return who should talk, those of different teams first, then those who share most.

    ``acquainted`` are pairs who know already: they are not introduced. ``names`` are stems of
    what people are called, which is nothing that anybody learns.
    """
    notes = [*plans, *learnings]
    planned = [find_terms(note.text, note.tags) for note in plans]
    among = {stem for found in planned for words in found for stem in words}.difference(names)
    terms = _agree([find_terms(note.text, note.tags, among) for note in notes])
    rarity = _rarity(notes, terms)
    known = set(acquainted)
    best: dict[frozenset[str], Meeting] = {}
    for one, other in _candidates(terms, len(plans)):
        pair = frozenset({notes[one].who, notes[other].who})
        if len(pair) < 2 or pair in known:
            continue
        found = _meet(notes[one], notes[other], terms[one], terms[other], rarity)
        if found.score >= ENOUGH and (pair not in best or best[pair].score < found.score):
            best[pair] = found
    return _choose(best.values(), teams)[:MOST]


def _agree(terms: Sequence[Terms]) -> list[Terms]:
    """Return terms in which what some write as a name, and nobody as a word, is one for all.

    At the beginning of a sentence nobody can tell.
    """
    singles = [term for found in terms for term in found.values() if len(term.words) == 1]
    words = {term.words[0] for term in singles if term.said[0].islower() and term.weight < NAME}
    names = {term.words[0] for term in singles if term.weight >= NAME} - words
    return [{key: _name(term, found, names) for key, term in found.items()} for found in terms]


def _name(term: Term, found: Terms, names: Collection[str]) -> Term:
    """Return a term with the weight that it has when some of its words are names."""
    more = sum(NAME - min(found[(it,)].weight, NAME) for it in term.words if it in names)
    return replace(term, weight=term.weight + more) if more else term


def _rarity(notes: Sequence[Note], terms: Sequence[Terms]) -> dict[tuple[str, ...], float]:
    """Return what each term counts, by how few of all people have it."""
    having: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for note, found in zip(notes, terms, strict=True):
        for words in found:
            having[words].add(note.who)
    everyone = max(_MANY, len({note.who for note in notes}))
    return {words: math.log2(1 + everyone / len(who)) / 3 for words, who in having.items()}


def _candidates(terms: Sequence[Terms], plans: int) -> set[tuple[int, int]]:
    """Return the pairs of notes that share a term, of which one at least is a plan."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, found in enumerate(terms):
        for words in found:
            having[words].append(number)
    # What a quarter of all write tells nobody from the others.
    most = max(2 * MAX_GROUP, len(terms) // 4)
    return {
        pair
        for numbers in having.values()
        if len(numbers) <= most
        for pair in combinations(numbers, 2)
        if pair[0] < plans
    }


def _meet(
    one: Note, other: Note, mine: Terms, theirs: Terms, rarity: Mapping[tuple[str, ...], float]
) -> Meeting:
    shared = [mine[words] for words in mine.keys() & theirs.keys()]
    longest = [
        term for term in shared if not any(_is_within(term.words, it.words) for it in shared)
    ]
    worth = {
        term.words: rarity[term.words]
        * (term.weight + theirs[term.words].weight)
        / 2
        * (_IN_A_ROW if len(term.words) > 1 else 1)
        for term in longest
    }
    # Words of any kind, each on its own, meet by chance in long texts.
    is_telling = any(
        len(term.words) > 1 or min(term.weight, theirs[term.words].weight) >= TRADE
        for term in longest
    )
    ranked = sorted(longest, key=lambda term: (-worth[term.words], term.words))
    wrote = ((other.who, other.day),) if other.day else ()
    return Meeting(
        who=(one.who, other.who),
        terms=tuple(ranked),
        score=is_telling * sum(worth.values()) * (_WRITTEN if wrote else 1),
        wrote=wrote,
    )


def _is_within(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    size = len(words)
    return size < len(longer) and any(
        longer[start : start + size] == words for start in range(len(longer) - size + 1)
    )


def _choose(pairs: Iterable[Meeting], teams: Mapping[str, Sequence[str]]) -> list[Meeting]:
    """Return pairs in order, those that all share a term as one group; nobody is in too many."""
    placed = [replace(pair, is_across=_are_apart(pair.who, teams)) for pair in pairs]
    ranked = sorted(placed, key=lambda pair: (not pair.is_across, -pair.score, pair.who))
    by_people = {frozenset(pair.who): pair for pair in ranked}
    chosen: list[Meeting] = []
    met: set[frozenset[str]] = set()
    counts: Counter[str] = Counter()
    for pair in ranked:
        free = [who for who in _everyone(ranked) if counts[who] < _MOST_EACH]
        if frozenset(pair.who) in met or not {*pair.who} <= {*free}:
            continue
        group = _grow(pair, free, by_people)
        chosen.append(group)
        counts.update(group.who)
        met.update(frozenset(two) for two in combinations(group.who, 2))
    return chosen


def _are_apart(who: Sequence[str], teams: Mapping[str, Sequence[str]]) -> bool:
    return all({*teams.get(a, ())}.isdisjoint(teams.get(b, ())) for a, b in combinations(who, 2))


def _everyone(meetings: Iterable[Meeting]) -> list[str]:
    return list(dict.fromkeys(who for meeting in meetings for who in meeting.who))


def _grow(
    group: Meeting, free: Iterable[str], by_people: Mapping[frozenset[str], Meeting]
) -> Meeting:
    """Return a group with those who meet each of its people, above all in what it is about."""
    for who in free:
        found = [by_people.get(frozenset({who, other})) for other in group.who]
        pairs = [pair for pair in found if pair and pair.about == group.about]
        if who not in group.who and len(pairs) == len(group.who) < MAX_GROUP:
            wrote = (it for pair in (group, *pairs) for it in pair.wrote)
            group = replace(
                group,
                who=(*group.who, who),
                terms=group.terms[:1],
                wrote=tuple(dict.fromkeys(wrote)),
            )
    return group
