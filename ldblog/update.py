"""Sessions brought up to date: read, condensed, merged, and written where they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ldblog.checking import check_session, check_topics, without_ignored
from ldblog.composing.condense import condense_session
from ldblog.config import find_today
from ldblog.diagnostics import has_errors
from ldblog.files import read_text, write_text
from ldblog.privacy.dictionary import require_usable
from ldblog.privacy.hidden_names import make_redactor
from ldblog.privacy.redactor import hide_words
from ldblog.reading.logs import SESSION_FILE
from ldblog.rules.conflicts import CONFLICT_RULES, find_conflicts
from ldblog.rules.secrets import report_each
from ldblog.secrets.page_secrets import find_in_page
from ldblog.secrets.search import lines_with
from ldblog.sessions import Session, read_session
from ldblog.withdrawing.redirects import FILE as REDIRECTS
from ldblog.withdrawing.redirects import (
    add_redirects,
    address_of,
    is_draft,
    parse_redirects,
    render_redirects,
)
from ldblog.withdrawing.succession import Succession, find_succession
from ldblog.writing.changes import Change, plan_changes
from ldblog.writing.leftovers import find_leftovers
from ldblog.writing.listed import find_listed
from ldblog.writing.moves import find_predecessor, find_successor, read_bases
from ldblog.writing.store import read_posts, remove_bases, write_authors, write_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from ldblog.composing.posts import Post
    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic
    from ldblog.merging.merge import Conflict
    from ldblog.merging.merge_blocks import Settle
    from ldblog.privacy.redactor import Redactor
    from ldblog.reading.people import People
    from ldblog.writing.store import Posts


class Update(NamedTuple):
    """What becomes of one session: its new posts, what they change, and what is wrong."""

    session: Session
    posts: Sequence[Post]
    changes: Sequence[Change]
    diagnostics: Sequence[Diagnostic]
    succession: Succession

    @property
    def redirects(self) -> dict[str, str]:
        """Where the addresses lead now that posts had and have no more."""
        return find_redirects(self.changes, self.succession)

    @property
    def is_behind(self) -> bool:
        """Whether a post on the disk is behind its logs: one in conflict with them is."""
        return self.has_conflicts or any(change.is_change for change in self.changes)

    @property
    def has_errors(self) -> bool:
        """Whether something in people's files is wrong."""
        return has_errors(self.diagnostics)

    @property
    def has_conflicts(self) -> bool:
        """Whether the editor and the logs changed the same lines of a post."""
        return any(change.conflicts for change in self.changes)

    @property
    def told(self) -> list[Diagnostic]:
        """What an editor is told: errors, the merge's, and the host's own; authors see the rest."""
        codes = {rule.code for rule in CONFLICT_RULES}
        return [
            one
            for one in self.diagnostics
            if one.severity == "error"
            or one.code in codes
            or one.path.lower().endswith(f"/{SESSION_FILE}")
        ]


def plan_update(
    project: Project, name: str, people: People, settle: Settle | None = None
) -> Update:
    """Return what condensing a session would change; nothing is written.

    Raises LdblogError when something other than a log cannot be read.
    """
    session = read_session(project, find_successor(project, name, people), people)
    require_usable(session.dictionary)
    posts = condense_session(session, people, project.config)
    before = find_predecessor(project, session, posts)
    succession = find_succession(session, posts, people, read_bases(project, before), before)
    today = find_today(project.config)
    changes = plan_changes(project, session.name, posts, settle, today, succession)
    planned = {change.name: change.new for change in changes}
    found = [
        *check_session(session),
        *check_topics(session, people, project.config),
        *find_leftovers(project, planned, posts, succession, people),
    ]
    redactor = make_redactor(session.dictionary, people)
    found += [one for change in changes for one in _check_change(project, change, redactor)]
    found = hide_words(found, session.dictionary)
    config = project.config
    shown = without_ignored(found, config.ignore, config.secret_patterns)
    return Update(session, posts, changes, shown, succession)


def _check_change(project: Project, change: Change, redactor: Redactor) -> Iterator[Diagnostic]:
    """Yield the secrets and listed words that an editor put into a post, and what its merge says.

    What logs hold back is replaced; the editor's own lines are not.
    """
    post = project.posts / change.name
    path = project.relative(post)
    secrets = find_in_page(project, post, change.new or "")
    yield from find_listed(path, change.new or "", redactor)
    yield from report_each(path, secrets)
    hidden = lines_with(secrets)
    yield from find_conflicts(path, [_hide(one, hidden) for one in change.conflicts])
    yield from change.found


def _hide(conflict: Conflict, secret_lines: Set[int]) -> Conflict:
    """Return a conflict that quotes nothing of lines with a secret."""
    edited = range(conflict.line, conflict.line + len(conflict.edited))
    return conflict if secret_lines.isdisjoint(edited) else conflict._replace(edited=("a secret",))


def find_redirects(changes: Sequence[Change], succession: Succession) -> dict[str, str]:
    """Return where each address leads that a post had and has no more, by the old address.

    A withdrawn article's leads to its session's post and never to what its author publishes
    now, which may be without their name; that of a post that is gone leads to the blog's start.
    """
    texts = {change.name: change.new for change in changes if change.new is not None}
    pages = {name: address_of(name, text) for name, text in texts.items()}
    start = pages.get(f"{succession.session}.md", "")
    return {
        address_of(change.name, change.old): pages.get(succession.new_name(change.name), start)
        for change in changes
        if change.new is None and change.old is not None and not is_draft(change.old)
    }


def apply_update(project: Project, update: Update) -> list[str]:
    """Write an update to the disk; return the names of the posts that changed.

    Raises LdblogError when the disk refuses.
    """
    # First of all, since what is known of old addresses goes with the posts that had them.
    texts = {change.name: change.new for change in update.changes if change.new is not None}
    pages = {address_of(name, text) for name, text in texts.items()}
    write_redirects(project, update.redirects, pages)
    return write_changes(project, update.session.name, update.posts, update.changes)


def finish_updates(project: Project, updates: Iterable[Update], people: People) -> Posts:
    """Write what all posts have in common, then forget the posts that are no more.

    Returns the authors and tags of all posts. Raises LdblogError when the disk refuses.
    """
    posts = read_posts(project)
    write_authors(project, people, posts)
    remove_bases(project, [change for update in updates for change in update.changes])
    return posts


def write_redirects(project: Project, new: Mapping[str, str], pages: Set[str]) -> None:
    """Add redirects to the record of them; what is a page's address now is none.

    Raises LdblogError when the record cannot be read, or the disk refuses.
    """
    path = project.site / REDIRECTS
    text = read_text(path)
    known = parse_redirects(project.relative(path), text or "")
    found = add_redirects(known, new, pages)
    if found != known:
        write_text(path, render_redirects(found))
