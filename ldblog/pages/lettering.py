"""Text in pictures: fonts that stand in for each other, and titles that fit into their room.

No font has every letter. What none of a card's fonts has is left out: nobody reads boxes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

# Widths grow with the size: measured once, they are known for all sizes.
_MEASURED = 100
# A noncharacter, which no font may have: it looks as what is missing does.
_MISSING = "\uffff"
_ELLIPSIS = "…"
# What no line ends with before the mark that it goes on.
_LOOSE = " ,;:.–—-"


class Run(NamedTuple):
    """A stretch of text in one font; ``font`` counts from the first choice."""

    font: int
    text: str


class Setting(NamedTuple):
    """Lines of text, and the size in pixels at which they fit."""

    lines: tuple[str, ...]
    size: int


class Letter(NamedTuple):
    """A letter as it is drawn, where it stands by the point it is drawn at, and how far it goes."""

    picture: Image.Image | None
    x: int
    y: int
    width: float


@dataclass
class Face:
    """Fonts that stand in for each other, the first choice first, as the bytes of their files.

    ``weight`` is for those that have an axis of it. Text is set letter by letter, from left to
    right: shaping would depend on what libraries the machine has, and with it every byte.
    """

    files: Sequence[bytes]
    weight: int = 400
    _sized: dict[int, list[ImageFont.FreeTypeFont]] = field(default_factory=dict)
    _chosen: dict[str, int | None] = field(default_factory=dict)
    _widths: dict[str, float] = field(default_factory=dict)
    _letters: dict[tuple[str, int], Letter] = field(default_factory=dict)

    def readable(self, text: str) -> str:
        """Return a text without what no font has, its white space folded."""
        composed = unicodedata.normalize("NFC", text)
        kept = (c if c.isspace() or self._font_of(c) is not None else "" for c in composed)
        return " ".join("".join(kept).split())

    def can_say(self, text: str) -> bool:
        """Tell whether most letters of a text are in the fonts."""
        letters = [c for c in unicodedata.normalize("NFC", text) if c.isalnum()]
        return 2 * sum(self._font_of(c) is not None for c in letters) > len(letters)

    def width(self, text: str, size: int) -> float:
        """Return how wide a text is, in pixels."""
        if text not in self._widths:
            sizes = self._at(_MEASURED)
            runs = self._runs(text)
            self._widths[text] = sum(sizes[run.font].getlength(run.text) for run in runs)
        return self._widths[text] * size / _MEASURED

    def draw(
        self, on: Image.Image, at: tuple[float, float], text: str, size: int, ink: int
    ) -> None:
        """Write a text on a picture; ``at`` is the left end of the line that it stands on."""
        x, y = at
        for letter in text:
            drawn = self._drawn(letter, size)
            if drawn.picture is not None:
                on.paste(ink, (round(x) + drawn.x, round(y) + drawn.y), drawn.picture)
            x += drawn.width

    def fit(
        self, text: str, room: tuple[int, int], sizes: Sequence[int], leading: float
    ) -> Setting:
        """Return a text at the largest of some sizes at which it fits, cut short if at none.

        ``room`` is width and height in pixels, ``leading`` the height of a line by its size.
        """
        width, height = room
        for size in sizes:
            lines = self.wrap(text, width, size)
            if len(lines) * size * leading <= height:
                return Setting(self._balance(text, lines, width, size), size)
        most = max(1, int(height / (size * leading)))
        last = self._cut(f"{lines[most - 1]} {lines[most]}", width, size)
        return Setting((*lines[: most - 1], last), size)

    def wrap(self, text: str, width: float, size: int) -> list[str]:
        """Return the lines of a text; a word that is wider than a line is broken."""
        lines = [""]
        for word in text.split():
            first, *more = self._pieces(word, width, size)
            longer = f"{lines[-1]} {first}".lstrip()
            if self._span(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(first)
            lines += more
        return lines if lines[0] else lines[1:]

    def _balance(self, text: str, lines: list[str], width: int, size: int) -> tuple[str, ...]:
        """Return as many lines, as even as they get: none is left with a single word."""
        narrow, wide = width // 2, width
        while wide - narrow > 8:
            middle = (narrow + wide) // 2
            if len(self.wrap(text, middle, size)) > len(lines):
                narrow = middle
            else:
                wide = middle
        return tuple(self.wrap(text, wide, size))

    def _cut(self, line: str, width: float, size: int) -> str:
        """Return a line that goes on, cut between words, or within the only one."""
        words = line.split()
        ends = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        starts = (end.rstrip(_LOOSE) + _ELLIPSIS for end in ends)
        whole = (start for start in starts if self._span(start, size) <= width)
        return next(whole, self._pieces(words[0], width - size, size)[0] + _ELLIPSIS)

    def _span(self, line: str, size: int) -> float:
        words = line.split(" ")
        spaces = self.width(" ", size) * (len(words) - 1)
        return sum(self.width(word, size) for word in words) + spaces

    def _pieces(self, word: str, width: float, size: int) -> list[str]:
        if self.width(word, size) <= width:
            return [word]
        # A little less than the width: letters that stand together may be wider than alone.
        room = width * 0.95
        ends = accumulate(self.width(letter, size) for letter in word)
        numbered = zip(map(int, (end / room for end in ends)), word, strict=True)
        pieces = groupby(numbered, itemgetter(0))
        return ["".join(letter for _, letter in piece) for _, piece in pieces]

    def _runs(self, text: str) -> list[Run]:
        runs = groupby(text, lambda letter: self._font_of(letter) or 0)
        return [Run(font, "".join(letters)) for font, letters in runs]

    def _font_of(self, letter: str) -> int | None:
        if letter not in self._chosen:
            fonts = enumerate(self._at(_MEASURED))
            self._chosen[letter] = next((at for at, font in fonts if _has(font, letter)), None)
        return self._chosen[letter]

    def _drawn(self, letter: str, size: int) -> Letter:
        """Return a letter at a size: to draw one takes ten times as long as to paste it."""
        if (letter, size) not in self._letters:
            font = self._at(size)[self._font_of(letter) or 0]
            left, top, right, bottom = map(round, font.getbbox(letter, anchor="ls"))
            picture = None
            if right > left and bottom > top:
                picture = Image.new("L", (right - left, bottom - top))
                ImageDraw.Draw(picture).text((-left, -top), letter, 255, font, anchor="ls")
            self._letters[letter, size] = Letter(picture, left, top, font.getlength(letter))
        return self._letters[letter, size]

    def _at(self, size: int) -> list[ImageFont.FreeTypeFont]:
        if size not in self._sized:
            self._sized[size] = [_load(raw, size, self.weight) for raw in self.files]
        return self._sized[size]


def _load(raw: bytes, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(BytesIO(raw), size, layout_engine=ImageFont.Layout.BASIC)
    try:
        axes = font.get_variation_axes()
    except OSError:
        # It comes in one weight.
        return font
    font.set_variation_by_axes([weight, *(axis["default"] or 0 for axis in axes[1:])])
    return font


def _has(font: ImageFont.FreeTypeFont, letter: str) -> bool:
    """Tell whether a font has a letter: what is missing all looks the same."""
    if not letter.isprintable() or unicodedata.category(letter) in {"Cf", "Mn", "Me"}:
        return False
    drawn, missing = font.getmask(letter, mode="1"), font.getmask(_MISSING, mode="1")
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))
