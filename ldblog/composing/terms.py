"""What a text is about, as terms that other texts may share: words and runs of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ldblog.composing.topics import DEFAULT_TOPICS
from ldblog.text.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

MAX_WORDS = 3

# What people do on such a day, whatever they learn.
_DOING = frozenset(
    """
    answer article ask blog book break build builds built chapter chapters chat check choose
    close compare course courses demo describe design details discuss document documentation draft
    enough essay examples exercise exercises experiment explain explore figure finally finish follow
    follow-up free guide happen happens help hour idea ideas implement implementation important
    improve instead interesting internals intro introduction invent involve involved involves
    knowledge learning lecture lesson list listen little log maybe measure measured measuring
    method missing morning afternoon notes notice open optional others own page pages pair paper
    papers part people perhaps person place plan plans play possible practice practise prepare
    probably process project properly prototype purpose quick quickly read reading reads
    re-implement reimplement
    rebuild record rely repeat report reports research rest rewrite sample scratch script send
    series setup show similar simple simpler slides solve solved stuff study studying summary
    taking talk talks teach team tell test-drive theory times tool tools topic toy try trying
    tutorial understand understanding useful user users value video videos view walk watch watched
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december
    ways whatever wonder words wrote writing write written year years
    """.split()  # noqa: SIM905 - a table
)
_WORD = re.compile(r"[^\W_][\w+#.'’/-]*[\w+#]|[^\W_]", re.UNICODE)
_BREAK = re.compile(r"[,;:!?()\[\]{}\"“”„«»…|]|\.(?=\s|$)|\s[–—-]\s")
# NVDA, eBPF, VoiceOver, x86, tail-latency: somebody gave it a name.
_NAME = re.compile(r"[A-ZÀ-Þ]{2}|[a-z][A-Z]|[^\W\d_]\d|\d[^\W\d_]|[+#]")
_ENDINGS = ("ations", "ation", "ings", "ing", "ed", "ies", "es", "s", "y", "e")
_MIN_STEM = 4
_DOUBLING = frozenset({"ings", "ing", "ed"})
# What some call otherwise.
_SAME = {
    "postgresql": "postgres",
    "pg": "postgres",
    "k8s": "kubernetes",
    "a11y": "accessibility",
    "i18n": "internationalisation",
    "js": "javascript",
    "ts": "typescript",
    "golang": "go",
    "llms": "llm",
    "otel": "opentelemetry",
    "optimization": "optimisation",
    "quantization": "quantisation",
    "visualization": "visualisation",
    "behavior": "behaviour",
    "color": "colour",
    "colors": "colour",
}


@dataclass(frozen=True)
class Term:
    """A word, or some words in a row; ``words`` are stems, ``said`` is how it was written.

    ``weight`` is how telling its kind is: a name more than a word of the trade, and that more than
    any other.
    """

    words: tuple[str, ...]
    said: str
    weight: float


NAME, TRADE, ANY = 1.6, 1.3, 0.8


def find_terms(
    text: str, tags: Iterable[str] = (), among: Collection[str] | None = None
) -> dict[tuple[str, ...], Term]:
    """Return the terms of a text and its tags by their stems, each as it was written first.

    Only those of some stems, if there are any given: what nobody else says is not shared.
    """
    said = ((term, 0.0) for term in _terms_in(text, among))
    tagged = ((term, TRADE) for tag in tags for term in _terms_in(tag.replace("-", " "), among))
    found: dict[tuple[str, ...], Term] = {}
    for term, least in (*said, *tagged):
        known = found.get(term.words)
        weight = max(term.weight, least)
        if known is None or known.weight < weight:
            found[term.words] = Term(term.words, term.said, weight)
    return found


def _terms_in(text: str, among: Collection[str] | None) -> Iterator[Term]:
    for stretch in _BREAK.split(text):
        run: list[tuple[str, str, float]] = []
        for found in _WORD.finditer(stretch):
            word = found[0]
            stem = stem_of(word)
            if (among is None or stem in among) and not _is_empty(word, stem):
                run.append((stem, word, _weigh(word, stem, is_first=found.start() == 0)))
            elif run:
                yield from _runs_of(run)
                run = []
        yield from _runs_of(run)


def _runs_of(run: list[tuple[str, str, float]]) -> Iterator[Term]:
    for size in range(1, MAX_WORDS + 1):
        for start in range(len(run) - size + 1):
            part = run[start : start + size]
            weight = sum(weight for _stem, _word, weight in part)
            yield Term(tuple(one[0] for one in part), " ".join(one[1] for one in part), weight)


@cache
def _is_empty(word: str, stem: str) -> bool:
    folded = word.casefold().replace("’", "'")
    is_digit = folded.replace(".", "").isdigit()
    return is_digit or len(folded) < 2 or not _EMPTY.isdisjoint((folded, stem))


def _weigh(word: str, stem: str, *, is_first: bool) -> float:
    is_capital = word[:1].isupper() and not is_first
    if _NAME.search(word) or is_capital:
        return NAME
    return TRADE if stem in _trade() or word.casefold() in _trade() else ANY


@cache
def _trade() -> frozenset[str]:
    """Return the words of the trade: those that name topics."""
    words = (word for text in DEFAULT_TOPICS.values() for word in re.split(r"[,\s]+", text.strip()))
    return frozenset(form for word in words for form in (word, stem_of(word)))


@cache
def stem_of(word: str) -> str:
    """Return a word as its forms share it: ``interviews`` and ``interviewing`` are one."""
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    folded = _SAME.get(folded, folded)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _MIN_STEM:
            stem = folded.removesuffix(ending)
            # ``planned`` is ``plan``, and ``tell`` stays as it is.
            is_double = len(stem) > _MIN_STEM and stem[-1] == stem[-2] and ending in _DOUBLING
            return stem[:-1] if is_double else stem
    return folded


_EMPTY = frozenset({*FUNCTION_WORDS, *_DOING, *map(stem_of, _DOING)})
