"""A post and its base change together, though no disk renames two files at once.

The next post is staged first, then the next base; then the post is committed, then the base. What
a dead run left behind tells how far it came, whatever an editor did to the post since:

- the next post waits: nothing happened yet, and both are dropped;
- only the next base waits: the post took its place, and so does the base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.files import (
    commit,
    expect,
    find_staged,
    flush_folder,
    list_names,
    read_lenient,
    remove,
    stage,
    staged_path,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ldblog.config import Project


def stage_pairs(project: Project, posts: Mapping[str, str], bases: Mapping[str, str]) -> None:
    """Stage posts by their names and, when they are all on the disk, the bases of the same names.

    Raises LdblogError when the disk refuses: nothing has changed then.
    """
    for folder, texts in ((project.posts, posts), (project.base, bases)):
        for name, text in texts.items():
            stage(folder / name, text.encode("utf-8"))
        if texts:
            flush_folder(folder)


def commit_post(project: Project, name: str, old: str | None) -> None:
    """Put a staged post in its place, if what stands there is still the old one.

    Raises LdblogError when it is not, or the disk refuses.
    """
    # An editor may save a post at any time. Between this look and the renaming there are some
    # microseconds left, and no way to close them that all systems have.
    expect(project.posts / name, None if old is None else old.encode("utf-8"))
    commit(project.posts / name)
    flush_folder(project.posts)


def remove_post(project: Project, name: str, old: str | None) -> None:
    """Remove a post, if it is still the old one.

    Raises LdblogError when it is not, or the disk refuses.
    """
    expect(project.posts / name, None if old is None else old.encode("utf-8"))
    remove(project.posts / name)
    flush_folder(project.posts)


def commit_base(project: Project, name: str) -> None:
    """Put a staged base in its place: its post took its own before.

    Raises LdblogError when the disk refuses.
    """
    # Not flushed: should the power fail, the next run does it again.
    commit(project.base / name)


def recover(project: Project) -> None:
    """Finish or drop what a run that died left behind; the lock must be held.

    Raises LdblogError when the disk refuses.
    """
    staged = sorted(find_staged(project.base))
    if staged:
        names = [name for name in list_names(project.posts) if name.endswith(".md")]
        posts = {staged_path(project.base / name): name for name in names}
        shown = {picture for name in names for picture in _pictures_of(project.posts / name)}
        for path in staged:
            _settle(project, path, posts.get(path), shown)
    for folder in (project.logs, project.site, project.cache):
        for path in find_staged(folder):
            remove(path)


def _settle(project: Project, staged: Path, name: str | None, shown: set[str]) -> None:
    """Finish or drop one staged base, of a post that is there or of none.

    Pictures are copied before their post is committed, and removed after: those that no post
    shows go in both cases.
    """
    before = _pictures_of(project.base / name) if name else set()
    for picture in sorted(before | _pictures_of(staged)):
        if picture not in shown:
            remove(project.site / picture)
    if name and not staged_path(project.posts / name).exists():
        commit_base(project, name)
    else:
        remove(staged)


def _pictures_of(path: Path) -> set[str]:
    from ldblog.composing.posts import find_pictures  # noqa: PLC0415 - slow, and rarely needed

    # What was not written to its end may end within a letter.
    return find_pictures(read_lenient(path) or "")
