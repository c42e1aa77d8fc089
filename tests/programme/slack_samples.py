"""A small workspace of Slack, as its export has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

ASHA, BO, JUN = "U0ASHA111", "U0BO11111", "U0JUN1111"
DAY = "2026-11-20"
# Nine in the morning in Berlin.
MORNING = 1795161600
PEOPLE = f"""\
asha:
  name: Asha Rao
  team: Platform
  slack: {ASHA}
bo:
  name: Bo Lin
  team: Data
  slack: {BO}
jun:
  name: Jun Farrowdeep
  appear: anonymous
  slack: {JUN}
"""
USERS = [
    {"id": ASHA, "name": "asha.r", "profile": {"real_name": "Asha R."}},
    {"id": BO, "name": "bo.l"},
    {"id": "U0GONE111", "name": "zoe", "profile": {"real_name": "Zoe Quill"}},
    {"id": "U0BOT1111", "name": "ci", "is_bot": True},
]
CHANNELS = [{"id": "C0LEARN11", "name": "learning"}]


def message(text: str, user: str = ASHA, minute: float = 0, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a message, so many minutes after nine."""
    moment = f"{MORNING + minute * 60:.6f}"
    return {"type": "message", "user": user, "text": text, "ts": moment, **more}


def at(minute: float) -> str:
    """Return the name of a moment, so many minutes after nine."""
    return f"{MORNING + minute * 60:.6f}"


def write_export(folder: Path, *messages: dict[str, Any], day: str = DAY) -> Path:
    """Write an export with one channel and the messages of a day; return its folder."""
    (folder / "learning").mkdir(parents=True, exist_ok=True)
    for name, content in {
        "users.json": USERS,
        "channels.json": CHANNELS,
        f"learning/{day}.json": list(messages),
    }.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def import_slack(blog: Blog, *messages: dict[str, Any]) -> Any:  # noqa: ANN401 - Click's result
    """Import messages into a blog whose people are known in Slack."""
    blog.write("content/people.yml", PEOPLE)
    export = write_export(blog.root.parent / "export", *messages)
    return blog.run("import", "slack", str(export), DAY, "--channel", "learning")
