"""From the logs of a day to its post: whole cases in files, and what holds for all of them.

A case is a folder below ``tests/cases/condense``: ``logs/`` (with their pictures),
``pyproject.toml`` and ``people.yml`` where the usual ones of the fixture do not do, and
``expected/``, the posts. After a wanted change, ``LDBLOG_REWRITE=1 pytest tests/test_condense.py``
writes the expected files anew; look at the difference before committing it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ldblog.merging.base import parse_base
from ldblog.sessions import read_people

if TYPE_CHECKING:
    from conftest import Blog

CASES = Path(__file__).parents[1] / "cases" / "condense"
NAMES = sorted(path.name for path in CASES.iterdir())
SESSION = "2026-11-20"


def lay_out(blog: Blog, case: Path) -> None:
    """Copy a case into a blog."""
    shutil.copytree(case / "logs", blog.root / "content/logs" / SESSION)
    for name, target in {"pyproject.toml": "", "people.yml": "content"}.items():
        if (case / name).exists():
            shutil.copy(case / name, blog.root / target)


def posts_of(blog: Blog) -> dict[str, str]:
    folder = blog.root / "content/site/posts"
    return {path.name: blog.read(f"content/site/posts/{path.name}") for path in folder.iterdir()}


def words(text: str) -> list[str]:
    """Return the words of some Markdown, as they stand between all marks."""
    return re.findall(r"[^\W_]+", re.sub(r"&#?\w+;|\]\([^)]*\)|\\", " ", text))


@pytest.mark.parametrize("name", NAMES)
def test_a_day_of_logs_becomes_the_expected_post(name: str, blog: Blog) -> None:
    lay_out(blog, CASES / name)

    assert blog.run("condense").exit_code == 0

    found, expected = posts_of(blog), CASES / name / "expected"
    if os.environ.get("LDBLOG_REWRITE"):  # pragma: no cover
        shutil.rmtree(expected, ignore_errors=True)
        expected.mkdir()
        for post, text in found.items():
            (expected / post).write_text(text, encoding="utf-8", newline="")
    assert found == {path.name: path.read_text(encoding="utf-8") for path in expected.iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_each_published_line_stands_where_the_base_says(name: str, blog: Blog) -> None:
    lay_out(blog, CASES / name)
    blog.run("condense")
    sourced = 0

    for path in (blog.root / "content/base").iterdir():
        lines = parse_base(path.name, path.read_text(encoding="utf-8"))
        assert [line.text for line in lines] == posts_of(blog)[path.name].splitlines()
        for line in lines:
            if not line.source:
                continue
            sourced += 1
            cut = " ".join(_cut(blog, it) for it in line.source.split(", "))
            # What is left of a sentence begins with a capital letter.
            stands = set(words(cut)) | {word.capitalize() for word in words(cut)}
            own = re.split(r" — (?:also )?\[", line.text)[0]  # whose it is
            own = re.sub(r"^\d+\. ", "", own)  # items are numbered anew
            assert [word for word in words(own) if word not in stands] == []

    assert sourced > 0 or name == "quiet"


@pytest.mark.parametrize("name", NAMES)
def test_each_line_of_a_post_is_proved(name: str, blog: Blog) -> None:
    lay_out(blog, CASES / name)
    blog.run("condense")

    assert "unproved" not in blog.run("verify").output
    assert blog.run("verify").exit_code == 0


def _cut(blog: Blog, source: str) -> str:
    name, _, span = source.rpartition(":")
    first, _, last = span.partition("-")
    lines = blog.read(f"content/logs/{SESSION}/{name}").splitlines()
    return " ".join(lines[int(first) - 1 : int(last or first)])


@pytest.mark.parametrize("name", NAMES)
def test_nobody_who_shared_a_log_is_missing_and_who_hides_is_nowhere(name: str, blog: Blog) -> None:
    lay_out(blog, CASES / name)
    blog.run("condense")
    post = posts_of(blog)[f"{SESSION}.md"]
    site = blog.root / "content/site"
    told = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    told += [
        path.read_text(encoding="utf-8")
        for path in site.rglob("*")
        if path.suffix in {".md", ".yml"}
    ]
    # The base knows from which file a line came; its lines are those of the post.
    bases = (blog.root / "content/base").iterdir()
    told += [line.text for path in bases for line in parse_base(path.name, path.read_text("utf-8"))]
    people = read_people(blog.project)

    folder = blog.root / "content/logs" / SESSION
    for log in sorted({*folder.glob("*.md")} - {folder / "session.md"}):
        person = people.find(log.stem)
        shared = "share: internal" not in log.read_text(encoding="utf-8")
        if person.is_named:
            assert (person.name in post) == shared
        else:
            assert (person.pseudonym or "A colleague") in post
            for hidden in (person.handle, *person.name.split()):
                assert not re.search(rf"(?i)\b{hidden}\b", "\n".join(told))


def test_an_article_that_begins_with_code_keeps_it_whole(blog: Blog) -> None:
    blog.write_log(f"{SESSION}/asha.md", "---\nform: post\n---\n```go\na\n\nb\n```\n\nWords.\n")

    blog.run("condense")

    assert "```go\na\n\nb\n```\n" in posts_of(blog)[f"{SESSION}-asha.md"]
