"""Fit the weights of ``ldblog/selecting/features.py`` on labels, cross-validated by person.

    python benchmarks/fit_weights.py FOLDER [--logs DIR]

Prints the cross-validated figures (what to believe), those by the number of people that are
learned from, those of the fit (what not to believe), and the weights to paste. Two logistic
regressions, one for what may be kept and one for what must be, are added up: a score is the
log-odds of both. Weights are drawn towards 0, or to where ``BY_HAND`` puts them: what the
labelled logs have too little of, or use otherwise, stays where people set it. Needs numpy,
which ldblog does not.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from labelled import Entry, read_entries
from measures import interval, mean_ndcg, mean_recall, measure, recall, worthless

from ldblog.selecting.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

# What each label is good for, in the sum of the two log-odds.
FACTORS = {1: 0.6, 2: 1.9}
STRENGTH = 3.0
STEPS = 20
FOLDS, REPEATS = 10, 4
BASE = "every passage"
BY_HAND = {
    "part: learned": 3.0,
    "part: did not work": 0.5,
    "part: none in the log": 2.2,
    "finding": 1.5,
    "comparison": 0.7,
    "mood": -3.0,
    "failure": 0.8,
    "code block": 4.0,
    "table": 7.0,
    "picture": 4.0,
    "to do": -4.0,
    "raw html": -4.0,
}
# The labelled logs say under this what they wait for, not what failed and why.
FIXED = {"part: did not work"}
NAMES = [name for name in FEATURES if name != BASE]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--logs", type=Path)
    arguments = parser.parse_args()
    entries = read_entries(arguments.folder, arguments.logs)
    rows = [read_features(entry) for entry in entries]
    gains = [np.array(entry.gains) for entry in entries]
    for seed in range(REPEATS):
        print_figures(f"held out, seed {seed}", entries, cross_validate(entries, rows, gains, seed))
    for share in (0.25, 0.5, 0.75):
        scores = cross_validate(entries, rows, gains, 0, share)
        print_figures(f"held out, from {share:.0%} of the others", entries, scores)
    weights = fit(rows, gains)
    print_figures("fitted, not to be believed", entries, [row @ weights for row in rows])
    for name, weight in zip([BASE, *NAMES], weights, strict=True):
        print(f"{weight:6.2f}  {name}")


def read_features(entry: Entry) -> Any:  # noqa: ANN401 - an array
    """Return a row of features for each of an entry's units, with a 1 before them."""
    values = [FEATURES[name][1] for name in NAMES]
    return np.array([[1.0, *(value(one) for value in values)] for one in entry.candidates])


def fit(rows: Sequence[Any], gains: Sequence[Any]) -> Any:  # noqa: ANN401
    """Return the weights, the base first; a long entry's units count less each."""
    features, labels = np.vstack(rows), np.concatenate(gains)
    shares = np.concatenate([np.full(len(own), len(own) ** -0.5) for own in gains])
    shares /= shares.mean()
    start = np.array([0.0, *(BY_HAND.get(name, 0.0) for name in NAMES)]) / sum(FACTORS.values())
    weights = np.zeros(len(start))
    for least, factor in FACTORS.items():
        weights += factor * regress(features, labels >= least, shares, start)
    return weights


def regress(features: Any, labels: Any, shares: Any, start: Any) -> Any:  # noqa: ANN401
    """Return the weights of a logistic regression that is drawn to a start (but for the base)."""
    pull = np.array([0.0, *(1e6 if name in FIXED else STRENGTH for name in NAMES)])
    weights = start.copy()
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (shares * (chances - labels)) + pull * (weights - start)
        curve = (features * (shares * chances * (1 - chances))[:, None]).T @ features
        weights = weights - np.linalg.solve(curve + np.diag(pull), slope)
    return weights


def cross_validate(
    entries: Sequence[Entry],
    rows: Sequence[Any],
    gains: Sequence[Any],
    seed: int,
    share: float = 1.0,
) -> list[Any]:
    """Return scores of each entry by weights that were fitted on other people's, or a share."""
    people = sorted({entry.person for entry in entries})
    drawn = random.Random(seed)  # noqa: S311 - not for secrets
    drawn.shuffle(people)
    scores: list[Any] = [None] * len(entries)
    for fold in range(FOLDS):
        others = [person for place, person in enumerate(people) if place % FOLDS != fold]
        known = set(drawn.sample(others, round(share * len(others))))
        learned = [index for index, entry in enumerate(entries) if entry.person in known]
        weights = fit([rows[index] for index in learned], [gains[index] for index in learned])
        for index, entry in enumerate(entries):
            if entry.person not in others:
                scores[index] = rows[index] @ weights
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
