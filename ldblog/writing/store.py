"""Posts on the disk, and what they have in common: written only on change, and read for it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ldblog.composing.authors import (
    AUTHORS_FILE,
    AVATAR_FOLDER,
    PEOPLE_FILE,
    avatar_name,
    find_handles,
    render_authors,
    render_avatar,
    render_people,
)
from ldblog.composing.posts import Post, find_pictures, read_front_matter
from ldblog.days import DATE_LENGTH, parse_date
from ldblog.errors import LdblogError
from ldblog.files import list_names, read_text, remove, write_bytes, write_text
from ldblog.pictures.picture_files import read_clean
from ldblog.writing.memory import remembering
from ldblog.writing.pairs import commit_base, commit_post, recover, remove_post, stage_pairs

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.reading.people import People
    from ldblog.writing.changes import Change

Posts = dict[str, dict[str, list[str]]]
"""The authors and the tags of posts, by the names of their files."""


def write_changes(
    project: Project, session: str, posts: Sequence[Post], changes: Sequence[Change]
) -> list[str]:
    """Write what a session's posts change; return the names of the posts that were written.

    All is staged before the first file changes, so that a full disk leaves a session as it was.
    The bases of posts that are removed stay, for ``remove_bases``.
    Raises LdblogError when the disk refuses, or someone else just changed a post.
    """
    changed = [change for change in changes if change.is_change]
    next_posts = {change.name: change.new for change in changed if change.new is not None}
    next_bases = {change.name: change.base for change in changed if change.base is not None}
    shown = {picture for change in changes for picture in find_pictures(change.new or "")}
    try:
        stage_pairs(project, next_posts, next_bases)
        _copy_pictures(project, session, posts, shown)
        return [change.name for change in changes if _apply_change(project, change)]
    except BaseException:
        with suppress(LdblogError):
            recover(project)
        raise


def _apply_change(project: Project, change: Change) -> bool:
    """Write one change, post first; the base, which knows the old pictures, changes last."""
    if change.is_change and change.new is None:
        remove_post(project, change.name, change.old)
    elif change.is_change:
        commit_post(project, change.name, change.old)
    for picture in change.pictures:
        remove(project.site / picture)
    if change.is_change and change.base is not None:
        commit_base(project, change.name)
    elif change.base is not None:
        write_text(project.base / change.name, change.base)
    return change.is_change


def remove_bases(project: Project, changes: Iterable[Change]) -> None:
    """Remove the bases of posts that are no longer generated, the last that is left of them.

    As long as its base is there, a session is not done with, and the next run sees to it.
    Raises LdblogError when the disk refuses.
    """
    for change in changes:
        if change.base is None:
            remove(project.base / change.name)


def _copy_pictures(
    project: Project, session: str, posts: Sequence[Post], shown: Container[str]
) -> None:
    for post in posts:
        for target, source in post.assets.items():
            # One that only the logs' side of a conflict shows would never be pruned.
            if target.removeprefix("../") in shown:
                clean = read_clean(project, project.logs / session / source)
                if clean is not None:
                    write_bytes(project.posts / target, clean)


def write_authors(project: Project, people: People, posts: Posts) -> None:
    """Write the files of authors and the avatars of all who are in a post, and prune the others.

    Raises LdblogError when the disk refuses.
    """
    handles = {handle for said in posts.values() for handle in said["authors"]}
    named = [person for person in map(people.find, sorted(handles)) if person.is_named]
    write_text(project.site / AUTHORS_FILE, render_authors(named))
    write_text(project.site / PEOPLE_FILE, render_people(named))
    folder = project.site / AVATAR_FOLDER
    wanted = {avatar_name(person): render_avatar(person.name) for person in named}
    for name, text in wanted.items():
        write_text(folder / name, text)
    for path in sorted(folder.glob("*.svg")):
        if path.name not in wanted:
            remove(path)


def find_tags(posts: Posts) -> dict[str, set[str]]:
    """Return the tags of all posts, by session."""
    tags: dict[str, set[str]] = {}
    for name, said in posts.items():
        session = name[:DATE_LENGTH]
        if parse_date(session):
            tags.setdefault(session, set()).update(said["tags"])
    return tags


def read_posts(project: Project) -> Posts:
    """Return the authors and the tags of all posts, by the names of their files.

    Raises LdblogError when one cannot be read, or the disk refuses.
    """
    folder = project.posts
    paths = {name: folder / name for name in list_names(folder) if name.endswith(".md")}
    with remembering(project.cache) as memory:
        return {
            name: memory.recall(f"post {name}", [str(path)], partial(_read_post, path))
            for name, path in paths.items()
        }


def _read_post(path: Path) -> dict[str, list[str]]:
    values = read_front_matter(read_text(path) or "")
    tags = values.get("tags")
    return {
        "authors": sorted(find_handles([values])),
        "tags": [str(tag) for tag in tags] if isinstance(tags, list) else [],
    }
