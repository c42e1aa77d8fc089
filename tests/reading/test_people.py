"""Who is who, and how each of them wishes to appear."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.errors import LdblogError
from ldblog.reading.away import is_within, parse_away
from ldblog.reading.people import People, Person, name_from_handle, parse_people


def read(text: str) -> People:
    return parse_people("people.yml", dedent(text))


def problems(text: str) -> list[str]:
    return [f"{one.code} {one.line}:{one.column} {one.message}" for one in read(text).diagnostics]


def test_a_handle_may_be_written_with_its_accents_apart() -> None:
    people = read("jose\u0301: {name: José, aliases: [andre\u0301]}\n")
    assert list(people.by_handle) == ["jos\u00e9", "andr\u00e9"]
    assert people.find("Jose\u0301").name == people.find("andr\u00e9").name == "José"


def test_all_that_can_be_said_of_a_person_is_read() -> None:
    people = read("""\
        asha:
          name: " Asha Rao "
          team: Platform
          links: {github: https://github.com/asha}
          aliases: [asha-rao]
          appear: named
        hugo: {name: Hugo, appear: {as: " The Night Keeper "}}
        jun: {name: Jun, appear: anonymous}
        """)
    asha = Person(
        "asha", "Asha Rao", ("Platform",), {"github": "https://github.com/asha"}, ("asha-rao",)
    )
    hugo = Person("hugo", "Hugo", pseudonym="The Night Keeper")
    jun = Person("jun", "Jun", is_anonymous=True)
    assert people == People({"asha": asha, "asha-rao": asha, "hugo": hugo, "jun": jun})
    assert [person.is_named for person in (asha, hugo, jun)] == [True, False, False]


def test_a_person_can_be_in_two_teams() -> None:
    people = read("asha: {name: Asha, team: [Platform, ' Search ', Platform]}\n")

    assert people.find("asha").teams == ("Platform", "Search")


def test_who_is_away_on_a_day_is_known_and_so_is_their_account() -> None:
    people = read("""\
        asha: {name: Asha, slack: U012AB3CD, away: [2026-11-20, 2026-12-21 to 2027-01-02]}
        bo: {name: Bo, away: 2026-11-20 to 2026-11-20}
        cy: {name: Cy, away: 2026-11-20}
        """)
    asha = people.find("asha")
    days = ["2026-11-19", "2026-11-20", "2026-12-20", "2026-12-21", "2027-01-02", "2027-01-03"]
    away = [asha.is_away(date.fromisoformat(day)) for day in days]
    assert away == [False, True, False, True, True, False]
    assert people.find("bo").away == people.find("cy").away == ((date(2026, 11, 20),) * 2,)
    assert asha.slack == "U012AB3CD"
    assert not people.find("nobody").is_away(date(2026, 11, 20))


@given(st.lists(st.tuples(st.dates(), st.dates()).map(sorted)), st.dates())
def test_a_day_is_within_the_ranges_that_were_written(ranges: list[list[date]], day: date) -> None:
    days = parse_away([f"{first} to {last}" for first, last in ranges])
    assert is_within(days, day) == any(first <= day <= last for first, last in ranges)


def test_an_empty_file_knows_nobody() -> None:
    assert read("") == People()


def test_handles_and_aliases_are_found_in_any_case() -> None:
    people = read("Asha: {name: Asha Rao, aliases: [AR]}\n")
    assert {people.find(handle).handle for handle in ("asha", "ASHA", "ar", "AR")} == {"Asha"}


def test_who_is_not_known_is_named_after_the_handle() -> None:
    assert read("").find("jane-doe") == Person("jane-doe", "Jane Doe", is_known=False)


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("jane-doe", "Jane Doe"),
        ("jane_van.doe", "Jane Van Doe"),
        ("McKay", "McKay"),
        ("zoë", "Zoë"),
        ("明", "明"),
    ],
)
def test_a_name_is_made_from_a_handle(handle: str, name: str) -> None:
    assert name_from_handle(handle) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("asha:\n", ["LD017 1:1 asha: expected a mapping with at least a name"]),
        ("asha: {}\n", ["LD017 1:1 asha: name must be a line of text"]),
        ("asha: {name: 3}\n", ["LD017 1:1 asha: name must be a line of text"]),
        (
            'bo: {name: B}\nasha: {name: "a\\nb"}\n',
            ["LD017 2:1 asha: name must be a line of text"],
        ),
        (
            "asha: {name: A, appear: sometimes}\n",
            ['LD017 1:1 asha: appear must be named, anonymous, or {as: "a pseudonym"}'],
        ),
        (
            "asha: {name: A, appear: }\n",
            ['LD017 1:1 asha: appear must be named, anonymous, or {as: "a pseudonym"}'],
        ),
        (
            "asha: {name: A, appear: {as: ''}}\n",
            ['LD017 1:1 asha: appear must be named, anonymous, or {as: "a pseudonym"}'],
        ),
        (
            "asha: {name: A, team: [Platform, 1]}\n",
            ["LD017 1:1 asha: team must be a line of text, or a list of them"],
        ),
        (
            "asha: {name: A, apear: anonymous}\n",
            [
                "LD017 1:1 asha: apear is unknown "
                "(known: name, team, links, aliases, also_known, appear, away, slack)"
            ],
        ),
        (
            "asha: {name: A, also_known: [x]}\n",
            ["LD017 1:1 asha: also_known must be a list of names, each of 2 letters or more"],
        ),
        (
            "asha: {name: A, links: {web: 'javascript:x'}}\n",
            ["LD017 1:1 asha: links must be a mapping of names to https addresses"],
        ),
        (
            "asha: {name: A, aliases: bo}\n",
            ["LD017 1:1 asha: aliases must be a list of handles"],
        ),
        (
            "asha: {name: A, aliases: [1, '../x']}\n",
            ["LD017 1:1 asha: aliases must be a list of handles"],
        ),
        (
            "anyone: {name: A}\n",
            [
                "LD017 1:1 anyone: anyone is nobody's handle "
                "(in a log's `with` it means whoever likes)"
            ],
        ),
        *(
            (
                f"asha: {{name: A, away: {away}}}\n",
                [
                    "LD017 1:1 asha: away must be a date, a range such as "
                    "2026-12-21 to 2027-01-02, or a list of them"
                ],
            )
            for away in (
                "soon",
                "3",
                "['2026-13-01']",
                "2027-01-02 to 2026-12-21",
                "2026-01-01 to 2026-01-02 to 2026-01-03",
                "2026-01-01 10:00:00",
            )
        ),
        (
            "asha: {name: A, slack: asha}\n",
            ["LD017 1:1 asha: slack must be a user's ID such as U012AB3CD"],
        ),
        (
            "'../asha': {name: A}\n",
            [
                "LD017 1:1 ../asha: no handle (letters, digits and . _ -, beginning with a "
                "letter or digit)"
            ],
        ),
        (
            "asha: {name: A}\nbo: {name: B, aliases: [Asha]}\n",
            ["LD017 2:1 bo: asha is already asha"],
        ),
    ],
)
def test_what_is_wrong_with_a_person_is_told_at_their_line(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


def test_who_is_unclear_is_not_found_by_any_of_their_names() -> None:
    people = read("asha: {name: A, aliases: [ar], appear: sometimes}\nbo: {name: B}\n")
    assert people.unclear == {"asha", "ar"}
    assert list(people.by_handle) == ["bo"]


def test_a_handle_that_two_claim_is_neither_of_theirs() -> None:
    people = read("asha: {name: A, aliases: [bo]}\nbo: {name: B}\n")
    assert people.unclear == {"bo"}
    assert list(people.by_handle) == ["asha"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("asha: {name: A}\nasha: {name: B}\n", r"^people\.yml:2:1: a key is there twice: correct"),
        ("- asha\n", r"^people\.yml:1:1: expected key: value lines, not a list: correct it"),
        ("asha: [\n", r"^people\.yml:2:1: "),
        ("a: &a {name: A}\nb: *a\n", r"^people\.yml:2:4: the alias \*a is not allowed"),
    ],
)
def test_a_file_that_cannot_be_read_stops_everything(text: str, message: str) -> None:
    with pytest.raises(LdblogError, match=message):
        parse_people("people.yml", text)
