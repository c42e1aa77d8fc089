"""All that is wrong with some sessions' files, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.checking import check_session, without_ignored
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
