"""What became of a plan, as far as its author says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.outcomes import TELLING, find_outcome
from ldblog.privacy.publish import publish
from ldblog.reading.formats import OUTCOMES
from ldblog.reading.logs import parse_log

if TYPE_CHECKING:
    from conftest import Blog

    from ldblog.text.patterns import Worded

DAY = "2026-11-20"
PLAN = "## Plan\n\nRead the Raft paper and build an election.\n\n"


def outcome(text: str) -> str:
    log = parse_log(DAY, "asha", "asha.md", text.encode())
    return find_outcome(log, publish(log).units)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Read half of it. An incident ate most of the afternoon.", "escalated"),
        ("The morning went to a production outage, so little is left.", "escalated"),
        ("Got paged at ten, and that was that.", "escalated"),
        ("We were pulled into an incident.", "escalated"),
        ("Der Nachmittag ging an eine Störung.", "escalated"),
        ("I changed course: read about Paxos, since the paper was cited there.", "pivoted"),
        ("Ended up reading about clocks instead.", "pivoted"),
        ("Not what I planned, but timeouts were more interesting.", "pivoted"),
        ("Tried three libraries. I gave up: none can be embedded.", "failed"),
        ("Did not get to the election, as the day was over.", "partial"),
        ("The paper is read. I ran out of time for the rest.", "partial"),
        ("We only got as far as the log.", "partial"),
        ("Ich bin nicht fertig geworden.", "partial"),
        # A subject, not a day.
        ("Leases expire, because clocks drift.", ""),
        ("The incident took three hours, since nobody had the runbook.", ""),
        ("I spent the morning reading reports of incidents.", ""),
        ("The query did not finish in an hour.", ""),
        ("A leader that gave up its term is a follower.", ""),
        ("Kubernetes changed course on docker.", ""),
        ("The on-call rota takes a day off each week.", ""),
        ("Nodes that are partly done with a term vote again.", ""),
    ],
)
def test_the_outcome_is_what_somebody_says_of_themselves(said: str, expected: str) -> None:
    assert outcome(f"{PLAN}## Learned\n\n- {said}\n") == expected


@pytest.mark.parametrize("given_", OUTCOMES)
def test_what_the_front_matter_says_counts(given_: str) -> None:
    log = f"---\noutcome: {given_}\n---\n{PLAN}## Learned\n\n- We ran out of time.\n"
    assert outcome(log) == given_


@pytest.mark.parametrize(
    "text",
    [
        "## Learned\n\n- I ran out of time.\n",
        PLAN,
        f"{PLAN}## Feedback\n\n- We ran out of time.\n",
        f"{PLAN}## Learned\n\n- Fine.\n\n<!-- internal -->\n\nI ran out of time.\n",
        "## Plan\n\nWe ran out of time, so: again.\n\n## Learned\n\n- Fine.\n",
    ],
)
def test_without_a_plan_or_public_words_nothing_is_said(text: str) -> None:
    assert outcome(text) == ""


def test_a_log_of_nothing_but_what_did_not_work_is_a_failure() -> None:
    assert outcome(f"{PLAN}## Did not work\n\n- Elections never ended.\n") == "failed"


@pytest.mark.parametrize("says", TELLING.values(), ids=TELLING)
@given(st.data())
def test_what_tells_an_outcome_has_one_of_its_words(says: Worded, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(says.pattern.pattern, re.VERBOSE)))
    assert says.finds(text)


@given(st.text(max_size=80))
def test_any_text_has_an_outcome_or_none(text: str) -> None:
    assert outcome(f"{PLAN}## Learned\n\n{text}\n") in {"", *OUTCOMES}


LOG = f"""\
---
tags: [raft]
---
{PLAN}## Learned

- Elections need timeouts that differ, because equal ones split the vote.
- A log is never shortened by its leader, so entries stay where they are.
"""


def test_a_badge_says_it_beside_the_name_and_no_edit_is_lost(blog: Blog) -> None:
    path = f"content/site/posts/{DAY}.md"
    blog.write_log(f"{DAY}/asha.md", LOG)
    blog.run("condense")
    before = blog.read(path)
    assert ".outcome" not in before
    edited = before.replace("split the vote.", "split the vote for ever.")
    blog.write(path, edited)
    blog.write_log(f"{DAY}/asha.md", f"{LOG}- I did not get to snapshots.\n")
    assert blog.run("condense").exit_code == 0
    after = blog.read(path)
    assert "Platform · *partly done*{ .outcome .outcome-partial }" in after
    assert "  outcome: partial\n" in after
    assert "split the vote for ever." in after
    assert "build an election" not in after
    assert blog.run("verify").exit_code == 0
    assert blog.run("condense", "--check").exit_code == 0
