"""Posts on the disk: merged into what an editor made of them, and written only on change."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.authors import AVATAR_FOLDER, avatar_name, find_handles, render_authors, render_avatar
from ldblog.base import parse_base, render_base
from ldblog.files import read_bytes, read_text, remove, write_bytes, write_text
from ldblog.merge import Conflict, merge_post
from ldblog.posts import Line, Post, read_front_matter, render_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.merge import Settle
    from ldblog.people import People


@dataclass(frozen=True)
class Change:
    """What would become of one file below ``content/site/posts``.

    ``old`` is None where there is no file yet, ``new`` where it is to be removed.
    """

    name: str
    old: str | None
    new: str | None
    base: str | None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether the post on the disk would change."""
        return self.old != self.new


def plan_changes(
    project: Project, session: str, posts: Sequence[Post], settle: Settle | None = None
) -> list[Change]:
    """Return what a session's new posts change on the disk; nothing is written.

    Raises LdblogError when a file cannot be read, or is no base of ours.
    """
    changes = [_plan_post(project, post, settle) for post in posts]
    return changes + _plan_removals(project, session, {post.name for post in posts})


def apply_change(project: Project, change: Change) -> bool:
    """Write a change to the disk, post first; return whether the post was written.

    Raises LdblogError when the disk refuses.
    """
    post, base = project.posts / change.name, project.base / change.name
    written = remove(post) if change.new is None else write_text(post, change.new)
    if change.base is None:
        remove(base)
    else:
        write_text(base, change.base)
    return written


def copy_assets(project: Project, session: str, posts: Sequence[Post]) -> None:
    """Copy the pictures that some posts use; raises LdblogError when the disk refuses."""
    for post in posts:
        for target, source in post.assets.items():
            raw = read_bytes(project.logs / session / source)
            if raw is not None:
                write_bytes(project.posts / target, raw)


def write_authors(project: Project, people: People) -> None:
    """Write the authors file and the avatars of all who are in a post, and prune the others.

    Raises LdblogError when the disk refuses.
    """
    texts = [read_text(path) or "" for path in sorted(project.posts.glob("*.md"))]
    handles = find_handles(read_front_matter(text) for text in texts)
    named = [person for person in map(people.find, sorted(handles)) if person.is_named]
    write_text(project.site / ".authors.yml", render_authors(named))
    folder = project.site / AVATAR_FOLDER
    wanted = {avatar_name(person): render_avatar(person.name) for person in named}
    for name, text in wanted.items():
        write_text(folder / name, text)
    for path in sorted(folder.glob("*.svg")):
        if path.name not in wanted:
            remove(path)


def _plan_post(project: Project, post: Post, settle: Settle | None) -> Change:
    lines = post.lines()
    old = read_text(project.posts / post.name)
    path = project.base / post.name
    base = read_text(path)
    if old is None:
        return Change(post.name, None, render_lines(lines), render_base(lines))
    before = parse_base(project.relative(path), base) if base is not None else []
    if old == render_lines(before):
        return Change(post.name, old, render_lines(lines), render_base(lines))
    merged = merge_post(before, old.removesuffix("\n").split("\n"), lines, settle)
    new = render_lines([Line(text) for text in merged.text])
    return Change(post.name, old, new, render_base(merged.base), merged.conflicts)


def _plan_removals(project: Project, session: str, names: set[str]) -> list[Change]:
    """Return the removal of generated posts that the session no longer makes.

    One that an editor has worked on stays.
    """
    changes = []
    for path in _bases_of(project, session):
        if path.name in names:
            continue
        base = parse_base(project.relative(path), read_text(path) or "")
        old = read_text(project.posts / path.name)
        unedited = old is None or old == render_lines(base)
        changes.append(Change(path.name, old, None if unedited else old, None))
    return changes


def _bases_of(project: Project, session: str) -> list[Path]:
    try:
        # A glob would look at each name with a pattern, for each session.
        names = [name for name in os.listdir(project.base) if name.startswith(session)]
    except FileNotFoundError:
        return []
    return [project.base / name for name in sorted(names)]
