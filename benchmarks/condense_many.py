"""Print how fast many logs are condensed, beside the floor: reading, parsing and writing them.

    python benchmarks/condense_many.py [--sessions N] [--people N] [--runs N]

The sessions (default: 500 of 20 people, 10,000 logs) are made from real logs (generated.py). Each
run is a process of its own, as a user starts it, the contestants in turn; printed are medians.
The floor reads each log, parses its front matter and its Markdown with the same parsers, and
writes a file for it.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import write_blog

from ldblog.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
LDBLOG = [sys.executable, "-m", "ldblog"]
CONDENSE = [*LDBLOG, "condense", "--all"]
FLOOR = """
import sys
from pathlib import Path
from ldblog.reading.frontmatter import parse_front_matter
from ldblog.reading.yaml_values import YamlError
from ldblog.text.markdown import parse

for path in sorted(Path("content/logs").glob("*/*.md")):
    text = path.read_bytes().decode("utf-8", "replace")
    try:
        body = parse_front_matter(text).body
    except YamlError:
        body = text
    parse(body)
    target = Path(sys.argv[1], path.parent.name, path.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(body, encoding="utf-8")
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=500)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        blog = write_blog(Path(folder, "blog"), arguments.sessions, arguments.people)
        logs = arguments.sessions * arguments.people
        print(f"{logs} logs in {arguments.sessions} sessions, {arguments.runs} runs, medians")
        time_whole(blog, arguments.runs)
        time_changes(blog, arguments.runs * 3)
    time_help(arguments.runs * 3)


def time_whole(blog: Path, runs: int) -> None:
    times: dict[str, list[float]] = {"floor": [], "cold": [], "cold, one process": []}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as target:
            times["floor"].append(timed([sys.executable, "-c", FLOOR, target], blog))
        for name, jobs in (("cold, one process", ["--jobs", "1"]), ("cold", [])):
            for made in (blog / "content" / "base", blog / "content" / "site", blog / ".cache"):
                shutil.rmtree(made, ignore_errors=True)
            times[name].append(timed([*CONDENSE, *jobs], blog))
    floor = statistics.median(times["floor"])
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name:20}{middle:8.2f} s {middle / floor:8.2f} x the floor")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak of one process {peak:8.0f} MB")


def time_changes(blog: Path, runs: int) -> None:
    log = sorted(blog.glob("content/logs/*/*.md"))[-1]
    text = log.read_text(encoding="utf-8")
    times: dict[str, list[float]] = {"nothing changed": [], "one log changed": [], "check": []}
    # The files that were written last are too young to be known by their times.
    time.sleep(3)
    timed(CONDENSE, blog)
    for number in range(runs):
        times["nothing changed"].append(timed(CONDENSE, blog))
        more = f"\n\n- A lease matters, because {number} nodes can split the vote.\n"
        log.write_text(text + more, encoding="utf-8")
        times["one log changed"].append(timed(CONDENSE, blog))
        times["check"].append(timed([*LDBLOG, "check", str(log)], blog))
    for name, seconds in times.items():
        print(f"{name:20}{statistics.median(seconds):8.2f} s")


def time_help(runs: int) -> None:
    helped = ("", *COMMANDS)  # of the group itself, and of each
    floor, times = [], {name: list[float]() for name in helped}
    for _ in range(runs):
        floor.append(timed([sys.executable, "-c", "import click"], ROOT))
        for name in helped:
            times[name].append(timed([*LDBLOG, *filter(None, [name]), "--help"], ROOT))
    middles = {name: statistics.median(seconds) for name, seconds in times.items()}
    slowest = max(middles, key=lambda name: middles[name])
    least = statistics.median(floor)
    print(f"--help, slowest     {middles[slowest]:8.2f} s {middles[slowest] / least:8.2f} x click")


def timed(command: list[str], folder: Path) -> float:
    # Without its bytecode, Python would read the source each time, as no user's does.
    environment = {key: it for key, it in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
