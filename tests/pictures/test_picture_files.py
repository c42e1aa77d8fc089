"""Pictures of logs on the disk: what is published, what is refused, and what is kept."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from conftest import PNG
from PIL import Image
from tokens import make_token

from ldblog.errors import LdblogError
from ldblog.pictures import redraw as pictures
from ldblog.pictures.picture_files import read_clean

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

DAY = "2026-11-20"
LEARNED = "## Learned\n\n- Leases are cheaper than locks, because nobody waits for them.\n\n"
POST = f"content/site/posts/{DAY}.md"


def photo(**options: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(out, "JPEG", **options)
    return out.getvalue()


def assets(blog: Blog) -> list[Path]:
    return sorted(
        path.relative_to(blog.root / f"content/site/assets/{DAY}")
        for path in (blog.root / f"content/site/assets/{DAY}").rglob("*.*")
    )


def test_a_published_picture_has_nothing_that_is_not_seen(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}![Latency falls.](asha/x.jpg)\n")
    blog.write_log(f"{DAY}/asha/x.jpg", photo(comment=b"cAnArY") + b"cAnArY")
    blog.write_log(f"{DAY}/asha/unused.jpg", photo(comment=b"cAnArY"))
    assert blog.run("condense").exit_code == 0
    assert [path.as_posix() for path in assets(blog)] == ["asha/x.jpg"]
    raw = (blog.root / f"content/site/assets/{DAY}/asha/x.jpg").read_bytes()
    assert b"cAnArY" not in raw
    assert Image.open(io.BytesIO(raw)).size == (8, 6)


def test_an_svg_is_published_without_its_scripts(blog: Blog) -> None:
    space = "http://www.w3.org/2000/svg"
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}![Latency falls.](asha/x.svg)\n")
    blog.write_log(
        f"{DAY}/asha/x.svg", f"<svg xmlns='{space}' onload='x()'><script>x()</script></svg>"
    )
    assert blog.run("condense").exit_code == 0
    assert blog.read(f"content/site/assets/{DAY}/asha/x.svg") == f'<svg xmlns="{space}"></svg>\n'


def test_a_file_that_is_too_large_is_not_read(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", len(PNG) - 1)
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}![Latency falls.](asha/x.png)\n")
    blog.write_log(f"{DAY}/asha/x.png", PNG)
    assert "LD074 asha/x.png is not published: it is over 0 MiB" in blog.run("check").output


def test_an_svg_with_a_secret_in_its_words_is_refused(blog: Blog) -> None:
    token = make_token("ghp_")
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}![Latency falls.](asha/x.svg)\n")
    blog.write_log(
        f"{DAY}/asha/x.svg", f"<svg xmlns='http://www.w3.org/2000/svg'><text>{token}</text></svg>"
    )
    result = blog.run("check")
    assert "LD074 asha/x.svg is not published: it holds a secret" in result.output
    assert token not in result.output
    blog.run("condense")
    assert assets(blog) == []


def test_a_refused_picture_leaves_its_description_and_says_why(blog: Blog) -> None:
    text = f"{LEARNED}![Latency falls.](asha/x.png) and [a link](asha/x.png)\n"
    blog.write_log(f"{DAY}/asha.md", text)
    blog.write_log(f"{DAY}/asha/x.png", photo())
    assert blog.run("condense").exit_code == 0
    assert "Latency falls." in blog.read(POST)
    assert "x.png" not in blog.read(POST)
    assert assets(blog) == []
    lines = blog.run("check").output.splitlines()
    why = "LD074 asha/x.png is not published: it is named .png but is a JPEG (rename it to .jpg)"
    assert [line.partition(":")[2] for line in lines] == [f"5:1: {why}", f"5:35: {why}"]


def test_what_is_not_shown_to_the_public_is_not_told(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}## Internal\n\n![x](asha/x.png)\n")
    blog.write_log(f"{DAY}/asha/x.png", b"x")
    assert blog.run("check").output == ""


def test_a_picture_is_drawn_once(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}![Latency falls.](asha/x.png)\n")
    blog.write_log(f"{DAY}/asha/x.png", PNG)
    blog.run("condense")
    (kept,) = (blog.root / ".cache/ldblog/pictures").iterdir()
    kept.write_bytes(b"drawn before")
    blog.write_log(f"{DAY}/bo.md", LEARNED)
    assert blog.run("condense").exit_code == 0
    picture = blog.root / f"content/site/assets/{DAY}/asha/x.png"
    assert picture.read_bytes() == b"drawn before"
    kept.unlink()
    blog.write_log(f"{DAY}/bo.md", f"{LEARNED}- One more, because it is late.\n")
    blog.run("condense")
    assert Image.open(io.BytesIO(picture.read_bytes())).size == (1, 1)


def test_a_picture_that_is_gone_or_damaged_by_then_is_not_copied(blog: Blog) -> None:
    folder = blog.root / "content/logs"
    assert read_clean(blog.project, folder / "gone.png") is None
    blog.write_log("x.png", b"x")
    with pytest.raises(LdblogError, match=r"content/logs/x\.png: it cannot be read as a picture"):
        read_clean(blog.project, folder / "x.png")
