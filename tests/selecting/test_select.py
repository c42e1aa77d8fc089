"""Which units are worth a stranger's time, and how a post's words are shared among its logs."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.privacy.publish import publish
from ldblog.reading.logs import parse_log
from ldblog.selecting.scoring import score_units
from ldblog.selecting.select import find_chain, leans, select_units, share_words

if TYPE_CHECKING:
    from ldblog.selecting.scoring import Scored


def scored(markdown: str) -> list[Scored]:
    raw = dedent(markdown).encode("utf-8")
    log = parse_log("2026-11-20", "asha", "content/logs/2026-11-20/asha.md", raw)
    return score_units(publish(log).units)


LOG = """\
## Learned
- Timeouts are budgets, because the whole has one limit and all the parts share it.
- Retries multiply, because each layer adds its own: three layers of three are 27 calls.
- Tired.
- Retries multiply, because each layer adds its own: three layers of three are 27 calls!
- Queues hide overload, because they answer everybody a little later.
"""


def test_chosen_units_stand_in_the_order_of_the_log_and_each_thing_once() -> None:
    assert [unit.first_line for unit in select_units(scored(LOG), 1000)] == [2, 3, 6]


def test_the_best_is_always_chosen_and_no_other_beyond_the_budget() -> None:
    units = scored(LOG)
    best = max(units, key=lambda one: one.score).unit

    for budget in (0, 1, best.words):
        assert select_units(units, budget) == [best]


def test_nothing_is_chosen_of_nothing_worth_reading() -> None:
    assert select_units(scored("Tired.\n"), 1000) == []
    assert select_units([], 1000) == []


LEANING = """\
## Learned
The lock is held until the end of the transaction, because the row may be read again.
This cost us {what} in `pg_locks`, since every reader waited for the slowest writer of all.
"""


@pytest.mark.parametrize("what", ["40 % of the throughput", "200 ms a request"])
def test_a_sentence_that_leans_on_another_brings_it_along(what: str) -> None:
    units = scored(LEANING.format(what=what))
    second = units[1].unit

    assert leans(second)
    assert find_chain([one.unit for one in units], 1) == [0, 1]
    assert second not in select_units(units[1:], 1000)
    for budget in range(40):
        chosen = select_units(units, budget)
        assert second not in chosen or units[0].unit in chosen


def test_what_leans_on_a_sentence_that_is_not_there_is_not_chosen() -> None:
    log = "## Learned\n- But the cache answers in 3 ms, because nothing of it leaves the process.\n"

    assert select_units(scored(log), 1000) == []


def test_what_leans_does_not_reach_over_a_heading() -> None:
    log = """\
        ## Learned
        Retries multiply, because each layer adds its own three tries to those of the others.
        ## Caches
        This answers in 3 ms, because nothing of it ever leaves the process or the `arena`.
        """
    assert [unit.first_line for unit in select_units(scored(log), 1000)] == [2]


def test_what_is_introduced_may_lean_on_its_introduction() -> None:
    log = """\
        ## Learned
        The planner has two rules for an index:
        - It is used when the query implies its `WHERE`, because rows would be missing else.
        """
    units = scored(log)

    assert select_units(units, 1000) == [units[0].unit]


def test_what_is_kept_by_hand_is_chosen_first_and_counts_in_the_budget() -> None:
    units = scored(LOG.replace("Tired.", "Tired. <!-- keep -->"))
    kept = next(one.unit for one in units if one.unit.is_kept)
    best = max(units, key=lambda one: one.score).unit

    assert kept.text == "Tired."
    for budget in range(60):
        chosen = select_units(units, budget)
        assert kept in chosen
        assert chosen == [kept] or sum(unit.words for unit in chosen) <= budget
    assert best not in select_units(units, best.words)
    assert best in select_units(units, best.words + kept.words)


def test_what_is_kept_by_hand_is_chosen_though_it_is_said_twice() -> None:
    units = scored(LOG.replace("calls.", "calls. <!-- keep -->").replace("!", "! <!-- keep -->"))

    assert [unit.first_line for unit in select_units(units, 0)] == [3, 5]


def test_what_is_kept_by_hand_brings_along_what_it_leans_on() -> None:
    text = LEANING.format(what="200 ms").replace("of all.", "of all. <!-- keep -->")

    assert [unit.index for unit in select_units(scored(text), 0)] == [0, 1]


def test_what_is_kept_by_hand_is_chosen_without_what_it_leans_on_if_need_be() -> None:
    text = "## Learned\n- But the cache answers in 3 ms. <!-- keep -->\n"

    assert [unit.first_line for unit in select_units(scored(text), 0)] == [2]


@pytest.mark.parametrize("hidden", ["{} <!-- drop -->", "<!-- internal -->{}<!-- /internal -->"])
def test_what_leans_on_something_held_back_is_not_chosen(hidden: str) -> None:
    first, second = "Leases expire.", "Locks are held, because the row may be read again."
    text = f"{first} {hidden.format(second)} This costs 40 % of the throughput.\n"
    units = [one.unit for one in scored(text)]

    assert [leans(unit) for unit in units] == [False, True]
    assert find_chain(units, 1) == []


@pytest.mark.parametrize(
    "text",
    [
        "This week I measured the cache.",
        "It turned out that the cache was cold.",
        "That timeouts multiply is no news.",
        "Soup is not a verb.",
        "Here is the repository.",
    ],
)
def test_what_only_looks_as_if_it_leans_stands_alone(text: str) -> None:
    assert not leans(scored(f"{text}\n")[0].unit)


@pytest.mark.parametrize(
    "text",
    [
        "It is not enough.",
        "So we left it out.",
        "That is why it fails.",
        "Aber das reicht nicht.",
        "这很慢。",
    ],
)
def test_what_begins_with_a_word_for_something_else_leans(text: str) -> None:
    assert leans(scored(f"{text}\n")[0].unit)


def test_chains_that_are_too_long_are_left_out() -> None:
    log = "Locks are held.\nThis blocks.\nThis waits.\nThis fails.\n"

    assert find_chain([one.unit for one in scored(log)], 3) == []


@given(st.integers(0, 60))
def test_what_is_chosen_fits_the_budget(budget: int) -> None:
    chosen = select_units(scored(LOG), budget)

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


def test_what_only_introduces_something_else_stays_out() -> None:
    log = "## Learned\n- Retries fail 3 times, because of the line that matters most here:\n"
    assert select_units(scored(log), 1000) == []
