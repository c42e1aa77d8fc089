"""The next run is about sessions in which somebody withdrew, and none is looked into in vain."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from ldblog import parallel
from ldblog.errors import LdblogError
from ldblog.writing import pending
from ldblog.writing.memory import TICK_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Blog

    from ldblog.config import Project

OLD, NEW = "2026-11-06", "2026-11-20"


def with_withdrawn(project: Project, names: list[str]) -> list[str]:
    return pending.with_withdrawn(project, names, tell=pytest.fail)


@pytest.fixture
def joined(blog: Blog) -> Blog:
    """Return a blog with two condensed sessions, and a colleague who joined since then."""
    for session in (OLD, NEW):
        blog.write_log(
            f"{session}/asha.md", f"- It matters, because it is measured on {session}.\n"
        )
    blog.run("condense", "--all")
    # What was written just now could be written again with the same times, and is not remembered.
    time.sleep(TICK_SECONDS * 2)
    blog.write("content/people.yml", blog.read("content/people.yml") + "\nnew: {name: New}\n")
    return blog


@pytest.fixture
def looked_into(joined: Blog, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sessions that are looked into, after a first look at all of them."""
    found: list[str] = []
    look = pending._has_withdrawn

    def note(*args: object, **options: object) -> bool:
        found.append(str(args[1]))
        return look(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pending, "_has_withdrawn", note)
    assert with_withdrawn(joined.project, [NEW]) == [NEW]
    assert found == [OLD]
    found.clear()
    return found


def test_who_joins_makes_no_older_session_be_looked_into_twice(
    joined: Blog, looked_into: list[str]
) -> None:
    assert with_withdrawn(joined.project, [NEW]) == [NEW]
    assert looked_into == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (f"content/logs/{OLD}/asha.md", "---\nshare: internal\n---\n- It matters.\n"),
        ("content/people.yml", "asha: {name: Asha Rao, appear: anonymous}\n"),
    ],
)
def test_who_withdraws_later_is_found(
    joined: Blog, looked_into: list[str], path: str, text: str
) -> None:
    joined.write(path, text)

    assert OLD in with_withdrawn(joined.project, [NEW])
    assert looked_into == [OLD]


def test_a_session_in_which_somebody_withdrew_is_found_until_it_is_condensed(
    joined: Blog, looked_into: list[str]
) -> None:
    joined.write_log(f"{OLD}/asha.md", "---\nshare: internal\n---\n- It matters.\n")

    assert with_withdrawn(joined.project, [NEW]) == [OLD, NEW]
    assert with_withdrawn(joined.project, [NEW]) == [OLD, NEW]
    joined.run("condense")
    looked_into.clear()

    assert with_withdrawn(joined.project, [NEW]) == [NEW]
    assert looked_into == []


@pytest.mark.parametrize("text", ["{", "[]", '{"2026-11-06": 1}'])
def test_a_damaged_memory_is_none(joined: Blog, looked_into: list[str], text: str) -> None:
    joined.write(".cache/ldblog/pending.json", text)

    assert with_withdrawn(joined.project, [NEW]) == [NEW]
    assert looked_into == [OLD]


def test_what_an_older_session_was_condensed_to_is_looked_at_again_when_it_changes(
    joined: Blog, looked_into: list[str]
) -> None:
    base = joined.read(f"content/base/{OLD}.md")
    joined.write(f"content/base/{OLD}.md", base + "\n")

    with_withdrawn(joined.project, [NEW])

    assert looked_into == [OLD]


def test_many_are_looked_into_in_processes_with_the_same_outcome(
    joined: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "LOGS_PER_JOB", 1)
    monkeypatch.setattr(parallel, "count_processors", lambda: 2)
    joined.write_log(f"{OLD}/asha.md", "---\nshare: internal\n---\n- It matters.\n")
    told: list[bool] = []
    map_ahead = parallel.map_ahead

    def note(*args: object) -> Iterator[bool]:
        for it in map_ahead(*args):  # type: ignore[arg-type,var-annotated]
            told.append(it)
            yield it

    monkeypatch.setattr(parallel, "map_ahead", note)

    assert with_withdrawn(joined.project, []) == [OLD]
    assert told == [True, False]


def test_what_changes_while_it_is_looked_into_is_looked_into_again(
    joined: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = pending._has_withdrawn
    hidden = "---\nshare: internal\n---\n- It matters.\n"
    public = joined.read(f"content/logs/{OLD}/asha.md")

    def undo(*args: object, **options: object) -> bool:
        joined.write_log(f"{OLD}/asha.md", public)
        return look(*args, **options)  # type: ignore[arg-type]

    joined.write_log(f"{OLD}/asha.md", hidden)
    with monkeypatch.context() as patch:
        patch.setattr(pending, "_has_withdrawn", undo)
        assert with_withdrawn(joined.project, [NEW]) == [NEW]
    joined.write_log(f"{OLD}/asha.md", hidden)

    assert with_withdrawn(joined.project, [NEW]) == [OLD, NEW]


def test_where_the_base_is_lost_the_post_that_stands_for_it_is_looked_at(joined: Blog) -> None:
    post = joined.read(f"content/site/posts/{OLD}.md")
    joined.write(f"content/base/{OLD}.md", "broken")
    joined.write(f"content/site/posts/{OLD}.md", "---\ndate: 2026-11-06\n---\n")
    (joined.root / f"content/logs/{OLD}/asha.md").unlink()
    joined.write_log(f"{OLD}/bo.md", "- It matters to Bo, because he measured it.\n")
    time.sleep(TICK_SECONDS * 2)
    assert with_withdrawn(joined.project, [NEW]) == [NEW]

    joined.write(f"content/site/posts/{OLD}.md", post)

    assert with_withdrawn(joined.project, [NEW]) == [OLD, NEW]


def test_a_file_of_people_with_another_ending_is_refused_whatever_is_known(
    joined: Blog, looked_into: list[str]
) -> None:
    (joined.root / "content/people.yml").rename(joined.root / "content/people.yaml")

    with pytest.raises(LdblogError, match=r"people\.yaml"):
        with_withdrawn(joined.project, [NEW])


def test_a_run_that_writes_nothing_remembers_nothing(joined: Blog) -> None:
    joined.run("condense", "--check")

    assert not (joined.root / ".cache/ldblog/pending.json").exists()
