"""Sessions to one page for their editor: each log on the left, what became of it on the right.

The page shows what is held back: it is internal. It is one file that runs nothing and fetches
nothing; whatever a log holds is text in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ldblog.reviewing.report_rows import Row, make_rows
from ldblog.reviewing.review import LogState
from ldblog.reviewing.status import WHOLE_LOGS_HELD
from ldblog.reviewing.verify import Origin, find_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ldblog.reviewing.review import PostReview
    from ldblog.reviewing.status import LogStatus, Status
    from ldblog.reviewing.verify import Verdict

TITLE = "<title>Internal: where each line comes from</title>"
"""What tells a report from another file."""

_TEMPLATES = Path(__file__).parent / "templates"
# What cannot be seen, or turns the order of what can be: shown by its number. Joiners stay,
# since emoji and Indic scripts need them.
_HIDDEN = re.compile(
    "[\0-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_HEADING = re.compile(r"#{2,3} ")


@dataclass(frozen=True)
class PostLine:
    """A line of a post; ``target`` is the line of the log that it came from."""

    anchor: str
    post: str
    number: int
    text: str
    origin: Origin
    said: str
    target: str = ""


@dataclass(frozen=True)
class LogPart:
    """A log's part of the page; ``rest`` are lines of the post that stand beside no line of it."""

    anchor: str
    status: LogStatus
    rows: Sequence[Row]
    beside: Mapping[int, Sequence[PostLine]]
    targets: Mapping[int, str]


@dataclass(frozen=True)
class SessionPart:
    """A session's part of the page."""

    anchor: str
    status: Status
    logs: Sequence[LogPart]
    others: Sequence[PostLine]
    counts: Mapping[str, int]


@dataclass
class _Places:
    """Where lines of posts stand: beside lines of logs, by file name and line, or nowhere."""

    beside: dict[tuple[str, int], list[PostLine]] = field(default_factory=dict)
    targets: dict[tuple[str, int], str] = field(default_factory=dict)
    others: list[PostLine] = field(default_factory=list)


def render_report(statuses: Sequence[Status]) -> str:
    """Return the page about some sessions, as HTML."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = show_hidden
    template = environment.get_template("report.html")
    sessions = [make_session_part(status) for status in statuses]
    return template.render(sessions=sessions, whole_logs_held=WHOLE_LOGS_HELD, in_post=LogState.IN)


def show_hidden(text: str) -> Markup:
    """Return a text as HTML that shows what else could not be seen, or would hide the rest."""
    parts: list[Markup] = []
    end = 0
    for found in _HIDDEN.finditer(text):
        code = Markup('<b class="code-point">U+{:04X}</b>').format(ord(found[0]))
        parts += [escape(text[end : found.start()]), code]
        end = found.end()
    return Markup().join([*parts, escape(text[end:])])


def make_session_part(status: Status) -> SessionPart:
    """Return a session's part of the page."""
    anchor = f"s{status.session}"
    files = {_file_name(log): f"{anchor}-l{n}" for n, log in enumerate(status.logs, 1)}
    places = _Places()
    for number, post in enumerate(status.posts, 1):
        _place_lines(post, f"{anchor}-p{number}", files, places)
    logs = [_log_part(files[_file_name(log)], log, places) for log in status.logs]
    origins = [it.origin for post in status.posts for it in post.verdicts if it.text.strip()]
    counts = {origin.value: origins.count(origin) for origin in Origin if origin in origins}
    return SessionPart(anchor, status, logs, places.others, counts)


def _file_name(log: LogStatus) -> str:
    return log.review.log.path.rpartition("/")[2]


def _log_part(anchor: str, log: LogStatus, places: _Places) -> LogPart:
    """Return a log's part; a line of a post stands beside the row that it came from."""
    name = _file_name(log)
    rows = make_rows(log.review)
    beside: dict[int, list[PostLine]] = {row.first: [] for row in rows}
    for row in rows:
        for number in range(row.first, row.last + 1):
            beside[row.first] += places.beside.pop((name, number), [])
    # The post is behind its logs: the line that it came from is not there any more.
    left = [key for key in places.beside if key[0] == name]
    for key in left:
        places.others += places.beside.pop(key)
    targets = {number: anchor for (file, number), anchor in places.targets.items() if file == name}
    return LogPart(anchor, log, rows, beside, targets)


def _place_lines(post: PostReview, anchor: str, files: Mapping[str, str], places: _Places) -> None:
    """Put each line of a post where it belongs: an editor's line after the one above it."""
    current: tuple[str, int] | None = None
    for verdict in post.verdicts:
        found = [place for place in find_places(verdict.source) if place[0] in files]
        if found:
            current = found[0][:2]
        elif not verdict.text.strip():
            continue
        elif verdict.origin in {Origin.COMPOSED, Origin.UNPROVED} or _HEADING.match(verdict.text):
            current = None
        target = f"{files[current[0]]}-{current[1]}" if current else ""
        line = _post_line(post, anchor, verdict, target)
        _keep(line, current, places)
        for name, first, last in found:
            for number in range(first, last + 1):
                places.targets.setdefault((name, number), line.anchor)


def _keep(line: PostLine, current: tuple[str, int] | None, places: _Places) -> None:
    if current is None:
        places.others.append(line)
    else:
        places.beside.setdefault(current, []).append(line)


def _post_line(post: PostReview, anchor: str, verdict: Verdict, target: str) -> PostLine:
    said = {
        Origin.LOG: f"from {verdict.source}",
        Origin.COMPOSED: "composed",
        Origin.EDITED: f"edited, was from {verdict.source}" if verdict.source else "edited",
        Origin.NEW: "new",
        Origin.UNPROVED: f"not proved: {verdict.detail}",
    }[verdict.origin]
    name = post.path.rpartition("/")[2]
    return PostLine(
        f"{anchor}-{verdict.line}", name, verdict.line, verdict.text, verdict.origin, said, target
    )
