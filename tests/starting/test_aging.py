"""What became of copied files: changed by ldblog, by the company, or by both."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.starting.aging import State, compare_files, render_diff

if TYPE_CHECKING:
    from pathlib import Path

OLD = "a\nb\nc\nd\ne\n"
TEXTS = st.one_of(st.none(), st.lists(st.sampled_from("abc"), max_size=4).map("\n".join))


@pytest.mark.parametrize(
    ("wrote", "now", "ours", "state", "merged"),
    [
        (OLD, OLD, OLD, None, None),
        (OLD, OLD, "a\nB\nc\nd\ne\n", State.BEHIND, "a\nB\nc\nd\ne\n"),
        (OLD, "a\nb\nc\nd\nE\n", OLD, State.EDITED, "a\nb\nc\nd\nE\n"),
        (OLD, "a\nb\nc\nd\nE\n", "A\nb\nc\nd\ne\n", State.BOTH, "A\nb\nc\nd\nE\n"),
        (
            OLD,
            "a\nb\nX\nd\ne\n",
            "a\nb\nY\nd\ne\n",
            State.CONFLICT,
            "a\nb\n<<<<<<< yours\nX\n||||||| before\nc\n=======\nY\n>>>>>>> ldblog\nd\ne\n",
        ),
        (None, None, OLD, State.NEW, OLD),
        (None, "mine\n", OLD, State.EDITED, OLD),
        (OLD, None, OLD, State.DELETED, None),
        (OLD, None, "new\n", State.DELETED, None),
        (OLD, OLD, None, State.DROPPED, None),
        (OLD, "mine\n", None, State.EDITED, "mine\n"),
        (OLD, "new\n", "new\n", None, None),
    ],
)
def test_a_change_here_and_one_there_are_told_apart(
    wrote: str | None, now: str | None, ours: str | None, state: State | None, merged: str | None
) -> None:
    sides = [{} if text is None else {"x": text} for text in (wrote, now, ours)]
    found = compare_files(*sides)
    assert [(one.state, one.merged) for one in found] == ([(state, merged)] if state else [])


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_that_the_company_wrote_is_lost(
    wrote: str | None, now: str | None, ours: str | None
) -> None:
    sides = [{} if text is None else {"x": text} for text in (wrote, now, ours)]
    for one in compare_files(*sides):
        if now is not None and now != wrote and not one.state.is_fine:
            own = set(now.splitlines()) - set((wrote or "").splitlines())
            assert own <= set((one.merged or "").splitlines())


@given(TEXTS.map(lambda it: it or "x"), TEXTS.map(lambda it: it or "y\n"))
def test_equal_sides_are_no_finding(one: str, other: str) -> None:
    assert compare_files({"x": one}, {"x": other}, {"x": other}) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("a\nb\n", "a\nc\n"), (None, "a\n"), ("a\n", None), ("a", "a\nb"), ("a\n", "b")],
)
def test_git_applies_a_diff(tmp_path: Path, old: str | None, new: str | None) -> None:
    file = tmp_path / "folder" / "x.txt"
    file.parent.mkdir()
    if old is not None:
        file.write_bytes(old.encode())
    diff = render_diff("folder/x.txt", old, new)

    subprocess.run(["git", "apply"], cwd=tmp_path, input=diff.encode(), check=True)

    assert (file.read_bytes().decode() if file.exists() else None) == new
