"""Pictures: what is seen stays, and nothing else of the file comes along."""

from __future__ import annotations

import io
import re
import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from ldblog.pictures import redraw as pictures
from ldblog.pictures.redraw import MAX_SIDE, PictureError, check_picture, clean_picture

if TYPE_CHECKING:
    from collections.abc import Callable

CANARY = b"cAnArY"
WORD = CANARY.decode()


def save(image: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def read(raw: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


@cache
def photo(mode: str = "RGB") -> Image.Image:
    """Return a picture with soft colours, wider than high."""
    return Image.radial_gradient("L").resize((60, 40)).convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x010E] = WORD  # a description
    data[0x0112] = orientation
    data[0x8825] = {2: (52.0, 31.0, 12.0), 29: WORD}  # the place, and a date stamp
    return data


def text_chunks() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text(WORD, WORD)
    info.add_text("zipped", WORD * 50, zip=True)
    info.add_itxt("XML:com.adobe.xmp", WORD)
    info.add(b"prVt", CANARY)
    return info


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY


def moving(kind: str, **options: Any) -> bytes:  # noqa: ANN401
    frames = [photo(), photo().rotate(90), photo().rotate(180)]
    times = {"duration": [100, 200, 300], "loop": 0}
    return save(frames[0], kind, save_all=True, append_images=frames[1:], **times, **options)


def iptc() -> bytes:
    """Return a segment of a JPEG such as Photoshop writes."""
    body = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(CANARY)) + CANARY
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def jpeg_with_iptc() -> bytes:
    raw = save(photo(), "JPEG")
    return raw[:2] + iptc() + raw[2:]


FILES: dict[str, Callable[[], bytes]] = {
    "exif.jpg": lambda: save(photo(), "JPEG", exif=exif(), xmp=CANARY, comment=WORD),
    "profile.jpeg": lambda: save(photo(), "JPEG", icc_profile=profile()),
    "iptc.jpg": jpeg_with_iptc,
    "text.png": lambda: save(photo(), "PNG", pnginfo=text_chunks(), exif=exif()),
    "palette.png": lambda: save(photo().quantize(16), "PNG", pnginfo=text_chunks()),
    "profile.PNG": lambda: save(photo(), "PNG", icc_profile=profile()),
    "grey.png": lambda: save(photo("LA"), "PNG", pnginfo=text_chunks()),
    "deep.png": lambda: save(photo("I;16"), "PNG", pnginfo=text_chunks()),
    "comment.gif": lambda: save(photo(), "GIF", comment=CANARY),
    "exif.webp": lambda: save(photo(), "WEBP", exif=exif(), xmp=CANARY),
    "lossless.webp": lambda: save(photo(), "WEBP", exif=exif(), lossless=True),
    "moving.gif": lambda: moving("GIF", comment=CANARY),
    "moving.webp": lambda: moving("WEBP", exif=exif(), xmp=CANARY),
    "moving.png": lambda: moving("PNG", pnginfo=text_chunks()),
}


def inflated(raw: bytes) -> bytes:
    """Return some bytes, with what is compressed in them."""
    found = [raw]
    for start in re.finditer(b"\x78[\x01\x5e\x9c\xda]", raw):
        try:
            found.append(zlib.decompressobj().decompress(raw[start.start() :]))
        except zlib.error:
            continue
    return b"".join(found)


@pytest.mark.parametrize("name", FILES)
def test_nothing_comes_along_that_is_not_seen(name: str) -> None:
    raw = FILES[name]() + CANARY + b"PK\x03\x04"
    clean = clean_picture(name, raw)
    assert CANARY in inflated(raw)
    assert CANARY not in inflated(clean)
    image = read(clean)
    assert not image.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & image.info.keys()


def _highest(image: Image.Image) -> int:
    """Return the highest value of any pixel's colours."""
    return max(max(image.getchannel(band).tobytes()) for band in "RGB")


@pytest.mark.parametrize("name", FILES)
def test_what_is_seen_stays_as_it_was(name: str) -> None:
    raw = FILES[name]()
    before, after = read(raw), read(clean_picture(name, raw))
    assert (after.size, after.format) == (before.size, before.format)
    assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    assert after.info.get("duration") == before.info.get("duration")
    assert after.info.get("loop") == before.info.get("loop")
    difference = ImageChops.difference(before.convert("RGB"), after.convert("RGB"))
    assert _highest(difference) <= (12 if "webp" in name or "gif" in name else 4)


@pytest.mark.parametrize("name", FILES)
def test_the_same_bytes_make_the_same_bytes(name: str) -> None:
    raw = FILES[name]()
    assert clean_picture(name, raw) == clean_picture(name, raw)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_a_picture_is_turned_before_its_orientation_is_dropped(kind: str) -> None:
    name = {"jpg": "JPEG"}.get(kind, kind)
    clean = read(clean_picture(f"x.{kind}", save(photo(), name, exif=exif(6))))
    assert clean.size == (40, 60)
    assert not clean.getexif()


