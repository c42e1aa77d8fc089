"""Print how long others take to make one page of the same fragments: the logs of a day.

    python benchmarks/condense_peers.py [--logs N] [--runs N]

scriv and towncrier join fragments as they are; LexRank (sumy) chooses the best sentences of
each log. All are processes of their own, in turn, each from nothing; medians, ratios. What is not
installed (``pip install scriv towncrier sumy``; their commands on the path) is left out.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from condense_many import CONDENSE, timed
from generated import write_blog

if TYPE_CHECKING:
    from collections.abc import Callable

LEXRANK = """
import re, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from baselines import find_summarisers
rank = find_summarisers()["LexRank"]
for path in sorted(Path("logs").glob("*.md")):
    sentences = re.split(r"(?<=[.!?])\\s+|\\n\\n", path.read_text("utf-8"))
    found = sorted(zip(rank(sentences), sentences), reverse=True)[:12]
    path.with_suffix(".txt").write_text("\\n".join(it for _rating, it in found), "utf-8")
"""
_TOWNCRIER = """\
[tool.towncrier]
directory = "logs"
filename = "NEWS.md"
name = "days"
version = "1"
title_format = "## {version}"
[[tool.towncrier.type]]
directory = "feature"
name = "Learned"
showcontent = true
"""
_SCRIV = (
    "[tool.scriv]\nformat = 'md'\nfragment_directory = 'logs'\nversion = '1'\ncategories = []\n"
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--logs", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        blog = write_blog(Path(folder, "blog"), 1, arguments.logs)
        contestants = {"ldblog": condense(blog), **make_peers(blog, Path(folder))}
        times: dict[str, list[float]] = {name: [] for name in contestants}
        for _ in range(arguments.runs):
            for name, run in contestants.items():
                times[name].append(run())
    ours = statistics.median(times["ldblog"])
    print(f"{arguments.logs} logs of one day, {arguments.runs} runs, medians")
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name:12}{middle:8.2f} s {middle / ours:8.2f} x ours")


def condense(blog: Path) -> Callable[[], float]:
    def run() -> float:
        for made in ("content/base", "content/site", ".cache"):
            shutil.rmtree(blog / made, ignore_errors=True)
        return timed(CONDENSE, blog)

    return run


def make_peers(blog: Path, folder: Path) -> dict[str, Callable[[], float]]:
    """Return what runs each peer that is installed over a fresh copy of the logs."""
    logs = sorted(blog.glob("content/logs/*/*.md"))
    towncrier, scriv = shutil.which("towncrier"), shutil.which("scriv")
    commands = {
        "towncrier": (towncrier, ["build", "--yes"], "towncrier.toml", _TOWNCRIER, ".feature.md"),
        "scriv": (scriv, ["collect", "--title", "x"], "pyproject.toml", _SCRIV, ".md"),
    }
    made: dict[str, Callable[[], float]] = {}
    for name, (command, options, file, settings, ending) in commands.items():
        if command is None:
            print(f"{name} is not installed, and left out")
            continue
        made[name] = _runner([command, *options], folder / name, {file: settings}, logs, ending)
    if find_spec("sumy") is None:
        print("sumy is not installed, and LexRank left out")
    else:
        made["LexRank"] = _runner(
            [sys.executable, "-c", LEXRANK, str(Path(__file__).parent)],
            folder / "lexrank",
            {},
            logs,
            ".md",
        )
    return made


def _runner(
    command: list[str], folder: Path, settings: dict[str, str], logs: list[Path], ending: str
) -> Callable[[], float]:
    def run() -> float:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "logs").mkdir(parents=True)
        for file, text in settings.items():
            (folder / file).write_text(text, encoding="utf-8")
        for number, log in enumerate(logs):
            shutil.copy(log, folder / "logs" / f"{number}{ending}")
        return timed(command, folder)

    return run


if __name__ == "__main__":
    main()
