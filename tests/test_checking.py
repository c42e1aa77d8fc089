"""All that is wrong with some sessions' files, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.checking import check_session, check_topics, without_ignored
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog


def test_a_session_is_checked_whole_and_sorted(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "read\n")
    blog.write_log("2026-11-20/bo.md", "")
    blog.write_log(
        "2026-11-20/jane.md", "## Learned\n\nA lease is cheaper, because nobody waits.\n"
    )
    blog.write_log("2026-11-20/session.md", "---\ntitle: [a]\n---\n")
    session = read_session(blog.project, "2026-11-20", read_people(blog.project))
    found = check_session(session)
    assert [(one.path.rpartition("/")[2], one.code) for one in found] == [
        ("asha.md", "LD032"),
        ("asha.md", "LD033"),
        ("bo.md", "LD013"),
        ("jane.md", "LD020"),
        ("session.md", "LD008"),
    ]
    kept = without_ignored([*found, *found], ["LD032", "LD013"])
    assert [one.code for one in kept] == ["LD033", "LD013", "LD020", "LD008"]


def topics(blog: Blog) -> list[str]:
    people = read_people(blog.project)
    session = read_session(blog.project, "2026-11-20", people)
    found = check_topics(session, people, blog.project.config)
    return [f"{one.path[-10:]}:{one.line} {one.code} {one.message}" for one in found]


def test_topics_that_are_known_and_used_are_fine(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "---\ntopic: Postgres\n---\nIt is fast.\n")
    blog.write_log("2026-11-20/session.md", "---\ntopics: [databases]\n---\n")
    assert topics(blog) == []


def test_topics_that_are_not_known_or_not_used_are_told_where_they_stand(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "---\ntags: []\ntopic: Databse\n---\nIt is fast.\n")
    blog.write_log("2026-11-20/bo.md", "---\ntopic: knitting\n---\nIt is slow.\n")
    blog.write_log("2026-11-20/session.md", "---\ntopics: [ml, knitting]\n---\n")
    found = "it is found by tags and words instead"
    assert topics(blog) == [
        f"20/asha.md:3 LD051 Databse is no topic (did you mean Databases?); {found}",
        f"1-20/bo.md:2 LD051 knitting is no topic; {found}",
        "session.md:2 LD051 knitting is no topic",
        "session.md:2 LD052 no entry of this session is on Machine learning",
    ]
