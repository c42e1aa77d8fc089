"""Insight: figures of five people or more, also when somebody subtracts."""

from __future__ import annotations

import datetime
import re
import subprocess
from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ldblog.programme.insight import (
    PERIOD,
    Day,
    Insight,
    SessionFigures,
    count_insight,
    find_usual,
    parse_lags,
)
from ldblog.programme.insight_charts import Series, draw_columns
from ldblog.programme.insight_page import TITLE, list_figures, render_insight
from ldblog.programme.insight_warnings import find_warnings
from ldblog.programme.small_groups import LEAST, share_out

if TYPE_CHECKING:
    import pytest
    from conftest import Blog

WHO = st.sampled_from([f"p{number}" for number in range(12)])
GROUPS = st.dictionaries(st.sampled_from("abcdef"), st.lists(WHO, max_size=12), max_size=6)


@given(GROUPS)
def test_nobody_is_seen_in_what_is_shown_nor_in_what_is_left(groups: dict[str, list[str]]) -> None:
    shares = share_out(groups)
    everybody = [who for people in groups.values() for who in people]
    if shares is None:
        assert len(set(everybody)) < LEAST
        return
    assert shares.whole == len(everybody)
    for name, count in shares.counts.items():
        assert count == len(groups[name])
        assert len(set(groups[name])) >= LEAST
    hidden = [who for name, people in groups.items() if name not in shares.counts for who in people]
    assert len(hidden) == shares.rest
    assert not hidden or len(set(hidden)) >= LEAST
    for name, people in groups.items():
        told = shares.share(name)
        assert told is None or name in shares.counts or not people


def day(session: str, who: str, **more: object) -> Day:
    values = {
        "teams": ("Data",), "topic": "Databases", "outcome": "done", "company": "alone",
        "is_planned": True, "is_told": True, "has_output": True, **more,
    }  # fmt: skip
    return Day(session, who, **values)  # type: ignore[arg-type]


SESSIONS = [f"2026-{month:02}-06" for month in range(1, 10)]


