"""What others would choose: orders of units by plain rules, and sumy's summarisers."""

from __future__ import annotations

import importlib
import random
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

SEEDS = 20
_WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = tuple(
    "a an and are as at be been but by for from had has have i in is it its of on or that the "  # noqa: SIM905
    "this to was we were will with you".split()
)
_SUMMARISERS = {
    "LexRank": ("lex_rank", "LexRankSummarizer"),
    "TextRank": ("text_rank", "TextRankSummarizer"),
    "LSA": ("lsa", "LsaSummarizer"),
    "Luhn": ("luhn", "LuhnSummarizer"),
}
Ranking = Callable[[Sequence[str]], list[float]]


def first_units(texts: Sequence[str]) -> list[float]:
    """Rank texts as they stand."""
    return [-float(index) for index in range(len(texts))]


def longest_first(texts: Sequence[str]) -> list[float]:
    """Rank texts by their length."""
    return [float(len(text.split())) for text in texts]


def at_random() -> Iterator[Ranking]:
    """Yield rankings by chance, each with a seed of its own."""
    for seed in range(SEEDS):
        drawn = random.Random(seed)  # noqa: S311 - not for secrets
        yield lambda texts, drawn=drawn: [drawn.random() for _ in texts]  # type: ignore[misc]


class Tokenizer:
    """Words for sumy, whose own tokenizer needs data that cannot be fetched everywhere."""

    def to_words(self, text: str) -> list[str]:
        """Return the words of a sentence."""
        return _WORD.findall(text.lower())


def find_summarisers() -> dict[str, Ranking]:
    """Return sumy's summarisers by name; none where it is not installed."""
    try:
        importlib.import_module("sumy")
    except ImportError:
        print("sumy is not installed: its baselines are skipped")
        return {}
    return {name: _make_ranking(*place) for name, place in _SUMMARISERS.items()}


def _make_ranking(module: str, kind: str) -> Ranking:
    models = importlib.import_module("sumy.models.dom")
    summariser = getattr(importlib.import_module(f"sumy.summarizers.{module}"), kind)()
    if hasattr(type(summariser), "stop_words"):
        summariser.stop_words = _STOP_WORDS
    # All ratings, where sumy itself would give the best few sentences.
    summariser._get_best_sentences = _rate_all

    def rank(texts: Sequence[str]) -> list[float]:
        tokenizer = Tokenizer()
        sentences = [models.Sentence(text or "-", tokenizer) for text in texts]
        document = models.ObjectDocumentModel([models.Paragraph(sentences)])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = list(summariser(document, len(texts)))
        return found if len(found) == len(texts) else [0.0] * len(texts)

    return rank


def _rate_all(
    sentences: Sequence[Any],
    _count: int,
    rating: Any,  # noqa: ANN401 - sumy gives a mapping or a function
    *arguments: Any,  # noqa: ANN401
) -> list[float]:
    rate = rating.__getitem__ if isinstance(rating, dict) else rating
    return [float(rate(sentence, *arguments)) for sentence in sentences]
