"""Print how fast a folder of real logs is read and condensed, cold and again, and the memory.

    python benchmarks/condense_corpus.py [LOGS] [--runs N]

LOGS has the shape of content/logs (default: ../shared/corpus/logs beside the project, else the
project's own). Each run is a process of its own, as a user starts it, on a fresh project in a
temporary folder.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ldblog.checking import check_session
from ldblog.composing.condense import make_entries
from ldblog.config import find_project
from ldblog.days import find_sessions
from ldblog.privacy.publish import publish
from ldblog.sessions import read_people, read_session

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "logs"
LDBLOG = [sys.executable, "-m", "ldblog"]


def main() -> None:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("logs", nargs="?", type=Path, default=default)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        blog = make_blog(Path(folder), arguments.logs)
        units, tracebacks, dropped = count(blog)
        cold, again = time_condensing(blog, arguments.runs)
    logs = len(list(arguments.logs.glob("*/*.md")))
    sessions = len(list(arguments.logs.iterdir()))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{logs} logs in {sessions} sessions, {units} units, {arguments.runs} runs, medians")
    print(f"condense --all, cold    {cold:6.2f} s   {units / cold:8.0f} units/s")
    print(f"condense --all, again   {again:6.2f} s   {again / cold:8.2f} x the first")
    print(f"peak memory             {peak:6.0f} MB")
    print(f"tracebacks              {tracebacks:6}")
    print(f"dropped in silence      {dropped:6}")
    time_help()


def make_blog(folder: Path, logs: Path) -> Path:
    (folder / "pyproject.toml").write_text("[tool.ldblog]\n", encoding="utf-8")
    shutil.copytree(logs, folder / "content" / "logs")
    return folder


def count(blog: Path) -> tuple[int, int, int]:
    """Return the units that may be published, tracebacks, and logs dropped with no diagnostic.

    A log is dropped when it is in no entry of its session and nothing says why: no diagnostic
    that holds it back or finds nothing in it (LD033), and no share: internal.
    """
    project = find_project(blog)
    people = read_people(project)
    units = dropped = 0
    for name in find_sessions(project):
        session = read_session(project, name, people)
        entries = make_entries(session, people, project.config)
        shown = {path for entry in entries for path in entry.rewriters}
        told = {one.path for one in check_session(session) if one.code == "LD033"}
        for log in session.logs:
            units += len(publish(log).units)
            held = log.is_held_back or log.meta.share == "internal"
            dropped += log.path not in shown and not held and log.path not in told
    output = run([*LDBLOG, "condense", "--all", "--check"], blog)
    return units, output.count("Traceback"), dropped


def time_condensing(blog: Path, runs: int) -> tuple[float, float]:
    cold, again = [], []
    for _ in range(runs):
        for made in (blog / "content" / "base", blog / "content" / "site", blog / ".cache"):
            shutil.rmtree(made, ignore_errors=True)
        cold.append(timed([*LDBLOG, "condense", "--all"], blog))
        again.append(timed([*LDBLOG, "condense", "--all"], blog))
    return statistics.median(cold), statistics.median(again)


def time_help(runs: int = 20) -> None:
    """Print the start of the command line beside its floor, the two in turn."""
    script = Path(sys.executable).parent / "ldblog"
    command = [str(script), "--help"] if script.exists() else [*LDBLOG, "--help"]
    floor = [sys.executable, "-c", "import click"]
    pairs = [(timed(command, ROOT), timed(floor, ROOT)) for _ in range(runs)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"ldblog --help           {ours * 1000:6.0f} ms  {ours / theirs:8.2f} x `import click`")


def timed(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    run(command, folder)
    return time.perf_counter() - start


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


if __name__ == "__main__":
    main()
