"""Print how long `ldblog plans` takes for the largest session of a folder of real logs.

    python benchmarks/plans_speed.py [LOGS] [--runs N]

LOGS has the shape of content/logs (default: ../shared/corpus/logs beside the project, else made-up
sessions of thirty logs each). Each log that has no plan gets its own first words as one, so that
everybody plans. Each run is a process of its own, as a user starts it.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import write_blog

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "logs"
SESSIONS, LOGS = 8, 30
_PLAN_WORDS = 20


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("logs", nargs="?", type=Path, default=CORPUS if CORPUS.is_dir() else None)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = make_blog(Path(folder) / "blog", arguments.logs)
        sessions = sorted((root / "content" / "logs").iterdir())
        # The last ones have others before them, which are read, too.
        largest = max(sessions[-SESSIONS:], key=lambda it: len(list(it.glob("*.md"))))
        for path in largest.glob("*.md"):
            add_plan(path)
        logs = len(list(largest.glob("*.md")))
        cold = time_plans(root, largest.name)
        again = [time_plans(root, largest.name) for _run in range(arguments.runs)]
    print(f"{logs} plans, {len(sessions)} sessions, {arguments.runs} runs, medians")
    for name, runs in (("the first time", [cold]), ("again", again)):
        wall, spent = (statistics.median(times) for times in zip(*runs, strict=True))
        print(f"{name:15}{wall:6.2f} s, of which {spent:5.2f} s of processor time")


def make_blog(root: Path, logs: Path | None) -> Path:
    if logs is None:
        return write_blog(root, SESSIONS, LOGS)
    shutil.copytree(logs, root / "content" / "logs")
    (root / "pyproject.toml").write_text("[tool.ldblog]\n", encoding="utf-8")
    return root


def add_plan(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    words = re.findall(r"[\w'-]+", re.sub(r"\A---\n.*?^---\n", "", text, flags=re.S | re.M))
    path.write_text(f"{text}\n\n## Plan\n\n{' '.join(words[:_PLAN_WORDS])}.\n", encoding="utf-8")


def time_plans(root: Path, session: str) -> tuple[float, float]:
    """Return the seconds that a run takes, and those of a processor."""
    command = [sys.executable, "-m", "ldblog", "plans", session]
    start, spent = time.perf_counter(), measure_children()
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, env={**os.environ})
    return time.perf_counter() - start, measure_children() - spent


def measure_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
