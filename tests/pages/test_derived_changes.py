"""Whatever changes, what is derived with what was kept is, byte for byte, what is derived anew."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import FILES

from ldblog.config import Config, Project
from ldblog.pages import derived, published_files
from ldblog.pages.blog import Blog
from ldblog.pages.derived import write_pages
from ldblog.writing.memory import TICK_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any
    from zoneinfo import ZoneInfo

    from ldblog.pages.published import PublishedPost

BLOG = Blog("Lanternworks", "https://example.com/", extensions=("attr_list", "footnotes"))
AUTHORS = "authors:\n  asha: {name: Asha Rao}\n  bo: {name: Bo Lin}\n"
NEW = FILES["welcome.md"].replace("welcome", "goodbye").replace("2025-12-01", "2026-12-01")


class Changing:
    """A blog that changes, and what it is configured to be."""

    def __init__(self, root: Path) -> None:
        """Write the samples."""
        self.project = Project(root, Config())
        self.blog = BLOG
        self.posts.mkdir(parents=True)
        (self.site / ".authors.yml").write_text(AUTHORS, encoding="utf-8")
        for name, text in FILES.items():
            (self.posts / name).write_text(dedent(text), encoding="utf-8")

    @property
    def site(self) -> Path:
        return self.project.site

    @property
    def posts(self) -> Path:
        return self.project.posts

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.site / name
        if path.is_file():
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def settle(self) -> None:
        """Wait until times of files can tell that they are the same."""
        time.sleep(TICK_SECONDS * 1.5)

    def write(self) -> derived.Derived:
        return write_pages(self.project, self.blog, lambda _message: None)

    def files(self) -> dict[str, bytes]:
        paths = (path for path in sorted(self.site.rglob("*")) if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in paths}

    def files_anew(self) -> dict[str, bytes]:
        """Return all files as they are derived where nothing is kept."""
        with TemporaryDirectory() as folder:
            clean = Project(Path(folder), self.project.config)
            shutil.copytree(self.posts, clean.posts)
            shutil.copy(self.site / ".authors.yml", clean.site)
            other = Changing.__new__(Changing)
            other.project, other.blog = clean, self.blog
            other.write()
            return other.files()


def rename(blog: Changing) -> None:
    blog.replace(".authors.yml", "Bo Lin", "Bo Lindqvist")


def withdraw(blog: Changing) -> None:
    blog.replace(".authors.yml", "  bo: {name: Bo Lin}\n", "")
    blog.replace("posts/2026-11-20.md", "[asha, bo]", "[asha]")


def move(blog: Changing) -> None:
    blog.replace("posts/2026-11-20.md", "slug: '2026-11-20'", "slug: elsewhere")


def link(blog: Changing) -> None:
    blog.replace("posts/welcome.md", "Words.", "See [that day](2026-11-20.md#asha-bo).")


def damage(blog: Changing) -> None:
    (blog.project.cache / "kept.sqlite").write_bytes(b"damaged" * 999)


CHANGES: dict[str, Callable[[Changing], object]] = {
    "text": lambda it: it.replace("posts/2026-11-20.md", "Keep two keys", "Keep *three* keys"),
    "title": lambda it: it.replace("posts/2026-10-09.md", "First light", "Last light"),
    "tag": lambda it: it.replace("posts/2026-11-20.md", "backups, races", "copies, races"),
    "topic": lambda it: it.replace("posts/welcome.md", "[Programme]", "[Testing]"),
    "draft": lambda it: it.replace("posts/2026-10-09-asha.md", "session:", "draft: true\nsession:"),
    "added": lambda it: (it.posts / "new.md").write_text(dedent(NEW), encoding="utf-8"),
    "removed": lambda it: (it.posts / "2026-10-09.md").unlink(missing_ok=True),
    "renamed": rename,
    "withdrawn": withdraw,
    "moved": move,
    "linked": link,
    "zone": lambda it: setattr(it, "project", replace(it.project, config=Config("Asia/Tokyo"))),
    "name": lambda it: setattr(it, "blog", replace(it.blog, name="Lighthouse")),
    "address": lambda it: setattr(it, "blog", replace(it.blog, url="https://example.org/a/")),
    "extension": lambda it: setattr(it, "blog", replace(it.blog, extensions=("footnotes",))),
    "output": lambda it: it.replace("feed.xml", "Lanternworks", "Nobody"),
    "gone": lambda it: (it.site / "llms.txt").unlink(missing_ok=True),
    "cache": damage,
    "settled": Changing.settle,
}


@given(st.lists(st.lists(st.sampled_from(sorted(CHANGES)), max_size=3), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_after_any_changes_the_bytes_are_those_of_a_blog_derived_anew(
    runs: list[list[str]],
) -> None:
    with TemporaryDirectory() as folder:
        blog = Changing(Path(folder))
        blog.write()
        for names in runs:
            for name in names:
                CHANGES[name](blog)
            blog.write()

        assert blog.files() == blog.files_anew()


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - {"settled", "cache"}))
def test_each_change_after_which_nothing_was_looked_at_is_seen(tmp_path: Path, name: str) -> None:
    blog = Changing(tmp_path)
    link(blog)
    blog.settle()
    blog.write()
    before = blog.files()
    assert blog.write().written == ()

    CHANGES[name](blog)
    blog.write()

    assert blog.files() == blog.files_anew()
    # What a program or somebody did to a derived file is undone; the link was there before.
    assert (blog.files() == before) == (name in {"output", "gone", "linked"})


def test_where_nothing_changed_nothing_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog = Changing(tmp_path)
    blog.settle()
    first = blog.write()
    reads: list[object] = []
    read = published_files.read_published

    def read_and_tell(project: Project, *rest: Any) -> tuple[PublishedPost, ...]:  # noqa: ANN401
        reads.append(project)
        return read(project, *rest)

    monkeypatch.setattr(derived, "read_published", read_and_tell)

    again = blog.write()

    assert (again.written, again.removed, reads) == ((), (), [])
    assert again.catalogue == first.catalogue
    assert len(reads) == 1


def test_a_post_that_is_as_it_was_is_not_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog = Changing(tmp_path)
    blog.write()
    parsed: list[str] = []
    read = published_files.read_row

    def read_and_tell(name: str, text: str, zone: ZoneInfo) -> dict[str, Any]:
        parsed.append(name)
        return read(name, text, zone)

    monkeypatch.setattr(published_files, "read_row", read_and_tell)

    CHANGES["title"](blog)
    blog.write()

    assert parsed == ["2026-10-09.md"]


def test_a_file_that_a_person_wrote_is_named_each_time(tmp_path: Path) -> None:
    blog = Changing(tmp_path)
    (blog.site / "try.md").write_text("# Mine\n", encoding="utf-8")
    blog.settle()

    assert [blog.write().kept for _run in range(2)] == [("try.md",)] * 2
