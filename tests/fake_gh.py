"""Stands for ``gh``: answers as GitHub does from a file, and keeps every call in it.

Run as a program: the file is in the variable GH_FAKE.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, Any]

HUMAN: Row = {"user": {"type": "User"}, "author_association": "MEMBER"}
ROBOT: Row = {"user": {"type": "Bot"}, "author_association": "NONE"}
EMPTY: Row = {"issues": [], "comments": {}, "pulls": [], "calls": [], "refuse": [], "next": 1}


def number(state: Row) -> int:
    state["next"] += 1
    return int(state["next"]) - 1


def page(rows: list[Row], path: str) -> list[Row]:
    found = re.search(r"[?&]page=(\d+)", path)
    start = 100 * (int(found[1]) - 1) if found else 0
    return rows[start : start + 100]


def list_issues(state: Row, path: str) -> list[Row]:
    rows = [it for it in reversed(state["issues"]) if "state=all" in path or it["state"] == "open"]
    return page(rows, path)


def make_issue(state: Row, values: Row) -> Row:
    row = {**values, **ROBOT, "number": number(state), "state": "open"}
    state["issues"].append(row)
    return row


def make_comment(state: Row, path: str, values: Row) -> Row:
    row = {**values, **ROBOT, "id": number(state)}
    state["comments"].setdefault(path.split("/")[1], []).append(row)
    return row


def make_pull(state: Row, values: Row) -> Row:
    head = {"ref": values["head"], "sha": ""}
    row = {**values, "head": head, "number": number(state), "state": "open", "merged_at": None}
    state["pulls"].append(row)
    return row


def change(rows: list[Row], key: str, wanted: int, values: Row) -> Row:
    row = next(it for it in rows if it[key] == wanted)
    row.update(values)
    return row


def answer(state: Row, method: str, path: str, values: Row) -> Any:  # noqa: ANN401 - JSON
    plain, last = path.partition("?")[0], path.partition("?")[0].rpartition("/")[2]
    comments = [row for rows in state["comments"].values() for row in rows]
    ways: list[tuple[str, Callable[[], Any]]] = [
        ("GET issues", lambda: list_issues(state, path)),
        ("POST issues", lambda: make_issue(state, values)),
        (r"PATCH issues/\d+", lambda: change(state["issues"], "number", int(last), values)),
        (
            r"GET issues/\d+/comments",
            lambda: page(state["comments"].get(plain.split("/")[1], []), path),
        ),
        (r"POST issues/\d+/comments", lambda: make_comment(state, plain, values)),
        (r"PATCH issues/comments/\d+", lambda: change(comments, "id", int(last), values)),
        ("GET pulls", lambda: state["pulls"][::-1]),
        ("POST pulls", lambda: make_pull(state, values)),
        (r"PATCH pulls/\d+", lambda: change(state["pulls"], "number", int(last), values)),
        (r"POST pulls/\d+/requested_reviewers", dict),
        (r"POST actions/workflows/[\w.]+/dispatches", lambda: None),
    ]
    return next(way for known, way in ways if re.fullmatch(known, f"{method} {plain}"))()


def main() -> None:
    _api, _method, method, address, *rest = sys.argv[1:]
    path = address.removeprefix("repos/{owner}/{repo}/")
    values: Row = json.load(sys.stdin) if rest else {}
    file = Path(os.environ["GH_FAKE"])
    state = json.loads(file.read_text("utf-8"))
    state["calls"].append([method, path, values])
    refused = any(re.match(it, f"{method} {path}") for it in state["refuse"])
    said = None if refused else answer(state, method, path, values)
    file.write_text(json.dumps(state), "utf-8")
    if refused:
        sys.exit("gh: Resource not accessible by integration (HTTP 403)")
    if said is not None:
        sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
