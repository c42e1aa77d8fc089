"""Plans: written before the day, listed for colleagues, and never public."""

from __future__ import annotations

import json
import shutil
from datetime import date
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.checking import check_day
from ldblog.programme.plans import is_ahead, is_planned, read_plan
from ldblog.reading.logs import Log, parse_log
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-12-04"
SCHEDULE = '[tool.ldblog.schedule]\nevery = "2 weeks on Friday"\nstarts = 2026-10-09\n'
LEARNED = "## Learned\n\n- A Bloom filter can lie, because two keys may share all bits.\n"


def parse(text: str) -> Log:
    return parse_log(DAY, "asha", "asha.md", dedent(text).encode())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("## Plan\n\nRead about *leases*.\n", ("Read about leases.",)),
        ("## Goals\n\n- One\n- Two\n  - three\n\n> Four\n", ("One", "Two three", "Four")),
        ("Plan: read about leases.\n\nDone: all of it.\n", ("read about leases.",)),
        ("- Plan: leases\n- Learned: clocks\n", ("leases",)),
        ("**Plan**\n\nLeases\n\n**Learned**\n\nClocks\n", ("Leases",)),
        ("## Plan\n\n<!-- what? -->\n\n```\ncode\n```\n", ()),
        (
            "## Plan\n\nLeases <!-- internal -->for Acme<!-- /internal --> again\n",
            ("Leases again",),
        ),
        ("## Plan\n\n<!-- internal -->\n\nAll of it\n", ()),
        ("## Learned\n\nClocks drift.\n", ()),
        # Without what is hidden, it nests too deeply.
        ("Plan\n\n<!-- internal -->\n<div>\n<!-- /internal -->\n" + "- " * 200 + "b\n", ()),
        ("", ()),
    ],
)
def test_a_plan_is_what_stands_under_plan(text: str, lines: tuple[str, ...]) -> None:
    assert read_plan(parse(text)) == lines


@given(st.text("ab \n#*->:`<!/", max_size=60), st.sampled_from(["## Plan\n\n", "Plan: ", ""]))
def test_any_text_has_a_plan_or_none_and_nothing_internal_is_in_it(text: str, head: str) -> None:
    hidden = "<!-- internal -->\nquux\n<!-- /internal -->\n"
    for line in read_plan(parse(f"{head}{text}\n\n{hidden}")):
        assert line == " ".join(line.split())
        assert "quux" not in line or "```" in text or "`" in text


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("## Plan\n\nLeases\n", True),
        ("## Plan\n\nLeases\n\n## Learned\n\n<!-- nothing yet -->\n", True),
        ("## Plan\n\n<!-- template -->\n", True),
        (f"## Plan\n\nLeases\n\n{LEARNED}", False),
        ("---\nshare: nobody\n---\n## Plan\n\nLeases\n", False),
    ],
)
def test_a_log_with_nothing_but_a_plan_is_planned(text: str, planned: bool) -> None:
    assert is_planned(parse(text)) == planned


def on(patch: pytest.MonkeyPatch, day: str) -> None:
    patch.setattr("ldblog.config.find_today", lambda _config: date.fromisoformat(day))


