"""Whose turn it is to look at a post."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.errors import LdblogError
from ldblog.reading.people import Person, parse_people
from ldblog.routine.rota import find_account, find_on_duty

PEOPLE = parse_people(
    "people.yml",
    """\
asha: {name: Asha Rao, away: 2026-10-24}
bo: {name: Bo Lin, aliases: [bolin]}
cy: {name: Cy Marlow, away: 2026-10-24}
""",
)
SESSIONS = ["2026-10-09", "2026-10-23", "2026-11-06", "2026-11-20"]


def turns(*editors: str) -> list[str]:
    found = [find_on_duty(editors, PEOPLE, SESSIONS, name) for name in SESSIONS]
    return [person.handle if person else "" for person in found]


def test_editors_take_turns_and_who_is_away_the_day_after_is_passed_over() -> None:
    assert turns("asha", "bo") == ["asha", "bo", "asha", "bo"]
    assert turns("bo", "asha") == ["bo", "bo", "bo", "asha"]
    assert turns("bolin") == ["bo"] * 4


def test_where_nobody_is_there_nobody_is_asked() -> None:
    assert turns("asha", "cy") == ["asha", "", "asha", "cy"]
    assert turns() == [""] * 4


def test_an_editor_who_is_not_in_people_is_told() -> None:
    with pytest.raises(LdblogError, match=r"editors: dov is not in people\.yml"):
        turns("asha", "dov")


@given(st.lists(st.sampled_from(["asha", "bo", "cy"]), unique=True))
def test_a_session_has_one_editor_whoever_asks_and_whenever(editors: list[str]) -> None:
    later = [*SESSIONS, "2026-12-04"]
    for name in SESSIONS:
        now = find_on_duty(editors, PEOPLE, SESSIONS, name)
        assert now == find_on_duty(editors, PEOPLE, later, name)
        assert now is None or now.handle in editors


@pytest.mark.parametrize(
    ("links", "account"),
    [
        ({"github": "https://github.com/asharao"}, "asharao"),
        ({"GitHub": "https://git.example.com/asha-rao/"}, "asha-rao"),
        ({"github": "https://github.com/asharao/blog"}, ""),
        ({"github": "https://github.com/a?b"}, ""),
        ({"web": "https://github.com/asharao"}, ""),
        ({}, ""),
    ],
)
def test_an_account_is_the_one_that_people_yml_links_to(
    links: dict[str, str], account: str
) -> None:
    assert find_account(Person("asha", "Asha", links=links)) == account
