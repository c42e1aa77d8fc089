"""The pull request of a session: its editor's page in brief, written once and kept up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ldblog.composing import phrases
from ldblog.errors import LdblogError
from ldblog.reviewing.status_text import render_status
from ldblog.routine.branch import MAIN, name_branch
from ldblog.routine.github import ask_github
from ldblog.routine.quoting import fence

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from ldblog.reviewing.status import Status

_WORKFLOW = "ci.yml"


class PullRequest(NamedTuple):
    """A pull request; ``head`` is the commit that it is about."""

    number: int
    is_open: bool
    is_merged: bool
    head: str
    body: str


def render_body(status: Status) -> str:
    """Return what an editor reads of a session before they look at the post."""
    posts = "\n".join(f"- `{post.path}`" for post in status.posts if post.change.new is not None)
    return "\n\n".join(
        [
            "The logs of the day, condensed. Please look at what needs your eye, edit the post on "
            "this branch as you like, and merge: **merging publishes it**.",
            posts,
            fence("\n".join(render_status(status))),
            "- The finished site is the artifact `site` of the check *Build the site*, below.\n"
            "- A late log joins by itself, on top of your edits.\n"
            "- `draft: true` in the front matter holds the post back.\n"
            f"- `ldblog verify {status.session} --report report.html` shows where each line is "
            "from.\n",
        ]
    )


def find_pull_request(folder: Path, session: str) -> PullRequest | None:
    """Return the newest pull request of a session's branch, an open one first.

    Raises LdblogError where GitHub refuses.
    """
    branch = name_branch(session)
    path = f"pulls?state=all&head={{owner}}:{branch}&base={MAIN}&sort=created&direction=desc"
    found = [_read(row) for row in ask_github(folder, path) if row["head"]["ref"] == branch]
    return next((one for one in found if one.is_open), found[0] if found else None)


def put_pull_request(
    folder: Path, session: datetime.date, body: str, old: PullRequest | None
) -> PullRequest | None:
    """Open the pull request of a session, or change its text; return the one that is new.

    Raises LdblogError where GitHub refuses.
    """
    if old is not None and old.is_open:
        if old.body.replace("\r\n", "\n").strip() != body.strip():
            ask_github(folder, f"pulls/{old.number}", "PATCH", {"body": body})
        return None
    values = {
        "title": f"Learning Day of {phrases.long_date(session)}",
        "head": name_branch(session.isoformat()),
        "base": MAIN,
        "body": body,
    }
    return _read(ask_github(folder, "pulls", "POST", values))


def ask_reviewer(folder: Path, number: int, account: str) -> str:
    """Ask somebody to review; return why GitHub refuses, or nothing: it is no reason to stop."""
    try:
        path = f"pulls/{number}/requested_reviewers"
        ask_github(folder, path, "POST", {"reviewers": [account]})
    except LdblogError as error:
        return str(error)
    return ""


def start_checks(folder: Path, session: str) -> str:
    """Start the checks of a branch; return why GitHub refuses, or nothing.

    What a workflow pushes starts none, so that no two can go round in circles for ever.
    """
    try:
        path = f"actions/workflows/{_WORKFLOW}/dispatches"
        ask_github(folder, path, "POST", {"ref": name_branch(session)})
    except LdblogError as error:
        return str(error)
    return ""


def _read(row: dict[str, Any]) -> PullRequest:
    return PullRequest(
        number=row["number"],
        is_open=row["state"] == "open",
        is_merged=bool(row.get("merged_at")),
        head=row["head"]["sha"],
        body=row["body"] or "",
    )