def test_a_plan_is_started_for_the_next_learning_day(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.write("pyproject.toml", SCHEDULE)
    on(monkeypatch, "2026-11-21")
    result = blog.run("plan", "--as", "asha")
    assert result.output == f"content/logs/{DAY}/asha.md is yours: say what you plan\n"
    assert blog.read(f"content/logs/{DAY}/asha.md").startswith("## Plan\n")
    assert "is already there" in blog.run("plan", "--as", "asha").output
    assert blog.run("plans").output == f"Learning Day {DAY}: no plans\n"
    assert blog.run("check").output == ""


def test_without_a_schedule_the_session_is_to_be_named(blog: Blog) -> None:
    result = blog.run("plan", "--as", "asha")
    assert (result.exit_code, "name a session: no [tool.ldblog.schedule]" in result.output) == (
        2,
        True,
    )
    assert "soon is no date" in blog.run("plans", "soon").output
    assert "is yours" in blog.run("plan", DAY, "--as", "asha").output


@pytest.fixture
def planned(blog: Blog) -> Blog:
    """Return a blog with a condensed session, and plans for the next one."""
    blog.write_log("2026-11-20/bo.md", LEARNED)
    assert blog.run("condense").exit_code == 0
    blog.write_log(f"{DAY}/asha.md", "---\nwith: [anyone]\n---\n## Plan\n\nBuild a Bloom filter.\n")
    return blog


def test_plans_alone_are_no_session_to_condense_yet(planned: Blog) -> None:
    assert is_ahead(planned.project, DAY)
    before = planned.read("content/site/posts/2026-11-20.md")
    assert "1 session is up to date" in planned.run("condense").output
    assert planned.run("condense", "--all").exit_code == 0
    posts = sorted(path.name for path in planned.project.posts.iterdir())
    assert posts == ["2026-11-20.md"]
    assert planned.read("content/site/posts/2026-11-20.md") == before
    assert planned.run("condense", "--check", "--all").exit_code == 0
    assert "Learning Day 2026-11-20" in planned.run("status").output
    assert "only a plan" in planned.run("status", DAY).output
    assert planned.run("check").output == ""


def test_who_planned_and_never_wrote_is_in_the_post_with_nothing_of_the_plan(planned: Blog) -> None:
    planned.write_log(f"{DAY}/bo.md", LEARNED)
    assert planned.run("condense").exit_code == 0
    post = planned.read(f"content/site/posts/{DAY}.md")
    assert "Planned for this day; no log yet." in post
    assert "Build a" not in post
    assert "anyone" not in post


def test_plans_are_told_by_team_with_who_should_talk_and_who_is_open_to_company(
    planned: Blog,
) -> None:
    who = planned.read("content/people.yml").replace("appear: anonymous", "team: Web")
    planned.write("content/people.yml", f"{who}kim: {{name: Kim}}\n")
    planned.write_log(f"{DAY}/jun.md", "## Plan\n\n- Read the Raft paper.\n- Then rest.\n")
    planned.write_log(f"{DAY}/kim.md", "---\ntags: [raft]\n---\n## Plan\n\nElections.\n")
    planned.write_log(f"{DAY}/hugo.md", "## Plan\n\nSecretly: Raft, too.\n")
    planned.write_log(f"{DAY}/bo.md", "---\nshare: internal\n---\n## Plan\n\nA new job.\n")
    assert planned.run("plans", DAY).output == dedent("""\
        Learning Day 2026-12-04: five plans, 2 of them not shown

        Platform
          Asha Rao, Fundamentals
            Build a Bloom filter.

        Web
          Jun Farrowdeep, Distributed systems
            Read the Raft paper.
            Then rest.

        No team
          Kim, Distributed systems
            Elections.

        Who should talk
          Asha Rao and Bo Lin — both: Bloom filter; Bo Lin wrote about it on 20 November
          Jun Farrowdeep and Kim — both: Raft

        Company is welcome
          Asha Rao: Build a Bloom filter.
        """)


@pytest.mark.parametrize(
    ("front", "said"),
    [("", "the log is in"), ("outcome: done\n", "done"), ("outcome: failed\n", "did not work out")],
)
def test_after_the_day_a_plan_has_what_became_of_it(planned: Blog, front: str, said: str) -> None:
    log = f"---\n{front}---\n## Plan\n\nBuild a Bloom filter.\n\n{LEARNED}"
    planned.write_log(f"{DAY}/asha.md", log)
    assert f"  Asha Rao, Fundamentals: {said}\n" in planned.run("plans", DAY).output


def test_who_is_away_or_already_in_company_is_not_introduced(planned: Blog) -> None:
    planned.write_log(f"{DAY}/asha.md", "---\nwith: [bo]\n---\n## Plan\n\nBuild a Bloom filter.\n")
    assert "Who should talk" not in planned.run("plans", DAY).output
    planned.write_log(f"{DAY}/asha.md", "## Plan\n\nBuild a Bloom filter.\n")
    assert "Who should talk" in planned.run("plans", DAY).output
    who = planned.read("content/people.yml").replace("team: Data", f"team: Data\n  away: {DAY}")
    planned.write("content/people.yml", who)
    assert "Who should talk" not in planned.run("plans", DAY).output


def test_a_name_is_no_reason_to_talk(planned: Blog) -> None:
    planned.write_log("2026-11-20/bo.md", f"{LEARNED}- Farrowdeep's scheduler was fair.\n")
    planned.write_log(f"{DAY}/asha.md", "## Plan\n\nAsk Farrowdeep about Jun Farrowdeep.\n")
    assert "Who should talk" not in planned.run("plans", DAY).output


def test_what_was_learned_is_remembered_until_it_changes(planned: Blog) -> None:
    def first() -> str:
        return planned.run("plans", DAY).output.partition("Who should talk\n")[2]

    said = first()
    assert "Bloom filter; Bo Lin wrote" in said
    assert json.loads(planned.read(".cache/ldblog/learned.json"))["2026-11-20"][1][0] == "bo"
    assert first() == said
    planned.write(".cache/ldblog/learned.json", "[]")
    assert first() == said
    planned.write_log("2026-11-20/bo.md", f"---\nshare: anonymous\n---\n{LEARNED}")
    assert first() == ""


def test_plans_can_be_read_where_nothing_can_be_written(planned: Blog) -> None:
    shutil.rmtree(planned.project.cache)
    planned.write(".cache/ldblog", "no folder")
    assert "Bloom filter; Bo Lin wrote" in planned.run("plans", DAY).output


def test_plans_outside_the_job_are_agreed_where_that_is_wanted(planned: Blog) -> None:
    planned.write("pyproject.toml", '[tool.ldblog]\nagreed_for = ["course"]\n')
    people = read_people(planned.project)

    def check(agreed: str) -> list[str]:
        front = f"---\nkind: course\n{agreed}---\n"
        planned.write_log(f"{DAY}/asha.md", f"{front}## Plan\n\nLead a team.\n")
        session = read_session(planned.project, DAY, people)
        return [f"{it.code} {it.line}" for it in check_day(session, planned.project.config)]

    assert check("") == ["LD112 2"]
    assert "Asha Rao, Product and people (agreed with nobody yet)" in (
        planned.run("plans", DAY).output.replace("Everything else", "Product and people")
    )
    assert check("agreed: Asha\n") == ["LD112 3"]
    assert check("agreed: bo\n") == []
    assert "agreed with nobody" not in planned.run("plans", DAY).output


def test_only_kinds_that_there_are_can_need_agreement(blog: Blog) -> None:
    blog.write("pyproject.toml", '[tool.ldblog]\nagreed_for = ["fun"]\n')
    result = blog.run("plans", DAY)
    assert (result.exit_code, "agreed_for must be a list of kinds" in result.output) == (2, True)


def test_a_log_with_a_secret_shows_no_plan(planned: Blog) -> None:
    planned.write_log(f"{DAY}/bo.md", '## Plan\n\npassword = "hunter2-hunter2-hunter2"\n')
    assert "hunter2" not in planned.run("plans", DAY).output


def test_before_the_first_day_the_newest_session_is_one_of_plans(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "## Plan\n\nLeases.\n")
    assert "1 log → no change" in blog.run("condense").output
    assert not (blog.project.posts / f"{DAY}.md").exists()
    blog.write_log("2026-11-20/bo.md", LEARNED)
    assert "2026-11-20: 1 log → content/site/posts/2026-11-20.md" in blog.run("condense").output
