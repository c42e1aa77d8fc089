"""What is looked for of sessions: the same, whoever finds it out."""

from __future__ import annotations

import re
import shutil
from concurrent import futures
from typing import TYPE_CHECKING

import pytest

from ldblog import parallel
from ldblog.audit.remembered import read_kept
from ldblog.reading.people import People

if TYPE_CHECKING:
    from conftest import Blog

SESSIONS = ("2026-11-06", "2026-11-20")


@pytest.fixture
def told(blog: Blog) -> Blog:
    """Return a blog with two sessions, each with something to hide."""
    for name in SESSIONS:
        blog.write_log(f"{name}/asha.md", f"- It matters.\n\n## Next\n\nAsk on {name} for it.\n")
    return blog


def read(blog: Blog) -> dict[str, tuple[list[int], list[str], str]]:
    (blog.project.cache / "audit.json").unlink(missing_ok=True)
    kept = read_kept(blog.project, People())
    return {name: ([*one.runs], one.short, one.texts.said) for name, one in kept.items()}


@pytest.fixture
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "LOGS_PER_JOB", 1)
    monkeypatch.setattr(parallel, "count_processors", lambda: 2)


def test_processes_find_what_one_does(told: Blog, request: pytest.FixtureRequest) -> None:
    alone = read(told)
    request.getfixturevalue("two_processes")

    assert read(told) == alone
    assert [*alone] == [*SESSIONS]


def test_where_no_process_can_be_had_one_does_it_all(
    told: Blog, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(11, "no more processes")

    alone = read(told)
    request.getfixturevalue("two_processes")
    monkeypatch.setattr(futures, "ProcessPoolExecutor", refuse)

    assert read(told) == alone


def list_texts(blog: Blog) -> dict[str, list[str]]:
    kept = read_kept(blog.project, People())
    return {name: [one.text for one in it.texts.held] for name, it in kept.items()}


def test_texts_are_kept_until_a_session_changes_or_goes(told: Blog) -> None:
    assert "Ask on 2026-11-06" in str(list_texts(told))
    told.write_log("2026-11-20/asha.md", "- It matters.\n\n## Next\n\nAsk somebody else.\n")
    shutil.rmtree(told.root / "content/logs/2026-11-06")

    assert "Ask somebody else" in str(list_texts(told))
    assert [it.name for it in (told.project.cache / "audit").iterdir()] == ["2026-11-20.json"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (".*", ""),
        ("^.", ""),
        (".*", "[]"),
        ('"held"', '"hidden"'),
        ('"held": \\[.*?\\]\\]', '"held": [1]'),
        ('"public"', '"published"'),
        ("Ask", "Nobody asks"),
    ],
)
def test_texts_that_were_damaged_or_are_old_are_read_again(told: Blog, old: str, new: str) -> None:
    before = list_texts(told)
    for path in (told.project.cache / "audit").iterdir():
        text = re.sub(old, new, path.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
        path.write_text(
            text.replace('"of": "', '"of": "0') if new == "Nobody asks" else text, "utf-8"
        )

    assert list_texts(told) == before
