"""The issue of a Learning Day: what is said of it, and who plans what, as a list to tick off.

It is also what the routine remembers a day by: an issue that is there was opened, and one that is
closed was published. Everything outside of the list is people's, once it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ldblog.programme.announcements import list_guidelines
from ldblog.programme.plans_text import by_team, count_plans
from ldblog.routine.github import ask_github, is_ours, list_github, put_comment
from ldblog.routine.quoting import quote_line

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from pathlib import Path

    from ldblog.pages.words import Words
    from ldblog.programme.plans import Plans

REMINDED = "<!-- ldblog:reminded -->"
PUBLISHED = "<!-- ldblog:published -->"
_OPENED = re.compile(r"<!-- ldblog:day (\d{4}-\d{2}-\d{2}) -->")
_START, _END = "<!-- ldblog:plans -->", "<!-- /ldblog:plans -->"
_LIST = re.compile(f"{_START}.*?{_END}", re.DOTALL)
_TICKED = re.compile(r"^- \[[xX]\] (.*?)\r?$", re.MULTILINE)
_REMINDER = (
    "What became of your plans? Three lines are a log: what you learned and why it matters, what "
    "did not work, a link. If something urgent ate the day, write that; it counts. If you are "
    "off, never mind."
)


def render_issue(day: datetime.date, theme: str, plans: Plans, words: Words) -> str:
    """Return the text of a day's issue."""
    about = f"**{words.say('opening.theme')}**: {quote_line(theme)}\n\n" if theme else ""
    guidelines = "\n".join(f"- {line}" for line in list_guidelines(words))
    return f"{_mark(day.isoformat())}\n{about}{guidelines}\n\n{_render_list(plans)}\n"


def renew_issue(text: str, plans: Plans) -> str:
    """Return an issue's text with the list of plans as it is now; what is ticked off stays so."""
    text = text.replace("\r\n", "\n")
    found = _LIST.search(text)
    if found is None:
        return text
    ticked = {*_TICKED.findall(found[0])}
    lines = [
        f"- [x] {line.removeprefix('- [ ] ')}" if line.removeprefix("- [ ] ") in ticked else line
        for line in _render_list(plans).split("\n")
    ]
    return text[: found.start()] + "\n".join(lines) + text[found.end() :]


def open_issue(folder: Path, day: datetime.date, theme: str, plans: Plans, words: Words) -> str:
    """Write the issue of a day, or bring its plans up to date; return what was done, or nothing.

    Raises LdblogError where GitHub refuses.
    """
    old = _find_issue(folder, day.isoformat())
    if old is None:
        title = words.say("opening.title", day=words.day(day))
        values = {"title": title, "body": render_issue(day, theme, plans, words)}
        ask_github(folder, "issues", "POST", values)
        return "opened"
    body = renew_issue(old["body"], plans)
    if body == old["body"].replace("\r\n", "\n"):
        return ""
    ask_github(folder, f"issues/{old['number']}", "PATCH", {"body": body})
    return "brought up to date"


def note_reminder(folder: Path, day: str) -> bool | None:
    """Write into the issue of a day that logs are welcome; return whether it is new.

    None where the day has no issue. Raises LdblogError where GitHub refuses.
    """
    issue = _find_issue(folder, day)
    if issue is None:
        return None
    return bool(put_comment(folder, issue["number"], REMINDED, _REMINDER))


def find_open_days(folder: Path) -> dict[str, int]:
    """Return the sessions whose issue is open, with its number: they are not published yet.

    Raises LdblogError where GitHub refuses.
    """
    return {
        day: issue["number"]
        for issue in list_github(folder, "issues?state=open")
        for day in [_find_day(issue)]
        if day
    }


def close_issue(folder: Path, number: int, address: str) -> None:
    """Write into a day's issue where its post is, and close it.

    Raises LdblogError where GitHub refuses.
    """
    put_comment(folder, number, PUBLISHED, f"It is published: {address}")
    ask_github(folder, f"issues/{number}", "PATCH", {"state": "closed"})


def _mark(day: str) -> str:
    return f"<!-- ldblog:day {day} -->"


def _find_issue(folder: Path, day: str) -> dict[str, Any] | None:
    rows = list_github(folder, "issues?state=all")
    return next((row for row in rows if _find_day(row) == day), None)


def _find_day(issue: dict[str, Any]) -> str:
    """Return the day that an issue is about; nothing for any other, and for a pull request."""
    found = _OPENED.match(str(issue["body"] or ""))
    is_day = found and "pull_request" not in issue and is_ours(issue, found[0])
    return found[1] if found and is_day else ""


def _render_list(plans: Plans) -> str:
    return "\n".join([_START, *_list_plans(plans), _END])


def _list_plans(plans: Plans) -> Iterator[str]:
    count = count_plans(plans)
    yield f"### {count[0].upper()}{count[1:]}"
    yield ""
    for team, members in by_team(plans.shown):
        yield f"**{quote_line(team)}**"
        yield ""
        for plan in members:
            yield f"- [ ] **{quote_line(plan.person.name)}**: {quote_line(plan.text)}"
        yield ""
    yield "`ldblog plan` adds yours."
