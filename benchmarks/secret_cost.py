"""Print what share of `condense --all` goes into looking for secrets.

    python benchmarks/secret_cost.py [LOGS] [--runs N]

LOGS has the shape of content/logs (default: ../shared/corpus/logs beside the project, else the
project's own). The time is that spent in the search, the start of the engine included, in the
very run that is timed as a whole: in one process, from nothing.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from condense_corpus import CORPUS, ROOT, make_blog

RUN = """
import time
from click.testing import CliRunner
from ldblog.secrets import held_secrets
from ldblog.secrets import page_secrets
from ldblog.secrets import search as secrets
from ldblog.cli import main

spent = 0.0

def timed(find):
    def run(*arguments):
        global spent
        start = time.perf_counter()
        try:
            return find(*arguments)
        finally:
            spent += time.perf_counter() - start
    return run

held_secrets.find_secrets = page_secrets.find_secrets = timed(secrets.find_secrets)
start = time.perf_counter()
CliRunner().invoke(main, ["condense", "--all"])
print(spent, time.perf_counter() - start)
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("logs", nargs="?", type=Path, default=default)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    pairs = [time_once(arguments.logs) for _ in range(arguments.runs)]
    search, whole = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{arguments.runs} runs, medians: {search:.2f} s of {whole:.2f} s, {search / whole:.0%}")


def time_once(logs: Path) -> tuple[float, float]:
    """Return the seconds spent in the search, and those of the whole run."""
    with tempfile.TemporaryDirectory() as folder:
        blog = make_blog(Path(folder), logs)
        command = [sys.executable, "-c", RUN]
        done = subprocess.run(command, cwd=blog, capture_output=True, text=True, check=True)
    search, whole = done.stdout.split()
    return float(search), float(whole)


if __name__ == "__main__":
    main()
