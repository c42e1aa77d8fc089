"""Logs as real ones are, in any number: those of a folder, their rare words changed.

Lengths, markup and front matter stay as they were written; no two texts are the same, so that
nothing is gained by remembering one.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "logs"
LOGS = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
FIRST_DAY = datetime.date(2015, 1, 1)
_WORD = re.compile(r"(?<![\w/.@&#`:<-])[a-z]{5,}(?![\w/.@:=>`-])")
_RARE = 5
_SHARE = re.compile(r"^(?:with|author|date):.*\n", re.MULTILINE)


def make_logs(blog: Path, sessions: int, people: int) -> int:
    """Write sessions of some people each, a week apart, and who they are; return how many logs."""
    texts = [path.read_text("utf-8", "replace") for path in sorted(LOGS.glob("*/*.md"))]
    spread = Counter(word for text in texts for word in {*_WORD.findall(text)})
    handles = [f"p{number:03}" for number in range(people * 5)]
    blog.mkdir(parents=True, exist_ok=True)
    (blog / "pyproject.toml").write_text("[tool.ldblog]\n", encoding="utf-8")
    for session in range(sessions):
        day = FIRST_DAY + datetime.timedelta(weeks=session)
        folder = blog / "content" / "logs" / day.isoformat()
        folder.mkdir(parents=True)
        for seat in range(people):
            number = session * people + seat
            text = _change(texts[number * 7 % len(texts)], number // len(texts), spread)
            handle = handles[(number * 3 + session) % len(handles)]
            (folder / f"{handle}.md").write_text(text, encoding="utf-8")
    names = "".join(f"{it}: {{name: {_name(number)}}}\n" for number, it in enumerate(handles))
    (blog / "content" / "people.yml").write_text(names, encoding="utf-8")
    return len([*(blog / "content" / "logs").glob("*/*.md")])


def _change(text: str, turn: int, spread: Counter[str]) -> str:
    """Return a log whose rare words are others each turn, and that names nobody."""
    ending = _letters(turn)
    text = _SHARE.sub("", text)
    return _WORD.sub(lambda it: it[0] + ending if spread[it[0]] < _RARE else it[0], text)


def _name(number: int) -> str:
    return f"Vor{_letters(number)} Nach{_letters(number * 7 + 3)}"


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)) if number else ""
