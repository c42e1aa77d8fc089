"""Taking what was withdrawn out of a post and of its base, so that the merge sees nothing of it.

Withdrawing beats editing. An entry goes with all that the editor made of it. Of a stretch that
is newly held back, the lines go that came from it, and what the editor put in their place,
which cannot be proved to be clean.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from ldblog.merging.merge_keys import measure_front_matter
from ldblog.text.inline import escape_text
from ldblog.withdrawing.owned import find_blocks
from ldblog.withdrawing.traces import find_trace

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ldblog.composing.posts import Line

_ANCHOR = re.compile(r"- anchor:\s*['\"]?([\w-]+)['\"]?\s*(?:#.*)?")
_KEY = re.compile(r"([^\W\d][\w.-]*)[ \t]*:(?:\s|$)")


class Removed(NamedTuple):
    """A line that an editor wrote or changed, and that went with what was withdrawn."""

    line: int
    text: str


class Rest(NamedTuple):
    """What is left of a base and of a post's lines, and what of the editor's went."""

    base: list[Line]
    text: list[str]
    removed: tuple[Removed, ...] = ()


def take_out(
    base: Sequence[Line],
    text: Sequence[str],
    anchors: Set[str],
    held: Set[int],
    trace: frozenset[str],
) -> Rest:
    """Return a base and a post less some entries, and less lines that are newly held back.

    ``held`` are the numbers of such lines of the base, from 0; ``trace`` is that of all words
    that are to go, wherever the editor put them.
    """
    before = [line.text for line in base]
    from_base, from_text = (_numbers_of_entries(side, anchors) for side in (before, text))
    replaced = _find_replaced(before, text, held - from_base, (from_base, from_text))
    from_base |= held | replaced[0]
    from_text |= replaced[1]
    left = [number for number in range(len(text)) if number not in from_text]
    from_text |= {left[found] for found in find_trace(trace, [text[number] for number in left])}
    # A key of the front matter goes on both sides, so that it is the new one again.
    keys = _keys_at(text, from_text - _numbers_of_entries(text, anchors))
    from_base |= _numbers_of_keys(before, keys)
    from_text |= _numbers_of_keys(text, keys)
    gone = {before[number] for number in from_base}
    removed = tuple(
        Removed(number + 1, text[number])
        for number in sorted(from_text)
        if text[number].strip() and text[number] not in gone
    )
    rest = [text[number] for number in _cut(text, from_text)]
    return Rest([base[number] for number in _cut(before, from_base)], rest, removed)


def without_topics(rest: Rest, topics: Set[str]) -> Rest:
    """Return a base and a post less the headings of some topics that nothing stands under."""
    before = [line.text for line in rest.base]
    base = [rest.base[number] for number in _cut(before, _empty_topics(before, topics))]
    text = [rest.text[number] for number in _cut(rest.text, _empty_topics(rest.text, topics))]
    return Rest(base, text, rest.removed)


def _empty_topics(lines: Sequence[str], topics: Set[str]) -> set[int]:
    headings = {f"## {escape_text(topic)}" for topic in topics}
    empty = set()
    for number, line in enumerate(lines):
        if line.strip() in headings:
            below = next((it for it in lines[number + 1 :] if it.strip()), "## ")
            empty |= {number} if below.startswith("## ") else set()
    return empty


def find_edited(before: Sequence[str], text: Sequence[str]) -> tuple[Removed, ...]:
    """Return the lines of a post that its base has not: those that an editor wrote or changed."""
    known = set(before)
    lines = enumerate(text, 1)
    return tuple(Removed(n, line) for n, line in lines if line.strip() and line not in known)


def _numbers_of_entries(lines: Sequence[str], anchors: Set[str]) -> set[int]:
    """Return the numbers of the lines of some entries, in the front matter and in the body."""
    numbers = _numbers_of_blocks(lines, anchors)
    inside, depth = False, 0
    for number in range(1, measure_front_matter(lines) - 1):
        words = lines[number].strip()
        indent = len(lines[number]) - len(lines[number].lstrip())
        if not inside or (words and indent <= depth):
            found = _ANCHOR.fullmatch(words)
            inside, depth = bool(found and found[1] in anchors), indent
        numbers |= {number} if inside else set()
    return numbers


def _numbers_of_blocks(lines: Sequence[str], anchors: Set[str]) -> set[int]:
    """Return the numbers of the lines of some entries in the body, each as often as it is there."""
    numbers: set[int] = set()
    left, known = list(range(len(lines))), set[str]()
    while left:
        rest = [lines[number] for number in left]
        # A fence that an editor left open hides what stands below: better a line too many.
        blocks = find_blocks(rest, anchors) or find_blocks(rest, anchors - known, in_code=True)
        if not blocks:
            break
        known |= blocks.keys()
        numbers |= {left[index] for block in blocks.values() for index in block}
        left = [number for number in left if number not in numbers]
    return numbers


def _find_replaced(
    before: Sequence[str], text: Sequence[str], held: Set[int], gone: tuple[Set[int], Set[int]]
) -> tuple[set[int], set[int]]:
    """Return the lines of a base that go with those held back, and what the editor made of them."""
    ours = [number for number in range(len(before)) if number not in gone[0]]
    theirs = [number for number in range(len(text)) if number not in gone[1]]
    sides = [before[number] for number in ours], [text[number] for number in theirs]
    replaced: tuple[set[int], set[int]] = (set(), set())
    if not held:
        return replaced
    for tag, first, last, start, end in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        if tag == "equal":
            found = [n for n in range(last - first) if ours[first + n] in held]
            replaced[1].update(theirs[start + n] for n in found)
        elif tag == "insert":
            # What stands between two lines of a stretch belongs to it.
            is_within = {*ours[max(first - 1, 0) : first + 1]} <= held
            replaced[1].update(theirs[start:end] if is_within else [])
        elif not held.isdisjoint(ours[first:last]):
            replaced[0].update(ours[first:last])
            replaced[1].update(theirs[start:end])
    return replaced


def _keys_at(lines: Sequence[str], numbers: Set[int]) -> set[str]:
    """Return the keys of a front matter that some of its lines belong to."""
    names = _key_names(lines)
    return {names[number] for number in numbers if number < len(names)} - {""}


def _numbers_of_keys(lines: Sequence[str], keys: Set[str]) -> set[int]:
    return {number for number, name in enumerate(_key_names(lines)) if name in keys}


def _key_names(lines: Sequence[str]) -> list[str]:
    """Return for each line of a front matter the key that it belongs to; none for its fences."""
    names = [""]
    for line in lines[1 : max(measure_front_matter(lines) - 1, 0)]:
        found = _KEY.match(line)
        names.append(found[1] if found else names[-1])
    return names


def _cut(lines: Sequence[str], gone: Set[int]) -> list[int]:
    """Return the numbers of the lines that stay; where some went, no two blank ones meet."""
    kept: list[int] = []
    for number, line in enumerate(lines):
        after_gap = kept and kept[-1] != number - 1
        if number in gone or (after_gap and not line.strip() and not lines[kept[-1]].strip()):
            continue
        kept.append(number)
    while kept and gone and not lines[kept[-1]].strip():
        kept.pop()
    return kept
