"""What makes a passage worth a stranger's time: features with their weights, in one table.

To add a feature, write a function from a candidate to a number (of about 0 to 1) and give it
a line in ``FEATURES`` with a weight; ``benchmarks/fit_weights.py`` fits all of them anew.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.candidates import SIGNS, stems_of_heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldblog.candidates import Candidate

    Value = Callable[[Candidate], float]

_MEASURE = re.compile(
    r"\d(?:[\d.,]*\d)?\s*(?:%|×|x\b|[mµn]?s\b|[kKMGT]i?B\b|times\b|sec|min|hour|fps|GB)"
)
_DATE = re.compile(
    r"\b(?:20\d\d|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*\b.*\d", re.IGNORECASE
)
_CHANGE = re.compile(r"/(?:pull|pulls|merge_requests|commit|commits|releases)(?:/|$)")
_NAME = re.compile(
    r"(?:@[\w-]+|[A-ZÀ-Þ][\w'’.-]*)(?:[\s,&]+(?:@[\w-]+|[A-ZÀ-Þ][\w'’.-]*|MD|and)){0,4}[\s.]*"
)
_CODE_LIKE = re.compile(r"[a-z][A-Z]|\w\(\)|[^\W_][_/][^\W_]|\w\.\w\w|[a-z]-[a-z]")


@dataclass(frozen=True)
class Sign:
    """A feature that is there or not: 1 for a passage with any of some signs, else 0."""

    mask: int

    def __call__(self, one: Candidate) -> float:
        """Return the feature's value."""
        return 1.0 if one.signs & self.mask else 0.0


def sign(*names: str) -> Sign:
    """Return the feature that any of these signs (``candidates.SIGNS``) makes."""
    return Sign(sum({SIGNS[name] for name in names}))


def _matches(pattern: re.Pattern[str]) -> Value:
    return lambda one: float(pattern.search(one.text) is not None)


def _length(one: Candidate) -> float:
    return math.log1p(min(one.length, 60)) / math.log(61)


def _relative_length(one: Candidate) -> float:
    return min(2.0, one.length / one.mean_words) / 2


def _is_link_to_change(one: Candidate) -> float:
    return float(any(_CHANGE.search(url) for url in one.urls))


def _is_only_link(one: Candidate) -> float:
    return float(bool(one.urls) and one.links == len(one.urls))


def _is_names_only(one: Candidate) -> float:
    return float(one.length <= 5 and _NAME.fullmatch(one.text.strip()) is not None)


def _is_nothing(one: Candidate) -> float:
    return float(one.length < 6 and one.words.has("nothing"))


def _is_date(one: Candidate) -> float:
    return float(one.length <= 8 and _DATE.search(one.text) is not None)


def _repeats_heading(one: Candidate) -> float:
    own = one.stems
    return len(own & stems_of_heading(one.subject)) / max(2, len(own))


def _at_length(cue: str) -> Value:
    return lambda one: float(one.length > 12 and one.words.has(cue))


def _starts_in_past(one: Candidate) -> float:
    first = one.words.tokens[:2]
    return float(any(len(token) > 4 and token.endswith("ed") for token in first))


def _starts_with_ing(one: Candidate) -> float:
    first = one.words.tokens[:1]
    return float(any(len(token) > 5 and token.endswith("ing") for token in first))


WORTH_READING = -2.5
"""The score under which a passage is not worth a stranger's time."""

FEATURES: dict[str, tuple[float, Value]] = {
    "every passage": (-7.96, sign("is a passage")),
    # Where it stands.
    "part: details": (2.23, sign("in details")),
    "part: plan": (-4.09, sign("in plan", "in next")),
    "part: held back": (-1.42, sign("in feedback", "in logistics", "in internal")),
    "under: plan": (-1.43, sign("under plan heading")),
    "under: meeting": (-0.90, sign("under meeting heading")),
    "long run": (-1.07, lambda one: min(1.0, math.log(one.run_length) / math.log(11))),
    "nested": (1.80, lambda one: min(2, one.depth) / 2),
    "item": (0.88, sign("is item")),
    # How long it is.
    "length": (2.48, _length),
    "very short": (-1.53, lambda one: float(one.length < 4)),
    "long": (1.64, lambda one: float(one.length > 25)),
    "relative length": (1.78, _relative_length),
    # What is in it.
    "link": (2.22, lambda one: float(bool(one.urls))),
    "link to a change": (1.33, _is_link_to_change),
    "only link": (1.96, _is_only_link),
    "link under it": (0.0, lambda one: float(one.has_link_under)),
    "measure": (1.36, _matches(_MEASURE)),
    "code": (1.64, sign("has code", "has code_block", "has math", "has table")),
    "code-like": (1.70, _matches(_CODE_LIKE)),
    "question": (-1.28, lambda one: float("?" in one.text or "？" in one.text)),
    "rarity": (1.15, lambda one: one.rarity),
    "repeated": (-1.96, lambda one: one.repeated),
    "repeats its heading": (1.27, _repeats_heading),
    # What it says.
    "reason": (2.38, sign("says reason")),
    "reason, at length": (0.0, _at_length("reason")),
    "result": (2.23, sign("says result")),
    "result, at length": (0.0, _at_length("result")),
    "ongoing": (-1.93, sign("says ongoing")),
    "begins as ongoing": (-0.97, sign("begins with ongoing")),
    "begins as plan": (-1.82, sign("begins with plan")),
    "logistics": (-1.77, sign("says logistics")),
    "nothing": (-1.34, _is_nothing),
    "leans": (-1.09, sign("begins with pronoun")),
    "begins with -ed": (1.20, _starts_in_past),
    "begins with -ing": (-0.80, _starts_with_ing),
    "names only": (-1.59, _is_names_only),
    "date": (-1.20, _is_date),
    # Set by hand, since the labelled logs have too few of these, or use them otherwise.
    "part: learned": (3.0, sign("in learned")),
    "part: did not work": (0.5, sign("in did not work")),
    "part: none in the log": (2.2, sign("is in a plain log")),
    "finding": (1.5, sign("says finding")),
    "comparison": (0.7, sign("says comparison")),
    "mood": (-3.0, sign("says mood")),
    "failure": (0.8, sign("says failure")),
    "code block": (4.0, sign("is code_block")),
    "table": (7.0, sign("is table")),
    "picture": (4.0, sign("has image")),
    "to do": (-4.0, sign("is unchecked")),
    "raw html": (-4.0, sign("is html_block")),
}
