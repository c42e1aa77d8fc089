"""No name that a person chooses reaches a file outside its folder."""

from __future__ import annotations

import datetime
import posixpath
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from conftest import PNG
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from ldblog.composing.authors import avatar_name, slugify
from ldblog.composing.condense import condense_session
from ldblog.composing.posts import find_pictures, render_lines
from ldblog.composing.topics import normalise_tag
from ldblog.config import Config
from ldblog.days import parse_date
from ldblog.errors import LdblogError
from ldblog.plugin import LdblogPlugin
from ldblog.reading.logs import SessionFile, parse_log
from ldblog.reading.people import People, Person
from ldblog.reading.values import HANDLE
from ldblog.sessions import Session, read_people, read_session
from ldblog.site.addresses import is_inside
from ldblog.text.inline import escape_url
from ldblog.withdrawing.redirects import parse_redirects

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-11-20"
PIECES = [
    "..",
    ".",
    "/",
    "\\",
    "a",
    "B",
    "asha",
    "%2e%2e",
    "%2f",
    "%5c",
    "C:",
    "\\\\host\\share\\",
    "//host/",
    "\0",
    "con",
    "NUL",
    "com1",
    "aux.",
    " ",
    "\u2215",
    "\uff0f",
    "\u29f8",
    "\u2024\u2024",
    "\u202e",
    "~",
    "$HOME",
    "-",
    "_",
    ":stream",
    "\n",
    "\r",
    "é",
    "ß",
    "İ",
    ".png",
    "*",
    "?",
    "|",
    '"',
    "<",
]
names = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


def is_tame(path: str) -> bool:
    """Tell whether a relative path stays where it is on every system."""
    windows = PureWindowsPath(path)
    is_free = not any(PureWindowsPath(part).is_reserved() for part in path.split("/") if part)
    parts = PurePosixPath(path).parts
    steady = not windows.drive and not windows.root and ".." not in windows.parts
    return steady and is_free and ".." not in parts and "\0" not in path and "\\" not in path


@given(names)
def test_a_handle_is_one_tame_part_of_a_path(name: str) -> None:
    if HANDLE.fullmatch(name):
        assert "/" not in name
        assert is_tame(f"{name}.md")
        assert is_tame(f"{slugify(name)}/x.png") or not slugify(name)


@pytest.mark.parametrize(
    "name", ["con", "NUL", "aux.x", "com1", "..", ".a", "a.", "a/b", "a\\b", ""]
)
def test_what_a_system_reads_otherwise_is_no_handle(name: str) -> None:
    assert not HANDLE.fullmatch(name)


@pytest.mark.parametrize(
    "name", ["cons", "lpt", "com10a", "nulla", "a.con", "jean-luc", "josé", "李"]
)
def test_other_names_are_handles(name: str) -> None:
    assert HANDLE.fullmatch(name)


@given(names)
def test_an_avatar_and_an_anchor_are_one_tame_part(name: str) -> None:
    for made in (avatar_name(Person(name, name)), f"{slugify(name)}-x", f"x-{normalise_tag(name)}"):
        if not made.startswith("x-"):
            assert "/" not in made
            assert is_tame(made) or not HANDLE.fullmatch(name)


@given(names)
def test_a_session_is_a_date_and_nothing_else(name: str) -> None:
    assert parse_date(name) is None
    assert parse_date(f"{DAY}{name}") is None


@given(st.lists(names, min_size=1, max_size=4, unique=True))
def test_pictures_stay_in_the_folder_of_their_post_each_in_a_file_of_its_own(
    stems: list[str],
) -> None:
    paths = [f"asha/{stem}.png" for stem in stems]
    shown = "\n\n".join(f"![p{n}](<{escape_url(path)}>)" for n, path in enumerate(paths))
    log = parse_log(DAY, "asha", "asha.md", f"---\nform: post\n---\nA word.\n\n{shown}\n".encode())
    session = Session(datetime.date.fromisoformat(DAY), (log,), SessionFile(), frozenset(paths))

    posts = condense_session(session, People(), Config())

    targets = [target for post in posts for target in post.assets]
    folded = {target.casefold() for target in targets}
    assert len(folded) == len(set(targets))
    for post in posts[1:]:
        for target in post.assets:
            assert posixpath.dirname(target) == f"../assets/{DAY}/asha"
            assert is_tame(posixpath.basename(target))
            # What a post shows is found again, so that it is copied, and pruned when it goes.
            assert target.removeprefix("../") in find_pictures(render_lines(post.lines()))


