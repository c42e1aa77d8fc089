"""ROUGE-1, ROUGE-2 and ROUGE-L recall: how much of a text's words another one has."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words that are compared, in lower case."""
    return _WORD.findall(text.lower())


def recall_of_grams(found: Sequence[str], wanted: Sequence[str], size: int) -> float:
    """Return the share of the wanted runs of words that are found (ROUGE-1, ROUGE-2)."""
    ours, theirs = _grams(found, size), _grams(wanted, size)
    return (ours & theirs).total() / max(1, theirs.total())


def recall_of_order(found: Sequence[str], wanted: Sequence[str]) -> float:
    """Return the share of the wanted words in the longest row that both have (ROUGE-L)."""
    row = [0] * (len(wanted) + 1)
    for word in found:
        before = 0
        for index, other in enumerate(wanted, 1):
            above = row[index]
            row[index] = before + 1 if word == other else max(above, row[index - 1])
            before = above
    return row[-1] / max(1, len(wanted))


def _grams(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
