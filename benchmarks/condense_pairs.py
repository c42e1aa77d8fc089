"""Print how much of a digest that people wrote the condenser finds, beside baselines.

    python benchmarks/condense_pairs.py FOLDER

FOLDER has ``<id>/raw/*.md`` and ``<id>/digest.md``. Each system fills the digest's number of
words with passages of the raw updates, the best first; printed is the ROUGE recall, a mean.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from baselines import Ranking, at_random, find_summarisers, first_units, longest_first
from rouge import recall_of_grams, recall_of_order, words_of

from ldblog.candidates import compare, find_candidates
from ldblog.logs import parse_log
from ldblog.markdown import parse
from ldblog.scoring import weigh
from ldblog.select import share_words
from ldblog.units import split_units, text_of


@dataclass(frozen=True)
class Pair:
    """A digest's words, and the passages of each update that it was made of, with our scores."""

    wanted: list[str]
    logs: list[list[tuple[str, float]]]

    @property
    def texts(self) -> list[str]:
        """All passages, in order."""
        return [text for log in self.logs for text, _score in log]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    pairs = [read_pair(path.parent) for path in sorted(folder.glob("*/digest.md"))]
    print(f"{len(pairs)} digests, {sum(len(pair.texts) for pair in pairs)} passages")
    print(f"{'':14}{'ROUGE-1':>9}{'ROUGE-2':>9}{'ROUGE-L':>9}")
    print_row("ours", [[compare_digest(pair, select_words(pair)) for pair in pairs]])
    for name, ranking in [("first units", first_units), ("longest first", longest_first)]:
        print_row(name, [rank_all(pairs, ranking)])
    print_row("random", [rank_all(pairs, ranking) for ranking in at_random()])
    for name, ranking in find_summarisers().items():
        print_row(name, [rank_all(pairs, ranking)])


def read_pair(folder: Path) -> Pair:
    wanted = words_of(text_of(parse((folder / "digest.md").read_text(encoding="utf-8"))))
    return Pair(wanted, [read_passages(path) for path in sorted((folder / "raw").glob("*.md"))])


def read_passages(path: Path) -> list[tuple[str, float]]:
    """Return all passages of an update, those of parts that we never publish too."""
    log = parse_log("2000-01-01", path.stem, path.name, path.read_bytes())
    found = [one for unit in split_units(path.name, log.sections) for one in find_candidates(unit)]
    compare(found)
    return [(one.text, sum(weigh(one).values())) for one in found]


def select_words(pair: Pair) -> list[str]:
    """Return what we would tell in as many words as the digest has: of each log its share.

    What a log does not need goes to the others, as ``share_words`` has it.
    """
    ranked = [sorted(log, key=lambda passage: -passage[1]) for log in pair.logs]
    words = [[word for text, _score in log for word in words_of(text)] for log in ranked]
    shares = share_words([len(log) for log in words], len(pair.wanted), len(pair.wanted))
    return [word for log, share in zip(words, shares, strict=True) for word in log[:share]]


def rank_all(pairs: Sequence[Pair], ranking: Ranking) -> list[tuple[float, float, float]]:
    return [compare_digest(pair, rank_words(pair, ranking)) for pair in pairs]


def rank_words(pair: Pair, ranking: Ranking) -> list[str]:
    """Return the words of all passages, the best passage first."""
    texts = pair.texts
    scores = ranking(texts)
    order = sorted(range(len(texts)), key=lambda index: (-scores[index], index))
    return [word for index in order for word in words_of(texts[index])]


def compare_digest(pair: Pair, found: Sequence[str]) -> tuple[float, float, float]:
    """Return the recall of a digest by as many words as it has."""
    found = found[: len(pair.wanted)]
    return (
        recall_of_grams(found, pair.wanted, 1),
        recall_of_grams(found, pair.wanted, 2),
        recall_of_order(found, pair.wanted),
    )


def print_row(name: str, runs: Sequence[Sequence[tuple[float, float, float]]]) -> None:
    columns = [statistics.fmean(row[at] for run in runs for row in run) for at in range(3)]
    print(f"{name:14}" + "".join(f"{mean:9.3f}" for mean in columns), flush=True)


if __name__ == "__main__":
    main()
