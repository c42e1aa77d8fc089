"""Every link of a built site: what leads nowhere is found, what leads somewhere is left alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from mkdocs.config.defaults import MkDocsConfig

from ldblog.errors import LdblogError
from ldblog.site.built_links import find_broken, report_broken, require_whole

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://blog.example/days/"
NOTHING = "nothing is there"


def write(site: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return site


def broken(site: Path, files: dict[str, str], url: str = URL) -> list[tuple[str, str, str]]:
    return find_broken(write(site, files), url)


SITE = {
    "index.html": '<h1 id="top-of-all">x</h1><a id="größe"></a>',
    "2026-11-20/index.html": '<p id="asha">x</p>',
    "a b.png": "",
    "404.html": "x",
    "old.html": "x",
}


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="">',
        '<a href="#">',
        '<a href="#top">',
        '<a href="#:~:text=x">',
        '<a href="..">',
        '<a href="../">',
        '<a href="../#top-of-all">',
        '<a href="../index.html#gr%C3%B6%C3%9Fe">',
        '<a href="../#größe">',
        '<a href="../2026-11-20/#asha">',
        '<a href="../2026-11-20?x=1#asha">',
        '<a href="../old.html">',
        '<a href=" ../old.html ">',
        '<a href="../a%20b.png#page=2">',
        '<a href="/days/2026-11-20/">',
        '<a href="/days/">',
        '<a href="/beside-the-blog/">',
        '<a href="//other.example/x">',
        '<a href="mailto:x@y.example">',
        '<a href="https://blog.example/days/somebody-wrote-this">',
        '<a href="javascript:void(0)">',
        '<a name="x">',
        '<p>a[href="nowhere"] &lt;a href="nowhere"&gt;</p>',
        '<img src="../a%20b.png" srcset="../a%20b.png 1x, data:image/png;base64 2x">',
        '<link rel="canonical" href="https://blog.example/days/2026-11-20/">',
        '<link rel="me" href="https://social.example/@x">',
        '<meta property="og:image" content="https://blog.example/days/a b.png">',
        '<script type="application/ld+json">{"url": "https://blog.example/days/"}</script>',
    ],
)
def test_what_leads_somewhere_is_left_alone(tmp_path: Path, markup: str) -> None:
    assert broken(tmp_path, {**SITE, "here/index.html": markup}) == []


@pytest.mark.parametrize(
    ("markup", "target", "why"),
    [
        ('<a href="../gone/">', "../gone/", NOTHING),
        ('<a href="../gone.html#x">', "../gone.html#x", NOTHING),
        ('<a href="../../../etc/">', "../../../etc/", NOTHING),
        ('<a href="/days/gone/">', "/days/gone/", NOTHING),
        ('<a href="#gone">', "#gone", "no anchor 'gone' is there"),
        ('<a href="../2026-11-20/#bo">', "../2026-11-20/#bo", "no anchor 'bo' is there"),
        ('<img src="gone.png">', "gone.png", NOTHING),
        ('<img srcset="gone.png 2x">', "gone.png", NOTHING),
        ('<video poster="gone.png">', "gone.png", NOTHING),
        ('<script src="gone.js"></script>', "gone.js", NOTHING),
        ('<link rel="stylesheet" href="gone.css">', "gone.css", NOTHING),
        ('<link rel="canonical" href="https://blog.example/days/gone/">', f"{URL}gone/", NOTHING),
        ('<meta content="https://blog.example/days/x.png">', f"{URL}x.png", NOTHING),
        (
            '<script type="application/ld+json">{"url": "https://blog.example/days/x"}</script>',
            f"{URL}x",
            NOTHING,
        ),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_named_with_its_file(
    tmp_path: Path, markup: str, target: str, why: str
) -> None:
    found = broken(tmp_path, {**SITE, "here/index.html": markup})

    assert found == [("here/index.html", target, why)]


@pytest.mark.parametrize(
    ("name", "text", "target"),
    [
        ("x/a.css", "a { b: url('../gone.woff?v=1') url(../404.html) }", "../gone.woff?v=1"),
        ("x/a.css", 'a { b: url("data:image/png;base64,") } b { c: url(y.svg) }', "y.svg"),
        ("feed.xml", f'<link rel="alternate" href="{URL}gone/"/><id>{URL}id</id>', f"{URL}gone/"),
        ("feed.xml", f'<uri>{URL}gone/</uri>&lt;link href="{URL}other/"&gt;', f"{URL}gone/"),
        ("sitemap.xml", f"<loc>{URL}</loc><loc>{URL}gone/</loc>", f"{URL}gone/"),
        ("feed.json", f'{{"url": "{URL}gone/", "id": "{URL}id"}}', f"{URL}gone/"),
        ("llms.txt", f"- [a]({URL}old.html)\n- [b]({URL}gone/index.txt)\n", f"{URL}gone/index.txt"),
        ("robots.txt", f"Sitemap: {URL}sitemap.xml\n", f"{URL}sitemap.xml"),
    ],
)  # fmt: skip
def test_stylesheets_and_what_programs_read_are_checked_too(
    tmp_path: Path, name: str, text: str, target: str
) -> None:
    assert broken(tmp_path, {**SITE, name: text}) == [(name, target, NOTHING)]


def test_a_site_that_does_not_know_its_address_is_checked_by_its_paths(tmp_path: Path) -> None:
    page = '<link rel="canonical" href="https://x.example/"><a href="/gone/"><a href="/old.html">'

    found = broken(tmp_path, {**SITE, "404.html": page}, "")

    assert found == [("404.html", "/gone/", NOTHING)]


def test_each_is_warned_of_and_a_site_that_nobody_counts_warnings_of_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.site_url = None
    write(tmp_path, {"index.html": '<a href="a/">'})

    with caplog.at_level(logging.WARNING):
        assert report_broken(tmp_path, config) == 1
    assert caplog.messages == ["index.html: a/: nothing is there"]
    with pytest.raises(LdblogError, match=r"^1 link leads nowhere: correct what is named above$"):
        require_whole(tmp_path, config)

    write(tmp_path, {"index.html": '<a href="a/"><a href="b/">'})
    with pytest.raises(LdblogError, match=r"^2 links lead nowhere"):
        require_whole(tmp_path, config)
    write(tmp_path, {"a/index.html": "", "b/index.html": ""})
    require_whole(tmp_path, config)
