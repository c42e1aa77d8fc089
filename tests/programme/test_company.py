"""Who should talk: measured on plans with the pairs that a person would introduce."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import CASES
from hypothesis import given
from hypothesis import strategies as st

from ldblog.programme.company import Meeting, Note, find_meetings

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_case(name: str) -> Any:  # noqa: ANN401 - as the file has it
    return yaml.safe_load((CASES / "company" / f"{name}.yml").read_text("utf-8"))


def meet(case: Any) -> list[Meeting]:  # noqa: ANN401
    plans = [Note(one["who"], one["plan"]) for one in case["plans"]]
    wrote = [Note(one["who"], one["text"], day=one["day"]) for one in case["wrote"]]
    return find_meetings(plans, wrote, {one["who"]: [one["team"]] for one in case["plans"]})


def is_right(meeting: Meeting, case: Any) -> bool:  # noqa: ANN401
    """Tell whether a person would have introduced each of a group to each other."""
    wanted = {frozenset(pair) for pair in case["introduce"]}
    return all(frozenset(pair) in wanted for pair in combinations(meeting.who, 2))


def precision(meetings: Sequence[Meeting], case: Any) -> float:  # noqa: ANN401
    return sum(is_right(one, case) for one in meetings) / len(meetings)


@pytest.mark.parametrize("name", ["spring", "autumn", "winter"])
def test_of_the_first_five_four_are_whom_a_person_would_introduce(name: str) -> None:
    case = read_case(name)
    assert len(case["plans"]) == 30
    found = meet(case)
    assert len(found) >= 5
    assert precision(found[:5], case) >= 0.8


def test_people_who_all_meet_in_one_thing_are_one_group_of_four_at_most() -> None:
    who = ["ann", "ben", "cat", "dan", "eve"]
    plans = [Note(one, "Speculative decoding, from the beginning.") for one in who]
    first, *_rest = find_meetings(plans, [], {one: [one] for one in who})
    assert first.who == ("ann", "ben", "cat", "dan")
    assert [term.said for term in first.terms] == ["Speculative decoding"]
    assert (first.is_across, first.wrote) == (True, ())


def test_a_name_at_the_beginning_of_a_sentence_is_one_where_others_write_it_as_one() -> None:
    plans = [Note("ann", "Figma variables"), Note("ben", "From Figma to stylesheets")]
    (found,) = find_meetings(plans, [], {})
    assert [term.said for term in found.terms] == ["Figma"]
    assert find_meetings([*plans, Note("cat", "a figma of my own")], [], {}) == []
    assert find_meetings([plans[0], Note("ben", "Figma in a day")], [], {}) == []


def test_who_shares_a_team_comes_after_all_others() -> None:
    plans = [
        Note("ann", "Raft and Paxos in Rust"),
        Note("ben", "Raft and Paxos in Rust"),
        Note("cat", "Kalman filters"),
        Note("dan", "Kalman filters"),
    ]
    found = find_meetings(plans, [], {"ann": ["A"], "ben": ["A"], "cat": ["A"], "dan": ["B"]})
    assert [(one.who, one.is_across) for one in found] == [
        (("cat", "dan"), True),
        (("ann", "ben"), False),
    ]


def test_who_knows_each_other_or_has_only_chance_in_common_is_not_introduced() -> None:
    plans = [Note("ann", "Kalman filters"), Note("ben", "Kalman filters")]
    assert find_meetings(plans, [], {}, [frozenset({"ann", "ben"})]) == []
    chance = [Note("ann", "synthetic lights that stop"), Note("ben", "it would stop, synthetic")]
    assert find_meetings(chance, [], {}) == []
    assert find_meetings(plans[:1], [Note("ann", "Kalman filters", (), date(2026, 1, 1))], {}) == []


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.text("RaftPx ,.", max_size=30))))
def test_nobody_is_introduced_to_themselves_nor_in_too_many_groups(
    said: list[tuple[str, str]],
) -> None:
    found = find_meetings([Note(*one) for one in said], [], {})
    counts = Counter(who for one in found for who in one.who)
    assert all(len({*one.who}) == len(one.who) > 1 for one in found)
    assert all(count <= 2 for count in counts.values())
