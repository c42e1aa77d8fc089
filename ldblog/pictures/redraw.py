"""Pictures of logs made fit for the public: from bytes to bytes that hold what is seen, no more.

A picture is drawn anew from its pixels, so that nothing else of the file comes along: no
place, no camera, no comment, no second file behind the first. Same bytes in, same bytes out.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
MAX_BYTES = 20 << 20
MAX_PIXELS = 50_000_000
MAX_SIDE = 2000  # pixels; as wide as a page is on a screen of double density

_QUALITY = 90
_FRAME_MILLISECONDS = 100
_TOO_MANY_PIXELS = (
    f"it has over {MAX_PIXELS // 1_000_000} million pixels, those of all frames together "
    "(scale it down)"
)
_ORIENTATION = 0x0112  # in EXIF
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
_MODES = {
    "PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"},
    "JPEG": {"L", "RGB"},
    "GIF": {"L", "P", "RGB", "RGBA"},
    "WEBP": {"RGB", "RGBA"},
}


class PictureError(ValueError):
    """A file that is not published as a picture; the message says why and what to do."""


def check_picture(name: str, raw: bytes) -> None:
    """Raise PictureError for a file that ``clean_picture`` would refuse."""
    if _suffix(name) == ".svg":
        clean_picture(name, raw)
    else:
        _open(name, raw)


def clean_picture(name: str, raw: bytes) -> bytes:
    """Return a picture without anything that is not seen, and no larger than ``MAX_SIDE``.

    ``name`` is its file's; its content must be what the name says.
    Raises PictureError for what is no such picture, is damaged, or is too large.
    """
    check_size(len(raw))
    if _suffix(name) != ".svg":
        return _draw(_open(name, raw))
    from ldblog.pictures.svg import SvgError, clean_svg  # noqa: PLC0415 - as slow to import

    try:
        return clean_svg(raw)
    except SvgError as error:
        raise PictureError(str(error)) from error


def check_size(size: int) -> None:
    """Raise PictureError for a file of so many bytes that it need not even be read."""
    if size > MAX_BYTES:
        raise PictureError(f"it is over {MAX_BYTES >> 20} MiB (make it smaller)")


def recipe() -> str:
    """Return what tells apart two ways to draw the same picture."""
    from importlib.metadata import version  # noqa: PLC0415

    return f"1 pillow {version('pillow')}"


def _suffix(name: str) -> str:
    # Of a name such as ``.png``, a path has no suffix.
    return f".{name.rpartition('.')[2]}".lower()


class _Opened(NamedTuple):
    """A picture with its pixels read: one frame or more, and how long each is seen."""

    kind: str
    frames: list[Image]
    durations: list[int]
    options: dict[str, Any]


def _open(name: str, raw: bytes) -> _Opened:
    from PIL import Image  # noqa: PLC0415 - slow to import, and not always needed

    check_size(len(raw))
    expected = _FORMATS[_suffix(name)]
    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            opened = _read(Image.open(io.BytesIO(raw), formats=(*_MODES,)))
        except PictureError:
            raise
        except bombs as error:
            raise PictureError(_TOO_MANY_PIXELS) from error
        except Exception as error:  # decoders raise anything for damaged files
            raise PictureError("it cannot be read as a picture (save it anew)") from error
    if opened.kind != expected:
        remedy = f"rename it to .{opened.kind.lower().replace('jpeg', 'jpg')}"
        raise PictureError(f"it is named {_suffix(name)} but is a {opened.kind} ({remedy})")
    if opened.kind == "WEBP":
        opened.options.update(quality=_QUALITY, lossless=b"VP8L" in raw)
    return opened


def _read(image: Image) -> _Opened:
    """Return a picture with all its frames read, as long as they are not too many."""
    # Many phones append further pictures to a JPEG; the first is the one that is seen.
    count = 1 if image.format == "MPO" else int(getattr(image, "n_frames", 1))
    is_moving = count > 1
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    loop = {"loop": image.info["loop"]} if is_moving and "loop" in image.info else {}
    opened = _Opened(kind, [], [], loop)
    pixels = 0
    for number in range(count):
        image.seek(number)
        pixels += image.width * image.height
        if pixels > MAX_PIXELS:
            raise PictureError(_TOO_MANY_PIXELS)
        # A JPEG can be read at half its size, and need not fill the memory.
        image.draft(image.mode, (MAX_SIDE, MAX_SIDE))
        image.load()
        opened.durations.append(image.info.get("duration", _FRAME_MILLISECONDS))
        opened.frames.append(image.convert("RGBA") if is_moving else image)
    return opened


def _draw(opened: _Opened) -> bytes:
    """Return the bytes of a picture drawn anew."""
    first, *others = (_fit(frame, opened.kind) for frame in opened.frames)
    options = dict(opened.options)
    if others:
        options |= {"save_all": True, "append_images": others, "duration": opened.durations}
    elif opened.kind == "JPEG":
        # The same tables: next to nothing is lost where the pixels are the same.
        options["quality"] = "keep" if first is opened.frames[0] else _QUALITY
    out = io.BytesIO()
    first.save(out, opened.kind, **options)
    return out.getvalue()


def _fit(image: Image, kind: str) -> Image:
    """Return a picture upright, in the colours of screens, small enough, and with nothing else.

    It is the same object where none of that had to be done.
    """
    changed = _to_srgb(_turn(image))
    if max(changed.size) > MAX_SIDE:
        changed = changed.convert("RGBA" if changed.has_transparency_data else "RGB")
        changed.thumbnail((MAX_SIDE, MAX_SIDE))
    if changed.mode not in _MODES[kind]:
        has_alpha = changed.has_transparency_data and kind != "JPEG"
        changed = changed.convert("RGBA" if has_alpha else "RGB")
    if changed.mode == "RGBA":
        changed = _without_unseen(changed)
    # Savers write what they find there.
    changed.info = {key: changed.info[key] for key in ("transparency",) if key in changed.info}
    return changed.copy() if image.format == "MPO" else changed


def _without_unseen(image: Image) -> Image:
    """Return a picture without the colours of what is wholly transparent."""
    from PIL import Image as Images  # noqa: PLC0415

    seen = image.getchannel("A").point(lambda alpha: 255 if alpha else 0)
    return Images.composite(image, Images.new("RGBA", image.size), seen)


def _turn(image: Image) -> Image:
    from PIL import ImageOps  # noqa: PLC0415

    try:
        is_turned = image.getexif().get(_ORIENTATION, 1) != 1
        return ImageOps.exif_transpose(image) if is_turned else image
    except Exception:  # damaged metadata is no reason to refuse the pixels
        return image


def _to_srgb(image: Image) -> Image:
    from PIL import ImageCms  # noqa: PLC0415

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(source).lower():
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except Exception:  # a damaged profile: the colours stay as they are
        return image
