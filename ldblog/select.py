"""Units in, chosen units out: what is worth a stranger's time, within a budget of words.

This is the one seam of the condenser's judgement. Nothing else knows how units are chosen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.parts import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ldblog.units import Unit

_REASON = re.compile(
    r"\b(because|since|so that|therefore|means that|due to|turns? out|instead of|rather than|"
    r"unless|only if|the reason|porque|por eso|weil|deshalb|denn|damit|car|parce que|donc)\b"
    r"|क्योंकि|因为|所以|ので|から|ため",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"\b(faster|slower|better|worse|fewer|less|more|than|versus|vs|compared|against|"
    r"mejor|peor|melhor|pior|besser|schneller|als|meilleur|plus rapide)\b",
    re.IGNORECASE,
)
_SURPRISE = re.compile(
    r"\b(surpris\w+|unexpected\w*|did not|didn't|does not|doesn't|never|wrong|fail\w*|bug|"
    r"broke|cannot|can't|sorprend\w+|überrasch\w+)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|×|x\b|ms\b|s\b|µs\b|[kMG]i?B\b|times\b)|\d{2,}")
_CHATTER = re.compile(
    r"\b(i will|i'll|tomorrow|next week|next time|plan to|want to|going to|need to|hope|thanks|"
    r"thank you|tired|happy|fun|great day|good day|lunch|coffee|meeting|watched|read chapter|"
    r"started with|spent (?:the|most|some))\b|[🙏🙂😀🎉☕]",
    re.IGNORECASE,
)

PART_WEIGHTS = {
    Part.LEARNED: 2.0,
    Part.FAILED: 1.5,
    Part.DETAILS: 0.5,
    Part.LINKS: -1.0,
    None: 0.5,
}


def _has(pattern: re.Pattern[str]) -> Callable[[Unit], float]:
    return lambda unit: 1.0 if pattern.search(unit.text) else 0.0


def _has_kind(*kinds: str) -> Callable[[Unit], float]:
    return lambda unit: float(not unit.kinds.isdisjoint(kinds))


def _is_todo(unit: Unit) -> float:
    return float(any(node.checked is False for node in unit.nodes))


FEATURES: dict[str, tuple[float, Callable[[Unit], float]]] = {
    "part": (1.0, lambda unit: PART_WEIGHTS.get(unit.part, 0.0)),
    "reason": (1.5, _has(_REASON)),
    "comparison": (0.6, _has(_COMPARISON)),
    "surprise": (0.6, _has(_SURPRISE)),
    "number": (0.8, _has(_NUMBER)),
    "code": (0.4, _has_kind("code", "code_block", "table", "math")),
    "picture": (0.8, _has_kind("image")),
    "link": (0.3, _has_kind("link")),
    "emphasis": (0.3, _has_kind("strong", "emphasis")),
    "length": (1.0, lambda unit: min(unit.words, 25) / 25),
    "short": (-1.5, lambda unit: float(unit.words < 4 and not _has_kind("image")(unit))),
    "chatter": (-1.5, _has(_CHATTER)),
    "to do": (-4.0, _is_todo),
    "raw html": (-3.0, lambda unit: float(unit.block.kind == "html_block")),
}
WORTH_READING = 1.0


# Asked for again by each step that follows, and by no two sessions at once.
@lru_cache(maxsize=4096)
def score(unit: Unit) -> float:
    """Return how much a unit is worth a stranger's time; below ``WORTH_READING`` it is not."""
    return sum(weight * feature(unit) for weight, feature in FEATURES.values())


def select_units(units: Sequence[Unit], words: int) -> list[Unit]:
    """Return the units to publish within a budget of words, in the order of the log.

    The best is always chosen, however long it is; what is said twice is chosen once.
    """
    chosen: list[Unit] = []
    seen: set[str] = set()
    left = words
    for unit in sorted(units, key=lambda unit: (-score(unit), unit.index)):
        said = re.sub(r"\W+", " ", unit.text.casefold()).strip()
        if score(unit) < WORTH_READING or said in seen or (chosen and unit.words > left):
            continue
        chosen.append(unit)
        seen.add(said)
        left -= unit.words
    return sorted(chosen, key=lambda unit: unit.index)


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
