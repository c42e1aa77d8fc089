"""Pictures that say their size, and tables that scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ldblog.site.finish import find_picture, finish, measure_picture

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}"><rect/></svg>'


def size_of_ours(source: str) -> tuple[int, int] | None:
    return (80, 60) if source == "../a&b.png" else None


def test_a_picture_of_ours_gets_its_size_and_comes_when_needed() -> None:
    html = '<p><img alt="A chart" src="../a&amp;b.png" /></p>'
    expected = (
        '<p><img alt="A chart" src="../a&amp;b.png" width="80" height="60" loading="lazy"></p>'
    )
    assert finish(html, size_of_ours) == expected


def test_a_picture_that_says_its_size_stays_as_it_is() -> None:
    html = '<img src="../a&amp;b.png" alt="" width="28" height="28">'
    assert finish(html, size_of_ours) == html


def test_a_picture_without_a_source_stays_as_it_is() -> None:
    assert finish('<img alt="nothing">', size_of_ours) == '<img alt="nothing">'


def test_what_is_said_of_loading_is_kept() -> None:
    html = '<img alt="" loading="eager" src="../a&amp;b.png">'
    assert finish(html, size_of_ours).count("loading=") == 1


def test_a_picture_that_is_not_ours_has_no_size() -> None:
    html = '<img alt="" src="../other.png">'
    assert finish(html, size_of_ours) == '<img alt="" src="../other.png" loading="lazy">'


def test_each_table_gets_a_box_that_scrolls() -> None:
    one, two = "<table>\n<tr></tr>\n</table>", "<table><tr></tr></table>"
    assert finish(f"{one}<p>{two}", size_of_ours) == (
        f'<div class="ld-scroll">{one}</div><p><div class="ld-scroll">{two}</div>'
    )


def test_a_table_with_a_class_is_none_of_markdown() -> None:
    html = '<table class="highlighttable"><tr></tr></table>'
    assert finish(html, size_of_ours) == html


@given(st.text())
def test_a_page_without_pictures_and_tables_is_not_touched(text: str) -> None:
    html = text.replace("<", "&lt;")
    assert finish(html, size_of_ours) == html


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("2026-11-20/", "../assets/a%20b.png"),
        ("", "assets/a%20b.png"),
        ("404.html", "/assets/a%20b.png"),
    ],
)
def test_a_picture_is_found_from_the_page_that_shows_it(
    tmp_path: Path, url: str, source: str
) -> None:
    (tmp_path / "assets").mkdir()
    picture = tmp_path / "assets" / "a b.png"
    picture.write_bytes(b"")
    assert find_picture(url, source, tmp_path) == picture


@pytest.mark.parametrize(
    "source",
    [
        "https://example.com/assets/a.png",
        "data:image/png;base64," + "A" * 5000,
        "assets",
        "../../secret.png",
        "..%2f..%2fx.png",
        "a%00.png",
        "a" * 5000,
    ],
)
def test_no_picture_is_found_elsewhere(tmp_path: Path, source: str) -> None:
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "assets" / "a.png").write_bytes(b"")
    (tmp_path / "secret.png").write_bytes(b"")
    (tmp_path / "x.png").write_bytes(b"")
    assert find_picture("", source, site) is None


def test_a_picture_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    picture = Image.new("RGB", (30, 20))
    picture.save(tmp_path / "flat.png")
    exif = picture.getexif()
    exif[274] = 6
    picture.save(tmp_path / "turned.jpg", exif=exif)
    assert measure_picture(tmp_path / "flat.png") == (30, 20)
    assert measure_picture(tmp_path / "turned.jpg") == (20, 30)


def test_a_drawing_is_measured_by_its_view_box(tmp_path: Path) -> None:
    drawing = tmp_path / "a.svg"
    drawing.write_text(SVG.format("0 0 120.4 80"))
    assert measure_picture(drawing) == (120, 80)


def test_a_picture_that_changed_is_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (30, 20)).save(path)
    assert measure_picture(path) == (30, 20)
    Image.new("RGB", (3, 2)).save(path)
    assert measure_picture(path) == (3, 2)


@pytest.mark.parametrize("name", ["broken.png", "broken.svg"])
def test_what_cannot_be_read_has_no_size(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("no picture")
    assert measure_picture(tmp_path / name) is None
