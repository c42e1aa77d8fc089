"""Builds that use what earlier ones found out, beside builds from nothing: the same bytes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PYPROJECT, Blog
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jinja2 import Template
from mkdocs.exceptions import Abort
from small_site import AUTHORS, DAYS, MKDOCS, build_small, compare_with_clean, lay_out, write_post

from ldblog import processes
from ldblog.site import engine, world
from ldblog.site.kept import FILE

if TYPE_CHECKING:
    from collections.abc import Callable

NEW = "2026-12-04"


@pytest.fixture(scope="module")
def site_blog(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """Return a blog that was built once; tests change it, one after another."""
    blog = Blog(tmp_path_factory.mktemp("incremental") / "blog")
    blog.write("pyproject.toml", PYPROJECT)
    lay_out(blog)
    build_small(blog)
    return blog


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the pages that templates rendered so far."""
    found: list[str] = []
    render = Template.render

    def record(self: Template, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
        page = dict(*args, **kwargs).get("page")
        # Lists of tags are rendered into pages, before any page is.
        if page is not None and not (self.name or "").startswith("fragments/"):
            found.append(page.file.src_uri)
        return render(self, *args, **kwargs)

    monkeypatch.setattr(Template, "render", record)
    # What another process renders, this one does not see.
    monkeypatch.setattr(processes, "count_processors", lambda: 1)
    return found


def replace(path: str, old: str, new: str) -> Callable[[Blog], object]:
    """Return a change of a word in a file."""

    def change(blog: Blog) -> None:
        assert old in blog.read(path)
        blog.write(path, blog.read(path).replace(old, new).encode())

    return change


def move(blog: Blog) -> None:
    write_post(blog, NEW)
    build_small(blog)
    blog.write("content/site/.redirects.yml", f'"{NEW}": "2026-12-11"\n')
    (blog.root / f"content/site/posts/{NEW}.md").unlink()
    write_post(blog, "2026-12-11")


def take_away(blog: Blog) -> None:
    path = blog.write("content/site/new.md", "# New\n")
    build_small(blog)
    path.unlink()


CHANGES: dict[str, Callable[[Blog], object]] = {
    "a new session": lambda blog: write_post(blog, NEW),
    "the text of a post": lambda blog: write_post(blog, DAYS[1], text="Something else."),
    "an id without a value": lambda blog: write_post(blog, DAYS[1], text="Say `<b id>`, not `b`."),
    "the lead of a post": lambda blog: write_post(blog, DAYS[2], lead="Another lead[^1]."),
    "a title": lambda blog: write_post(blog, DAYS[0], title="Another title"),
    "a topic": lambda blog: write_post(blog, DAYS[0], topic="Testing"),
    "a tag": lambda blog: write_post(blog, DAYS[3], tag="restores"),
    "an author": lambda blog: write_post(blog, DAYS[3], author="bo"),
    "an author's name": replace("content/site/.authors.yml", "Bo Lin", "Bo Linde"),
    "an address": lambda blog: write_post(blog, DAYS[3], slug="elsewhere"),
    "a day": lambda blog: write_post(blog, DAYS[1], day="2026-10-30"),
    "a session that moved": move,
    "a post that is gone": lambda blog: (blog.root / f"content/site/posts/{DAYS[2]}.md").unlink(),
    "a page": replace("content/site/about.md", "Who we are", "Who we were"),
    "a page that is new": lambda blog: blog.write("content/site/new.md", "# New\n"),
    "a page that is gone": take_away,
    "a template": replace("theme/main.html", "<title>", "<title>The "),
    "a style": replace("theme/assets/style.css", "red", "blue"),
    "the name of the site": replace("mkdocs.yml", "Small", "Little"),
    "an option of a plugin": replace("mkdocs.yml", "per_page: 2", "per_page: 3"),
    "an extension of Markdown": replace("mkdocs.yml", "footnotes, ", "footnotes, tables, "),
    "the menu": replace("mkdocs.yml", "about.md, tags.md", "tags.md, about.md"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_the_site_is_that_of_a_build_from_nothing(
    site_blog: Blog, name: str
) -> None:
    CHANGES[name](site_blog)

    build_small(site_blog)

    assert compare_with_clean(site_blog) == []


@pytest.fixture
def small(blog: Blog) -> Blog:
    """Return a blog of its own that was built once."""
    build_small(lay_out(blog))
    return blog


def test_only_what_something_new_reaches_is_rendered(small: Blog, rendered: list[str]) -> None:
    write_post(small, DAYS[0], text="Something else.")

    build_small(small)

    # The home page tells what stood out on it.
    assert rendered == ["index.md", f"posts/{DAYS[0]}.md"]
    rendered.clear()
    write_post(small, DAYS[0], title="Another title")
    build_small(small)
    # Its neighbour, the list that it is in, those that are related, and what tells of it.
    assert {f"posts/{DAYS[0]}.md", f"posts/{DAYS[1]}.md", "page/2/index.md"} <= set(rendered)
    assert not {"about.md", "topics/index.md"} & set(rendered)
    rendered.clear()
    build_small(small)
    assert rendered == []


def test_what_is_the_same_stays_in_its_place(small: Blog) -> None:
    paths = [path for path in (small.root / "site").rglob("*") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in paths}
    write_post(small, DAYS[0], text="Something else.")

    build_small(small)

    touched = {path.name for path in paths if path.stat().st_mtime_ns != before[path]}
    assert (small.root / "site/about/index.html") in before
    assert touched == {"index.html", "index.txt", "feed.xml", "feed.json"} & touched
    assert before[small.root / "site/about/index.html"] == (
        (small.root / "site/about/index.html").stat().st_mtime_ns
    )


def test_a_version_that_is_new_makes_everything_anew(
    small: Blog, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.digest_programs.cache_clear()
    monkeypatch.setattr(world, "_list_versions", lambda: iter(["mkdocs-9.9.dist-info"]))
    try:
        build_small(small)
    finally:
        world.digest_programs.cache_clear()

    assert len(rendered) > len(DAYS) + 3
    assert compare_with_clean(small) == []


def test_a_build_that_is_stopped_leaves_the_site_as_it_was(
    small: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (small.root / f"site/{DAYS[0]}/index.html").read_bytes()
    write_post(small, DAYS[0], text="Something else.")

    def stop(*_args: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ldblog.plugin.report_broken", stop)
        with pytest.raises(KeyboardInterrupt):
            build_small(small)

    assert (small.root / f"site/{DAYS[0]}/index.html").read_bytes() == page
    build_small(small)
    assert compare_with_clean(small) == []


def test_a_strict_build_with_a_warning_leaves_the_site_as_it_was(small: Blog) -> None:
    page = (small.root / "site/index.html").read_bytes()
    small.write("content/site/index.md", "# Days\n\n[nowhere](missing.md)\n")

    with pytest.raises(Abort):
        build_small(small)

    assert (small.root / "site/index.html").read_bytes() == page


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_what_is_kept_may_be_damaged(small: Blog, damage: bytes | None) -> None:
    path = small.root / ".cache/ldblog" / FILE
    raw = path.read_bytes()
    middle = len(raw) // 2
    path.write_bytes(
        raw[:middle] + b"\0" * 5000 + raw[middle + 5000 :] if damage is None else damage
    )

    build_small(small)

    assert compare_with_clean(small) == []


def test_a_heading_that_is_gone_fails_the_build_for_a_page_that_did_not_change(
    small: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    write_post(small, DAYS[0], text="See [there](../about.md#where).")
    build_small(small)
    small.write("content/site/about.md", "# About\n")

    with pytest.raises(Abort):
        build_small(small)

    assert f"Doc file 'posts/{DAYS[0]}.md' contains a link '../about.md#where'" in caplog.text
    assert f"{DAYS[0]}/index.html: ../about/#where: no anchor 'where' is there" in caplog.text


def test_a_page_that_is_gone_fails_the_build_for_one_that_links_to_it(small: Blog) -> None:
    small.write("content/site/new.md", "# New\n")
    write_post(small, DAYS[0], text="See [there](../new.md).")
    build_small(small)
    (small.root / "content/site/new.md").unlink()

    with pytest.raises(Abort):
        build_small(small)


def test_what_is_cut_of_a_page_fails_each_build(small: Blog) -> None:
    write_post(small, DAYS[0], text="<script>x</script>")
    for _ in range(2):
        with pytest.raises(Abort):
            build_small(small)


def test_what_mkdocs_says_of_a_page_is_said_by_each_build(
    small: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    small.write("content/site/about.md", "# About\n\n[all](/tags/)\n")
    for _ in range(2):
        caplog.clear()
        with caplog.at_level("INFO", "mkdocs"):
            build_small(small)
        assert "contains an absolute link '/tags/'" in caplog.text


def test_inner_names_that_are_others_make_a_plain_build(
    small: Blog, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in (small.root / "site").rglob("*.html")}
    monkeypatch.setattr(engine, "MATERIAL", "8.")
    engine.is_known.cache_clear()
    try:
        assert not engine.is_known()
        build_small(small)
    finally:
        engine.is_known.cache_clear()
        monkeypatch.undo()

    assert len(rendered) > len(DAYS)
    assert engine.is_known()
    assert {path: path.read_bytes() for path in before} == before


def test_a_plugin_that_is_not_known_is_asked_for_each_page(
    small: Blog, rendered: list[str]
) -> None:
    small.write("mkdocs.yml", MKDOCS + "hooks: [hook.py]\n")
    small.write("hook.py", "def on_page_context(context, **_): context['now'] = 1\n")
    for _ in range(2):
        rendered.clear()
        build_small(small)
        assert len(rendered) > len(DAYS)


@given(st.lists(st.integers(0, 5).flatmap(lambda it: st.tuples(st.just(it), st.integers(0, 9))),
                min_size=2, max_size=4))  # fmt: skip
@settings(max_examples=4, phases=[Phase.generate])
def test_any_changes_one_after_another_leave_the_site_of_a_build_from_nothing(
    site_blog: Blog, steps: list[tuple[int, int]]
) -> None:
    days = (*DAYS, NEW)
    for what, number in steps:
        day, word = days[number % len(days)], f"word{number}"
        path = site_blog.root / f"content/site/posts/{day}.md"
        if what == 0 and path.exists():
            path.unlink()
        elif what == 1:
            write_post(site_blog, day, title=word, topic=("Testing", "Data")[number % 2])
        elif what == 2:
            write_post(site_blog, day, text=f"See [it](../about.md) and {word}.")
        elif what == 3:
            site_blog.write("content/site/.authors.yml", AUTHORS.replace("Asha", word))
        elif what == 4:
            site_blog.write("content/site/about.md", f"# {word}\n")
        else:
            shutil.rmtree(site_blog.root / "site")
        build_small(site_blog)

    assert compare_with_clean(site_blog) == []
