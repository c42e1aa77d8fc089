"""Print how well the condenser chooses from logs that were labelled by hand, beside baselines.

    python benchmarks/condense_quality.py FOLDER [--logs DIR] [--scores FILE]

FOLDER has ``labels.jsonl`` and ``logs/`` (or DIR has the logs). Scored are exactly the units
that the labels name, at a budget of 30% of their words. ``--scores`` writes one line of JSON an
entry: the file, and a number a unit.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from baselines import Ranking, at_random, find_summarisers, first_units, longest_first
from labelled import Entry, read_entries
from measures import (
    Outcome,
    interval,
    mean_ndcg,
    mean_recall,
    measure,
    recall,
    worthless,
)

from ldblog.selecting.scoring import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

FIGURES = {
    "must-keep recall": recall,
    "by entry": mean_recall,
    "labelled 0": worthless,
    "nDCG": mean_ndcg,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--logs", type=Path)
    parser.add_argument("--scores", type=Path)
    arguments = parser.parse_args()
    entries = read_entries(arguments.folder, arguments.logs)
    ours = [score_entry(entry) for entry in entries]
    if arguments.scores:
        write_scores(arguments.scores, entries, ours)
    people = {entry.person for entry in entries}
    units = sum(len(entry.texts) for entry in entries)
    print(f"{len(entries)} entries of {len(people)} people, {units} units")
    print(f"{'':14}" + "".join(f"{name:>26}" for name in FIGURES))
    print_row("ours", [measure_all(entries, ours)])
    rules: dict[str, Ranking] = {"first units": first_units, "longest first": longest_first}
    for name, ranking in rules.items():
        print_row(name, [rank_all(entries, ranking)])
    print_row("random", [rank_all(entries, ranking) for ranking in at_random()])
    for name, ranking in find_summarisers().items():
        print_row(name, [rank_all(entries, ranking)])
    foresight = [[float(gain) for gain in entry.gains] for entry in entries]
    print_row("foresight", [measure_all(entries, foresight)])


def score_entry(entry: Entry) -> list[float]:
    """Return the scores that we give to an entry's units."""
    return [weigh(candidate) for candidate in entry.candidates]


def rank_all(entries: Sequence[Entry], ranking: Ranking) -> list[Outcome]:
    return measure_all(entries, [ranking(entry.plain) for entry in entries])


def measure_all(entries: Sequence[Entry], scores: Sequence[Sequence[float]]) -> list[Outcome]:
    return [
        measure(given, entry.lengths, entry.gains)
        for entry, given in zip(entries, scores, strict=True)
    ]


def print_row(name: str, runs: Sequence[list[Outcome]]) -> None:
    """Print the figures, each a mean over the runs, with the interval over entries of the first."""
    cells = []
    for figure in FIGURES.values():
        low, high = interval(runs[0], figure)
        mean = statistics.fmean(figure(outcomes) for outcomes in runs)
        cells.append(f"{mean:.3f} ({low:.3f}–{high:.3f})")
    print(f"{name:14}" + "".join(f"{cell:>26}" for cell in cells), flush=True)


def write_scores(path: Path, entries: Sequence[Entry], scores: Sequence[list[float]]) -> None:
    lines = [
        json.dumps({"file": entry.file, "scores": [round(score, 4) for score in given]})
        for entry, given in zip(entries, scores, strict=True)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