def test_a_large_picture_is_scaled_and_keeps_its_shape() -> None:
    wide = Image.new("RGB", (MAX_SIDE * 2, 10), "red")
    for name, raw in {
        "x.png": save(wide, "PNG"),
        "p.png": save(wide.quantize(), "PNG"),
        "x.jpg": save(wide, "JPEG"),
        "x.gif": save(wide, "GIF", save_all=True, append_images=[wide.rotate(180)]),
    }.items():
        assert read(clean_picture(name, raw)).size == (MAX_SIDE, 5)


def test_what_is_transparent_stays_so_and_hides_no_colours() -> None:
    image = photo("RGBA")
    image.putpixel((3, 4), (200, 10, 10, 0))
    image.putpixel((5, 6), (200, 10, 10, 1))
    clean = read(clean_picture("x.png", save(image, "PNG")))
    assert (clean.getpixel((3, 4)), clean.getpixel((5, 6))) == ((0, 0, 0, 0), (200, 10, 10, 1))
    palette = photo().quantize(4)
    clean = read(clean_picture("x.png", save(palette, "PNG", transparency=0)))
    assert clean.info["transparency"] == 0


@pytest.mark.parametrize(("name", "mode"), [("x.jpg", "CMYK"), ("x.jpg", "L"), ("x.webp", "L")])
def test_modes_that_browsers_do_not_show_become_what_they_do(name: str, mode: str) -> None:
    raw = save(photo(mode), "JPEG" if name == "x.jpg" else "WEBP")
    assert read(clean_picture(name, raw)).mode == ("L" if (name, mode) == ("x.jpg", "L") else "RGB")


def test_colours_of_another_space_become_those_of_screens() -> None:
    lab = ImageCms.createProfile("LAB")
    rgb = bytearray(profile())
    # A profile that is named otherwise, as those of cameras and phones are.
    other = bytes(rgb).replace("sRGB".encode("utf-16-be"), "Film".encode("utf-16-be"))
    other = other.replace(b"sRGB built-in", b"Film built-in")
    for kind, name, mode in [("PNG", "x.png", "RGBA"), ("JPEG", "x.jpg", "RGB")]:
        clean = read(clean_picture(name, save(photo(mode), kind, icc_profile=other)))
        assert (clean.mode, "icc_profile" in clean.info) == (mode, False)
    damaged = save(photo(), "PNG", icc_profile=b"no profile")
    assert read(clean_picture("x.png", damaged)).size == (60, 40)
    wrong = save(photo(), "PNG", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    assert read(clean_picture("x.png", wrong)).size == (60, 40)


def test_damaged_exif_is_no_reason_to_refuse_the_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_image: Image.Image) -> Image.Exif:
        raise SyntaxError

    raw = save(photo(), "PNG")
    monkeypatch.setattr(Image.Image, "getexif", fail)
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "getexif", fail)
    assert read(clean_picture("x.png", raw)).size == (60, 40)


def test_a_phones_second_picture_behind_the_first_is_dropped() -> None:
    raw = save(photo(), "MPO", save_all=True, append_images=[Image.new("RGB", (90, 90))])
    clean = clean_picture("x.jpg", raw)
    assert (read(clean).format, read(clean).size) == ("JPEG", (60, 40))
    assert len(clean) < len(raw)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "x.png": (lambda: b"png", "it cannot be read as a picture (save it anew)"),
    "empty.gif": (lambda: b"", "it cannot be read as a picture (save it anew)"),
    "half.jpg": (lambda: save(photo(), "JPEG")[:-300], "it cannot be read as a picture"),
    "jpeg.png": (
        lambda: save(photo(), "JPEG"),
        "it is named .png but is a JPEG (rename it to .jpg)",
    ),
    "gif.jpg": (lambda: save(photo(), "GIF"), "it is named .jpg but is a GIF (rename it to .gif)"),
    "tiff.png": (lambda: save(photo(), "TIFF"), "it cannot be read as a picture (save it anew)"),
    "svg.png": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it cannot be read"),
    "png.svg": (lambda: save(photo(), "PNG"), "it cannot be read as SVG"),
    "wide.png": (
        lambda: save(Image.new("1", (9000, 9000)), "PNG"),
        "it has over 50 million pixels",
    ),
    "huge.png": (
        lambda: save(Image.new("1", (20_000, 20_000)), "PNG"),
        "it has over 50 million pixels",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("look", [clean_picture, check_picture])
def test_anything_else_is_refused_with_the_reason(
    name: str, look: Callable[[str, bytes], object]
) -> None:
    make, message = REFUSED[name]
    with pytest.raises(PictureError, match=re.escape(message)):
        look(name, make())


@pytest.mark.parametrize("name", ["x.png", "x.svg"])
def test_a_file_that_is_too_large_is_not_even_read(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 10)
    with pytest.raises(PictureError, match="it is over"):
        check_picture(name, b"x" * 11)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_damaged_file_is_a_picture_or_refused_but_nothing_breaks(
    name: str, data: st.DataObject
) -> None:
    raw = bytearray(FILES[name]())
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    try:
        clean = clean_picture(name, bytes(raw))
    except PictureError:
        return
    assert max(read(clean).size) <= MAX_SIDE
