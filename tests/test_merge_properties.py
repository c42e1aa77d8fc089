"""No human byte lost: what must hold for any logs, any edits, in any order."""

from __future__ import annotations

import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from edits import (
    CHANGES,
    EDITS,
    HANDLES,
    SESSIONS,
    Change,
    Session,
    change_logs,
    compose,
    edit,
    marked,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from ldblog.composing.condense import condense_session
from ldblog.composing.posts import Line
from ldblog.config import find_project
from ldblog.merging.merge import Merged, merge_post
from ldblog.merging.merge_blocks import Settle
from ldblog.merging.merge_keys import measure_front_matter
from ldblog.merging.merge_lines import Clash, merge_lines
from ldblog.merging.merge_markers import START
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
DEMO = "2026-11-20"


def texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def check_kept(base: list[Line], text: list[str], new: list[Line]) -> Merged:
    """Merge; fail if a line that an editor wrote or changed is not there any more."""
    merged = merge_post(base, text, new)
    assert not marked(text) - marked(merged.text)
    for conflict in merged.conflicts:
        start = conflict.line - 1
        assert tuple(merged.text[start : start + len(conflict.edited)]) == conflict.edited
    return merged


@settings(max_examples=2000)
@given(SESSIONS, st.lists(st.tuples(EDITS, CHANGES), min_size=1, max_size=3))
def test_what_an_editor_wrote_is_there_after_any_changes_of_the_logs(
    session: Session, steps: list[tuple[list[int], list[Change]]]
) -> None:
    base = compose(session)
    text = texts(base)
    for edits, changes in steps:
        session = change_logs(session, changes)
        merged = check_kept(base, edit(text, edits), compose(session))
        base, text = merged.base, merged.text


@cache
def demo_posts() -> list[list[Line]]:
    """Return the demo's post with all its logs, and without each of them."""
    project = find_project(ROOT)
    people = read_people(project)
    whole = read_session(project, DEMO, people)
    fewer = [[log for log in whole.logs if log is not left] for left in whole.logs]
    sessions = [whole, *(type(whole)(**{**vars(whole), "logs": logs}) for logs in fewer)]
    made = [condense_session(session, people, project.config) for session in sessions]
    return [posts[0].lines() for posts in made]


@settings(max_examples=300)
@given(st.integers(0, 8), st.lists(st.tuples(EDITS, st.integers(0, 8)), min_size=1, max_size=2))
def test_what_an_editor_wrote_in_the_demo_is_there_whatever_becomes_of_its_logs(
    first: int, steps: list[tuple[list[int], int]]
) -> None:
    posts = demo_posts()
    base = posts[first % len(posts)]
    text = texts(base)
    for edits, after in steps:
        merged = check_kept(base, edit(text, edits), posts[after % len(posts)])
        base, text = merged.base, merged.text


@settings(max_examples=500)
@given(SESSIONS, EDITS, CHANGES)
def test_merging_twice_is_the_same_as_once_however_a_conflict_is_settled(
    session: Session, edits: list[int], changes: list[Change]
) -> None:
    base, new = compose(session), compose(change_logs(session, changes))
    text = edit(texts(base), edits)
    first = merge_post(base, text, new)

    again = merge_post(first.base, first.text, new)
    assert again.text == first.text
    assert [one.edited for one in again.conflicts] == [one.edited for one in first.conflicts]

    ours, theirs, markers = (
        merge_post(first.base, first.text, new, settle) for settle in get_args(Settle)
    )
    for settled in (ours, theirs, markers):
        assert (settled.base, settled.conflicts) == (new, ())
        assert merge_post(settled.base, settled.text, new).text == settled.text
    for settled in (ours, markers):
        assert not marked(text) - marked(settled.text)
    assert (START in markers.text) == bool(first.conflicts)


@settings(max_examples=500)
@given(SESSIONS, st.integers(1, 5), EDITS, st.permutations(HANDLES), st.booleans())
def test_the_order_in_which_late_logs_come_does_not_matter(
    session: Session, early: int, edits: list[int], order: list[str], may_move: bool
) -> None:
    handles = sorted(session)
    text = edit(texts(compose(take(session, handles[:early]))), edits, may_move=may_move)

    one = merge_in_turn(session, handles, early, text)
    other = merge_in_turn(
        session, [*handles[:early], *(it for it in order if it in handles[early:])], early, text
    )

    if one is not None and other is not None:
        assert Counter(filter(str.strip, one)) == Counter(filter(str.strip, other))
        assert may_move or one == other


def take(session: Session, handles: Sequence[str]) -> Session:
    return {handle: session[handle] for handle in sorted(handles)}


def merge_in_turn(
    session: Session, handles: Sequence[str], early: int, text: list[str]
) -> list[str] | None:
    """Return a post after each log came by itself; None after a conflict."""
    merged = Merged(text, compose(take(session, handles[:early])))
    for there in range(early + 1, len(handles) + 1):
        merged = merge_post(merged.base, merged.text, compose(take(session, handles[:there])))
        if merged.conflicts:
            return None
    return merged.text


@settings(max_examples=500)
@given(SESSIONS, EDITS, CHANGES)
def test_an_unedited_post_becomes_the_fresh_one_and_unchanged_logs_leave_a_post_alone(
    session: Session, edits: list[int], changes: list[Change]
) -> None:
    base, new = compose(session), compose(change_logs(session, changes))

    merged = merge_post(base, texts(base), new)
    assert (merged.text, merged.base, merged.conflicts) == (texts(new), new, ())

    # One comment in the front matter, so that nothing is decided by a look at the whole.
    commented = merge_post(base, [base[0].text, "# Mine.", *texts(base[1:])], new)
    assert commented.text == [new[0].text, "# Mine.", *texts(new[1:])]
    assert (commented.base, commented.conflicts) == (new, ())

    text = edit(texts(base), edits)
    assert merge_post(base, text, base).text == text


@settings(max_examples=500)
@given(SESSIONS, EDITS, CHANGES)
def test_without_its_base_a_post_loses_nothing_and_an_untouched_one_stays(
    session: Session, edits: list[int], changes: list[Change]
) -> None:
    base, new = compose(session), compose(change_logs(session, changes))
    text = edit(texts(base), edits)

    untouched = merge_post([], texts(new), new)
    assert (untouched.text, untouched.base, untouched.conflicts) == (texts(new), new, ())
    merged = merge_post([], text, new)
    body = text[measure_front_matter(text) :]
    assert not Counter(line for line in body if line.strip()) - Counter(merged.text)


# For each paragraph of a body, what becomes of it on a side.
KINDS = ("keep", "keep", "keep", "keep", "change", "remove", "above", "below")
BODIES = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS)), max_size=9)


