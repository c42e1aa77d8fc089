"""The benchmarks' own arithmetic: budgets, ranks, ROUGE, and labels found in their logs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import condense_quality
import labelled
import measures
import rouge


def test_a_budget_is_filled_by_score_and_what_does_not_fit_is_skipped() -> None:
    assert measures.fill([3, 2, 1], [4, 6, 2], share=0.5) == {0, 2}
    assert measures.fill([1, 2, 3], [1, 1, 8], share=0.3) == {0, 1}


def test_at_least_one_unit_is_published() -> None:
    assert measures.fill([1, 2], [50, 60]) == {1}
    assert measures.fill([], []) == set()


def test_what_is_ranked_by_its_gain_ranks_perfectly() -> None:
    assert measures.ndcg([2, 1, 0], [2, 1, 0]) == pytest.approx(1)
    assert (measures.ndcg([0, 1, 2], [2, 1, 0]) or 0) < 0.7
    assert measures.ndcg([1, 2], [0, 0]) is None


def test_recall_is_of_words_and_worthless_words_are_a_share_of_the_published() -> None:
    outcomes = [
        measures.measure([3, 2, 1], [10, 10, 80], [2, 0, 2]),
        measures.measure([2, 1], [3, 7], [0, 2]),
    ]

    assert measures.recall(outcomes) == pytest.approx(10 / 97)
    assert measures.mean_recall(outcomes) == pytest.approx((10 / 90 + 0) / 2)
    assert measures.worthless(outcomes) == pytest.approx(13 / 23)
    low, high = measures.interval(outcomes, measures.recall)
    assert 0 <= low <= measures.recall(outcomes) <= high <= 1


def test_figures_of_nothing_are_zero() -> None:
    assert measures.recall([]) == measures.mean_recall([]) == measures.mean_ndcg([]) == 0
    assert measures.worthless([]) == 0


def test_rouge_counts_words_pairs_and_rows() -> None:
    wanted = rouge.words_of("The cat sat on the mat.")

    assert rouge.recall_of_grams(rouge.words_of("the cat, the mat"), wanted, 1) == 4 / 6
    assert rouge.recall_of_grams(rouge.words_of("the cat, the mat"), wanted, 2) == 2 / 5
    assert rouge.recall_of_order(rouge.words_of("mat the cat sat"), wanted) == 3 / 6
    assert rouge.recall_of_grams([], wanted, 2) == rouge.recall_of_order([], wanted) == 0
    assert rouge.recall_of_grams(["a"], [], 1) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("three short words", 3),
        ("see https://example.com/a/b?c=d", 2),
        ("[two words](https://example.com)", 3),
        ("<https://example.com>", 1),
        ("", 1),
    ],
)
def test_an_address_is_one_word(text: str, words: int) -> None:
    assert labelled.count_label_words(text) == words


LOG = b"""\
---
title: A week
---
- Done:
  - Fixed the [parser](https://example.com/pull/7),
    at last
    - It was the tabs.
- Next:
  - Same line

Same line
"""


def test_labels_are_found_in_their_places_whatever_the_white_space() -> None:
    texts = ["Fixed the [parser](https://example.com/pull/7),\n    at last", "It was the tabs."]
    first, second = labelled.make_candidates(LOG, texts)

    assert (first.part, first.depth, first.text) == ("details", 0, "Fixed the parser, at last")
    assert first.urls == ["https://example.com/pull/7"]
    assert (second.part, second.depth, second.above) == ("details", 1, first.text)


def test_texts_that_occur_twice_are_matched_in_order() -> None:
    first, second, third = labelled.make_candidates(LOG, ["Same line", "Same line", "Nowhere"])

    assert (first.part, first.kind) == ("next", "item")
    assert second.kind == "paragraph"
    assert third.part is None


def test_scores_are_written_one_line_an_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "asha.md").write_bytes(LOG)
    units = [{"text": "It was the tabs.", "keep": 2}, {"text": "Same line", "keep": 0}]
    line = json.dumps({"file": "logs/asha.md", "units": units})
    (tmp_path / "labels.jsonl").write_text(line + "\n", encoding="utf-8")
    scores = tmp_path / "scores.jsonl"
    monkeypatch.setattr(sys, "argv", ["quality", str(tmp_path), "--scores", str(scores)])
    monkeypatch.setattr(condense_quality, "find_summarisers", dict)

    condense_quality.main()

    written = json.loads(scores.read_text(encoding="utf-8"))
    assert written["file"] == "logs/asha.md"
    assert written["scores"][0] > written["scores"][1]
    assert "must-keep recall" in capsys.readouterr().out
