"""``content/actions.yml``: read strictly, and written as a person would."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldblog.errors import LdblogError
from ldblog.programme.action_file import add_action, find_action, finish_action
from ldblog.programme.actions import (
    Action,
    check_owners,
    open_actions,
    parse_actions,
    public_actions,
    read_actions,
    render_action,
    require_actions,
)
from ldblog.reading.people import People

if TYPE_CHECKING:
    from conftest import Blog

DAY = datetime.date(2026, 12, 4)
QUIET = Action("No meetings before lunch", "asha", DAY, "2026-11-20", line=2)
TEXT = """\
# what we promised
- what: No meetings before lunch  # all teams
  who: asha
  by: 2026-12-04
  session: 2026-11-20
- what: A list of papers
  who: "@bo"
  by: 2026-11-27
  session: 2026-11-20
  public: true
  done: 2026-11-25
"""


def read(text: str) -> tuple[Action, ...]:
    found = parse_actions("content/actions.yml", text)
    assert found.diagnostics == ()
    return found.actions


def problems(text: str) -> list[tuple[int, int, str]]:
    found = parse_actions("content/actions.yml", text)
    return [(one.line, one.column, one.message) for one in found.diagnostics]


def test_actions_are_read_with_their_lines() -> None:
    papers = Action(
        "A list of papers", "bo", datetime.date(2026, 11, 27), "2026-11-20", public=True
    )
    first, second = read(TEXT)
    assert first == QUIET
    assert (second.what, second.who, second.by, second.public) == (
        papers.what,
        papers.who,
        papers.by,
        True,
    )
    assert second.done == datetime.date(2026, 11, 25)
    assert open_actions([second, first]) == [first]
    assert public_actions([first, second]) == [second]
    assert read("") == ()


def test_open_actions_come_in_the_order_in_which_they_are_due() -> None:
    later = Action("b", "bo", DAY + datetime.timedelta(days=1), "2026-11-06")
    assert open_actions([later, QUIET]) == [QUIET, later]


def test_what_is_not_done_is_not_public_yet() -> None:
    promised = Action("a", "bo", DAY, "2026-11-20", public=True)
    private = Action("b", "bo", DAY, "2026-11-20", done=DAY)
    assert public_actions([promised, private]) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("what: x", 1, 1, "a list"),
        ("- [", 1, 4, "cannot be read"),
        ("- what: x\n- just words", 2, 3, "an action has lines of"),
        ("- what: x\n  what: y", 2, 3, "twice"),
        (TEXT.replace("by: 2026-12-04", "by: soon"), 4, 3, "by: expected a date"),
        (TEXT.replace("by: 2026-12-04", "by: 2026-12-04 10:00"), 4, 3, "by: expected a date"),
        (TEXT.replace("session: 2026-11-20\n- ", "session: last\n- "), 5, 3, "session: expected"),
        (TEXT.replace("public: true", "public: yes"), 10, 3, "public: expected true or false"),
        (TEXT.replace("public: true", "publik: true"), 10, 3, "publik is unknown"),
        (TEXT.replace('"@bo"', '"the hosts"'), 7, 3, "who: 'the hosts' is no handle"),
        (TEXT.replace("A list of papers", '" "'), 6, 3, "what: expected a line of text"),
        (TEXT.replace("  who: asha\n", ""), 2, 3, "who is missing"),
        (TEXT.replace("who: asha", "who:"), 3, 3, "who is missing"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, line: int, column: int, message: str) -> None:
    found = problems(text)
    assert any((at, of) == (line, column) and message in it for at, of, it in found), found


def test_an_action_with_a_mistake_does_not_take_the_others_with_it() -> None:
    found = parse_actions("a.yml", TEXT.replace("by: 2026-12-04", "by: soon"))
    assert [action.what for action in found.actions] == ["A list of papers"]


WORDS = st.text(min_size=1, max_size=40).filter(lambda it: " ".join(it.split()) == it)
ACTIONS = st.builds(
    Action,
    what=WORDS.filter(lambda it: it.isprintable()),
    who=st.sampled_from(["asha", "bo", "jun-f"]),
    by=st.dates(datetime.date(2000, 1, 1)),
    session=st.dates(datetime.date(2000, 1, 1)).map(lambda day: day.isoformat()),
    public=st.booleans(),
    done=st.none() | st.dates(datetime.date(2000, 1, 1)),
)


@given(ACTIONS)
def test_what_is_written_is_read_back(action: Action) -> None:
    (found,) = read(render_action(action))
    assert found == Action(**{**vars(action), "line": 1})


@settings(max_examples=30)
@given(st.lists(ACTIONS, max_size=3), ACTIONS)
def test_an_action_is_added_to_any_others_and_finished(
    others: list[Action], action: Action
) -> None:
    others = [it for it in others if it.what != action.what]
    text = "".join(map(render_action, others))
    added = add_action("a.yml", text, action)
    assert added.startswith(text.rstrip())
    last = read(added)[-1]
    assert last.what == action.what
    if last.done is None:
        finished = finish_action("a.yml", added, last, DAY)
        assert read(finished)[-1].done == DAY
        assert [it.what for it in read(finished)] == [it.what for it in read(added)]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    parse_actions("a.yml", text)


def test_comments_and_other_lines_stay_when_an_action_is_done() -> None:
    done = finish_action("a.yml", TEXT, QUIET, DAY)
    assert done == TEXT.replace("by: 2026-12-04\n", "by: 2026-12-04\n  done: 2026-12-04\n")
    empty = TEXT.replace("by: 2026-12-04\n", "done:\n  by: 2026-12-04\n")
    assert "  done: 2026-12-04\n  by" in finish_action("a.yml", empty, read(empty)[0], DAY)


def test_the_first_key_of_an_action_can_be_any() -> None:
    text = "- by: 2026-12-04\n  what: a\n  who: bo\n  session: 2026-11-20\n"
    assert read(finish_action("a.yml", text, read(text)[0], DAY))[0].done == DAY


def test_what_cannot_be_added_to_is_left_to_people() -> None:
    text = "- {what: a, who: bo, by: 2026-12-04, session: 2026-11-20}\n"
    with pytest.raises(LdblogError, match="only a person"):
        finish_action("a.yml", text, read(text)[0], DAY)
    with pytest.raises(LdblogError, match="only a person"):
        add_action("a.yml", f"[{text[2:-1]}]\n", QUIET)


def test_an_action_is_found_by_some_of_its_words() -> None:
    actions = [QUIET, Action("A quiet room", "bo", DAY, "2026-11-20")]
    assert find_action(actions, "before  LUNCH") is QUIET
    with pytest.raises(LdblogError, match="no open action"):
        find_action(actions, "tea")
    with pytest.raises(LdblogError, match="several"):
        find_action(actions, "o")
    teas = [Action(what, "bo", DAY, "2026-11-20") for what in ("Tea", "Tea room")]
    assert find_action(teas, "tea").what == "Tea"


def test_an_owner_whom_nobody_knows_is_told_while_the_action_is_open() -> None:
    found = list(check_owners("a.yml", read(TEXT), People()))
    assert [(one.line, one.code) for one in found] == [(2, "LD101")]


def test_check_finds_mistakes_and_secrets_in_the_file(blog: Blog) -> None:
    blog.write("content/actions.yml", TEXT.replace("by: 2026-12-04", "by: soon"))
    result = blog.run("check")
    assert result.exit_code == 1
    assert "content/actions.yml:4:3: LD100 by: expected a date" in result.output
    with pytest.raises(LdblogError, match=r"actions.yml:4:3.*correct it first"):
        require_actions(blog.project)
    blog.write("content/actions.yml", TEXT)
    assert blog.run("check", "content/actions.yml").exit_code == 0
    assert require_actions(blog.project) == read_actions(blog.project).actions
    token = "ghp_" + "x7Kq2mWz9LpR4tVb8NcY1sHd6FgJ3aQe5UoT"
    blog.write("content/actions.yml", f"# {token}\n{TEXT}")
    result = blog.run("check", "content/actions.yml")
    assert result.exit_code == 1
    assert token not in result.output


def test_what_is_open_is_not_promised_twice() -> None:
    text = add_action("a.yml", "", QUIET)
    with pytest.raises(LdblogError, match="is open already"):
        add_action("a.yml", text, QUIET)
    finished = finish_action("a.yml", text, read(text)[0], DAY)
    assert len(read(add_action("a.yml", finished, QUIET))) == 2
