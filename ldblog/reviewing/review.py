"""A session as its editor reviews it: what became of each log, and of each line of its posts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from ldblog.composing.condense import make_entries
from ldblog.composing.posts import read_front_matter
from ldblog.merging.base import read_base
from ldblog.merging.revise import keep_update
from ldblog.privacy.anonymity import protect_session
from ldblog.privacy.publish import Held, publish
from ldblog.reading.said import has_words, is_only_planned
from ldblog.reading.units import text_of
from ldblog.reviewing.verify import Origin, find_places, sources_of, verify_post
from ldblog.secrets.held_secrets import HIDDEN_LINE, find_names, hide
from ldblog.secrets.page_secrets import find_in_page
from ldblog.secrets.search import lines_with
from ldblog.selecting.scoring import score_units
from ldblog.text.limits import TooDeepError
from ldblog.text.lines import split_lines
from ldblog.text.markdown import parse
from ldblog.text.sentences import count_words
from ldblog.update import plan_update
from ldblog.writing.changes import read_base_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.composing.entries import Entry
    from ldblog.composing.posts import Line
    from ldblog.config import Config, Project
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People
    from ldblog.reviewing.verify import Verdict
    from ldblog.selecting.scoring import Scored
    from ldblog.sessions import Session
    from ldblog.update import Update
    from ldblog.writing.changes import Change


class PostState(StrEnum):
    """How a post stands to the logs of its session."""

    ABSENT = "not condensed yet"
    DELETED = "deleted by hand"
    CONFLICT = "in conflict with its logs"
    BEHIND = "behind its logs"
    CURRENT = "up to date"


class LogState(StrEnum):
    """What became of a log."""

    IN = "in the post"
    ARTICLE = "an article"
    NOTHING = "nothing chosen"
    PLANNED = "only a plan"
    EMPTY = "an empty template"
    INTERNAL = "internal"
    ERROR = "has an error"


@dataclass(frozen=True)
class PostReview:
    """A post, and what each of its lines is: of the file, or of what condensing would write."""

    path: str
    change: Change
    state: PostState
    verdicts: tuple[Verdict, ...]

    @property
    def is_written(self) -> bool:
        """Whether the post is there."""
        return self.change.old is not None

    @property
    def is_draft(self) -> bool:
        """Whether the editor holds it."""
        return bool(read_front_matter(self.change.old or "").get("draft"))

    @property
    def edited(self) -> int:
        """How many of its lines are the editor's."""
        return sum(it.origin in {Origin.EDITED, Origin.NEW} for it in self.verdicts)


@dataclass(frozen=True)
class LogReview:
    """A log, what became of it, and how many words of it went in and out.

    ``path`` is shown, without what may be a secret in it.
    ``scored`` are the units that could be published, ``chosen`` the indexes of those that are.
    """

    log: Log
    path: str
    state: LogState
    entry: Entry | None
    scored: tuple[Scored, ...]
    chosen: frozenset[int]
    held: tuple[Held, ...]
    words_in: int
    words_out: int


@dataclass(frozen=True)
class Review:
    """One session, reviewed."""

    update: Update
    posts: tuple[PostReview, ...]
    people: People
    config: Config

    @cached_property
    def logs(self) -> tuple[LogReview, ...]:
        """What became of each log, in the order of their paths."""
        return tuple(review_logs(self.update.session, self.people, self.config))


def read_review(project: Project, name: str, people: People) -> Review:
    """Return the review of a session; nothing is written.

    Raises LdblogError when something other than a log cannot be read.
    """
    update = plan_update(project, name, people)
    changes = [one for one in update.changes if (one.old, one.new) != (None, None)]
    posts = tuple(_review_post(project, update, change, people) for change in changes)
    return Review(update, posts, people, project.config)


def _review_post(project: Project, update: Update, change: Change, people: People) -> PostReview:
    post = next((post for post in update.posts if post.name == change.name), None)
    fresh = post.lines() if post else []
    text = read_base_text(project, change.name)
    before, _trouble = read_base(text)
    logs = sources_of(protect_session(update.session, people))
    if change.old is None:
        verdicts = verify_post([line.text for line in fresh], fresh, fresh, logs)
    else:
        edited = split_lines(change.old.removesuffix("\n"))
        fresh = keep_update(post, edited).lines() if post else []
        verdicts = verify_post(edited, before, fresh, logs)
    path = project.posts / change.name
    secret = lines_with(find_in_page(project, path, change.old or ""))
    named = find_names(sorted({it.source for it in verdicts}), project.config.secret_patterns)
    shown = tuple(
        _hide(it, it.source in named) if it.line in secret or it.source in named else it
        for it in verdicts
    )
    state = _post_state(change, has_base=text is not None)
    return PostReview(project.relative(path), change, state, shown)


def _hide(verdict: Verdict, is_from_secret: bool) -> Verdict:
    """Return a verdict that quotes nothing of its line, which holds a secret, or whose log does."""
    source = "" if is_from_secret else verdict.source
    return replace(verdict, text=HIDDEN_LINE, detail="a line with a secret", source=source)


def _post_state(change: Change, *, has_base: bool) -> PostState:
    if change.old is None:
        return PostState.DELETED if has_base else PostState.ABSENT
    if change.conflicts:
        return PostState.CONFLICT
    return PostState.BEHIND if change.is_change else PostState.CURRENT


def review_logs(session: Session, people: People, config: Config) -> list[LogReview]:
    """Return what became of each log of a session, in the order of their paths."""
    protected = protect_session(session, people)
    entries = make_entries(protected, people, config)
    by_path = {path: entry for entry in entries for path in entry.rewriters}
    return [
        _review_log(log, named, by_path.get(log.path), hide(log.path, config.secret_patterns))
        for log, named in zip(session.logs, protected.logs, strict=True)
    ]


def _review_log(log: Log, named: Log, entry: Entry | None, path: str) -> LogReview:
    published = publish(named)
    units = entry.units if entry else ()
    chosen = frozenset(unit.index for unit in units if unit.path == log.path)
    state = _log_state(log, chosen=bool(chosen))
    return LogReview(
        log=log,
        path=path,
        state=state,
        entry=entry,
        scored=tuple(score_units(published.units)),
        chosen=chosen,
        held=published.held,
        words_in=count_words(text_of(log.document)),
        words_out=count_words_from(log, _lines_of(entry, state)) if entry else 0,
    )


def _log_state(log: Log, *, chosen: bool) -> LogState:
    if log.is_held_back:
        return LogState.ERROR
    if log.meta.share == "internal":
        return LogState.INTERNAL
    if not has_words(log):
        return LogState.EMPTY
    if is_only_planned(log):
        return LogState.PLANNED
    if log.meta.form == "post":
        return LogState.ARTICLE
    return LogState.IN if chosen else LogState.NOTHING


def _lines_of(entry: Entry, state: LogState) -> list[Line]:
    """Return the lines that hold most of what is published of a log."""
    if state is LogState.ARTICLE:
        return [*entry.article[0], *entry.article[1]]
    return list(entry.lines)


def count_words_from(log: Log, lines: Sequence[Line]) -> int:
    """Return how many words of some lines came from a log."""
    name = log.path.rpartition("/")[2]
    own = [
        line.text if any(name == place[0] for place in find_places(line.source)) else ""
        for line in lines
    ]
    text = "\n".join(own)
    try:
        return count_words(text_of(parse(text)))
    except TooDeepError:
        return count_words(text)
