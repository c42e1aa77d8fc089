"""Print how fast units are scored and selected: beside parsing, and beside sumy's LexRank.

    python benchmarks/condense_speed.py [LOGS] [--labels FOLDER] [--runs N]

LOGS has the shape of content/logs (default: ../shared/corpus/logs beside the project, else the
project's own); FOLDER has labelled entries, as for condense_quality.py (default: ../shared/labels,
where it is there). The contestants run in turn on the same logs; printed are medians.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baselines import Ranking, find_summarisers
from labelled import read_files

from ldblog.privacy.publish import publish
from ldblog.reading.logs import Log, parse_log
from ldblog.reading.units import split_units
from ldblog.selecting.scoring import score_units
from ldblog.selecting.select import select_units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ldblog.reading.units import Unit

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CORPUS, LABELS = SHARED / "corpus" / "logs", SHARED / "labels"
WORDS = 180


def main() -> None:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("logs", nargs="?", type=Path, default=default)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    lexrank = find_summarisers().get("LexRank")
    raws = [path.read_bytes() for path in sorted(arguments.logs.glob("*/*.md"))]
    print_medians("logs", raws, lexrank, arguments.runs, lambda log: publish(log).units)
    if arguments.labels.is_dir():
        raws = [path.read_bytes() for path in read_files(arguments.labels)]
        # Everything in them was labelled, what we never publish too.
        print_medians("labelled", raws, lexrank, arguments.runs, units_of)


def units_of(log: Log) -> list[Unit]:
    return split_units(log.path, log.sections)


def print_medians(
    name: str,
    raws: Sequence[bytes],
    lexrank: Ranking | None,
    runs: int,
    find_units: Callable[[Log], Sequence[Unit]],
) -> None:
    times: dict[str, list[float]] = {}
    for _ in range(runs):
        for contestant, seconds in run_once(raws, lexrank, find_units).items():
            times.setdefault(contestant, []).append(seconds)
    medians = {contestant: statistics.median(found) for contestant, found in times.items()}
    print(f"{len(raws)} {name}, {runs} runs, medians")
    for contestant, seconds in medians.items():
        ratio = seconds / medians["selecting"]
        print(f"{contestant:10}{seconds * 1000:9.0f} ms {ratio:8.2f} x selecting")
    print(f"selecting is {medians['selecting'] / medians['parsing']:.2f} x parsing")


def run_once(
    raws: Sequence[bytes], lexrank: Ranking | None, find_units: Callable[[Log], Sequence[Unit]]
) -> dict[str, float]:
    """Return the seconds that each takes, log by log; nothing is kept from one to the next."""
    seconds = {"parsing": 0.0, "selecting": 0.0}
    for raw in raws:
        spent, log = timed(lambda raw=raw: parse(raw))  # type: ignore[misc]
        seconds["parsing"] += spent
        units = find_units(log)
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
