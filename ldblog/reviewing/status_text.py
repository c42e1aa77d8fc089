"""A session's status as lines for a terminal, and as JSON for other programs."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

from ldblog.diagnostics import printable
from ldblog.reviewing.review import LogState, PostState
from ldblog.reviewing.status import WHOLE_LOGS_HELD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.reviewing.review import PostReview
    from ldblog.reviewing.status import LogStatus, Missing, Status

MAX_NEEDS = 12
MAX_NAME = 28
WIDTH = 96
_LABEL = 13
_GAP = "  "


def render_status(status: Status) -> Iterator[str]:
    """Yield the lines that tell an editor how a session stands."""
    yield f"Learning Day {status.session}: {_count(len(status.logs), 'log')}"
    yield ""
    yield from _labelled("Posts", _table([_post_row(post) for post in status.posts]) or ["none"])
    yield from _labelled("Words", [_words(status.words_in, status.words_out)])
    if status.logs:
        yield ""
        rows = [["Logs", "", ">in", ">out", ">share", ""], *map(_log_row, status.logs)]
        yield from _table(rows)
    yield ""
    yield from _labelled("No log yet", _wrap([*map(_missing, status.missing), *_others(status)]))
    yield from _labelled("Held back", [*_wrap(_whole_logs(status)), *_wrap(_stretches(status))])
    yield ""
    yield from _needs(status)


def render_status_json(status: Status) -> str:
    """Return a status as one JSON object."""
    values = {
        "session": status.session,
        "posts": [
            {"path": it.path, "state": it.state, "edited": it.edited, "draft": it.is_draft}
            for it in status.posts
        ],
        "words": {"in": status.words_in, "out": status.words_out},
        "logs": [_log_values(log) for log in status.logs],
        "missing": [
            {"handle": it.person.handle, "name": it.person.name, "named_by": it.named_by}
            for it in status.missing
        ],
        "others": [person.handle for person in status.others],
        "held": status.held,
        "needs": [
            {"kind": it.kind.name.lower(), "path": it.path, "line": it.line, "message": it.message}
            for it in status.needs
        ],
        "hints": status.hints,
    }
    return json.dumps(_printable(values), ensure_ascii=False, indent=2)


def _log_values(log: LogStatus) -> dict[str, Any]:
    review = log.review
    return {
        "path": review.path,
        "handle": log.person.handle,
        "name": log.person.name,
        "appears": log.appears or "named",
        "state": review.state,
        "topic": review.entry.topic if review.entry else "",
        "words": {"in": review.words_in, "out": review.words_out},
        "held": [
            {"first_line": it.first_line, "last_line": it.last_line, "reason": it.reason}
            for it in review.held
        ],
    }


def _printable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return {printable(key): _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return printable(value) if isinstance(value, str) else value


def _post_row(post: PostReview) -> list[str]:
    said = [str(post.state)]
    if post.is_written and post.edited:
        said.append(f"{_count(post.edited, 'line')} by hand")
    if post.is_draft:
        said.append("held as a draft")
    elif post.state in {PostState.CURRENT, PostState.BEHIND}:
        said.append("public once merged")
    return [post.path, ", ".join(said)]


def _log_row(log: LogStatus) -> list[str]:
    review = log.review
    state = "" if review.state is LogState.IN else review.state
    remarks = ", ".join(filter(None, [state, log.appears]))
    words_out = f"{review.words_out:,}" if review.entry else "–"
    share = _share(review.words_in, review.words_out) if review.entry else "–"
    name = _shorten(log.person.name)
    return [f"  {review.log.handle}", name, f">{review.words_in:,}", f">{words_out}", f">{share}",
            remarks]  # fmt: skip


def _words(words_in: int, words_out: int) -> str:
    return f"{words_in:,} in, {words_out:,} out ({_share(words_in, words_out)})"


def _share(words_in: int, words_out: int) -> str:
    return f"{round(100 * words_out / words_in)} %" if words_in else "0 %"


def _missing(missing: Missing) -> str:
    by = f" (worked with {', '.join(missing.named_by)})" if missing.named_by else ""
    return f"{missing.person.name}{by}"


def _others(status: Status) -> list[str]:
    count = len(status.others)
    if not count:
        return []
    return [f"and {count} of people.yml who did not write lately" if status.missing
            else f"{count} of people.yml, who did not write lately"]  # fmt: skip


def _whole_logs(status: Status) -> list[str]:
    held = [log.review for log in status.logs if log.review.state in WHOLE_LOGS_HELD]
    return [f"{log.log.handle} ({log.state})" for log in held]


def _stretches(status: Status) -> list[str]:
    return [f"{count} × {reason}" for reason, count in status.held.items()]


def _needs(status: Status) -> Iterator[str]:
    if status.needs:
        yield "Needs your eye, most costly first"
    else:
        yield "Nothing needs your eye."
    for need in status.needs[:MAX_NEEDS]:
        yield f"  {need.path}:{need.line}: {need.message}"
    if len(status.needs) > MAX_NEEDS:
        yield f"  … and {len(status.needs) - MAX_NEEDS} more (--format json has all)"
    if status.hints:
        hints = _count(status.hints, "hint")
        yield f"{hints} for those who wrote the logs (`ldblog check content/logs/{status.session}`)"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _labelled(label: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines with a label at the first; none where there are no lines."""
    for number, line in enumerate(lines):
        yield f"{'' if number else label:<{_LABEL}}{line}"


def _wrap(parts: Sequence[str]) -> list[str]:
    """Return parts with commas between them, in lines of the terminal's usual width."""
    lines: list[str] = []
    for number, part in enumerate(parts, 1):
        text = part if number == len(parts) else f"{part},"
        if lines and measure(f"{lines[-1]} {text}") <= WIDTH - _LABEL:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
    return lines


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows in columns as wide as their widest cell; ``>`` first aligns it to the right."""
    widths = [max(measure(cell.removeprefix(">")) for cell in column) for column in zip(*rows)]  # noqa: B905
    return [
        _GAP.join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _pad(cell: str, width: int) -> str:
    text = cell.removeprefix(">")
    gap = " " * (width - measure(text))
    return gap + text if cell.startswith(">") else text + gap


def _shorten(name: str) -> str:
    if measure(name) <= MAX_NAME:
        return name
    while measure(name) >= MAX_NAME:
        name = name[:-1]
    return f"{name.rstrip()}…"


def measure(text: str) -> int:
    """Return how many columns of a terminal a text takes: East Asian letters take two."""
    return sum(_columns(mark) for mark in text)


def _columns(mark: str) -> int:
    if unicodedata.category(mark) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 1
