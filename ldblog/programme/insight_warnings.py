"""The three ways in which Learning Days fail: whether they show, by what, and what helped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ldblog.programme.feedback import Feedback
from ldblog.programme.feedback_words import INTERRUPTIONS
from ldblog.programme.small_groups import LEAST

if TYPE_CHECKING:
    from ldblog.programme.feedback import Theme
    from ldblog.programme.insight import Insight

NO_FEEDBACK = Feedback()

_INCIDENTS, _IDLE = 0.15, 0.25


@dataclass(frozen=True)
class Failing:
    """A way to fail: whether it shows, what the evidence is, and what was done elsewhere."""

    title: str
    shows: bool
    evidence: tuple[str, ...]
    remedies: tuple[str, ...]


def find_warnings(insight: Insight, feedback: Feedback = NO_FEEDBACK) -> list[Failing]:
    """Return all three; feedback is evidence of interruptions, if enough people name any."""
    return [_urgent_work(insight, feedback), _other_days(insight), _leisure(insight)]


def _urgent_work(insight: Insight, feedback: Feedback) -> Failing:
    share = _latest(insight, "outcomes", "escalated")
    sessions = len(feedback.sessions)
    named = next((it.sessions for it in feedback.themes if _is_told(it)), 0)
    evidence = [_say(share, "of the newest days told of were eaten by an incident", _INCIDENTS)]
    if sessions:
        evidence.append(
            f"Interruptions came up in the feedback of {named} of {sessions} sessions."
            if named
            else f"Fewer than {LEAST} people spoke of interruptions, if anybody."
        )
    return Failing(
        "Urgent work seeps in",
        bool(share is not None and share >= _INCIDENTS) or named * 2 > sessions,
        tuple(evidence),
        (
            "Hold one day for all teams, and tell product owners a week before.",
            "Keep a small rota for incidents, which changes each time, and give its people another "
            "day.",
            "Let plans be written the day before: who has one says no more easily.",
            "Plan no release for the day after.",
        ),
    )


def _is_told(theme: Theme) -> bool:
    return theme.name == INTERRUPTIONS and theme.people >= LEAST


def _other_days(insight: Insight) -> Failing:
    off = insight.off_days
    said = "no session was" if not off else "1 session was" if off == 1 else f"{off} sessions were"
    late = [one.lag for one in insight.sessions if one.lag is not None]
    evidence = [
        f"Fewer than {LEAST} people wrote of another day than those of the schedule."
        if off is None
        else f"By the schedule, {said} held on another day."
    ]
    if late:
        evidence.append(f"The newest post came {_count(late[-1])} after its session.")
    return Failing(
        "Learning spreads over other days",
        off is not None and off > 1,
        tuple(evidence),
        (
            "Begin with what fits into a day, and say so when plans are read.",
            "Count a day that ended in the middle: it has a log, and a next time.",
            "Write the log in the evening, however short, and publish soon.",
        ),
    )


def _leisure(insight: Insight) -> Failing:
    share = _latest(insight, "output", "no output")
    return Failing(
        "The day becomes a day off",
        bool(share is not None and share >= _IDLE),
        (
            _say(
                share,
                "of the newest days say neither what was learned nor what did not work",
                _IDLE,
            ),
        ),
        (
            "Ask for one thing that somebody else can open: a log is enough.",
            "Let three people show what they found at the end of the day, failures first.",
            "Pair those who are short of ideas with those who have too many.",
            "Do not count hours, and rank nobody: who is watched learns what looks good.",
        ),
    )


def _latest(insight: Insight, figure: str, group: str) -> float | None:
    shares = insight.periods[-1].shares.get(figure) if insight.periods else None
    return shares.share(group) if shares else None


def _say(share: float | None, about: str, limit: float) -> str:
    if share is None:
        return "How many is not told: too few people, or no four sessions yet."
    return f"{share:.0%} {about} (worth a look from {limit:.0%})."


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
