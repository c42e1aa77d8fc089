"""How a session stands, as data and as text."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from ldblog.reviewing.needs import Kind
from ldblog.reviewing.review import read_review
from ldblog.reviewing.status import RECENT, Status, find_recent_writers, make_status
from ldblog.reviewing.status_text import MAX_NEEDS, measure, render_status
from ldblog.sessions import read_people

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-11-20"
POST = f"content/site/posts/{DAY}.md"
GOOD = """\
---
tags: [databases]
---
## Learned
- A lease is cheaper than a lock, because nobody waits for it: 3 ms and not 90.

## Feedback
- too loud

## Next
- more
"""


def status_of(blog: Blog, day: str = DAY) -> Status:
    people = read_people(blog.project)
    writers = find_recent_writers(blog.project, people, day)
    return make_status(read_review(blog.project, day, people), writers)


def kinds(blog: Blog) -> list[Kind]:
    return [need.kind for need in status_of(blog).needs]


@pytest.fixture
def condensed(blog: Blog) -> Blog:
    blog.write_log(f"{DAY}/asha.md", GOOD)
    assert blog.run("condense").exit_code == 0
    return blog


def test_a_usual_session_is_told_in_a_few_aligned_lines(condensed: Blog) -> None:
    condensed.write_log("2026-11-06/bo.md", GOOD)
    condensed.write_log("2026-11-06/session.md", "Welcome.\n")
    condensed.write_log(f"{DAY}/hugo.md", GOOD.replace("lease", "loan"))
    condensed.write_log(f"{DAY}/jun.md", "## Plan\nRead.\n")
    condensed.run("condense")
    assert condensed.run("status").output == dedent(f"""\
        Learning Day {DAY}: 3 logs

        Posts        {POST}  up to date, public once merged
        Words        48 in, 34 out (71 %)

        Logs                    in  out  share
          asha  Asha Rao        23   17   74 %
          hugo  Hugo Seaworth   23   17   74 %  as The Night Keeper
          jun   Jun Farrowdeep   2    0    0 %  only a plan, anonymous

        No log yet   Bo Lin
        Held back    2 × the part “feedback” is never published, 2 × the part “next” is never published,
                     1 × the part “plan” is never published

        Nothing needs your eye.
        """)  # noqa: E501


def test_who_wrote_lately_is_missing_and_the_others_are_only_counted(blog: Blog) -> None:
    blog.write_log(f"{DAY}/bo.md", GOOD.replace("tags", "with: [asha-rao]\ntags"))
    status = status_of(blog)
    assert (status.missing, [it.handle for it in status.others]) == ([], ["asha", "hugo", "jun"])
    assert "No log yet   3 of people.yml, who did not write lately\n" in blog.run("status").output
    blog.write_log("2026-11-06/asha-rao.md", GOOD)
    status = status_of(blog)
    assert [(it.person.handle, it.named_by) for it in status.missing] == [("asha", ("bo",))]
    assert (
        "No log yet   Asha Rao (worked with bo), and 2 of people.yml who did not write lately\n"
    ) in blog.run("status").output


def test_whoever_has_not_written_for_long_is_not_missed(blog: Blog) -> None:
    for number in range(RECENT + 1):
        name = "asha" if number else "bo"
        blog.write_log(f"2026-10-{10 + number}/{name}.md", GOOD)
    blog.write_log(f"{DAY}/jun.md", GOOD)
    assert [it.person.handle for it in status_of(blog).missing] == ["asha"]


def test_whole_logs_that_are_held_back_are_named_with_the_reason(condensed: Blog) -> None:
    condensed.write_log(f"{DAY}/bo.md", f"---\nshare: internal\n---\n{GOOD[27:]}")
    condensed.write_log(f"{DAY}/jun.md", b"\xff\xfe")
    output = condensed.run("status").output
    assert "Held back    bo (internal), jun (has an error)\n" in output
    assert "1 × the part “next” is never published" in output
    assert f"  content/logs/{DAY}/jun.md:1: LD002 " in output


def test_what_needs_the_editor_comes_most_costly_first(condensed: Blog) -> None:
    text = (
        condensed.read(POST).replace("cheaper", "kinder").replace("---\n", "---\ndraft: yes\n", 1)
    )
    condensed.write(POST, text.encode())
    condensed.write_log(f"{DAY}/asha.md", GOOD.replace("cheaper", "better"))
    condensed.write_log(f"{DAY}/bo.md", b"\xff\xfe")
    condensed.write_log(f"{DAY}/hugo.md", "Lunch.\n")
    condensed.write_log(
        f"{DAY}/eve.md",
        "---\nwith: [nobody, bo]\n---\n## Learned\n- Yarn breaks at 3 N, because it is thin.\n"
        "- ![](eve/a.png)\n",
    )
    needs = status_of(condensed).needs
    assert [need.kind for need in needs] == [
        Kind.CONFLICT,
        Kind.CONFLICT,
        Kind.BEHIND,
        Kind.ERROR,
        Kind.CHOICE,
        Kind.TOPIC,
        Kind.PICTURE,
        Kind.PERSON,
        Kind.PERSON,
        Kind.DRAFT,
        Kind.WARNING,
    ]
    for need in needs:
        assert need.message.endswith(")")
        assert "(" in need.message
    output = condensed.run("status").output
    assert "in conflict with its logs, 3 lines by hand, held as a draft" in output
    assert f"{POST}:{needs[0].line}: LD040 you changed what the logs changed too (" in output


def test_a_post_is_not_condensed_behind_deleted_or_without_its_logs(blog: Blog) -> None:
    log = blog.write_log(f"{DAY}/asha.md", GOOD)
    assert "not condensed yet (`ldblog condense" in status_of(blog).needs[0].message
    blog.run("condense")
    assert kinds(blog) == []
    blog.write_log(f"{DAY}/asha.md", GOOD.replace("lease", "loan"))
    assert "behind its logs (" in status_of(blog).needs[0].message
    assert "1 line" not in blog.run("status").output
    (blog.root / POST).unlink()
    assert "deleted by hand (" in status_of(blog).needs[0].message
    blog.run("condense")
    log.unlink()
    assert "its logs are gone (" in status_of(blog).needs[0].message
    output = blog.run("status", DAY).output
    assert output.startswith(f"Learning Day {DAY}: 0 logs\n")
    assert "Logs " not in output
    assert "Words        0 in, 0 out (0 %)" in output


def test_an_edited_post_whose_logs_are_gone_says_so(condensed: Blog) -> None:
    condensed.write(POST, (condensed.read(POST) + "\nMy own words.\n").encode())
    (condensed.root / f"content/logs/{DAY}/asha.md").unlink()
    (gone,) = status_of(condensed).needs
    assert gone.kind == Kind.BEHIND
    assert "its logs are gone (" in gone.message


def test_lines_that_are_not_proved_are_told_once_a_post(condensed: Blog) -> None:
    base = f"content/base/{DAY}.md"
    old = condensed.read(base)
    condensed.run("condense")
    lines = old.replace("asha.md:5", "asha.md:7").split("\n", 1)
    condensed.write(base, "\n".join(lines).encode())
    (need,) = status_of(condensed).needs
    assert need.kind is Kind.UNPROVED
    assert need.message == f"2 lines are not proved (`ldblog verify {DAY}` says why)"
    condensed.write(base, old.replace("asha.md:5\t- A", "asha.md:7\t- A", 1).encode())
    assert status_of(condensed).needs[0].message.startswith("1 line is not proved")


def test_a_log_that_fell_to_the_budget_needs_the_eye_and_an_article_does_not(blog: Blog) -> None:
    words = ["red", "green", "blue", "warm", "cold", "tall", "small", "wide", "early", "late"]
    items = [
        f"- The {word} cache is faster by {n} ms, because it is read {n} times for each request.\n"
        for n, word in enumerate(words, 2)
    ]
    blog.write("pyproject.toml", "[tool.ldblog]\nwords_per_log = 40\n")
    blog.write_log(f"{DAY}/asha.md", "## Learned\n" + "".join(items))
    need = status_of(blog).needs[-1]
    assert (need.kind, need.path) == (Kind.CHOICE, f"content/logs/{DAY}/asha.md")
    assert need.message.startswith("8 of 10 passages worth reading found no room (")
    blog.write_log(f"{DAY}/asha.md", "---\nform: post\n---\n## Learned\n" + "".join(items))
    assert Kind.CHOICE not in kinds(blog)


def test_an_empty_template_or_a_plan_is_not_blamed_for_saying_nothing(blog: Blog) -> None:
    blog.run("new", "--as", "asha", DAY)
    blog.write_log(f"{DAY}/bo.md", "## Plan\nRead.\n")
    assert kinds(blog) == []
    assert "asha (an empty template)" in blog.run("status").output


def test_what_is_wrong_in_people_needs_the_eye(condensed: Blog) -> None:
    condensed.write("content/people.yml", "asha: {name: Asha Rao}\nbo: {nam: Bo}\n")
    found = [need for need in status_of(condensed).needs if need.kind is Kind.ERROR]
    assert {need.path for need in found} == {"content/people.yml"}


def test_json_has_all_of_it(condensed: Blog) -> None:
    condensed.write_log("2026-11-06/bo.md", GOOD)
    condensed.write_log(f"{DAY}/jun.md", f"---\nshare: internal\n---\n{GOOD[27:]}")
    result = condensed.run("status", "--format", "json")
    assert result.exit_code == 0
    values: dict[str, Any] = json.loads(result.output)
    assert list(values) == [
        "session", "posts", "words", "logs", "missing", "others", "held", "needs", "hints",
    ]  # fmt: skip
    assert values["posts"] == [{"path": POST, "state": "up to date", "edited": 0, "draft": False}]
    assert values["missing"] == [{"handle": "bo", "name": "Bo Lin", "named_by": []}]
    assert values["others"] == ["hugo"]
    first, second = values["logs"]
    assert first["words"] == {"in": 23, "out": 17}
    assert (first["topic"], first["appears"], first["state"]) == (
        "Databases",
        "named",
        "in the post",
    )
    assert (second["topic"], second["appears"], second["state"]) == ("", "anonymous", "internal")
    assert second["held"][0]["reason"] == "share: internal"
    assert values["held"]["the part “next” is never published"] == 1


def test_json_tells_of_needs_as_text_does_and_hides_no_control_character(blog: Blog) -> None:
    blog.write_log(f"{DAY}/a\u202eb.md", GOOD)
    values = json.loads(blog.run("status", "--format", "json").output)
    assert {"kind": "behind", "path": POST, "line": 1}.items() <= values["needs"][0].items() or (
        values["needs"][0]["kind"] == "error"
    )
    assert values["logs"][0]["path"] == f"content/logs/{DAY}/a\\u202eb.md"
    assert "\u202e" not in blog.run("status").output


def test_names_in_any_script_stand_in_columns(blog: Blog) -> None:
    people = "mei: {name: 李美玲}\nzoe: {name: Zoe\u0308}\n" + f"long: {{name: {'李' * 40}}}\n"
    blog.write("content/people.yml", people)
    for handle in ("mei", "zoe", "long"):
        blog.write_log(f"{DAY}/{handle}.md", GOOD.replace("lease", handle))
    rows = [line for line in render_status(status_of(blog)) if line.endswith(" %")]
    assert len(rows) == 3
    assert len({measure(row) for row in rows}) == 1
    assert f"{'李' * 13}…" in rows[0]


def test_a_long_list_is_cut_and_says_so(blog: Blog) -> None:
    for number in range(MAX_NEEDS + 3):
        blog.write_log(f"{DAY}/p{number}.md", b"\xff\xfe")
    lines = blog.run("status").output.splitlines()
    # An error and an unknown person each.
    assert f"  … and {MAX_NEEDS + 6 + 0} more (--format json has all)" in lines
    assert all(measure(line) < 100 for line in lines if line.startswith(" " * 13))


def test_the_exit_code_is_0_whatever_it_finds_and_2_for_what_cannot_be_read(blog: Blog) -> None:
    assert blog.run("status").exit_code == 2
    blog.write_log(f"{DAY}/asha.md", b"\xff\xfe")
    assert blog.run("status").exit_code == 0
    assert blog.run("status", "2026-11-06").exit_code == 2
    assert blog.run("status", "soon").exit_code == 2
    blog.write("content/people.yml", "[")
    assert blog.run("status").exit_code == 2
