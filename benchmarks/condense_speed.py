"""Print how fast units are scored and selected: beside parsing, and beside sumy's LexRank.

    python benchmarks/condense_speed.py [LOGS] [--runs N]

LOGS has the shape of content/logs (default: ../shared/corpus/logs beside the project, else the
project's own). The contestants run in turn on the same logs; printed are medians.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baselines import Ranking, find_summarisers

from ldblog.logs import Log, parse_log
from ldblog.privacy import publish
from ldblog.scoring import score_units
from ldblog.select import select_units

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "logs"
WORDS = 180


def main() -> None:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("logs", nargs="?", type=Path, default=default)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    raws = [path.read_bytes() for path in sorted(arguments.logs.glob("*/*.md"))]
    lexrank = find_summarisers().get("LexRank")
    times: dict[str, list[float]] = {}
    for _ in range(arguments.runs):
        for name, seconds in run_once(raws, lexrank).items():
            times.setdefault(name, []).append(seconds)
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(f"{len(raws)} logs, {arguments.runs} runs, medians")
    for name, seconds in medians.items():
        print(
            f"{name:10}{seconds * 1000:9.0f} ms {seconds / medians['selecting']:8.2f} x selecting"
        )
    print(f"selecting is {medians['selecting'] / medians['parsing']:.2f} x parsing")


def run_once(raws: list[bytes], lexrank: Ranking | None) -> dict[str, float]:
    """Return the seconds that each takes, log by log; nothing is kept from one to the next."""
    seconds = {"parsing": 0.0, "selecting": 0.0}
    for raw in raws:
        spent, log = timed(lambda raw=raw: parse(raw))  # type: ignore[misc]
        seconds["parsing"] += spent
        units = publish(log).units
        spent, _ = timed(lambda units=units: select_units(score_units(units), WORDS))  # type: ignore[misc]
        seconds["selecting"] += spent
        if lexrank and units:
            texts = [unit.text for unit in units]
            spent, _ = timed(lambda texts=texts: lexrank(texts))  # type: ignore[misc]
            seconds["LexRank"] = seconds.get("LexRank", 0.0) + spent
    return seconds


def parse(raw: bytes) -> Log:
    return parse_log("2000-01-01", "someone", "someone.md", raw)


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
