"""Made-up sessions of a realistic size and shape, as many as are wanted.

    python benchmarks/generated.py FOLDER SESSIONS [--logs N]

Each log has the structure of a real one (of ../shared/corpus where it is there, else of the demo):
its headings, lists, code and sizes. From the second time that a log serves, its words are others
of the same vocabulary, so that no two sessions say the same. The same call makes the same bytes.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "logs"
PEOPLE = 24
LOGS = 5
_FIRST = datetime.date(2026, 1, 2)
_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
# What names a part, or is code, is left alone.
_KEPT = re.compile(r"\s*(?:#|```|~~~|\||\*\*)|.{0,30}:\s*$|\s{4,}\S")
_WORD = re.compile(r"(?<![\w/.@#`<&-])[a-z]{5,}(?![\w/.@`>;-]|://)")
# Beside the address that follows, one of these at random would be a secret that no log had.
_SECRETIVE = re.compile("passw|secret|token|credential")
_OUTCOMES = ("done", "done", "done", "partial", "failed")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("sessions", type=int)
    parser.add_argument("--logs", type=int, default=LOGS)
    arguments = parser.parse_args()
    write_blog(arguments.folder, arguments.sessions, arguments.logs)


def write_blog(root: Path, sessions: int, logs: int = LOGS) -> Path:
    """Write a blog with some sessions, a week apart, each with some logs; return its root."""
    (root / "content").mkdir(parents=True)
    (root / "pyproject.toml").write_text("[tool.ldblog]\n", encoding="utf-8")
    handles = [f"person{number:02}" for number in range(max(PEOPLE, logs))]
    people = [f"{it}:\n  name: {it.title()} Example{number}\n" for number, it in enumerate(handles)]
    (root / "content" / "people.yml").write_text("".join(people), encoding="utf-8")
    texts = make_logs(sessions * logs)
    for number in range(sessions):
        day = _FIRST + datetime.timedelta(weeks=number)
        folder = root / "content" / "logs" / day.isoformat()
        folder.mkdir(parents=True)
        for place in range(logs):
            handle = handles[(number * logs + place) % len(handles)]
            text = texts[number * logs + place]
            (folder / f"{handle}.md").write_text(text, encoding="utf-8")
    return root


def make_logs(wanted: int) -> list[str]:
    """Return the texts of some logs."""
    sources = read_sources()
    vocabulary = sorted(
        {word for text in sources for word in _WORD.findall(text) if not _SECRETIVE.search(word)}
    )
    order = random.Random(1)  # noqa: S311 - it is no secret
    found: list[str] = []
    for turn in count():
        for text in order.sample(sources, len(sources)):
            if len(found) == wanted:
                return found
            body = text if turn == 0 else reword(text, vocabulary, order)
            outcome = order.choice(_OUTCOMES)
            found.append(f"---\noutcome: {outcome}\ntags: [tag{turn % 40}]\n---\n{body}")
    return found


def read_sources() -> list[str]:
    """Return the bodies of the logs that others are made after."""
    folder = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    paths = sorted(path for path in folder.glob("*/*.md") if path.name != "session.md")
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    bodies = [_FRONT_MATTER.sub("", text.replace("\r\n", "\n")) for text in texts]
    return [body for body in bodies if len(body.split()) > 20]


def reword(text: str, vocabulary: list[str], order: random.Random) -> str:
    """Return a text with other words in its prose."""
    lines = text.split("\n")
    return "\n".join(
        line if _KEPT.match(line) else _WORD.sub(lambda _word: order.choice(vocabulary), line)
        for line in lines
    )


if __name__ == "__main__":
    main()
