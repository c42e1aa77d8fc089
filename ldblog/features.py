"""What makes a passage worth a stranger's time: features with their weights, in one table.

To add a feature, write a function from a candidate to a number (of about 0 to 1) and give it
a line in ``FEATURES`` with a weight; ``benchmarks/fit_weights.py`` fits all of them anew.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from ldblog.parts import Part
from ldblog.words import BITS

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


def _has(cue: str) -> Value:
    bit = BITS[cue]
    return lambda one: 1.0 if one.words.cues & bit else 0.0


def _begins(cue: str) -> Value:
    bit = BITS[cue]
    return lambda one: 1.0 if one.words.first_cues & bit else 0.0


def _under(cue: str) -> Value:
    bit = BITS[cue]
    return lambda one: 1.0 if one.heading.cues & bit else 0.0


def _in_part(*parts: Part | None) -> Value:
    return lambda one: float(one.part in parts)


def _matches(pattern: re.Pattern[str]) -> Value:
    return lambda one: float(pattern.search(one.text) is not None)


def _has_kind(*kinds: str) -> Value:
    return lambda one: float(not one.kinds.isdisjoint(kinds))


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
    return len(own & {token[:6] for token in one.heading.tokens}) / max(2, len(own))


def _starts_in_past(one: Candidate) -> float:
    first = one.words.tokens[:2]
    return float(any(len(token) > 4 and token.endswith("ed") for token in first))


def _starts_with_ing(one: Candidate) -> float:
    first = one.words.tokens[:1]
    return float(any(len(token) > 5 and token.endswith("ing") for token in first))


WORTH_READING = -2.5
"""The score under which a passage is not worth a stranger's time."""

FEATURES: dict[str, tuple[float, Value]] = {
    "every passage": (-7.96, lambda _one: 1.0),
    # Where it stands.
    "part: details": (2.23, _in_part(Part.DETAILS)),
    "part: plan": (-4.09, _in_part(Part.PLAN, Part.NEXT)),
    "part: held back": (-1.42, _in_part(Part.FEEDBACK, Part.LOGISTICS, Part.INTERNAL)),
    "under: plan": (-1.43, _under("plan heading")),
    "under: meeting": (-0.90, _under("meeting heading")),
    "long run": (-1.07, lambda one: min(1.0, math.log(one.run_length) / math.log(11))),
    "nested": (1.80, lambda one: min(2, one.depth) / 2),
    "item": (0.88, lambda one: float(one.kind == "item")),
    # How long it is.
    "length": (2.48, _length),
    "very short": (-1.53, lambda one: float(one.length < 4)),
    "long": (1.64, lambda one: float(one.length > 25)),
    "relative length": (1.78, _relative_length),
    # What is in it.
    "link": (2.22, lambda one: float(bool(one.urls))),
    "link to a change": (1.33, _is_link_to_change),
    "only link": (1.96, _is_only_link),
    "measure": (1.36, _matches(_MEASURE)),
    "code": (1.64, _has_kind("code", "code_block", "math", "table")),
    "code-like": (1.70, _matches(_CODE_LIKE)),
    "question": (-1.28, lambda one: float("?" in one.text or "？" in one.text)),
    "rarity": (1.15, lambda one: one.rarity),
    "repeated": (-1.96, lambda one: one.repeated),
    "repeats later": (0.53, lambda one: one.repeats_later),
    "repeats its heading": (1.27, _repeats_heading),
    # What it says.
    "reason": (2.38, _has("reason")),
    "result": (2.23, _has("result")),
    "ongoing": (-1.93, _has("ongoing")),
    "begins as ongoing": (-0.97, _begins("ongoing")),
    "begins as plan": (-1.82, _begins("plan")),
    "logistics": (-1.77, _has("logistics")),
    "nothing": (-1.34, _is_nothing),
    "leans": (-1.09, _begins("pronoun")),
    "begins with -ed": (1.20, _starts_in_past),
    "begins with -ing": (-0.80, _starts_with_ing),
    "names only": (-1.59, _is_names_only),
    "date": (-1.20, _is_date),
    # Set by hand, since the labelled logs have too few of these, or use them otherwise.
    "part: learned": (3.0, _in_part(Part.LEARNED)),
    "part: did not work": (0.5, _in_part(Part.FAILED)),
    "part: none in the log": (2.2, lambda one: float(one.is_in_plain_log)),
    "finding": (1.5, _has("finding")),
    "comparison": (0.7, _has("comparison")),
    "mood": (-3.0, _has("mood")),
    "failure": (0.8, _has("failure")),
    "code block": (4.0, lambda one: float(one.kind == "code_block")),
    "table": (7.0, lambda one: float(one.kind == "table")),
    "picture": (4.0, _has_kind("image")),
    "to do": (-4.0, lambda one: float(one.checked is False)),
    "raw html": (-4.0, lambda one: float(one.kind == "html_block")),
}
