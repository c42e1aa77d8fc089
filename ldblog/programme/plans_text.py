"""Plans, and who should talk, as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.composing import phrases

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from ldblog.programme.company import Meeting
    from ldblog.programme.plans import Plan, Plans
    from ldblog.reading.people import People

_NO_TEAM = "No team"
# So many of the terms that people share are a reason; more are a list.
_MOST_TERMS = 2


def render_plans(
    plans: Plans, meetings: Sequence[Meeting], people: People, agreed_for: Sequence[str] = ()
) -> Iterator[str]:
    """Yield who plans what by team and topic, who should talk, and who would like company."""
    yield f"Learning Day {plans.session}: {count_plans(plans)}"
    for team, members in by_team(plans.shown):
        yield from ["", team]
        for plan in members:
            missing = " (agreed with nobody yet)" if lacks_agreement(plan, agreed_for) else ""
            yield f"  {plan.person.name}, {plan.topic}{missing}{_tell_outcome(plan)}"
            yield from (f"    {line}" for line in plan.lines)
    if meetings:
        yield from ["", "Who should talk"]
        yield from (f"  {tell_meeting(it, people)}" for it in meetings)
    if welcoming := find_welcoming(plans):
        yield from ["", "Company is welcome"]
        yield from (f"  {plan.person.name}: {plan.lines[0]}" for plan in welcoming)


def _tell_outcome(plan: Plan) -> str:
    """Return what became of a plan, once its author has written of the day."""
    said = phrases.OUTCOMES.get(plan.outcome, plan.outcome or "the log is in")
    return f": {said}" if plan.has_log else ""


def count_plans(plans: Plans) -> str:
    """Return how many plans there are, those that are not shown among them."""
    count = len(plans.shown) + plans.hidden
    hidden = f", {plans.hidden} of them not shown" if plans.hidden else ""
    return f"{phrases.number(count)} {'plan' if count == 1 else 'plans'}{hidden}"


def by_team(plans: Iterable[Plan]) -> list[tuple[str, list[Plan]]]:
    """Return plans by their authors' first team, in order of topics; who is in none comes last."""
    teams: dict[str, list[Plan]] = {}
    for plan in sorted(plans, key=lambda plan: plan.topic.casefold()):
        teams.setdefault(next(iter(plan.person.teams), _NO_TEAM), []).append(plan)
    return sorted(teams.items(), key=lambda team: (team[0] == _NO_TEAM, team[0].casefold()))


def find_welcoming(plans: Plans) -> list[Plan]:
    """Return the plans whose authors would like company."""
    return [plan for plan in plans.shown if plan.log.meta.wants_company]


def lacks_agreement(plan: Plan, agreed_for: Sequence[str]) -> bool:
    """Tell whether somebody still has to agree to a plan, as the configuration wants it."""
    return plan.log.meta.kind in agreed_for and not plan.log.meta.agreed


def tell_meeting(meeting: Meeting, people: People) -> str:
    """Return who should talk, and why."""
    names = [people.find(handle).name for handle in meeting.who]
    return f"{phrases.join(names)} — {tell_reason(meeting, people)}"


def tell_reason(meeting: Meeting, people: People) -> str:
    """Return why people should talk: ``both: leases; Bo Lin wrote about it on 6 November``."""
    what = phrases.join([term.said for term in meeting.terms[:_MOST_TERMS]])
    written = [
        f"{people.find(handle).name} wrote about it on {_day(day)}" for handle, day in meeting.wrote
    ]
    who = "both" if len(meeting.who) == 2 else "all"
    return "; ".join([f"{who}: {what}", *written])


def _day(day: datetime.date) -> str:
    return phrases.long_date(day).rpartition(" ")[0]
