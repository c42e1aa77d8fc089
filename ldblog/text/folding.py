"""Texts as they are compared: whatever the spelling of a word, and where it stands.

Case, full-width letters, composed accents, letters that are not seen, kinds of apostrophes,
dashes and spaces make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Soft hyphens, zero-width marks, directions, fillers, and what chooses between two shapes.
_INVISIBLE = compile_late(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_APOSTROPHE = compile_late("[\u2018\u2019\u201b\u02bc\u02b9\u2032`\u00b4]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032`\u00b4", "'"))
# All gaps but a single space, which is one already.
_GAPS = compile_late("[\\s_\u2010-\u2015\u2212-]{2,}|[^\\S ]|[_\u2010-\u2015\u2212-]")
_ANY = compile_late(".", re.DOTALL)
# Scripts that put no space between words, or whose endings join on to any word.
_SPACELESS = (
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u309f\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_KATAKANA = compile_late("[\u30a0-\u30ff]")
_MIN_IN_NAME, _MAX_IN_NAME = 4, 12
# What is written with a capital amid it, and is still one word.
_ONE_WORD = (
    "javascript", "typescript", "coffeescript", "postgresql", "github", "gitlab", "powershell",
    "powerpoint", "linkedin", "youtube", "wordpress", "openapi", "openssl", "clickhouse",
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """A text in another form, and where each of its characters, and its end, was before."""

    text: str
    starts: Sequence[int]

    @cached_property
    def folded(self) -> View:
        """The text folded, with where its characters stand in this one."""
        return fold(self.text)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text stands in the text that it was made from."""
        first = self.starts[start]
        return first, max(self.starts[end], first)


def normalise(text: str) -> View:
    """Return a text in one Unicode form (NFKC), without what is not seen in it."""
    if text.isascii() or _is_normal(text):
        return View(text, range(len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    for start, cluster in _clusters(text):
        new = unicodedata.normalize("NFKC", _INVISIBLE.sub("", cluster))
        parts.append(new)
        starts += [start] * len(new)
    return View("".join(parts), [*starts, len(text)])


def fold(text: str) -> View:
    """Return a normalised text without case, and with one kind of apostrophe and of gap."""
    view = View(text.casefold(), range(len(text) + 1))
    if len(view.text) != len(text):
        view = _replace(View(text, view.starts), _ANY, str.casefold)
    view = View(view.text.translate(_APOSTROPHES), view.starts)
    return _replace(view, _GAPS, lambda _gap: " ")


def normalise_text(text: str) -> str:
    """Return the text of ``normalise``, at once, for who need not know where it stood."""
    if text.isascii():
        return text
    # Nothing joins up over the end of a line, and few lines have anything to normalise.
    lines = [it if it.isascii() else _normalise_line(it) for it in text.split("\n")]
    return "\n".join(lines)


def _normalise_line(line: str) -> str:
    return line if _is_normal(line) else unicodedata.normalize("NFKC", _INVISIBLE.sub("", line))


def fold_text(text: str) -> str:
    """Return the text of ``fold`` for a normalised text, at once."""
    return _GAPS.sub(" ", _APOSTROPHE.sub("'", text.casefold()))


def fold_word(word: str) -> str:
    """Return a word as it is looked for in folded texts."""
    return fold(normalise(word).text).text.strip()


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text is a word of its own, in any script."""
    return not (
        (start > 0 and _joins(text[start - 1], text[start], digits_join=True))
        or (end < len(text) and _joins(text[end - 1], text[end], digits_join=False))
    )


def is_part_of_name(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text, its case as it is, is a part of a name: of getAcmeOrders.

    JavaScript is one word, whoever calls what they make Java.
    """
    word = text[start:end].casefold()
    if len(word) < _MIN_IN_NAME or not (_starts(text, start) and _starts(text, end)):
        return False
    around = text[max(0, start - _MAX_IN_NAME) : end + _MAX_IN_NAME].casefold()
    return not any(word in name and name in around for name in _ONE_WORD)


def _starts(text: str, at: int) -> bool:
    """Tell whether a word of a name starts at a place, or none goes on there."""
    before, after, following = text[at - 1 : at], text[at : at + 1], text[at + 1 : at + 2]
    if not (before.isalnum() and after.isalnum()) or before.isdigit() or after.isdigit():
        return True
    return after.isupper() and (not before.isupper() or following.islower())


def _joins(before: str, after: str, *, digits_join: bool) -> bool:
    """Tell whether two neighbours belong to one word.

    A number behind a name makes it no other name; digits before letters can be anything.
    """
    if not (_is_letter(before) and _is_letter(after)):
        return False
    if unicodedata.category(after)[0] == "M":
        return True
    if not (before + after).isascii() and _is_apart(before, after):
        return False
    return digits_join or before.isdigit() or not after.isdigit()


def _is_apart(before: str, after: str) -> bool:
    """Tell whether the scripts of two letters make them two words."""
    spaceless = _read_spaceless()
    if spaceless.match(before) or spaceless.match(after):
        return True
    return bool(_KATAKANA.match(before)) != bool(_KATAKANA.match(after))


@cache
def _read_spaceless() -> re.Pattern[str]:
    # Python takes 10 ms to read such ranges, and most texts need none.
    return re.compile(_SPACELESS)


def _is_letter(mark: str) -> bool:
    return mark.isalnum() or unicodedata.category(mark)[0] == "M"


def _is_normal(text: str) -> bool:
    return unicodedata.is_normalized("NFKC", text) and not _INVISIBLE.search(text)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character with the marks that join it, and where it begins."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _extends(text[at]):
            yield start, text[start:at]
            start = at


def _extends(mark: str) -> bool:
    is_jamo = "\u1161" <= mark <= "\u11ff"
    return is_jamo or mark in "\uff9e\uff9f" or unicodedata.category(mark)[0] == "M"


def _replace(view: View, pattern: re.Pattern[str], new: Callable[[str], str]) -> View:
    """Return a view in which what a pattern finds is written otherwise."""
    parts: list[str] = []
    starts: list[int] = []
    last = 0
    for found in pattern.finditer(view.text):
        text = new(found[0])
        parts += [view.text[last : found.start()], text]
        starts += view.starts[last : found.start()]
        starts += [view.starts[found.start()]] * len(text)
        last = found.end()
    starts += view.starts[last:]
    return View("".join(parts) + view.text[last:], starts)
