"""Social cards: the same words give the same picture, and no words break one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ldblog.pages.cards import HEIGHT, WIDTH, Card, Painter
from ldblog.pages.lettering import Face

FONTS = Path(__file__).parent.parent.parent / "theme/assets/fonts"
SERIF = [(FONTS / f"literata-600-{part}.woff2").read_bytes() for part in ("latin", "latin-ext")]
SANS = [
    (FONTS / f"atkinson-next-{part}-normal.woff2").read_bytes() for part in ("latin", "latin-ext")
]
FACE = Face(SERIF, 600)
PAINTER = Painter("Lanternworks Learning Days", SERIF, SANS)
LONG = "What everybody learned on that day, which was a great deal, and would not end " * 4


def picture_of(card: Card, painter: Painter = PAINTER) -> Image.Image:
    return Image.open(BytesIO(painter.draw(card)))


def test_a_card_has_the_size_and_the_colours_that_it_should() -> None:
    picture = picture_of(Card("A timeout is a budget", ("20 November 2026", "Asha Rao")))
    colours = picture.convert("RGB")

    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (WIDTH, HEIGHT))
    assert (WIDTH, HEIGHT) == (1200, 630)
    assert colours.getpixel((5, HEIGHT - 5)) == (0x10, 0x1B, 0x33)
    assert {colour for _count, colour in colours.getcolors(256) or []} >= {
        (0xF3, 0xF1, 0xEA),
        (0xFF, 0xB8, 0x4A),
        (0xB9, 0x48, 0x2F),
    }


def test_the_same_words_give_the_same_bytes_and_other_words_another_name() -> None:
    card = Card("Races", ("20 November 2026",), "Learning Day")
    again = Painter(PAINTER.blog, SERIF, SANS)

    assert PAINTER.draw(card) == again.draw(card)
    assert PAINTER.key(card) == again.key(card)
    others = [
        PAINTER.key(Card("Races", ("21 November 2026",), "Learning Day")),
        PAINTER.key(Card("Race", ("s20 November 2026",), "Learning Day")),
        Painter("Another blog", SERIF, SANS).key(card),
        Painter(PAINTER.blog, SERIF[:1], SANS).key(card),
    ]
    assert len({PAINTER.key(card), *others}) == 5


@pytest.mark.parametrize("title", ["A", LONG, "Donaudampfschifffahrt" * 9, "", "日本語"])
def test_a_card_is_small_and_leaves_its_margin_free(title: str) -> None:
    raw = PAINTER.draw(Card(title, ("20 November 2026", "31 people"), "Learning Day"))
    margin = Image.open(BytesIO(raw)).convert("RGB").crop((WIDTH - 80, 350, WIDTH, HEIGHT))

    assert len(raw) <= 40_000
    assert margin.getcolors() == [(80 * (HEIGHT - 350), (0x10, 0x1B, 0x33))]


def test_where_no_font_has_the_title_another_stands_in() -> None:
    day = PAINTER.draw(Card("20 November 2026", ("2 people",)))

    assert PAINTER.draw(Card("日本語のタイトル", ("2 people",), "20 November 2026")) == day
    assert PAINTER.draw(Card("يوم التعلم", ("2 people", "أسماء"), "20 November 2026")) == day


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Żółć, Đorđe – “quotes”", "Żółć, Đorđe – “quotes”"),
        ("Cafe\u0301  au\nlait", "Café au lait"),
        ("🚀 Rust is ✅ fast", "Rust is fast"),
        ("right\u202eto\u200bleft\x00", "righttoleft"),
        ("日本語 and more", "and more"),
    ],
)
def test_what_no_font_has_is_left_out(text: str, kept: str) -> None:
    assert FACE.readable(text) == kept


def test_a_letter_is_taken_from_the_first_font_that_has_it() -> None:
    drawn = [Image.new("L", (400, 120)) for _ in range(2)]
    FACE.draw(drawn[0], (10, 90), "Ža", 60, 255)
    Face(SERIF[:1], 600).draw(drawn[1], (10, 90), "Ža", 60, 255)

    assert FACE.can_say("Žába")
    assert not Face(SERIF[:1], 600).can_say("Žž")
    assert drawn[0].tobytes() != drawn[1].tobytes()


def test_a_short_title_is_large_and_a_long_one_is_cut_between_words() -> None:
    room, sizes = (1000, 200), (80, 60, 40)
    short, long = (FACE.fit(text, room, sizes, 1.2) for text in ("Races", LONG))

    assert short == (("Races",), 80)
    assert long.size == 40
    assert len(long.lines) == 4
    assert long.lines[-1].endswith("…")
    assert long.lines[-1].removesuffix("…").split()[-1] in LONG.split()


def test_lines_are_about_as_long_as_each_other() -> None:
    text = "one two three four five six seven eight nine ten eleven"
    (first, last), size = FACE.fit(text, (1150, 120), (50,), 1.2)

    assert abs(FACE.width(first, size) - FACE.width(last, size)) < 200


def test_a_heavier_weight_is_wider_where_a_font_has_weights() -> None:
    assert Face(SANS, 700).width("Learning", 50) > Face(SANS, 300).width("Learning", 50)
    assert Face(SERIF, 700).width("Learning", 50) == Face(SERIF, 300).width("Learning", 50)


@given(st.text(max_size=120), st.text(max_size=30), st.integers(12, 60), st.integers(200, 900))
@settings(max_examples=60)
def test_no_line_is_wider_than_its_room(start: str, end: str, size: int, width: int) -> None:
    text = FACE.readable(f"{start} Wide{end}WORDS")
    found = FACE.fit(text, (width, size * 3), (size,), 1)

    assert 1 <= len(found.lines) <= 3
    assert all(FACE.width(line, size) <= width * 1.03 + size for line in found.lines)
    uncut = "".join("".join(FACE.wrap(text, width, size)).split())
    assert uncut == "".join(text.split())


@given(st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=15)
def test_any_words_give_a_picture(title: str, below: str) -> None:
    assert picture_of(Card(title, (below,), below)).size == (WIDTH, HEIGHT)
