"""Fit the weights of ``ldblog/features.py`` on labelled entries, cross-validated by person.

    python benchmarks/fit_weights.py FOLDER [--logs DIR]

Prints the cross-validated figures (what to believe), those of the fit (what not to), and the
weights to paste. Two logistic regressions, one for what may be kept and one for what must be,
are added up: a score is the log-odds of both. Needs numpy and scikit-learn, which ldblog does not.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from labelled import Entry, read_entries
from measures import interval, mean_ndcg, mean_recall, measure, recall, worthless
from sklearn.linear_model import LogisticRegression

from ldblog.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

MUST = 1.5
STRENGTH = 0.3
FOLDS, REPEATS = 10, 4
BY_HAND = {
    "every passage",
    "part: learned",
    "part: did not work",
    "part: none in the log",
    "finding",
    "comparison",
    "mood",
    "failure",
    "code block",
    "table",
    "picture",
    "to do",
    "raw html",
}
NAMES = [name for name in FEATURES if name not in BY_HAND]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--logs", type=Path)
    arguments = parser.parse_args()
    entries = read_entries(arguments.folder, arguments.logs)
    rows = [read_features(entry) for entry in entries]
    by_hand = [read_by_hand(entry) for entry in entries]
    gains = [np.array(entry.gains) for entry in entries]
    for seed in range(REPEATS):
        scores = cross_validate(entries, rows, gains, seed)
        print_figures(f"cross-validated, seed {seed}", entries, add(scores, by_hand))
    weights, base = fit(rows, gains)
    fitted = [row @ weights + base for row in rows]
    print_figures("fitted, not to be believed", entries, add(fitted, by_hand))
    print(f"{base:6.2f}  every passage")
    for name, weight in zip(NAMES, weights, strict=True):
        print(f"{weight:6.2f}  {name}")


def read_features(entry: Entry) -> Any:  # noqa: ANN401 - an array
    """Return a row of features for each of an entry's units."""
    return np.array([[FEATURES[name][1](one) for name in NAMES] for one in entry.candidates])


def read_by_hand(entry: Entry) -> Any:  # noqa: ANN401 - an array
    """Return what the weights that are set by hand give each of an entry's units."""
    table = [FEATURES[name] for name in sorted(BY_HAND - {"every passage"})]
    return np.array(
        [sum(weight * value(one) for weight, value in table) for one in entry.candidates]
    )


def add(scores: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    return [one + other for one, other in zip(scores, others, strict=True)]


def fit(rows: Sequence[Any], gains: Sequence[Any]) -> tuple[Any, float]:
    """Return weights and the base; a long entry's units count less each."""
    features, labels = np.vstack(rows), np.concatenate(gains)
    shares = np.concatenate([np.full(len(own), len(own) ** -0.5) for own in gains])
    shares /= shares.mean()
    weights, base = np.zeros(len(NAMES)), 0.0
    for least, factor in ((1, 1.0), (2, MUST)):
        model = LogisticRegression(C=STRENGTH, max_iter=3000)
        model.fit(features, labels >= least, sample_weight=shares)
        weights += factor * model.coef_[0]
        base += factor * float(model.intercept_[0])
    return weights, base


def cross_validate(
    entries: Sequence[Entry], rows: Sequence[Any], gains: Sequence[Any], seed: int
) -> list[Any]:
    """Return scores of each entry by weights that were fitted on other people's."""
    people = sorted({entry.person for entry in entries})
    random.Random(seed).shuffle(people)  # noqa: S311 - not for secrets
    folds = [people.index(entry.person) % FOLDS for entry in entries]
    scores: list[Any] = [None] * len(entries)
    for fold in range(FOLDS):
        others = [index for index, own in enumerate(folds) if own != fold]
        weights, base = fit([rows[index] for index in others], [gains[index] for index in others])
        for index, own in enumerate(folds):
            if own == fold:
                scores[index] = rows[index] @ weights + base
    return scores


def print_figures(name: str, entries: Sequence[Entry], scores: Sequence[Any]) -> None:
    outcomes = [
        measure(list(given), entry.lengths, entry.gains)
        for entry, given in zip(entries, scores, strict=True)
    ]
    figures = [
        f"{label} {figure(outcomes):.3f} ({low:.3f}–{high:.3f})"
        for label, figure in (
            ("recall", recall),
            ("by entry", mean_recall),
            ("labelled 0", worthless),
            ("nDCG", mean_ndcg),
        )
        for low, high in [interval(outcomes, figure)]
    ]
    print(f"{name}: {', '.join(figures)}", flush=True)


if __name__ == "__main__":
    main()
