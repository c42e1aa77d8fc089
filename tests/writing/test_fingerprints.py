"""A session is condensed again when something that it is made from changed, and only then."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tokens import make_token

from ldblog.writing.fingerprints import find_stale, remember

if TYPE_CHECKING:
    from conftest import Blog

SESSIONS = ["2026-11-06", "2026-11-20"]
CACHE = ".cache/ldblog/sessions.json"


@pytest.fixture
def known(blog: Blog) -> Blog:
    """Return a blog with two sessions that are condensed and remembered."""
    for session in SESSIONS:
        blog.write_log(f"{session}/asha.md", "- It matters, because it is measured.\n")
        blog.write(f"content/logs/{session}/asha/p.png", b"png")
    blog.run("condense", "--all")
    assert [*find_stale(blog.project, SESSIONS)] == []
    return blog


def test_what_was_never_remembered_is_stale(blog: Blog) -> None:
    assert [*find_stale(blog.project, SESSIONS)] == SESSIONS


@pytest.mark.parametrize(
    "path",
    [
        "content/logs/2026-11-20/asha.md",
        "content/logs/2026-11-20/asha/p.png",
        "content/logs/2026-11-20/asha/deep/new.png",
        "content/logs/2026-11-20/bo.md",
        "content/logs/2026-11-20/session.md",
        "content/base/2026-11-20.md",
    ],
)
def test_a_change_of_one_session_makes_that_one_stale(known: Blog, path: str) -> None:
    known.write(path, b"changed")

    assert [*find_stale(known.project, SESSIONS)] == ["2026-11-20"]


@pytest.mark.parametrize("path", ["content/people.yml", "pyproject.toml"])
def test_a_change_of_what_all_share_makes_all_stale(known: Blog, path: str) -> None:
    known.write(path, known.read(path) + "\nnew: {name: New}\n" * ("people" in path)
                + "words_per_log = 7\n" * ("pyproject" in path))  # fmt: skip

    assert [*find_stale(known.project, SESSIONS)] == SESSIONS


@pytest.mark.parametrize("path", ["content/site/posts/2026-11-20.md", "content/base/2026-11-20.md"])
def test_a_post_or_base_that_is_gone_makes_its_session_stale(known: Blog, path: str) -> None:
    (known.root / path).unlink()

    assert [*find_stale(known.project, SESSIONS)] == ["2026-11-20"]


def test_a_file_that_moves_makes_its_session_stale(known: Blog) -> None:
    folder = known.root / "content/logs/2026-11-20/asha"
    (folder / "p.png").rename(folder / "q.png")

    assert [*find_stale(known.project, SESSIONS)] == ["2026-11-20"]


def test_what_is_wrong_with_a_log_is_told_again_until_it_changes(known: Blog) -> None:
    path = "content/logs/2026-11-20/bo.md"
    known.write(path, "---\nshare: perhaps\n---\n- It matters.\n")
    first = known.run("condense", "--all")

    assert [*find_stale(known.project, SESSIONS)] == []
    again = known.run("condense", "--all")
    assert again.exit_code == first.exit_code == 1
    assert again.stderr == first.stderr
    assert f"{path}:2:1: LD008" in again.stderr

    known.write(path, "- It matters, because it is fixed.\n")
    assert known.run("condense", "--all").exit_code == 0
    assert known.run("condense", "--all").stderr == ""


def test_what_is_wrong_with_a_post_is_looked_for_again(known: Blog) -> None:
    path = "content/site/posts/2026-11-20.md"
    text = known.read(path)
    known.write(path, f"{text}\n{make_token('ghp_')}\n")
    known.write_log("2026-11-20/bo.md", "- It matters, because it is new.\n")
    assert known.run("condense", "--all").exit_code == 1

    assert [*find_stale(known.project, SESSIONS)] == ["2026-11-20"]
    known.write(path, known.read(path).replace(make_token("ghp_"), ""))
    assert known.run("condense", "--all").exit_code == 0


@pytest.mark.parametrize("damage", [b"{", b"\xff", b"[]", b"7", b'{"2026-11-06": 1}'])
def test_a_damaged_memory_is_no_memory(known: Blog, damage: bytes) -> None:
    known.write(CACHE, damage)

    assert [*find_stale(known.project, SESSIONS)] == SESSIONS
    assert known.run("condense", "--all").exit_code == 0


def test_what_was_done_but_was_not_clean_is_forgotten(known: Blog) -> None:
    remember(known.project, {"2026-11-20": ""}, [])

    assert [*find_stale(known.project, SESSIONS)] == ["2026-11-20"]


def test_files_that_cannot_be_read_or_named_stop_nothing(known: Blog) -> None:
    folder = known.root / "content/logs/2026-11-20"
    (folder / "broken.md").symlink_to(folder / "nowhere")
    (folder / "asha" / os.fsdecode(b"caf\xe9.png")).write_bytes(b"png")
    (known.root / "content/base/2026-11-20.md").unlink()
    (known.root / "content/base/2026-11-20.md").mkdir()

    assert [*find_stale(known.project, SESSIONS)] == ["2026-11-20"]


def test_a_log_that_comes_while_its_session_is_condensed_is_not_forgotten(known: Blog) -> None:
    known.write_log("2026-11-20/asha.md", "- It matters more, because it is measured.\n")
    done = find_stale(known.project, SESSIONS)
    known.write_log("2026-11-20/bo.md", "- It came late, because it was long.\n")

    remember(known.project, done, [*done])

    assert [*find_stale(known.project, SESSIONS)] == ["2026-11-20"]
