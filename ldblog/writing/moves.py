"""A session whose day was moved: its folder is gone, and another one has its logs.

It is recognised by what was published: most lines of the old post that came from logs are in
the new one as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.composing.condense import condense_session
from ldblog.composing.posts import Line
from ldblog.days import find_generated_sessions, find_sessions, has_logs
from ldblog.errors import LdblogError
from ldblog.files import list_names, read_text
from ldblog.merging.base import parse_base
from ldblog.sessions import read_session
from ldblog.writing.changes import find_bases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ldblog.composing.posts import Post
    from ldblog.config import Project
    from ldblog.reading.people import People
    from ldblog.sessions import Session

_MOST = 0.5


def read_bases(project: Project, session: str) -> dict[str, Sequence[Line]]:
    """Return the lines of a session's posts as last generated, by the names of the posts.

    Where the base of the session's own post is lost, its post is taken as it stands, so that
    who is in it is known. Raises LdblogError when a file cannot be read.
    """
    found: dict[str, Sequence[Line]] = {}
    for path in find_bases(project, session):
        try:
            found[path.name] = parse_base(project.relative(path), read_text(path) or "")
        except LdblogError:
            # Whoever merges with it says so.
            continue
    name = f"{session}.md"
    text = read_text(project.posts / name)
    if name not in found and text is not None:
        found[name] = [Line(line) for line in text.replace("\r\n", "\n").split("\n")]
    return found


def find_predecessor(project: Project, session: Session, posts: Sequence[Post]) -> str:
    """Return the name that a session had when its posts were last made; mostly its own.

    Raises LdblogError when a file cannot be read.
    """
    name = session.name
    if not posts or not _is_new(project, name):
        return name
    new = [line for post in posts for line in post.body]
    shares = {}
    # Of many new sessions, each would look into each folder: one that is there was not moved.
    for old in {*find_generated_sessions(project)} - {*list_names(project.logs)}:
        lines = [line for lines in read_bases(project, old).values() for line in lines]
        shares[old] = _share(lines, new)
    best = max(shares, key=lambda old: (shares[old], old), default=name)
    return best if shares.get(best, 0) > _MOST else name


def find_successor(project: Project, name: str, people: People) -> str:
    """Return the name that a session has now; its own, unless its folder was moved.

    Raises LdblogError when a file cannot be read.
    """
    if has_logs(project, name):
        return name
    for other in find_sessions(project):
        if _is_new(project, other):
            session = read_session(project, other, people)
            posts = condense_session(session, people, project.config)
            if find_predecessor(project, session, posts) == name:
                return other
    return name


def _share(old: Iterable[Line], new: Iterable[Line]) -> float:
    """Return how much of what logs said in some lines is said in others."""
    before, after = ({it.text for it in lines if it.source} for lines in (old, new))
    return len(before & after) / len(before) if before else 0


def _is_new(project: Project, name: str) -> bool:
    paths = (project.base / f"{name}.md", project.posts / f"{name}.md")
    return not any(path.exists() for path in paths)