def change(kinds: Sequence[str], mark: str) -> list[str]:
    """Return numbered paragraphs, some changed, removed, or with others beside them."""
    result = []
    for number, kind in enumerate(kinds):
        own = [f"{mark}{number}"]
        result += own if kind in {"change", "above"} else []
        result += [f"p{number}"] if kind not in {"change", "remove"} else []
        result += own if kind == "below" else []
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("git")


def merge_with_git(folder: Path, *sides: Sequence[str]) -> list[str] | None:
    """Return what ``git merge-file`` makes of edited, base and new lines; None for a conflict."""
    for name, side in zip("abc", sides, strict=True):
        (folder / name).write_text("".join(f"{line}\n" for line in side), encoding="utf-8")
    command = ["git", "merge-file", "--stdout", "--diff3", "--quiet", "a", "b", "c"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert 0 <= done.returncode < 128, done.stderr
    return None if done.returncode else done.stdout.decode().splitlines()


@settings(max_examples=500)
@given(body=BODIES, is_list=st.booleans())
def test_where_git_merges_the_result_is_the_same_and_where_it_does_not_nothing_was_changed_twice(
    folder: Path, body: list[tuple[str, str]], is_list: bool
) -> None:
    sides = [
        change(["keep"] * len(body), ""),
        change([ours for ours, _ in body], "E"),
        change([theirs for _, theirs in body], "N"),
    ]
    base, ours, theirs = (
        [line for one in side for line in ([one] if is_list else [one, ""])] for side in sides
    )
    merged = merge_lines(
        [Line(line, "log") for line in base],
        [Line(line) for line in ours],
        [Line(line, "log") for line in theirs],
    )

    clashes = [piece for piece in merged if isinstance(piece, Clash)]
    found = [piece.text for piece in merged if isinstance(piece, Line)]
    git = merge_with_git(folder, ours, base, theirs)
    if git is not None:
        assert (found, clashes) == (git, [])
    elif not clashes:
        # Git stops at what is beside a change, too, and at two insertions at one place. Here
        # all that either side wrote is there, and all that either side took away is not.
        wanted = {*ours, *theirs} - ({*base} - {*ours}) - ({*base} - {*theirs})
        assert {*found} - {""} == wanted - {""}
    for clash in clashes:
        before = texts(clash.base)
        assert before
        assert texts(clash.edited) != before != texts(clash.new)