def test_two_pictures_of_one_name_in_two_folders_are_two_files(blog: Blog) -> None:
    for folder in ("a", "B"):
        blog.write_log(f"{DAY}/asha/{folder}/x.png", PNG)
    shown = "![one](asha/a/x.png)\n\n![two](asha/B/x.png)\n"
    blog.write_log(f"{DAY}/asha.md", f"---\nform: post\n---\nWords.\n\n{shown}")

    assert blog.run("condense").exit_code == 0

    text = blog.read(f"content/site/posts/{DAY}-asha.md")
    assert {f"assets/{DAY}/asha/x.png", f"assets/{DAY}/asha/x-2.png"} == find_pictures(text)


def test_a_link_to_a_picture_of_somebody_else_is_not_attached(blog: Blog) -> None:
    blog.write_log(f"{DAY}/bo.md", "---\nshare: internal\n---\nWords.\n")
    held = blog.write_log(f"{DAY}/bo/held.png", PNG)
    blog.write_log(f"{DAY}/asha.md", "![a](asha/link.png)\n")
    blog.write_log(f"{DAY}/asha/own.png", PNG)
    (held.parent.parent / "asha/link.png").symlink_to(held)
    (held.parent.parent / "asha/all").symlink_to(held.parent)

    session = read_session(blog.project, DAY, read_people(blog.project))

    assert session.attachments == {"asha/own.png", "bo/held.png"}


@pytest.mark.parametrize(
    "slug",
    [
        "../x",
        "../../x",
        "a/../../../x",
        "/etc/x",
        "..\\..\\x",
        "C:x",
        "a\0b",
        "\\\\host\\x",
        "a/..",
    ],
)
def test_a_slug_that_leads_out_of_the_site_stops_a_build(blog: Blog, slug: str) -> None:
    blog.write("content/site/own.md", "Words.\n")
    page = File("own.md", str(blog.root / "content/site"), str(blog.root / "site"), True)
    # As the blog plugin does it with the slug of a post.
    page.dest_uri = f"{posixpath.normpath(slug)}/index.html" if slug != "a/.." else "../index.html"
    config = MkDocsConfig(config_file_path=str(blog.root / "mkdocs.yml"))
    with pytest.raises(PluginError, match=r"own\.md: its address leads out of the site"):
        LdblogPlugin().on_nav(Navigation([], []), config=config, files=Files([page]))


@given(names)
def test_only_what_is_inside_the_site_is_taken_for_it(name: str) -> None:
    if is_inside(f"{name}/index.html"):
        path = posixpath.normpath(f"/site/{name}/index.html")
        assert path.startswith("/site/")
        assert not PureWindowsPath(f"{name}/index.html").drive


@pytest.mark.parametrize("old", ["../x", "/x", "a/../x", ".hidden", "C:/x", "a\\b", "a//b", ""])
def test_an_old_address_outside_the_site_is_refused(old: str) -> None:
    with pytest.raises(LdblogError, match="expected an old address"):
        parse_redirects("r.yml", f"'{old}': ''\n")


def test_a_picture_named_like_a_device_or_hidden_gets_a_name(blog: Blog) -> None:
    shown = ""
    for name in ("con.png", "...png", "%2e%2e%2fx.png"):
        blog.write_log(f"{DAY}/asha/{name}", PNG)
        shown += f"![p](asha/{name.replace('%', '%25')})\n\n"
    blog.write_log(f"{DAY}/asha.md", f"---\nform: post\n---\nWords.\n\n{shown}")

    assert blog.run("condense").exit_code == 0

    found = find_pictures(blog.read(f"content/site/posts/{DAY}-asha.md"))
    names = {"picturecon.png", "picture.png", "-2e-2e-2fx.png"}
    assert found == {f"assets/{DAY}/asha/{name}" for name in names}
