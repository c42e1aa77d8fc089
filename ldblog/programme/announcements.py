"""What is said in chat around a Learning Day: before it, in its evening, and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.composing import phrases
from ldblog.programme.blocks import Message, bold, compose_message, escape, mention
from ldblog.programme.calendar import AWAY
from ldblog.programme.plans_text import by_team, count_plans, find_welcoming, tell_meeting
from ldblog.programme.schedule import WEEKDAYS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from ldblog.composing.entries import Entry
    from ldblog.pages.words import Words
    from ldblog.programme.company import Meeting
    from ldblog.programme.plans import Plan, Plans
    from ldblog.reading.people import People, Person

_GUIDELINES = 6
_LONGEST = 400
# Code and tables are for the post.
_TOLD = frozenset({"paragraph", "list"})


def list_guidelines(words: Words) -> list[str]:
    """Return what holds for every Learning Day, a line each."""
    return [words.say(f"opening.{number}") for number in range(1, _GUIDELINES + 1)]


def compose_opening(
    day: datetime.date, theme: str, actions: Sequence[str], words: Words
) -> Message:
    """Return how a day is announced; ``actions`` say what is still open since the last ones."""
    parts = [[_bullet(line) for line in list_guidelines(words)]]
    if theme:
        parts.insert(0, [f"{bold(words.say('opening.theme'))}: {escape(theme)}"])
    if actions:
        parts.append([bold(words.say("opening.actions")), *map(_bullet, actions)])
    return compose_message(words.say("opening.title", day=words.day(day)), parts)


def compose_owners(day: datetime.date, people: Iterable[Person]) -> Message:
    """Return a note to business and product owners: who learns that day, and is away."""
    named: dict[str, list[str]] = {}
    others = 0
    for person in people:
        if person.is_named:
            named.setdefault(next(iter(person.teams), "No team"), []).append(person.name)
        else:
            others += 1
    lines = [
        f"{bold(team)}: {escape(', '.join(sorted(names, key=str.casefold)))}"
        for team, names in sorted(named.items(), key=lambda team: team[0].casefold())
    ]
    if others:
        lines.append(f"and {phrases.number(others)} more")
    return compose_message(f"{_name(day)}: engineers away", [[escape(AWAY)], lines])


def compose_plans(
    day: datetime.date, plans: Plans, meetings: Sequence[Meeting], people: People
) -> Message:
    """Return who plans what, who should talk, and who would like company."""
    parts = [[_sentence(count_plans(plans))]]
    for team, members in by_team(plans.shown):
        parts.append([bold(team), *map(_tell_plan, members)])
    if meetings:
        told = (_bullet(tell_meeting(it, people)) for it in meetings)
        parts.append([bold("Who should talk"), *told])
    if welcoming := find_welcoming(plans):
        names = phrases.join([plan.person.name for plan in welcoming])
        parts.append([bold("Company is welcome"), escape(f"Ask {names}.")])
    return compose_message(f"Plans for the Learning Day, {_name(day)}", parts)


def find_reminded(plans: Plans, days: Iterable[datetime.date]) -> list[Person]:
    """Return who planned and has no log yet, less who is away on one of some days."""
    when = [*days]
    waiting = (plan.person for plan in plans.shown if not plan.has_log)
    return [person for person in waiting if not any(map(person.is_away, when))]


def compose_reminder(day: datetime.date, reminded: Sequence[Person]) -> Message:
    """Return a reminder for those who planned and have no log yet."""
    who = phrases.join([mention(person.slack, person.name) for person in reminded])
    lines = [
        f"{who}: what became of your plans? Three lines are a log: what you learned and why it "
        "matters, what did not work, a link.",
        "If something urgent ate the day, write that; it counts. If you are off, never mind.",
    ]
    return compose_message(f"Your log of the Learning Day, {_name(day)}", [lines])


def compose_learned(day: datetime.date, entries: Sequence[Entry]) -> Message | None:
    """Return the best of what each learned, under the names that the public sees, if anything."""
    lines = [_bullet(line, is_safe=True) for line in _find_learned(entries)]
    return compose_message(f"What we learned, {_name(day)}", [lines]) if lines else None


def compose_published(day: datetime.date, title: str, description: str, url: str) -> Message:
    """Return that a post is there to read, with its address."""
    link = f"<{escape(url.replace('|', '%7C'))}|{escape(title.replace('|', '∣'), _LONGEST)}>"
    return compose_message(
        f"The Learning Day of {_name(day)} is online", [[link, escape(description)]]
    )


def _find_learned(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        told = [unit for unit in entry.units if unit.block.kind in _TOLD]
        best = max(told, key=lambda unit: entry.scores.get(unit, 0), default=None)
        if best is not None:
            names = phrases.join([author.name for author in entry.authors])
            yield f"{bold(names)}: {escape(best.text, _LONGEST)}"


def _tell_plan(plan: Plan) -> str:
    topic = f" ({escape(plan.topic)})"
    return _bullet(f"{bold(plan.person.name)}{topic}: {escape(plan.text, _LONGEST)}", is_safe=True)


def _bullet(line: str, *, is_safe: bool = False) -> str:
    return f"• {line if is_safe else escape(line)}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _name(day: datetime.date) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()} {phrases.long_date(day)}"
