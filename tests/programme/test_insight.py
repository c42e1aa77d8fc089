"""Insight: figures of five people or more, also when somebody subtracts."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from rehearsing import git

from ldblog.programme.feedback import Feedback, Theme
from ldblog.programme.insight import (
    NOT_TOLD,
    PERIOD,
    Insight,
    SessionFigures,
    count_insight,
    find_usual,
    parse_lags,
)
from ldblog.programme.insight_charts import Series, draw_columns
from ldblog.programme.insight_days import Day, find_days
from ldblog.programme.insight_page import TITLE, list_figures, render_insight
from ldblog.programme.insight_warnings import find_warnings
from ldblog.programme.small_groups import LEAST, NO_SHARES, Shares, is_few_apart, share_out
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pytest
    from conftest import Blog


def day(session: str, who: str, **more: object) -> Day:
    values = {
        "teams": ("Data",), "topic": "Databases", "outcome": "done", "company": "alone",
        "is_planned": True, "is_told": True, "has_output": True, **more,
    }  # fmt: skip
    return Day(session, who, **values)  # type: ignore[arg-type]


GROUPS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.frozensets(st.integers(0, 11), max_size=12),
    max_size=6,
).map(
    lambda groups: {
        name: frozenset(day(f"2026-01-0{'abcdef'.index(name) + 1}", f"p{one}") for one in group)
        for name, group in groups.items()
    }
)


def people(days: Iterable[Day]) -> set[str]:
    return {one.who for one in days}


@given(GROUPS)
def test_nobody_is_seen_in_what_is_shown_nor_in_what_is_left(
    groups: dict[str, frozenset[Day]],
) -> None:
    shares = share_out(groups)
    everybody = frozenset[Day]().union(*groups.values())
    if len(people(everybody)) < LEAST:
        assert shares == NO_SHARES
        assert shares.share("a") is None
        return
    assert shares.whole == len(everybody)
    for name, count in shares.counts.items():
        assert count == len(groups[name])
        assert len(people(groups[name])) >= LEAST
    hidden = frozenset[Day]().union(
        *(group for name, group in groups.items() if name not in shares.counts)
    )
    assert len(hidden) == shares.rest
    assert not hidden or len(people(hidden)) >= LEAST
    for name, group in groups.items():
        told = shares.share(name)
        assert told is None or name in shares.counts or not group


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
    assert list(earlier.sessions) == list(whole.sessions)[: len(earlier.sessions)]


def rows_of(days: Sequence[Day], shares: Shares, kind: Callable[[Day], str]) -> list[set[Day]]:
    """Return the days behind each row of a figure, by what the figure tells alone."""
    rows = {name: {one for one in days if kind(one) == name} for name in shares.counts}
    assert {name: len(row) for name, row in rows.items()} == dict(shares.counts)
    return [*rows.values(), set(days).difference(*rows.values())]


def plan_of(one: Day) -> str:
    told = "planned and told" if one.is_told else "planned, not told"
    return told if one.is_planned else "without a plan"


def figures_of(days: list[Day], insight: Insight) -> list[list[list[set[Day]]]]:
    """Return the rows of all figures of each period: what was told of its sessions is one, too."""
    found = []
    for period in insight.periods:
        own = [one for one in days if period.first <= one.session <= period.last]
        shown = {one.session: one for one in insight.sessions}
        own = [one for one in own if one.session in shown]
        usual = find_usual(it for it in days if it.session in shown and it.session <= period.last)
        kinds: dict[str, Callable[[Day], str]] = {
            "outcomes": lambda it: it.outcome,
            "topics": lambda it: it.topic,
            "company": lambda it: it.company,
            "output": lambda it: "output" if it.has_output else "no output",
            "growth": lambda it, known=usual: reach_of(it, known),  # type: ignore[misc]
        }
        assert kinds.keys() == period.shares.keys()
        sessions = [
            row
            for name in sorted({it.session for it in own})
            for row in rows_of([it for it in own if it.session == name], shown[name].plans, plan_of)
        ]
        found.append(
            [sessions]
            + [
                rows_of(own, shares, lambda it, of=kinds[name]: of(it) if it.is_told else NOT_TOLD)  # type: ignore[misc]
                for name, shares in period.shares.items()
            ]
        )
    return found


def reach_of(one: Day, usual: dict[str, set[str]]) -> str:
    if not one.teams:
        return "without a team"
    is_usual = any(one.topic in usual.get(team, set()) for team in one.teams)
    return "usual" if is_usual or one.topic == "Everything else" else "beyond"


def sums_of(rows: Sequence[set[Day]]) -> Iterable[set[Day]]:
    for size in range(len(rows) + 1):
        for some in combinations(rows, size):
            yield set[Day]().union(*some)


@settings(max_examples=60)
@given(DAYS)
def test_no_rows_of_a_figure_less_rows_of_another_are_the_days_of_a_few(days: list[Day]) -> None:
    """Whatever somebody subtracts, they are left with five people at least, or with nobody."""
    for figures in figures_of(days, count_insight(days, {})):
        for one, other in combinations(figures, 2):
            few, many = sorted([one, other], key=len)
            for rows in sums_of(few):
                inner = set[Day]().union(*(row for row in many if row <= rows))
                outer = set[Day]().union(*(row for row in many if row & rows))
                for left in (people(rows - inner), people(outer - rows)):
                    assert not left or len(left) >= LEAST


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
    assert growth.counts == {"usual": 32, "beyond": 6}
    assert insight.periods[0].shares["company"].share("across teams") == 0.0


def say_of_interruptions(people: int) -> Feedback:
    themes = (Theme("Place", 4, (), 6), Theme("Interruptions", 3, (), people))
    return Feedback(tuple(SESSIONS[:4]), themes, people=6)


def test_what_fewer_than_five_said_or_did_is_no_evidence() -> None:
    urgent, *_rest = find_warnings(Insight(), say_of_interruptions(people=4))
    assert not urgent.shows
    assert urgent.evidence[1] == "Fewer than 5 people spoke of interruptions, if anybody."
    _urgent, spread, _leisure = find_warnings(Insight(off_days=None))
    assert not spread.shows
    assert spread.evidence == (
        "Fewer than 5 people wrote of another day than those of the schedule.",
    )


def test_the_three_ways_to_fail_are_told_with_what_shows_them() -> None:
    insight = count_insight(
        full(outcome="escalated", has_output=False), {SESSIONS[3]: 9}, off_days=2
    )
    urgent, spread, leisure = find_warnings(insight, say_of_interruptions(people=5))
    assert (urgent.shows, spread.shows, leisure.shows) == (True, True, True)
    assert "100% of the newest days" in urgent.evidence[0]
    assert "feedback of 3 of 4 sessions" in urgent.evidence[1]
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


def test_a_row_of_a_table_tells_of_all_days() -> None:
    days = [
        day(
            it.session,
            it.who,
            teams=("Data",) if it.who < "p5" else (),
            is_told=it.session > "2026-02",
        )
        for it in full()
    ]
    insight = count_insight(days, {})
    assert insight.periods[0].shares["outcomes"].counts == {"done": 18, NOT_TOLD: 6}
    told = {figure.title: figure.rows[0] for figure in list_figures(insight)}
    assert told["Outcomes"][1:] == ("75%", "0%", "0%", "0%", "0%", "25%")
    assert told["Topics"][1:] == ("75%", "25%", "0%")
    # Who is in no team is one alone, so that the others' days are not told either.
    assert told["Growth across disciplines"][1:] == ("–", "–", "100%")
    assert told["Company"][1:] == ("75%", "0%", "0%", "25%")
    charts = {figure.title: figure.chart for figure in list_figures(insight)}
    assert "<rect" in charts["Company"]
    assert charts["Growth across disciplines"] == ""
    assert "In each kind are too few people to tell of." in render_insight(insight, [])


def test_a_page_without_anything_says_so_and_one_without_periods_has_no_charts_of_them() -> None:
    assert "There is nothing to tell yet" in render_insight(Insight(), find_warnings(Insight()))
    few = Insight((SessionFigures("2026-01-06", 6),), hidden=1)
    assert [one.title for one in list_figures(few)] == ["Participation"]
    assert "1 session is left out" in render_insight(few, [])


def test_a_figure_in_which_nothing_hangs_together_is_told_as_one() -> None:
    rows = [frozenset(day("2026-01-06", f"p{n}-{row}") for n in range(12)) for row in range(12)]
    apart = [frozenset(sorted(row, key=str)[at] for row in rows) for at in range(12)]
    assert is_few_apart(rows, apart)
    assert not is_few_apart(rows, rows)
    assert not is_few_apart(rows[:2], [rows[0] | rows[1]])
    assert share_out({str(at): row for at, row in enumerate(rows)}, [apart]).rest == 36


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


def test_what_became_of_a_day_is_what_the_post_says_beside_the_name(blog: Blog) -> None:
    blog.write_log(
        "2026-11-20/asha.md", "## Plan\n\nRaft.\n\n## Learned\n\nAn outage ate my day.\n"
    )
    blog.write_log("2026-11-20/bo.md", "## Learned\n\nLeases expire.\n")
    people = read_people(blog.project)
    session = read_session(blog.project, "2026-11-20", people)
    found = find_days(session, people, blog.project.config)
    assert [one.outcome for one in found] == ["escalated", "done"]


def test_days_that_fewer_than_five_spent_elsewhere_are_not_counted(blog: Blog) -> None:
    write_sessions(blog)
    schedule = '[tool.ldblog.schedule]\nevery = "week on Friday"\nstarts = 2026-01-06\n'
    moved = "moved = {2026-01-09 = 2026-01-06, 2026-04-10 = 2026-04-06}\n"
    blog.write("pyproject.toml", blog.read("pyproject.toml") + schedule + moved)
    assert blog.run("insight").exit_code == 0
    page = blog.read(".cache/ldblog/insight.html")
    # Somebody's plan on a Wednesday is theirs alone.
    assert "Fewer than 5 people wrote of another day" in page
    assert "By the schedule" not in page


def test_the_page_is_written_where_nothing_is_published_and_over_nothing_else(blog: Blog) -> None:
    write_sessions(blog)
    assert "not written below" in blog.run("insight", "--output", "content/site/x.html").output
    blog.write("notes.html", "mine")
    assert "choose another name" in blog.run("insight", "--output", "notes.html").output
    assert blog.read("notes.html") == "mine"
    assert "is no date" in blog.run("insight", "--since", "x").output


def test_lags_are_told_by_a_history_that_is_whole(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sessions(blog)
    assert blog.run("insight").exit_code == 0
    assert "From session to post" not in blog.read(".cache/ldblog/insight.html")
    git(blog.root, "init", "--quiet", "--initial-branch", "main")
    blog.write(f"content/site/posts/{SESSIONS[0]}.md", "A post.\n")
    git(blog.root, "add", "--all")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-09T12:00:00+0000")
    git(blog.root, "commit", "--quiet", "--message", "A post")
    git(blog.root, "commit", "--quiet", "--allow-empty", "--message", "More")
    # A hook of another repository asks about its own.
    monkeypatch.setenv("GIT_DIR", "nowhere")
    assert blog.run("insight").exit_code == 0
    table = blog.read(".cache/ldblog/insight.html").partition("From session to post")[2]
    assert f'<th scope="row">{SESSIONS[0]}</th><td>3</td>' in table
    monkeypatch.delenv("GIT_DIR")
    git(blog.root.parent, "clone", "--quiet", "--depth", "1", blog.root.as_uri(), "clone")
    assert blog.run("insight", cwd="../clone").exit_code == 0
    page = (blog.root.parent / "clone/.cache/ldblog/insight.html").read_text("utf-8")
    assert "From session to post" not in page
