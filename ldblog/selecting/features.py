"""What makes a passage worth a stranger's time: features with their weights, in one table.

To add a feature, write a function from a candidate to a number (of about 0 to 1), or name the
signs that make it, and give it a line in ``FEATURES`` with a weight; ``benchmarks/fit_weights.py``
fits all of them anew.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ldblog.selecting.candidates import SIGNS, stems_of_heading
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from ldblog.selecting.candidates import Candidate

    Value = Callable[[Candidate], float]

_MEASURE = compile_late(
    r"[0-9०-९０-９](?:[\d.,]*\d)?\s*(?:%|×|x\b|[mµn]?s\b|[kKMGT]i?B\b|times\b|sec|min|hour|fps|GB)"
)
_DATE = compile_late(r"\b(?:20\d\d|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*\b.*\d")
_CHANGE = compile_late(r"/(?:pull|pulls|merge_requests|commit|commits|releases)(?:/|$)")
_NAME = compile_late(
    r"(?:@[\w-]+|[A-ZÀ-Þ][\w'’.-]*)(?:[\s,&]+(?:@[\w-]+|[A-ZÀ-Þ][\w'’.-]*|MD|and)){0,4}[\s.]*"
)
# The rarest character first, then what stands around it: that is several times as fast.
_CODE_LIKE = compile_late(
    r"[A-Z(_/.\-](?:(?<=[a-z][A-Z])|(?<=\w\()\)|(?<=[^\W_][_/])[^\W_]|(?<=\w\.)\w\w|(?<=[a-z]-)[a-z])"
)
_LONGEST = 60
_LENGTHS = [math.log1p(length) / math.log1p(_LONGEST) for length in range(_LONGEST + 1)]


class Sign:
    """A feature that is there or not: 1 for a passage with any of some signs, else 0."""

    def __init__(self, mask: int) -> None:
        """Keep the signs, a bit each."""
        self.mask = mask

    def __call__(self, one: Candidate) -> float:
        """Return the feature's value."""
        return 1.0 if one.signs & self.mask else 0.0


def sign(*names: str) -> Sign:
    """Return the feature that any of these signs (``candidates.SIGNS``) makes."""
    return Sign(sum({SIGNS[name] for name in names}))


def _matches(pattern: re.Pattern[str]) -> Value:
    return lambda one: float(pattern.search(one.text) is not None)


def _length(one: Candidate) -> float:
    return _LENGTHS[min(one.length, _LONGEST)]


def _relative_length(one: Candidate) -> float:
    return min(2.0, one.length / one.mean_words) / 2


def _is_link_to_change(one: Candidate) -> float:
    return float(bool(one.urls) and any(_CHANGE.search(url) for url in one.urls))


def _is_only_link(one: Candidate) -> float:
    return float(bool(one.urls) and one.links == len(one.urls))


def _is_names_only(one: Candidate) -> float:
    return float(one.length <= 5 and _NAME.fullmatch(one.text.strip()) is not None)


def _is_nothing(one: Candidate) -> float:
    return float(one.length < 6 and one.words.has("nothing"))


def _is_date(one: Candidate) -> float:
    return float(one.length <= 8 and _DATE.search(one.words.text) is not None)


def _repeats_heading(one: Candidate) -> float:
    own, heading = one.stems, stems_of_heading(one.subject)
    return len(own & heading) / max(2, len(own)) if heading else 0.0


def _at_length(cue: str) -> Value:
    return lambda one: float(one.length > 12 and one.words.has(cue))


def _starts_in_past(one: Candidate) -> float:
    return float(any(len(token) > 4 and token[-2:] == "ed" for token in one.words.tokens[:2]))


def _starts_with_ing(one: Candidate) -> float:
    return float(any(len(token) > 5 and token[-3:] == "ing" for token in one.words.tokens[:1]))


WORTH_READING = -4.0
"""The score under which a passage is not worth a stranger's time."""

FEATURES: dict[str, tuple[float, Value]] = {
    "every passage": (-10.09, sign("is a passage")),
    # Where it stands.
    "part: details": (3.40, sign("in details")),
    "part: plan": (-3.01, sign("in plan", "in next")),
    "part: held back": (-0.57, sign("in feedback", "in logistics", "in internal")),
    "under: plan": (-1.22, sign("under plan heading")),
    "under: meeting": (-0.70, sign("under meeting heading")),
    "long run": (-1.32, lambda one: min(1.0, math.log(one.run_length) / math.log(11))),
    "nested": (1.36, lambda one: min(2, one.depth) / 2),
    "item": (1.11, sign("is item")),
    # How long it is.
    "length": (1.97, _length),
    "very short": (-1.38, lambda one: float(one.length < 4)),
    "long": (1.11, lambda one: float(one.length > 25)),
    "relative length": (1.55, _relative_length),
    # What is in it.
    "link": (2.08, lambda one: float(bool(one.urls))),
    "link to a change": (1.06, _is_link_to_change),
    "only link": (2.24, _is_only_link),
    "link under it": (1.19, lambda one: float(one.has_link_under)),
    "measure": (1.80, _matches(_MEASURE)),
    "code": (1.46, sign("has code", "has code_block", "has math", "has table")),
    "code-like": (1.58, _matches(_CODE_LIKE)),
    "question": (-1.31, lambda one: float("?" in one.text or "？" in one.text)),
    "rarity": (1.71, lambda one: one.rarity),
    "repeated": (-1.87, lambda one: one.repeated),
    "repeats its heading": (1.26, _repeats_heading),
    # What it says.
    "reason": (1.57, sign("says reason")),
    "reason, at length": (1.51, _at_length("reason")),
    "result": (2.17, sign("says result")),
    "result, at length": (0.67, _at_length("result")),
    "ongoing": (-1.90, sign("says ongoing")),
    "begins as ongoing": (-0.85, sign("begins with ongoing")),
    "begins as plan": (-1.77, sign("begins with plan")),
    "logistics": (-1.77, sign("says logistics")),
    "nothing": (-1.21, _is_nothing),
    "leans": (-1.43, sign("begins with pronoun")),
    "begins with -ed": (1.25, _starts_in_past),
    "begins with -ing": (-0.68, _starts_with_ing),
    "names only": (-1.53, _is_names_only),
    "date": (-1.02, _is_date),
    # Drawn to weights that were set by hand: the labelled logs have few of these, or none.
    "part: learned": (2.97, sign("in learned")),
    "part: did not work": (0.50, sign("in did not work")),
    "part: none in the log": (2.16, sign("is in a plain log")),
    "finding": (1.78, sign("says finding")),
    "comparison": (0.67, sign("says comparison")),
    "mood": (-2.80, sign("says mood")),
    "failure": (0.74, sign("says failure")),
    "code block": (4.00, sign("is code_block")),
    "table": (7.00, sign("is table")),
    "picture": (5.50, sign("has image")),
    "to do": (-4.00, sign("is unchecked")),
    "raw html": (-4.00, sign("is html_block")),
}
