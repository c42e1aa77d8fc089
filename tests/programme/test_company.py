"""Who should talk: measured on plans with the pairs that a person would introduce."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import CASES

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


@pytest.mark.parametrize("name", ["spring", "autumn"])
def test_of_the_first_five_four_are_whom_a_person_would_introduce(name: str) -> None:
    case = read_case(name)
    assert len(case["plans"]) == 30
    found = meet(case)
    assert len(found) >= 5
    assert precision(found[:5], case) >= 0.8
