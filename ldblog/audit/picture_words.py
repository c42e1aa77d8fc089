"""What is written in a picture and is not seen in it: comments, EXIF, XMP, IPTC."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING

from PIL import ExifTags, Image

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0")
# The parts of a PNG that hold words; without them it need not be decoded.
_PNG_WORDS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
# Among pixels, fewer letters in a row are chance.
_PRINTABLE = re.compile(rb"[\t\n\r\x20-\x7e]+")
_WIDE = re.compile(rb"(?:[\t\n\r\x20-\x7e]\0)+")
# One letter for all of a kind: a row of them is found far sooner than an expression.
_KINDS = re.sub(rb"[\t\n\r\x20-\x7e]", b"a", bytes(range(256)))
_ROW, _WIDE_ROW = b"a" * 12, b"a\0" * 8


def is_picture(raw: bytes) -> bool:
    """Tell whether bytes are those of a picture that is not text."""
    return raw.startswith(_HEADS)


def read_picture(raw: bytes) -> Iterator[str]:
    """Yield the words in a picture that are not drawn.

    What Pillow does not understand is read as far as it is written in plain letters.
    """
    kinds = raw.translate(_KINDS)
    yield "\n".join(it.decode("ascii") for it in _find(raw, kinds, _ROW, _PRINTABLE))
    yield "\n".join(it.decode("utf-16-le") for it in _find(raw, kinds, _WIDE_ROW, _WIDE))
    last = max(map(raw.rfind, _PNG_WORDS)) if raw.startswith(b"\x89PNG") else 0
    if last < 0:
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw)) as image:
                yield from _read_opened(image, is_last=last > raw.find(b"IDAT"))
    # Pillow raises almost anything for a broken picture.
    except Exception:
        return


def _find(raw: bytes, kinds: bytes, row: bytes, whole: re.Pattern[bytes]) -> Iterator[bytes]:
    """Yield each stretch of bytes that begins with a row of a kind."""
    end = 0
    while (start := kinds.find(row, end)) >= 0 and (found := whole.match(raw, start)):
        yield found[0]
        end = found.end()


def _read_opened(image: Image.Image, *, is_last: bool) -> Iterator[str]:
    # A PNG may say something after its pixels.
    if is_last:
        image.load()
    # A PNG's own method decodes its pixels to look behind them.
    exif = Image.Image.getexif(image)
    tags = [exif, *(exif.get_ifd(part) for part in ExifTags.IFD)]
    for value in (*image.info.values(), *(value for part in tags for value in part.values())):
        yield _words(value)


def _words(value: object) -> str:
    if isinstance(value, bytes):
        wide = value.decode("utf-16-le", "ignore") if b"\0" in value else ""
        return f"{value.decode('utf-8', 'ignore')}\n{wide}"
    return str(value)
