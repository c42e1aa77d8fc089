"""Which units are worth a stranger's time, and how a post's words are shared among its logs."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.logs import parse_log
from ldblog.privacy import publish
from ldblog.select import WORTH_READING, score, select_units, share_words

if TYPE_CHECKING:
    from ldblog.units import Unit


def units_of(markdown: str) -> list[Unit]:
    raw = dedent(markdown).encode("utf-8")
    log = parse_log("2026-11-20", "asha", "content/logs/2026-11-20/asha.md", raw)
    return list(publish(log).units)


def worth(line: str) -> float:
    (unit,) = units_of(f"## Learned\n- {line}\n")
    return score(unit)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            "Retries multiply because each layer adds its own tries to the others.",
            "Retries multiply and each layer adds its own tries to the others.",
        ),
        ("The index is 40 % smaller than before in this case.", "The index is smaller."),
        ("`VACUUM` gives no room back to the system here.", "Vacuuming gives no room back to me."),
        ("Locks are held until the end of a transaction.", "I will read about locks next week."),
        ("A queue hides overload until it is too late.", "Had a great day, thanks to everybody."),
        ("- [x] Locks are held until the end of it.", "- [ ] Locks are held until the end of it."),
    ],
)
def test_what_has_a_reason_a_figure_or_a_name_is_worth_more(better: str, worse: str) -> None:
    assert worth(better) > worth(worse)


@pytest.mark.parametrize(
    "line", ["Tired.", "I will read chapter 4 next week", "[ ] write it up", "Great day, thanks!"]
)
def test_chatter_and_plans_are_not_worth_reading(line: str) -> None:
    assert worth(line) < WORTH_READING


LOG = """\
## Learned
- Timeouts are budgets, because the whole has one limit and all the parts share it.
- Retries multiply, because each layer adds its own: three layers of three are 27 calls.
- Tired.
- Retries multiply, because each layer adds its own: three layers of three are 27 calls!
- Queues hide overload, because they answer everybody a little later.
"""


def test_chosen_units_stand_in_the_order_of_the_log_and_each_thing_once() -> None:
    assert [unit.first_line for unit in select_units(units_of(LOG), 1000)] == [2, 3, 6]


def test_the_best_is_always_chosen_and_no_other_beyond_the_budget() -> None:
    units = units_of(LOG)
    best = max(units, key=score)

    for budget in (0, 1, best.words):
        assert select_units(units, budget) == [best]


def test_nothing_is_chosen_of_nothing_worth_reading() -> None:
    assert select_units(units_of("Tired.\n"), 1000) == []
    assert select_units([], 1000) == []


@given(st.integers(0, 60))
def test_what_is_chosen_fits_the_budget(budget: int) -> None:
    chosen = select_units(units_of(LOG), budget)

    assert len(chosen) == 1 or sum(unit.words for unit in chosen) <= budget


@pytest.mark.parametrize(
    ("wanted", "per_log", "per_post", "expected"),
    [
        ([], 10, 100, []),
        ([5, 7], 10, 100, [5, 7]),
        ([50, 7], 10, 100, [10, 7]),
        ([50, 50], 100, 40, [20, 20]),
        ([50, 5, 50], 100, 45, [20, 5, 20]),
        ([0, 50], 100, 45, [0, 45]),
    ],
)
def test_who_wants_little_gets_it_and_the_others_get_the_same(
    wanted: list[int], per_log: int, per_post: int, expected: list[int]
) -> None:
    assert share_words(wanted, per_log, per_post) == expected


@given(st.lists(st.integers(0, 500), max_size=12), st.integers(1, 300), st.integers(1, 2000))
def test_shares_are_fair_whatever_is_wanted(wanted: list[int], per_log: int, per_post: int) -> None:
    shares = share_words(wanted, per_log, per_post)

    assert sum(shares) <= per_post
    assert all(0 <= got <= min(per_log, want) for got, want in zip(shares, wanted, strict=True))
    # Who got less than asked for and allowed got, but for the remainder, as much as anybody.
    short = [got for got, want in zip(shares, wanted, strict=True) if got < min(per_log, want)]
    assert not short or max(shares) - min(short) <= 1
