"""``ldblog build``: what is left out, what is not built again, and a proof of sameness."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from small_site import DAYS, lay_out, write_post

from ldblog.site import unchanged
from ldblog.site.left_out import VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

NOTHING = "nothing changed since the last build"


def run(blog: Blog, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ldblog", "build", "--without", "search", *arguments],
        cwd=blog.root,
        check=False,
        capture_output=True,
        text=True,
        env={key: value for key, value in os.environ.items() if key != VARIABLE},
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """Return a blog that was built; its tests leave its site whole."""
    from conftest import PYPROJECT, Blog  # noqa: PLC0415 - the fixture has the same name

    blog = Blog(tmp_path_factory.mktemp("options") / "blog")
    blog.write("pyproject.toml", PYPROJECT)
    lay_out(blog)
    done = run(blog)
    assert done.returncode == 0, done.stderr
    return blog


def test_a_build_after_which_nothing_changed_is_done_at_once_without_mkdocs(built: Blog) -> None:
    before = (built.root / "site/index.html").stat()
    program = "import sys; from ldblog.cli import main; main(sys.argv[1:], standalone_mode=False);"
    program += "print('mkdocs' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "--without", "search"],
        cwd=built.root,
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.splitlines() == [NOTHING, "False"]
    assert (built.root / "site/index.html").stat() == before


@pytest.mark.parametrize("what", ["touched", "gone", "added"])
def test_a_site_that_somebody_touched_is_repaired(built: Blog, what: str) -> None:
    page = built.root / "site/about/index.html"
    text = page.read_bytes()
    other = built.root / "site/other.html"
    if what == "touched":
        page.write_bytes(b"x" * len(text))
    elif what == "gone":
        page.unlink()
    else:
        other.write_text("", encoding="utf-8")

    done = run(built)

    assert done.returncode == 0, done.stderr
    assert page.read_bytes() == text
    assert not other.exists()
    assert NOTHING in run(built).stdout


def test_other_options_make_another_build(built: Blog) -> None:
    assert NOTHING not in run(built, "--drafts").stdout
    assert NOTHING not in run(built).stdout
    assert NOTHING in run(built).stdout


def test_a_build_without_the_cache_is_made_from_nothing_and_keeps_nothing(built: Blog) -> None:
    cache = built.root / ".cache/ldblog"
    before = {path: path.stat().st_mtime_ns for path in cache.glob("*.*")}

    done = run(built, "--without", "cache,audit")

    assert done.returncode == 0, done.stderr
    assert "Documentation built" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in cache.glob("*.*")} == before


def test_a_build_is_proved_to_be_the_same_as_from_nothing(built: Blog) -> None:
    write_post(built, DAYS[0], text="Something else.")

    done = run(built, "--verify")

    assert done.returncode == 0, done.stderr
    assert "the same, byte for byte, as a build from nothing" in done.stdout


def test_a_file_that_differs_from_a_build_from_nothing_is_named(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.write("mkdocs.yml", "site_name: x\ndocs_dir: content/site\nplugins: []\n")
    blog.write("content/site/index.md", "# Hello\n")
    blog.write("site/left.html", "")
    monkeypatch.setattr("ldblog.commands.build._build", lambda *_: None)

    result = blog.run("build", "--verify")

    assert result.exit_code == 1
    assert "left.html: differs from a build from nothing" in result.stderr
    blog.write("mkdocs.yml", "site_name: [\n")
    result = blog.run("build", "--verify")
    assert "the build from nothing was refused" in result.output


@pytest.mark.parametrize("parts", ["sarch", "search,", "search;audit"])
def test_a_part_that_is_none_is_wrong_usage(blog: Blog, parts: str) -> None:
    result = blog.run("build", "--without", parts)

    assert result.exit_code == 2
    assert "known parts are search, cards, audit, cache" in result.output


def test_zensical_is_built_whole(blog: Blog) -> None:
    result = blog.run("build", "--engine", "zensical", "--without", "cards")

    assert result.exit_code == 2
    assert "--without and --verify are for the engine mkdocs" in result.output


@pytest.fixture
def plain(blog: Blog) -> Blog:
    blog.write("mkdocs.yml", "site_name: x\ndocs_dir: content/site\nplugins: [ldblog]\n")
    blog.write("content/site/index.md", "# Hello\n")
    return blog


def watch(blog: Blog) -> unchanged.Watch:
    return unchanged.Watch(blog.project, blog.root / "mkdocs.yml", "")


def note(blog: Blog) -> None:
    from mkdocs.config import load_config  # noqa: PLC0415 - slow

    unchanged.note_inputs(blog.project, load_config(str(blog.root / "mkdocs.yml")))


def test_a_build_is_remembered_unless_somebody_wrote_meanwhile(plain: Blog) -> None:
    first = watch(plain)
    note(plain)
    first.remember(["told"])
    assert (watch(plain).is_unchanged(), watch(plain).told) == (True, ["told"])

    second = watch(plain)
    plain.write("content/site/index.md", "# Other\n")
    second.remember([])
    assert not watch(plain).is_unchanged()
    third = watch(plain)
    (plain.root / "content/people.yml").unlink()
    third.remember([])
    assert not watch(plain).is_unchanged()


def test_a_hook_and_a_plugin_of_others_are_asked_each_time(plain: Blog) -> None:
    plain.write("hook.py", "")
    first = watch(plain)
    note(plain)
    first.remember([])
    assert watch(plain).is_unchanged()
    plain.write("mkdocs.yml", plain.read("mkdocs.yml") + "hooks: [hook.py]\n")
    note(plain)
    first.remember([])
    assert not watch(plain).is_unchanged()


def test_what_is_inherited_and_named_variables_count(
    plain: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.write("base.yml", "site_description: !ENV [WORDS, words]\n")
    plain.write("mkdocs.yml", "INHERIT: base.yml\n" + plain.read("mkdocs.yml"))
    first = watch(plain)
    note(plain)
    # The first build did not know of the other file yet.
    first.remember([])
    watch(plain).remember([])
    assert watch(plain).is_unchanged()

    monkeypatch.setenv("WORDS", "others")
    assert not watch(plain).is_unchanged()
    monkeypatch.delenv("WORDS")
    plain.write("base.yml", "site_description: others\n")
    assert not watch(plain).is_unchanged()


@pytest.mark.parametrize("text", ["{", '{"inputs": 1, "told": 1}', '{"inputs": [1], "site": 1}'])
def test_what_was_noted_may_be_damaged(plain: Blog, text: str, tmp_path: Path) -> None:
    plain.write(".cache/ldblog/built.json", text)

    assert not watch(plain).is_unchanged()
    assert watch(plain).told == []
