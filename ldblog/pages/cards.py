"""Social cards: the picture that is shown where somebody shares a page, 1200 × 630 pixels.

A card is drawn offline, with the fonts of the theme, and from what a post itself says. The same
words give the same bytes, so each is drawn once and then taken from the cache.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import PIL
from PIL import Image, ImageChops, ImageColor, ImageDraw
from PIL.PngImagePlugin import PngInfo

from ldblog.generated import GENERATED
from ldblog.pages.lettering import Face

if TYPE_CHECKING:
    from collections.abc import Sequence

_Colour = tuple[int, int, int]

FOLDER = "assets/cards"
WIDTH, HEIGHT = 1200, 630
# What a card looks like is part of its key: raise this with every change of the drawing.
_LOOKS = "2"
_MARGIN = 84
_TITLE_ROOM = (WIDTH - 2 * _MARGIN, 300)
_TITLE_SIZES = range(84, 43, -4)
_LEADING = 1.16
_MIDDLE = 354
_COMPRESSION = 3
_NIGHT, _PAPER, _LAMP, _RED = "#101b33", "#f3f1ea", "#ffb84a", "#b9482f"
# How bright words are: a title, and what is less than a title.
_BRIGHT, _SOFT = 255, 212
# A picture has 256 colours: what lies below the words, times how much a letter covers of it.
_LEVELS = 16
# The lighthouse of the theme's favicon, on its grid of 32 × 32; its lamp, and where that shines.
_LIGHTHOUSE = (
    (_PAPER, ((12.5, 12), (19.5, 12), (21.5, 27), (10.5, 27))),
    (_RED, ((11.8, 17.2), (20.2, 17), (20.7, 20.6), (11.3, 20.9))),
    (_LAMP, ((13, 7), (19, 7), (19, 11), (13, 11))),
    (_PAPER, ((12, 6), (16, 3), (20, 6))),
    (_PAPER, ((11.5, 11), (20.5, 11), (20.5, 12.6), (11.5, 12.6))),
)
_LIGHTHOUSE_AT, _GRID = (_MARGIN - 32, 30), 3.4
# Wider light is dimmer; each is how much of the lamp's colour it has, and where it ends.
_BEAMS = ((0.06, -110, 330), (0.12, -40, 260), (0.19, 20, 200))


@dataclass(frozen=True)
class Card:
    """What a card says: a title, what stands below it, and a title for where no font has it."""

    title: str
    below: tuple[str, ...]
    instead: str = ""


class _Place(NamedTuple):
    """Where a line stands, how large it is, and how bright."""

    x: int
    y: int
    size: int
    ink: int


_NAME = _Place(_MARGIN + 68, 96, 36, _BRIGHT)
_BELOW = _Place(_MARGIN, HEIGHT - 62, 32, _SOFT)


@dataclass(frozen=True)
class Painter:
    """Draws the cards of one blog; fonts are the bytes of their files, the first choice first."""

    blog: str
    serif: Sequence[bytes]
    sans: Sequence[bytes]

    def key(self, card: Card) -> str:
        """Return what a card's picture depends on, as one name of a file."""
        words = "\0".join((self._material, card.title, *card.below, card.instead))
        return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]

    def draw(self, card: Card) -> bytes:
        """Return a card as a PNG."""
        words = Image.new("L", (WIDTH, HEIGHT))
        said = card.title if self._serif.can_say(card.title) else card.instead
        title = self._serif.readable(said)
        setting = self._serif.fit(title, _TITLE_ROOM, _TITLE_SIZES, _LEADING)
        step = setting.size * _LEADING
        top = _MIDDLE - len(setting.lines) * step / 2
        for number, line in enumerate(setting.lines):
            at = (_MARGIN, round(top + number * step + setting.size * 0.82))
            self._serif.draw(words, at, line, setting.size, _BRIGHT)
        self._write(words, " · ".join(filter(self._sans.can_say, card.below)), _BELOW)
        self._write(words, self.blog, _NAME)
        return self._encode(words)

    def _write(self, words: Image.Image, text: str, place: _Place) -> None:
        room = (WIDTH - _MARGIN - place.x, place.size)
        setting = self._sans.fit(self._sans.readable(text), room, [place.size], 1)
        for line in setting.lines:
            self._sans.draw(words, (place.x, place.y), line, place.size, place.ink)

    def _encode(self, words: Image.Image) -> bytes:
        out = BytesIO()
        ground, palette = _draw_ground()
        covered = words.point(lambda level: level * _LEVELS // 256)
        picture = ImageChops.add(ground, covered)
        picture.putpalette(palette)
        picture.save(out, "PNG", compress_level=_COMPRESSION, pnginfo=_note())
        return out.getvalue()

    @cached_property
    def _material(self) -> str:
        fonts = [hashlib.sha256(font).hexdigest() for font in (*self.serif, *self.sans)]
        return "\0".join((_LOOKS, PIL.__version__, self.blog, *fonts))

    @cached_property
    def _serif(self) -> Face:
        return Face(self.serif, 600)

    @cached_property
    def _sans(self) -> Face:
        return Face(self.sans, 560)


@cache
def _draw_ground() -> tuple[Image.Image, list[int]]:
    """Return what all cards share, as the first of a few colours each, and all the colours."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _NIGHT)
    lamp = _on_card(19, 9)
    for strength, high, low in _BEAMS:
        beam = (lamp, (WIDTH, high), (WIDTH, low))
        _paint(picture, _mix(_NIGHT, _LAMP, strength), beam)
    for colour, points in _LIGHTHOUSE:
        _paint(picture, ImageColor.getrgb(colour), [_on_card(x, y) for x, y in points])
    grounds = Image.new("P", (1, 1))
    grounds.putpalette([level for colour in _GROUNDS for level in colour])
    few = picture.quantize(palette=grounds, dither=Image.Dither.NONE)
    palette = [
        level
        for ground in _GROUNDS
        for covered in range(_LEVELS)
        for level in _mix(ground, _PAPER, covered / (_LEVELS - 1))
    ]
    return few.point(lambda index: index * _LEVELS, "L"), palette


def _mix(one: str | _Colour, other: str, part: float) -> _Colour:
    """Return a colour with so much of another in it."""
    start = ImageColor.getrgb(one) if isinstance(one, str) else one
    red, green, blue = (
        round(low + (high - low) * part)
        for low, high in zip(start[:3], ImageColor.getrgb(other)[:3], strict=True)
    )
    return red, green, blue


# What is below words, with the colours between for soft edges: sixteen at most.
_GROUNDS = (
    _mix(_NIGHT, _NIGHT, 0),
    *(_mix(_NIGHT, _LAMP, strength) for strength, _high, _low in _BEAMS),
    *(_mix(_NIGHT, _PAPER, part) for part in (0.25, 0.5, 0.75, 1)),
    *(_mix(_PAPER, _RED, part) for part in (0.5, 1)),
    _mix(_NIGHT, _RED, 0.5),
    *(_mix(_PAPER, _LAMP, part) for part in (0.5, 1)),
    _mix(_NIGHT, _LAMP, 0.6),
)


def _note() -> PngInfo:
    note = PngInfo()
    note.add_text("Comment", GENERATED)
    return note


def card_path(address: str = "index") -> str:
    """Return where the card of a page is, below the folder of the site."""
    return f"{FOLDER}/{address}.png"


def _on_card(x: float, y: float) -> tuple[float, float]:
    return (_LIGHTHOUSE_AT[0] + x * _GRID, _LIGHTHOUSE_AT[1] + y * _GRID)


def _paint(
    picture: Image.Image, colour: tuple[int, ...], points: Sequence[tuple[float, float]]
) -> None:
    """Paint a polygon with soft edges: its mask is drawn larger, and made small."""
    left, top = (max(int(min(ends)) - 1, 0) for ends in zip(*points, strict=True))
    right, bottom = (int(max(ends)) + 2 for ends in zip(*points, strict=True))
    size = min(right, WIDTH) - left, min(bottom, HEIGHT) - top
    mask = Image.new("L", (size[0] * 4, size[1] * 4))
    corners = [((x - left) * 4, (y - top) * 4) for x, y in points]
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    picture.paste(colour, (left, top), mask.resize(size, Image.Resampling.BOX))
