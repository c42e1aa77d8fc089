"""Scored units in, chosen units out: the best of them within a budget of words.

Nothing else knows how units are chosen; what they are worth is the business of ``scoring``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.text.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ldblog.reading.units import Unit
    from ldblog.selecting.scoring import Scored

# What begins with a word that leans on the sentence before it, and does not lean.
_STANDS_ALONE = re.compile(
    r"(?:this|these|those|that) (?:weeks?|days?|time|month|morning|evening|year|session)\b"
    r"|it (?:turns|turned) out|it (?:is|was) \w+ (?:that|to|when)\b|it seems"
    r"|that (?!is\b|was\b|s\b|means\b|meant\b|made\b|makes\b|also\b|gave\b|gives\b|worked\b)"
    r"|here |both \w+ and |e\b|y\b|then and "
)
_SAID = 0.8
_MAX_CHAIN = 3
_BEGINNING = 80


def select_units(scored: Sequence[Scored], words: int) -> list[Unit]:
    """Return the units of one log to publish within a budget of words, in its order.

    What is marked to be kept is chosen first, whatever its score and the budget. The best is
    always chosen, however long it is; what is said twice is chosen once; a sentence that leans
    on the one before it brings that along, or stays out; what only introduces something else
    stays out.
    """
    units = [one.unit for one in scored]
    worth = [
        index
        for index, one in enumerate(scored)
        if one.is_worth_reading and (one.unit.is_kept or not one.unit.dangles)
    ]
    kept = {at for index in worth if units[index].is_kept for at in _kept_chain(units, index)}
    chosen = {at: _said_by(units[at]) for at in sorted(kept)}
    left = words - sum(units[at].words for at in kept)
    for index in sorted(worth, key=lambda index: (-scored[index].score, index)):
        if index in chosen or (chosen and units[index].words > left):
            continue
        chain = [at for at in find_chain(units, index) if at not in chosen]
        needed = sum(units[at].words for at in chain)
        said = _said_by(units[index])
        if not chain or (chosen and needed > left) or _is_said(said, chosen.values()):
            continue
        chosen.update((at, _said_by(units[at])) for at in chain)
        left -= needed
    return [units[index] for index in sorted(chosen)]


def _kept_chain(units: Sequence[Unit], index: int) -> list[int]:
    """Return a unit with those that it leans on, alone if those are not to be had."""
    return find_chain(units, index) or [index]


def leans(unit: Unit) -> bool:
    """Tell whether a unit begins with a word that stands for what was said before it."""
    words = Words(unit.text[:_BEGINNING])
    return words.begins("pronoun") and not _STANDS_ALONE.match(words.line.lstrip())


def find_chain(units: Sequence[Unit], index: int) -> list[int]:
    """Return a unit with those before it that it leans on; none if those are not to be had.

    What introduces a unit comes along with it anyway.
    """
    chain = [index]
    while leans(units[chain[0]]) and units[chain[0]].intro is None:
        first = chain[0]
        if first == 0 or len(chain) == _MAX_CHAIN or not _follows(units[first], units[first - 1]):
            return []
        chain.insert(0, first - 1)
    return chain


def _follows(unit: Unit, before: Unit) -> bool:
    """Tell whether a unit goes on where another ends, so that it can lean on it."""
    is_near = unit.first_line - before.last_line <= 2 and before.index + 1 == unit.index
    return is_near and (unit.part, unit.subject) == (before.part, before.subject)


def _said_by(unit: Unit) -> frozenset[str]:
    return frozenset(unit.text.casefold().split())


def _is_said(said: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    return any(len(said & other) >= _SAID * max(1, len(said | other)) for other in others)


def share_words(wanted: Sequence[int], per_log: int, per_post: int) -> list[int]:
    """Return each log's budget: what it wants, at most ``per_log``, and all within ``per_post``.

    Where that is not enough for all, those who want little get it, and the others the same.
    """
    budgets = [0] * len(wanted)
    left = per_post
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    for position, index in enumerate(order):
        fair = left // (len(order) - position)
        budgets[index] = min(wanted[index], per_log, fair)
        left -= budgets[index]
    return budgets
