"""Print how much of a digest that people wrote the condenser finds, beside baselines.

    python benchmarks/condense_pairs.py FOLDER

FOLDER has ``<id>/raw/*.md`` and ``<id>/digest.md``. Each system fills the digest's number of
words with passages of the raw updates, the best first; printed is the ROUGE recall, a mean.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from baselines import Ranking, at_random, find_summarisers, first_units, longest_first
from rouge import recall_of_grams, recall_of_order, words_of

from ldblog.reading.logs import parse_log
from ldblog.reading.units import split_units, text_of
from ldblog.selecting.candidates import compare, find_candidates
from ldblog.selecting.scoring import weigh
from ldblog.selecting.select import share_words
from ldblog.text.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

SAID = 0.8


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
    rules: dict[str, Ranking] = {"first units": first_units, "longest first": longest_first}
    for name, ranking in rules.items():
        print_row(name, [rank_all(pairs, ranking)])
    print_row("random", [rank_all(pairs, ranking) for ranking in at_random()])
    for name, ranking in find_summarisers().items():
        print_row(name, [rank_all(pairs, ranking)])


def read_pair(folder: Path) -> Pair:
    digest = parse((folder / "digest.md").read_text(encoding="utf-8"))
    said = [text_of(block) for block in digest.children if block.kind != "heading"]
    return Pair(
        words_of(" ".join(said)),
        [read_passages(path) for path in sorted((folder / "raw").glob("*.md"))],
    )


def read_passages(path: Path) -> list[tuple[str, float]]:
    """Return all passages of an update, those of parts that we never publish too."""
    log = parse_log("2000-01-01", path.stem, path.name, path.read_bytes())
    found = [one for unit in split_units(path.name, log.sections) for one in find_candidates(unit)]
    compare(found)
    return [(one.text, weigh(one)) for one in found]


def select_words(pair: Pair) -> list[str]:
    """Return what we would tell in as many words as the digest has: of each log its share.

    As the condenser does it: the best passages that fit, each said once, in the order of the
    log; then, so that the length is the same for all, the best of the rest.
    """
    logs = [[(words_of(text), score) for text, score in log] for log in pair.logs]
    wanted = [sum(len(words) for words, _score in log) for log in logs]
    shares = share_words(wanted, len(pair.wanted), len(pair.wanted))
    told: list[list[str]] = []
    rest: list[tuple[float, list[str]]] = []
    for log, share in zip(logs, shares, strict=True):
        chosen = fill_share([score for _words, score in log], [words for words, _ in log], share)
        fresh = {index for index in chosen if not is_told(log[index][0], told)}
        told += [log[index][0] for index in sorted(fresh)]
        rest += [(score, words) for at, (words, score) in enumerate(log) if at not in chosen]
    told += [words for _score, words in sorted(rest, key=lambda one: -one[0])]
    return [word for words in told for word in words]


def fill_share(scores: Sequence[float], texts: Sequence[Sequence[str]], share: int) -> set[int]:
    """Return the passages that fit into a log's share, the best first."""
    chosen: set[int] = set()
    for index in sorted(range(len(texts)), key=lambda index: -scores[index]):
        if len(texts[index]) <= share:
            chosen.add(index)
            share -= len(texts[index])
    return chosen


def is_told(words: Sequence[str], told: Sequence[Sequence[str]]) -> bool:
    own = set(words)
    return any(len(own & set(other)) >= SAID * len(own | set(other)) for other in told)


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
