"""What became of a plan: what its author says in the front matter, or else in plain words.

Only what the public may read counts, and only where somebody says it of themselves: a plan's own
words decide nothing, and a log that says nothing of its plan is not judged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.reading.parts import Part
from ldblog.text.patterns import Worded, compile_late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.reading.logs import Log
    from ldblog.reading.units import Unit

_DAY = r"(?:day|morning|afternoon|tag|vormittag|nachmittag)"
_INCIDENT = (
    r"(?:incidents?|outages?|emergenc(?:y|ies)|pagers?|on-call|production|störung|ausfall|notfall)"
)
# Who did it, or a sentence that leaves it out.
_SELF = r"(?:^|[.;:!?,]\s+|\b(?:i|we|ich|wir)\s+)"
_NOT = r"(?:did(?:\s+not|n['’]t)|could(?:\s+not|n['’]t)|have(?:\s+not|n['’]t))"
# Each outcome, words of which a text that tells it has one, and how it is told.
_SAYS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "escalated",
        ("incident", "outage", "emergenc", "page", "on-call", "production", "störung", "fall"),
        rf"""\b{_INCIDENT}\b.{{0,40}}\b(?:ate|took|cost|swallowed|fraß|kostete)\b.{{0,30}}
            \b(?:my|our|the|most\sof|half|rest|whole|meinen?|unseren?|den|halben)\b.{{0,15}}\b{_DAY}\b
        |\b{_DAY}\b.{{0,25}}\b(?:went\sto|was\seaten\sby|was\slost\sto|ging\s(?:an|für)).{{0,30}}
            \b{_INCIDENT}\b
        |\b(?:pulled|called|dragged)\s(?:away|off|out|into|in)\b.{{0,40}}\b{_INCIDENT}\b
        |{_SELF}(?:was|were|got)\spaged\b""",
    ),
    (
        "pivoted",
        ("changed", "pivoted", "instead", "planned", "geplant", "statt"),
        rf"""{_SELF}changed\s(?:course|my\splan|our\splan|plans?|my\smind)\b|{_SELF}pivoted\b
        |\binstead\sof\s(?:the|my|our|what\s(?:i|we)(?:\shad)?)\splan(?:ned)?\b
        |\bnot\swhat\s(?:i|we)(?:\shad)?\splanned\b|{_SELF}ended\sup\s.{{3,60}}\binstead\b
        |\banders\sals\sgeplant\b|\bstatt\sdes\splans\b""",
    ),
    (
        "failed",
        ("gave", "abandoned", "aufgegeben"),
        rf"{_SELF}(?:gave\sup|abandoned\s(?:it|this|the\splan)|habe?n?\saufgegeben)\b",
    ),
    (
        "partial",
        ("not", "n't", "n’t", "time", "got", "nicht"),
        rf"""{_SELF}{_NOT}\s(?:get\sto|get\s(?:any\s)?further|finish|finished|manage|make\sit\sto)\b
        |{_SELF}(?:ran\sout\sof\stime|only\sgot\s(?:to|as\sfar|half)|got\shalf\s?way)\b
        |\b(?:no|not\senough)\stime\s(?:left\s)?for\s(?:the\srest|the\sother|part|more)\b
        |\bnicht\s(?:fertig\sgeworden|geschafft|dazu\sgekommen)\b""",
    ),
)
TELLING = {
    outcome: Worded(words, compile_late(it, re.IGNORECASE | re.VERBOSE))
    for outcome, words, it in _SAYS
}


def find_outcome(log: Log, units: Sequence[Unit]) -> str:
    """Return the outcome of a log, one of ``OUTCOMES``; empty where nothing tells.

    The units are those that may be published. A log without a plan is what it says it is.
    """
    is_planned = any(section.part is Part.PLAN and section.blocks for section in log.sections)
    if log.meta.outcome or not is_planned or not units:
        return log.meta.outcome
    if all(unit.part is Part.FAILED for unit in units):
        return "failed"
    texts = [unit.text for unit in units]
    return next((name for name, says in TELLING.items() if any(map(says.finds, texts))), "")
