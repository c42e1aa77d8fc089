"""A post and its base change together (see test_faults for what may come between them)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.errors import LdblogError
from ldblog.files import find_staged, staged_path
from ldblog.writing.pairs import commit_base, commit_post, recover, remove_post, stage_pairs

if TYPE_CHECKING:
    from conftest import Blog

NAME = "2026-11-20.md"
POST = f"content/site/posts/{NAME}"
BASE = f"content/base/{NAME}"
OLD, NEW = "old ![](../assets/old.png)\n", "new ![](../assets/new.png)\n"


@pytest.fixture
def staged(blog: Blog) -> Blog:
    """Return a blog with an old post and base, and new ones that are staged."""
    blog.write(POST, OLD)
    blog.write(BASE, f"base of {OLD}")
    for picture in ("old", "new", "own"):
        blog.write(f"content/site/assets/{picture}.png", b"png")
    stage_pairs(blog.project, {NAME: NEW}, {NAME: f"base of {NEW}"})
    return blog


def pictures(blog: Blog) -> list[str]:
    return sorted(path.stem for path in (blog.root / "content/site/assets").iterdir())


def test_what_is_staged_changes_nothing_until_it_is_committed(staged: Blog) -> None:
    assert (staged.read(POST), staged.read(BASE)) == (OLD, f"base of {OLD}")

    commit_post(staged.project, NAME, OLD)
    commit_base(staged.project, NAME)

    assert (staged.read(POST), staged.read(BASE)) == (NEW, f"base of {NEW}")
    assert not list(find_staged(staged.root))


def test_where_the_post_was_not_committed_the_old_pair_stays(staged: Blog) -> None:
    staged.write("content/site/.ldblog-0123456789abcdef", "half an authors fi")

    recover(staged.project)

    assert (staged.read(POST), staged.read(BASE)) == (OLD, f"base of {OLD}")
    assert not list(find_staged(staged.root))
    assert pictures(staged) == ["old", "own"]


def test_where_the_post_was_committed_so_is_the_base_whatever_became_of_the_post(
    staged: Blog,
) -> None:
    commit_post(staged.project, NAME, OLD)
    staged.write(POST, f"{NEW}What an editor adds.\n")

    recover(staged.project)

    assert staged.read(POST) == f"{NEW}What an editor adds.\n"
    assert staged.read(BASE) == f"base of {NEW}"
    assert not list(find_staged(staged.root))
    assert pictures(staged) == ["new", "own"]


def test_where_the_post_was_committed_and_then_deleted_the_new_base_is_dropped(
    staged: Blog,
) -> None:
    commit_post(staged.project, NAME, OLD)
    (staged.root / POST).unlink()

    recover(staged.project)

    assert staged.read(BASE) == f"base of {OLD}"
    assert not list(find_staged(staged.root))


def test_a_base_that_was_written_by_half_is_dropped(staged: Blog) -> None:
    staged_path(staged.root / BASE).write_bytes("bä".encode()[:2])

    recover(staged.project)

    assert staged.read(BASE) == f"base of {OLD}"
    assert not list(find_staged(staged.root))


def test_a_picture_that_any_post_shows_stays(staged: Blog) -> None:
    staged.write("content/site/posts/own.md", NEW)

    recover(staged.project)

    assert pictures(staged) == ["new", "old", "own"]


def test_a_new_post_that_was_not_committed_leaves_nothing(blog: Blog) -> None:
    blog.write("content/site/assets/new.png", b"png")
    stage_pairs(blog.project, {NAME: NEW}, {NAME: f"base of {NEW}"})

    recover(blog.project)

    assert not list((blog.root / "content/site/posts").iterdir())
    assert not list((blog.root / "content/base").iterdir())
    assert pictures(blog) == []


def test_a_post_that_someone_else_changed_is_neither_replaced_nor_removed(staged: Blog) -> None:
    staged.write(POST, "An editor's.\n")

    for old in (OLD, None):
        with pytest.raises(LdblogError, match=f"{NAME}: was changed by someone else just now"):
            commit_post(staged.project, NAME, old)
        with pytest.raises(LdblogError, match=f"{NAME}: was changed by someone else just now"):
            remove_post(staged.project, NAME, old)

    assert staged.read(POST) == "An editor's.\n"


def test_a_post_that_is_still_the_old_one_is_removed(staged: Blog) -> None:
    remove_post(staged.project, NAME, OLD)

    assert not (staged.root / POST).exists()