def decode(number: int, place: int) -> Day:
    """Return a day that a number says: who has none at all is left out by the caller."""
    session, who = SESSIONS[place // 8], f"p{place % 8}"
    return day(
        session,
        who,
        topic=["Databases", "Security", "Everything else", ""][number % 4],
        outcome=["done", "failed", "escalated"][number // 4 % 3],
        company=["alone", "across teams"][number // 12 % 2],
        teams=[("Data",), ("Platform",), ()][number // 24 % 3],
        is_planned=bool(number // 72 % 2),
        is_told=bool(number // 144 % 4),
    )


# A number of 576 or more is a day that somebody was not there.
DAYS = st.lists(st.integers(0, 640), min_size=72, max_size=72).map(
    lambda numbers: [decode(it, place) for place, it in enumerate(numbers) if it < 576]
)


@settings(max_examples=12)
@given(DAYS)
def test_no_page_tells_of_a_session_with_fewer_than_five(days: list[Day]) -> None:
    insight = count_insight(days, {})
    sizes = {name: len({it.who for it in days if it.session == name}) for name in SESSIONS}
    assert all(one.people == sizes[one.session] >= LEAST for one in insight.sessions)
    assert insight.hidden == sum(0 < size < LEAST for size in sizes.values())
    page = render_insight(insight, find_warnings(insight))
    assert not re.search(r"\bp\d+\b", re.sub(r"<style>.*?</style>", "", page, flags=re.S))


@settings(max_examples=12)
@given(DAYS)
def test_periods_are_the_same_whatever_is_asked_for_and_whatever_comes_later(
    days: list[Day],
) -> None:
    whole = count_insight(days, {})
    for since in SESSIONS[::3]:
        some = count_insight(days, {}, since)
        assert all(one in whole.periods for one in some.periods)
    earlier = count_insight([it for it in days if it.session < SESSIONS[6]], {})
    assert list(earlier.periods) == list(whole.periods)[: len(earlier.periods)]


@settings(max_examples=12)
@given(DAYS)
def test_the_wholes_of_a_period_differ_by_nobody(days: list[Day]) -> None:
    for period in count_insight(days, {}).periods:
        wholes = [shares.whole if shares else None for shares in period.shares.values()]
        assert all(one == other for one, other in combinations(wholes, 2))


def full(**more: object) -> list[Day]:
    return [day(name, f"p{who}", **more) for name in SESSIONS[:PERIOD] for who in range(6)]


def test_what_happened_is_told_of_four_sessions_together() -> None:
    days = [
        day(it.session, it.who, outcome="escalated" if it.who < "p5" else "done") for it in full()
    ]
    insight = count_insight([*days, *[day(SESSIONS[5], f"p{who}") for who in range(6)]], {})
    assert insight.waiting == 1
    (period,) = insight.periods
    # One person's four days would be seen by subtraction: they are told with the others.
    assert period.shares["outcomes"] is not None
    assert period.shares["outcomes"].counts == {}
    assert period.shares["outcomes"].rest == 24
    assert period.breadth == 1.0
    assert count_insight(days[:12], {}).periods == ()
    assert count_insight(full(topic=""), {}).periods[0].breadth is None
    assert count_insight(full(is_told=False), {}).periods[0].breadth is None


def test_growth_is_beyond_what_is_usual_in_the_team() -> None:
    usual = [day("2026-01-06", f"p{n}", topic="Databases") for n in range(9)]
    assert find_usual([*usual, day("2026-01-06", "p9", topic="Security")]) == {
        "Data": {"Databases"}
    }
    days = full()
    odd = [day(it.session, it.who, topic="Security") for it in days if it.session == SESSIONS[3]]
    few = [day(SESSIONS[0], f"q{n}") for n in range(14)]
    insight = count_insight([*[it for it in days if it.session != SESSIONS[3]], *odd, *few], {})
    growth = insight.periods[0].shares["growth"]
    assert growth is not None
    assert growth.counts == {"usual": 32, "beyond": 6}
    assert insight.periods[0].shares["company"].share("across teams") == 0.0  # type: ignore[union-attr]


def test_the_three_ways_to_fail_are_told_with_what_shows_them() -> None:
    insight = count_insight(
        full(outcome="escalated", has_output=False), {SESSIONS[3]: 9}, off_days=2
    )
    urgent, spread, leisure = find_warnings(insight, 3, 5)
    assert (urgent.shows, spread.shows, leisure.shows) == (True, True, True)
    assert "100% of the newest days" in urgent.evidence[0]
    assert "feedback of 3 of 5 sessions" in urgent.evidence[1]
    assert spread.evidence == (
        "By the schedule, 2 sessions were held on another day.",
        "The newest post came 9 days after its session.",
    )
    page = render_insight(insight, [urgent, spread, leisure])
    assert page.count("Worth a look") == 3
    assert "From session to post" in page
    quiet = find_warnings(count_insight(full(), {SESSIONS[3]: 1}, off_days=1))
    assert not any(one.shows for one in quiet)
    assert "1 session was held" in quiet[1].evidence[0]
    assert "came 1 day after" in quiet[1].evidence[1]
    assert "is not told" in find_warnings(Insight())[0].evidence[0]
    assert "no session was" in find_warnings(Insight())[1].evidence[0]


def test_a_page_without_anything_says_so_and_one_without_periods_has_no_charts_of_them() -> None:
    assert "There is nothing to tell yet" in render_insight(Insight(), find_warnings(Insight()))
    few = Insight((SessionFigures("2026-01-06", 6),), hidden=1)
    assert [one.title for one in list_figures(few)] == ["Participation"]
    assert "1 session is left out" in render_insight(few, [])


def test_a_chart_shows_a_dash_for_what_is_not_told() -> None:
    chart = draw_columns(["<a>", "b"], [Series("x", [None, 2.0])], "%")
    assert "&lt;a&gt;" in chart
    assert "–" in chart
    assert chart.count("<rect") == 1
    assert "<rect" not in draw_columns([], [])


def test_days_from_a_session_to_its_post_are_told_by_git() -> None:
    history = (
        "2026-11-25\n\ncontent/site/posts/2026-11-20.md\ncontent/site/posts/about.md\n"
        "2026-11-01\n\ncontent/site/posts/2026-11-06.md\n"
    )
    assert parse_lags(f"content/site/posts/2026-01-01.md\n{history}") == {
        "2026-11-20": 5,
        "2026-11-06": 0,
    }


def write_sessions(blog: Blog) -> None:
    people = "".join(f"anna{n}:\n  name: Person{n} Name{n}\n  team: T{n % 2}\n" for n in range(6))
    blog.write("content/people.yml", people)
    for session in SESSIONS[:PERIOD]:
        for n in range(6):
            text = (
                f"---\ntags: [raft]\nwith: [anna{(n + 1) % 6}]\n---\n## Plan\nRead Raft.\n\n"
                f"## Learned\nA log of leader {n}.\n\n## Feedback\n- many meetings\n"
            )
            blog.write_log(f"{session}/anna{n}.md", text.encode())
    blog.write_log(f"{SESSIONS[0]}/broken.md", "---\nshare: maybe\n---\nx\n")
    blog.write_log(f"{SESSIONS[4]}/anna1.md", "## Plan\nOnly a plan.\n")


def test_the_page_names_nobody_and_is_one_file(blog: Blog) -> None:
    write_sessions(blog)
    schedule = '[tool.ldblog.schedule]\nevery = "week on Monday"\nstarts = 2026-01-05\n'
    blog.write("pyproject.toml", blog.read("pyproject.toml") + schedule)
    result = blog.run("insight")
    assert result.exit_code == 0, result.output
    assert "is internal: do not publish it" in result.output
    page = blog.read(".cache/ldblog/insight.html")
    assert TITLE in page
    assert not re.search(r"anna\d|Person\d|Name\d", page)
    assert not re.search(r"(?:src|href)=\"(?!#)|<script|url\(|@import", page)
    assert "Distributed systems" in page
    assert "across teams" in page
    assert "Interruptions came up in the feedback of 4 of 4 sessions" in page
    assert "By the schedule, 4 sessions were held on another day" in page
    again = blog.run("insight", "--since", "2026-04-01", "--output", "page.html")
    assert again.exit_code == 0
    assert SESSIONS[2] not in blog.read("page.html").split("<tbody>")[1].split("</tbody>")[0]


def test_the_page_is_written_where_nothing_is_published_and_over_nothing_else(blog: Blog) -> None:
    write_sessions(blog)
    assert "not written below" in blog.run("insight", "--output", "content/site/x.html").output
    blog.write("notes.html", "mine")
    assert "choose another name" in blog.run("insight", "--output", "notes.html").output
    assert blog.read("notes.html") == "mine"
    assert "is no date" in blog.run("insight", "--since", "x").output


def test_without_git_no_lag_is_told(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sessions(blog)

    def refuse(*_words: object, **_more: object) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "run", refuse)
    assert blog.run("insight").exit_code == 0
    assert "From session to post" not in blog.read(".cache/ldblog/insight.html")
    assert datetime.date.fromisoformat(SESSIONS[0])
