"""Reports that Geekbot collected, as JSON or CSV: a question is a heading, its answer a piece.

Heads of a CSV are known by name; any other column is a question.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ldblog.errors import LdblogError
from ldblog.programme.imported import Piece
from ldblog.programme.slack_export import parse_json
from ldblog.programme.slack_markdown import render_markup
from ldblog.reading.parts import Part, part_of
from ldblog.text.inline import escape_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ldblog.programme.slack_names import Names

_MEMBER = ("slack id", "user id", "member id", "username", "user", "member", "participant", "name")
_DATE = (
    "timestamp",
    "date",
    "datetime",
    "time",
    "day",
    "reported at",
    "submitted at",
    "created at",
)
_OTHER = frozenset(
    {"id", "report id", "standup", "standup id", "standup name", "channel", "team", "email", "role"}
    | {"real name", "full name", "timezone", "time zone", "status", "question id", "link"}
)
_SHAPES = ("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%d.%m.%Y", "%Y/%m/%d")
_DIGITS = re.compile(r"\d{9,11}(?:\.\d+)?", re.ASCII)
# What Geekbot asks where nobody wrote other questions. In doubt, an answer is not published.
_ASKS = (
    (Part.FEEDBACK, re.compile(r"\b(?:feel(?:ing)?|mood|happy|energy|rate|stress\w*)\b")),
    (Part.PLAN, re.compile(r"\b(?:plan\w*|will you|going to|intend|want to)\b")),
    (Part.FEEDBACK, re.compile(r"\bwent (?:well|badly)|\bimprove\w*|\bbetter\b|\bfeedback\b")),
    (Part.FAILED, re.compile(r"\bblock\w*|\bobstacle\w*|\bstuck\b|\b(?:did not|didn't) work")),
    (Part.LEARNED, re.compile(r"\blearn(?:t|ed|ing)?\b|\btakeaways?\b")),
    (Part.NEXT, re.compile(r"\bnext\b|\btomorrow\b")),
)
_HEADINGS = {
    Part.FEEDBACK: "Feedback: ",
    Part.PLAN: "Plan: ",
    Part.NEXT: "Next: ",
    Part.FAILED: "Did not work",
    Part.LEARNED: "Learned",
}


@dataclass(frozen=True)
class Report:
    """What one person answered: who, in words or by Slack's ID, when, and to which questions."""

    member: str
    day: datetime.date
    answers: tuple[tuple[str, str], ...]
    name: str = ""


