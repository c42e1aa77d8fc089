"""What several people wrote nearly alike on one day: told once, with all their names.

Nearly alike means the same words but for articles, other empty words, a letter left out, and
which clause comes first. Where a number, a negation, a link or code differs, they differ.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from ldblog.composing.trim import trim_unit_block
from ldblog.reading.parts import Part
from ldblog.reading.units import text_of
from ldblog.selecting.select import leans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ldblog.reading.units import Unit

MIN_WORDS = 5
MIN_TYPO_LENGTH = 6

# A number with its sign, a word, an operator, and any mark that is no punctuation, such as ✅.
_WORD = re.compile(
    r"[-−]?\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[!<>=%+*/^&|~$]+|[?？]"
    r"|[^\w\s\x00-\x7f“”‘’„«»–—…·•、。，；：！（）「」『』¿¡\ufe0f]"
)
# Words without which a sentence says the same; by language, as in ``ldblog.text.cues``.
_EMPTY = frozenset(
    """a an the that is are was were be been it its this these which we you i our your my
    really very just also el la los las un una es son o os as um uma é são der die das ein eine
    einen ist sind le les une est sont""".split()  # noqa: SIM905
)
_PLAIN = frozenset(
    {"list", "item", "paragraph", "text", "soft_break", "code", "link", "emphasis", "strong"}
)


class Echo(NamedTuple):
    """A unit that an entry does not tell, and the unit of another entry that tells it too."""

    unit: Unit
    entry: str
    told: Unit
    told_by: str


def find_echoes(chosen: Mapping[str, Sequence[Unit]]) -> list[Echo]:
    """Return the units that others tell; ``chosen`` has each entry's units by its key.

    The entry with the fewest units tells, so that few are left with nothing of their own; the
    result does not depend on the order of the entries.
    """
    order = sorted(chosen, key=lambda key: (len(chosen[key]), key))
    told: list[tuple[_Said, Unit, str]] = []
    echoes: list[Echo] = []
    for key in order:
        for unit in _tellable(chosen[key]):
            said = _say(unit)
            same = next((one for one in told if _is_same(said, one[0])), None)
            if same is None:
                told.append((said, unit, key))
            else:
                echoes.append(Echo(unit, key, same[1], same[2]))
    return echoes


def _tellable(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield units of one paragraph that nothing leans on, and that others could tell."""
    for unit, following in zip_longest(units, units[1:]):
        item = unit.block.children[0] if unit.block.kind == "list" else None
        is_whole = sum(one.group == unit.group and one.path == unit.path for one in units) == 1
        is_one = len(item.children) == 1 if item else unit.block.kind == "paragraph" and is_whole
        is_needed = following is not None and leans(following)
        if is_one and not is_needed and unit.intro is None and unit.kinds <= _PLAIN:
            yield unit


def are_alike(first: str, second: str) -> bool:
    """Tell whether two texts say the same in nearly the same words."""
    return _are_alike(_read(first), _read(second))


def _read(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text.casefold().replace("’", "'"))
    said = tuple(word for word in words if word not in _EMPTY)
    return said if len(said) >= MIN_WORDS else ()


class _Said(NamedTuple):
    """A unit as it is compared with all others: what must be the same, and its words."""

    exact: tuple[bool, list[str]]
    words: tuple[str, ...]
    letters: str


def _say(unit: Unit) -> _Said:
    # Code and addresses must be the same to the letter.
    exact = sorted(node.url or node.literal for node in unit.nodes if node.kind in {"code", "link"})
    words = _read(text_of(trim_unit_block(unit.block)))
    return _Said((unit.part is Part.FAILED, exact), words, "".join(words))


def _is_same(one: _Said, other: _Said) -> bool:
    # Most are told apart by this, which is quick.
    if one.letters != other.letters and len(one.words) != len(other.words):
        return False
    return one.exact == other.exact and _are_alike(one.words, other.words)


def _are_alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if _is_spelled_alike(first, second):
        return True
    if not first or len(first) != len(second):
        return False
    return any(_differ_by_letters(first, turned) for turned in _turns_of(second))


def _is_spelled_alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether words differ only in the gaps between them: ``for ever`` and ``forever``."""
    numbers = [[word for word in words if not word.isalpha()] for words in (first, second)]
    return bool(first) and "".join(first) == "".join(second) and numbers[0] == numbers[1]


def _turns_of(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield words as they are, and with another of their clauses first: ``because …, …``."""
    for at in range(len(words)):
        yield words[at:] + words[:at]


def _differ_by_letters(first: Sequence[str], second: Sequence[str]) -> bool:
    pairs = [(one, other) for one, other in zip(first, second, strict=True) if one != other]
    return len(pairs) <= 1 and all(_is_typo(*pair) for pair in pairs)


def _is_typo(first: str, second: str) -> bool:
    """Tell whether one of two long words is the other less a letter, but for the first one."""
    short, long = sorted((first, second), key=len)
    if len(short) < MIN_TYPO_LENGTH or len(long) != len(short) + 1 or not long.isalpha():
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))
