"""Derived files on the disk: written on change, pruned, and never over what people wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.generated import GENERATED
from ldblog.pages.derived_files import Outcome, find_program_files, write_derived_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Blog

ONE = f"<!-- {GENERATED} --> one".encode()
TWO = f"<!-- {GENERATED} --> two".encode()


def write(blog: Blog, wanted: Mapping[str, bytes]) -> Outcome:
    found = find_program_files(blog.project)
    return write_derived_files(blog.project, wanted, found, pytest.fail)


def paths(blog: Blog) -> set[str]:
    site = blog.root / "content/site"
    return {path.relative_to(site).as_posix() for path in site.rglob("*")}


def test_only_what_changed_is_written(blog: Blog) -> None:
    first = write(blog, {"feed.xml": ONE, "people/asha/feed.xml": ONE})
    again = write(blog, {"feed.xml": ONE, "people/asha/feed.xml": TWO})

    assert first.written == ("feed.xml", "people/asha/feed.xml")
    assert again == Outcome(written=("people/asha/feed.xml",))
    assert blog.read("content/site/people/asha/feed.xml").encode() == TWO


def test_what_is_not_wanted_any_more_goes_with_its_folder(blog: Blog) -> None:
    blog.write("content/site/people/asha.md", "# Asha\n")
    before = ("people/bo/feed.xml", "a/b/index.txt", "assets/cards/2026-11-20.png", "feed.json")
    write(blog, dict.fromkeys(before, ONE))

    outcome = write(blog, {"feed.json": ONE})

    assert outcome == Outcome(removed=tuple(sorted(before[:-1])))
    assert paths(blog) == {"feed.json", "people", "people/asha.md"}


def test_what_people_wrote_is_left_alone(blog: Blog) -> None:
    for path in ("robots.txt", "notes/index.txt", "assets/cards/own.png", "people/feed.xml"):
        blog.write(f"content/site/{path}", "mine")

    outcome = write(blog, {"robots.txt": ONE})

    assert outcome == Outcome(kept=("robots.txt",))
    assert blog.read("content/site/robots.txt") == "mine"
    assert {"notes/index.txt", "assets/cards/own.png", "people/feed.xml"} <= paths(blog)


def test_files_of_other_names_are_not_even_looked_at(blog: Blog) -> None:
    for path in (".authors.yml", "posts/2026-11-20.md", "assets/other/a.png", "notes.txt"):
        blog.write(f"content/site/{path}", f"# {GENERATED}\n")

    assert list(find_program_files(blog.project)) == []
    assert write(blog, {}) == Outcome()
