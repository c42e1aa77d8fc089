"""What becomes of the files of a session's posts (see test_commands_condense, too)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import PNG

from ldblog.composing.posts import Line, Post
from ldblog.days import find_generated_sessions
from ldblog.errors import LdblogError
from ldblog.files import find_staged
from ldblog.merging.base import render_base
from ldblog.sessions import read_people
from ldblog.writing.changes import plan_changes
from ldblog.writing.store import read_posts, remove_bases, write_authors, write_changes

if TYPE_CHECKING:
    from conftest import Blog

SESSION = "2026-11-20"
POST = f"content/site/posts/{SESSION}.md"


def post(*body: str, name: str = f"{SESSION}.md", assets: dict[str, str] | None = None) -> Post:
    return Post(name, {"title": "T"}, [Line(text, "asha.md:1") for text in body], assets or {})


def write(blog: Blog, *posts: Post) -> None:
    changes = plan_changes(blog.project, SESSION, posts)
    write_changes(blog.project, SESSION, posts, changes)
    remove_bases(blog.project, changes)


def test_a_new_post_is_planned_and_nothing_is_written(blog: Blog) -> None:
    (change,) = plan_changes(blog.project, SESSION, [post("One.")])

    assert (change.old, change.new) == (None, "---\ntitle: T\n---\n\nOne.\n")
    assert change.is_change
    assert not (blog.root / "content/site").exists()
    assert not (blog.root / "content/base").exists()


def test_the_base_is_written_beside_the_post(blog: Blog) -> None:
    write(blog, post("One."))

    assert blog.read(POST) == "---\ntitle: T\n---\n\nOne.\n"
    assert blog.read(f"content/base/{SESSION}.md") == render_base(post("One.").lines())


def test_the_posts_of_other_sessions_are_left_alone(blog: Blog) -> None:
    write(blog, post("One."))

    assert plan_changes(blog.project, "2026-11-06", []) == []


def test_a_picture_that_another_post_still_shows_stays(blog: Blog) -> None:
    blog.write(f"content/logs/{SESSION}/asha/a b.png", PNG)
    shown = f"../assets/{SESSION}/asha/a b.png"
    line = f"![x](../assets/{SESSION}/asha/a%20b.png)"
    both = [post(line, assets={shown: "asha/a b.png"}), post(line, name=f"{SESSION}-asha.md")]
    write(blog, *both)
    picture = blog.root / f"content/site/assets/{SESSION}/asha/a b.png"

    write(blog, both[1])
    assert picture.exists()
    write(blog)
    assert not picture.exists()


def test_a_picture_of_the_editors_own_stays(blog: Blog) -> None:
    write(blog, post("One.", "", "Two.", "", "Three."))
    own = blog.write(f"content/site/assets/{SESSION}/asha/own.png", PNG)
    picture = f"![x](../assets/{SESSION}/asha/own.png)"
    blog.write(POST, f"{blog.read(POST)}\n{picture}\n")

    write(blog, post("New.", "", "Two.", "", "Three."))

    assert blog.read(POST).endswith(f"\nNew.\n\nTwo.\n\nThree.\n\n{picture}\n")
    assert own.exists()


def test_a_picture_that_went_away_in_the_meantime_is_passed_over(blog: Blog) -> None:
    write(blog, post("![x](../assets/x.png)", assets={"../assets/x.png": "asha/gone.png"}))

    assert not (blog.root / "content/site/assets").exists()


def test_authors_of_an_editors_own_post_have_a_byline_too_and_others_lose_theirs(
    blog: Blog,
) -> None:
    blog.write("content/site/posts/own.md", "---\nauthors: [bo, jun]\n---\nWords.\n")
    blog.write("content/site/assets/avatars/zed.svg", "<svg/>")

    write_authors(blog.project, read_people(blog.project), read_posts(blog.project))

    assert "name: Bo Lin" in blog.read("content/site/.authors.yml")
    assert "Jun" not in blog.read("content/site/.authors.yml")
    avatars = (blog.root / "content/site/assets/avatars").iterdir()
    assert [path.name for path in avatars] == ["bo.svg"]


def test_a_post_that_an_editor_emptied_stays_empty(blog: Blog) -> None:
    write(blog, post("One."))
    blog.write(POST, "")

    write(blog, post("One."))

    assert blog.read(POST) == ""


def test_the_bases_tell_which_sessions_have_a_generated_post(blog: Blog) -> None:
    assert find_generated_sessions(blog.project) == []

    for name in ("2026-11-20.md", "2026-11-20-4ever.md", "2026-11-06-asha.md", "README.md"):
        blog.write(f"content/base/{name}", "")

    assert find_generated_sessions(blog.project) == ["2026-11-06", "2026-11-20"]


def test_a_session_that_cannot_be_written_whole_stays_as_it_was(blog: Blog) -> None:
    write(blog, post("One."))
    (blog.root / "content/site/posts/2026-11-20-asha.md").symlink_to("nowhere")
    both = [post("Two."), post("Long.", name=f"{SESSION}-asha.md")]
    changes = plan_changes(blog.project, SESSION, both)

    with pytest.raises(LdblogError, match=r"2026-11-20-asha\.md: a symbolic link"):
        write_changes(blog.project, SESSION, both, changes)

    assert blog.read(POST).endswith("\nOne.\n")
    assert blog.read(f"content/base/{SESSION}.md") == render_base(post("One.").lines())
    assert not list(find_staged(blog.root))


def test_a_post_that_an_editor_saves_after_it_was_read_is_left_as_it_is(blog: Blog) -> None:
    write(blog, post("One."))
    changes = plan_changes(blog.project, SESSION, [post("Two.")])
    blog.write(POST, "Mine.\n")

    with pytest.raises(LdblogError, match=r"2026-11-20\.md: was changed by someone else just now"):
        write_changes(blog.project, SESSION, [], changes)

    assert blog.read(POST) == "Mine.\n"
    assert blog.read(f"content/base/{SESSION}.md") == render_base(post("One.").lines())
    assert not list(find_staged(blog.root))


def test_a_picture_that_only_the_logs_side_of_a_conflict_shows_is_not_copied(blog: Blog) -> None:
    blog.write(f"content/logs/{SESSION}/asha/p.png", PNG)
    write(blog, post("One."))
    blog.write(POST, blog.read(POST).replace("One.", "Mine.").encode())
    shown = f"../assets/{SESSION}/asha/p.png"

    write(blog, post(f"![x]({shown})", assets={shown: "asha/p.png"}))

    assert blog.read(POST).endswith("\nMine.\n")
    assert not (blog.root / "content/site/assets").exists()