@dataclass
class Reports:
    """The reports of a file, and how many others there were."""

    reports: list[Report] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def parse_reports(path: str, raw: bytes, time_zone: str) -> Reports:
    """Return the reports in the bytes of a file, JSON or CSV by what it holds.

    Raises LdblogError for a file that is neither, or has a row without a date.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LdblogError(f"{path}: not UTF-8 at byte {error.start}: export it again") from error
    zone = ZoneInfo(time_zone)
    if text.lstrip()[:1] in {"[", "{"}:
        return _parse_json(path, text, zone)
    return _parse_csv(path, text, zone)


def _parse_json(path: str, text: str, zone: ZoneInfo) -> Reports:
    found = Reports()
    if text.lstrip().startswith("{"):
        # The second version of its interface wraps the list.
        text = _unwrap(path, text)
    for one in parse_json(path, text.encode()):
        user = _user_of(one.get("member"))
        day = _read_day(one.get("timestamp") or one.get("created_at"), zone)
        if not user or one.get("is_anonymous"):
            found.skipped["anonymous"] += 1
        elif day is None:
            raise LdblogError(f"{path}: report {one.get('id')} has no timestamp: export it again")
        else:
            answers = tuple(_answers(one.get("questions")))
            found.reports.append(Report(user, day, answers, str(one.get("id") or "")))
    return found


def _unwrap(path: str, text: str) -> str:
    import json  # noqa: PLC0415 - for one shape of the file alone

    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LdblogError(f"{path} is no JSON: export it again") from error
    inner = next((found[key] for key in ("data", "reports") if key in found), None)
    return json.dumps(inner)


def _user_of(member: Any) -> str:  # noqa: ANN401
    given = member if isinstance(member, dict) else {}
    return str(given.get("id") or given.get("username") or "")


def _is_map(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, dict)


def _answers(questions: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for one in questions if isinstance(questions, list) else ():
        question = one.get("question") if _is_map(one) else None
        asked = question.get("text") if isinstance(question, dict) else question
        answer = one.get("answer") if _is_map(one) else None
        if isinstance(asked, str) and isinstance(answer, str) and answer.strip():
            yield asked, answer


def _parse_csv(path: str, text: str, zone: ZoneInfo) -> Reports:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise LdblogError(f"{path}: no readable CSV ({error}): export it again") from error
    heads = [_fold(head) for head in rows[0]] if rows else []
    who = next((heads.index(head) for head in _MEMBER if head in heads), None)
    when = next((heads.index(head) for head in _DATE if head in heads), None)
    if who is None or when is None:
        raise LdblogError(
            f"{path}: it needs a column for the member (such as {_MEMBER[0]} or {_MEMBER[3]}) and "
            f"one for the date (such as {_DATE[1]}); it has: {', '.join(rows[0] if rows else ())}"
        )
    found = Reports()
    for number, row in enumerate(rows[1:], 2):
        cells = [*row, *[""] * (len(heads) - len(row))]
        if any(cell.strip() for cell in cells):
            day = _read_day(cells[when], zone)
            if day is None:
                raise LdblogError(
                    f"{path}: row {number}: no date such as 2026-11-20 in {heads[when]}"
                )
            answers = tuple(_pairs(rows[0], cells, {who, when}))
            found.reports.append(Report(cells[who].strip(), day, answers))
    return found


def _pairs(
    heads: Sequence[str], cells: Sequence[str], known: set[int]
) -> Iterator[tuple[str, str]]:
    """Yield questions with answers: each in a column of its own, or both in two columns."""
    folded = [_fold(head) for head in heads]
    if "question" in folded and "answer" in folded:
        known = set(range(len(heads)))
        yield cells[folded.index("question")], cells[folded.index("answer")]
    for at, head in enumerate(folded):
        if at not in known and head not in _OTHER and head not in (*_MEMBER, *_DATE):
            yield heads[at], cells[at]


def _fold(head: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", head.lower()).split())


def _read_day(value: Any, zone: ZoneInfo) -> datetime.date | None:  # noqa: ANN401
    text = str(value).strip() if isinstance(value, str | int | float) else ""
    try:
        if _DIGITS.fullmatch(text):
            return datetime.datetime.fromtimestamp(float(text), zone).date()
        moment = datetime.datetime.fromisoformat(text)
        return (moment.astimezone(zone) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        pass
    for shape in _SHAPES:
        try:
            return datetime.datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None


def make_pieces(
    reports: Iterable[Report], handles: Mapping[str, str], names: Names
) -> Iterator[Piece]:
    """Yield the pieces of logs that reports become, of those who have a handle."""
    seen: Counter[str] = Counter()
    for report in reports:
        handle = handles.get(report.member)
        for question, answer in report.answers if handle else ():
            text = render_markup(answer, names)
            if handle and text:
                # A file without names for its reports has one a person and day.
                report_name = report.name or f"{handle}:{report.day}"
                key = hashlib.sha256(_fold(question).encode()).hexdigest()[:12]
                heading = f"## {make_heading(question)}"
                name = f"geekbot:{report_name}:{key}"
                seen[name] += 1
                again = f":{seen[name]}" if seen[name] > 1 else ""
                yield Piece(name + again, handle, f"{heading}\n\n{text}")


def make_heading(question: str) -> str:
    """Return a question as the heading of its answer, which says what part of a log that is."""
    asked = " ".join(question.split())
    if part_of(asked) is not None:
        return escape_text(asked)
    key = asked.lower().replace("’", "'")
    part = next((part for part, words in _ASKS if words.search(key)), None)
    head = _HEADINGS.get(part, "") if part is not None else ""
    return f"{head}{escape_text(asked)}" if head.endswith(": ") else head or escape_text(asked)
