"""Stands for ``gh``: answers as GitHub does from a file, and keeps every call in it.

Run as a program: the file is in the variable GH_FAKE.
"""

import json
import os
import re
import sys

HUMAN = {"user": {"type": "User"}, "author_association": "MEMBER"}
ROBOT = {"user": {"type": "Bot"}, "author_association": "NONE"}
EMPTY = {"issues": [], "comments": {}, "pulls": [], "calls": [], "refuse": [], "next": 1}


def number(state):
    state["next"] += 1
    return state["next"] - 1


def page(rows, path):
    found = re.search(r"[?&]page=(\d+)", path)
    start = 100 * (int(found[1]) - 1) if found else 0
    return rows[start : start + 100]


def list_issues(state, path):
    rows = [it for it in reversed(state["issues"]) if "state=all" in path or it["state"] == "open"]
    return page(rows, path)


def make_issue(state, _path, values):
    row = {**values, **ROBOT, "number": number(state), "state": "open"}
    state["issues"].append(row)
    return row


def make_comment(state, path, values):
    row = {**values, **ROBOT, "id": number(state)}
    state["comments"].setdefault(path.split("/")[1], []).append(row)
    return row


def make_pull(state, _path, values):
    head = {"ref": values["head"], "sha": os.environ.get("GH_FAKE_SHA", "")}
    row = {**values, "head": head, "number": number(state), "state": "open", "merged_at": None}
    state["pulls"].append(row)
    return row


def change(rows, key, wanted, values):
    row = next(it for it in rows if it[key] == wanted)
    row.update(values)
    return row


def answer(state, method, path, values):
    plain, last = path.partition("?")[0], path.partition("?")[0].rpartition("/")[2]
    comments = [row for rows in state["comments"].values() for row in rows]
    ways = [
        ("GET issues", lambda: list_issues(state, path)),
        ("POST issues", lambda: make_issue(state, path, values)),
        (r"PATCH issues/\d+", lambda: change(state["issues"], "number", int(last), values)),
        (r"GET issues/\d+/comments", lambda: page(state["comments"].get(plain.split("/")[1], []), path)),
        (r"POST issues/\d+/comments", lambda: make_comment(state, plain, values)),
        (r"PATCH issues/comments/\d+", lambda: change(comments, "id", int(last), values)),
        ("GET pulls", lambda: state["pulls"][::-1]),
        ("POST pulls", lambda: make_pull(state, path, values)),
        (r"PATCH pulls/\d+", lambda: change(state["pulls"], "number", int(last), values)),
        (r"POST pulls/\d+/requested_reviewers", dict),
        (r"POST actions/workflows/[\w.]+/dispatches", lambda: None),
    ]
    return next(way for known, way in ways if re.fullmatch(known, f"{method} {plain}"))()


def main():
    _api, _method, method, address, *rest = sys.argv[1:]
    path = address.removeprefix("repos/{owner}/{repo}/")
    values = json.load(sys.stdin) if rest else None
    with open(os.environ["GH_FAKE"], encoding="utf-8") as file:
        state = json.load(file)
    state["calls"].append([method, path, values])
    refused = any(re.match(it, f"{method} {path}") for it in state["refuse"])
    said = None if refused else answer(state, method, path, values)
    with open(os.environ["GH_FAKE"], "w", encoding="utf-8") as file:
        json.dump(state, file)
    if refused:
        sys.exit("gh: Resource not accessible by integration (HTTP 403)")
    if said is not None:
        print(json.dumps(said))


if __name__ == "__main__":
    main()
