"""What a session's new posts change on the disk: merged into what an editor made of the old."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ldblog.composing.posts import Line, Post, find_pictures, render_lines
from ldblog.files import list_names, read_lenient, read_text
from ldblog.merging.base import read_base, render_base
from ldblog.merging.merge import Conflict
from ldblog.merging.revise import revise_post
from ldblog.rules.conflicts import find_markers_in, find_no_base, find_passed_over
from ldblog.withdrawing.succession import Succession
from ldblog.withdrawing.withdraw import Removed, find_edited

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.merging.merge_blocks import Settle


class Change(NamedTuple):
    """What would become of one file below ``content/site/posts``.

    ``old`` is None where there is no file yet, ``new`` where it is to be removed. ``pictures``
    are those that condense put into the post, and that no post of the session shows any more;
    ``found`` is what there is to say of the merge, besides its conflicts; ``removed`` are the
    editor's lines that went with what was withdrawn.
    """

    name: str
    old: str | None
    new: str | None
    base: str | None
    conflicts: tuple[Conflict, ...] = ()
    pictures: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    removed: tuple[Removed, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether the post on the disk would change."""
        return self.old != self.new


def plan_changes(  # noqa: PLR0913, PLR0917 - a plan is made of many things
    project: Project,
    session: str,
    posts: Sequence[Post],
    settle: Settle | None = None,
    today: datetime.date | None = None,
    succession: Succession | None = None,
) -> list[Change]:
    """Return what a session's new posts change on the disk; nothing is written.

    A public post that gains something is dated ``today``.
    Raises LdblogError when a file cannot be read.
    """
    succession = succession or Succession(session, session)
    changes = [_plan_post(project, post, succession, settle, today) for post in posts]
    changes += _plan_removals(project, {post.name for post in posts}, succession, settle)
    shown = {picture for change in changes for picture in find_pictures(change.new or "")}
    return [
        change._replace(pictures=tuple(sorted(_pictures_of_base(project, change) - shown)))
        for change in changes
    ]


def _pictures_of_base(project: Project, change: Change) -> set[str]:
    return find_pictures(read_base_text(project, change.name) or "")


def _plan_post(
    project: Project,
    post: Post,
    succession: Succession,
    settle: Settle | None,
    today: datetime.date | None,
) -> Change:
    there = read_text(project.posts / post.name)
    name = _name_before(project, post, succession, is_there=there is not None)
    old = read_text(project.posts / name) if name else None
    if old is None:
        lines = post.lines()
        return Change(post.name, there, render_lines(lines), render_base(lines))
    before, trouble = read_base(read_base_text(project, name))
    # What else ends a line is the editor's, or git's, and stays.
    text = old.replace("\r\n", "\n").removesuffix("\n").split("\n")
    rest = succession.prepare(name, before, text)
    merged = revise_post(rest.base, rest.text, post, settle, today)
    path = project.relative(project.posts / post.name)
    found = (
        *find_no_base(project.relative(project.base / name), trouble),
        *find_markers_in(path, merged.text),
        *find_passed_over(path, merged.passed_over),
    )
    new, base = _as_edited(old, [Line(text) for text in merged.text]), render_base(merged.base)
    conflicts, removed = merged.conflicts, rest.removed
    return Change(post.name, there, new, base, conflicts, found=found, removed=removed)


def _name_before(project: Project, post: Post, succession: Succession, *, is_there: bool) -> str:
    """Return the name that a post had before; an editor's own post under its name is kept."""
    is_own = is_there and not (project.base / post.name).exists()
    return post.name if is_own else succession.old_name(post.name)


def read_base_text(project: Project, name: str) -> str | None:
    """Return the text of a base, None if there is none; its hash tells what is not UTF-8 in it.

    Raises LdblogError when it cannot be read.
    """
    return read_lenient(project.base / name)


def _as_edited(old: str, lines: Sequence[Line]) -> str:
    """Return the text of a post with its lines ended as most were, unchanged if they are."""
    text = old.replace("\r\n", "\n")
    new = render_lines(lines)
    if new in {text, f"{text}\n"}:
        return old
    if text and not text.endswith("\n"):
        new = new.removesuffix("\n")
    is_windows = old.count("\r\n") * 2 > old.count("\n")
    return new.replace("\n", "\r\n") if is_windows else new


def _plan_removals(
    project: Project, names: set[str], succession: Succession, settle: Settle | None
) -> list[Change]:
    """Return what becomes of generated posts that the session no longer makes.

    One that nobody edited goes, and so does one that was withdrawn, or that has another name
    now. Whether another edited one may stay public is for the editor to say: until then it
    stays, and is a conflict.
    """
    changes = []
    renamed = {succession.old_name(name) for name in names}
    for path in find_bases(project, succession.before):
        if path.name in names:
            continue
        old = read_text(project.posts / path.name)
        base, _trouble = read_base(read_base_text(project, path.name))
        before = [line.text for line in base]
        text = before if old is None else old.replace("\r\n", "\n").removesuffix("\n").split("\n")
        is_renamed = path.name in renamed
        if succession.is_withdrawn(path.name) and not is_renamed:
            removed = find_edited(before, text)
            changes.append(Change(path.name, old, None, None, removed=removed))
        # There is nothing to write markers around: all of the post stays, or all of it goes.
        elif is_renamed or text == before or settle in {"ours", "theirs"}:
            stays = text != before and settle == "ours" and not is_renamed
            changes.append(Change(path.name, old, old if stays else None, None))
        else:
            conflict = Conflict(1, tuple(text), ())
            changes.append(Change(path.name, old, old, render_base(base), (conflict,)))
    return changes


def find_bases(project: Project, session: str) -> list[Path]:
    """Return the paths of the bases of a session's posts.

    Raises LdblogError when their folder cannot be listed.
    """
    # A glob would look at each name with a pattern, for each session.
    names = list_names(project.base)
    return [project.base / name for name in names if name.startswith(session)]
