"""What became of each log, and of each line of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.composing.posts import Line
from ldblog.reading.logs import parse_log
from ldblog.reviewing.review import LogState, PostState, Review, count_words_from, read_review
from ldblog.reviewing.verify import Origin
from ldblog.sessions import read_people

if TYPE_CHECKING:
    from conftest import Blog

    from ldblog.reviewing.review import LogReview

DAY = "2026-11-20"
POST = f"content/site/posts/{DAY}.md"
GOOD = """\
## Learned
- A lease is cheaper than a lock, because nobody waits for it: 3 ms and not 90.
- It was fun.

## Feedback
- too loud
"""


def review(blog: Blog) -> Review:
    return read_review(blog.project, DAY, read_people(blog.project))


def log_of(blog: Blog, text: str) -> LogReview:
    blog.write_log(f"{DAY}/asha.md", text)
    return review(blog).logs[0]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (GOOD, LogState.IN),
        (f"---\nform: post\n---\n{GOOD}", LogState.ARTICLE),
        ("Lunch.\n", LogState.NOTHING),
        ("## Plan\nRead a book.\n", LogState.PLANNED),
        ("## Learned\n<!-- nothing yet -->\n", LogState.EMPTY),
        (f"---\nshare: internal\n---\n{GOOD}", LogState.INTERNAL),
        (f"---\nkind: poem\n---\n{GOOD}", LogState.ERROR),
    ],
)
def test_every_log_has_become_something(blog: Blog, text: str, state: LogState) -> None:
    found = log_of(blog, text)
    assert found.state is state
    is_out = state not in {LogState.INTERNAL, LogState.ERROR, LogState.EMPTY}
    assert (found.entry is not None) is is_out


def test_words_in_are_all_of_a_log_and_words_out_those_of_its_entry(blog: Blog) -> None:
    found = log_of(blog, GOOD)
    assert (found.words_in, found.words_out) == (24, 17)
    assert [one.unit.index in found.chosen for one in found.scored] == [True, False]
    assert [(one.first_line, one.last_line) for one in found.held] == [(5, 6)]


def test_an_article_is_out_whole_less_what_is_held_back(blog: Blog) -> None:
    found = log_of(blog, f"---\nform: post\n---\n{GOOD}")
    # All but the feedback, and the heading that is the title already.
    assert (found.words_in, found.words_out) == (24, 20)


def test_words_are_counted_for_each_log_of_an_entry_and_without_markup(blog: Blog) -> None:
    log = parse_log(DAY, "bo", "content/logs/2026-11-20/bo.md", b"x")
    lines = [
        Line("- one **two** [three](https://example.com/a-b)", "bo.md:1"),
        Line("- not mine", "asha.md:1"),
        Line("### Bo Lin"),
        Line("four … five", "bo.md:3,bo.md:5"),
    ]
    assert count_words_from(log, lines) == 6
    assert count_words_from(log, [Line(">" * 600 + " deep", "bo.md:1")]) == 2


def test_a_post_is_absent_then_current_then_behind_then_deleted(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", GOOD)
    post = review(blog).posts[0]
    assert (post.path, post.state, post.is_written) == (POST, PostState.ABSENT, False)
    assert Origin.LOG in {it.origin for it in post.verdicts}
    blog.run("condense")
    assert review(blog).posts[0].state is PostState.CURRENT
    blog.write_log(f"{DAY}/bo.md", GOOD.replace("lease", "loan"))
    assert review(blog).posts[0].state is PostState.BEHIND
    (blog.root / POST).unlink()
    assert review(blog).posts[0].state is PostState.DELETED


def test_a_post_that_is_edited_where_its_log_changed_is_in_conflict(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", GOOD)
    blog.run("condense")
    edited = blog.read(POST).replace("cheaper", "kinder").replace("---\n", "---\ndraft: true\n", 1)
    blog.write(POST, edited.encode())
    post = review(blog).posts[0]
    assert (post.state, post.is_draft, post.edited) == (PostState.CURRENT, True, 3)
    blog.write_log(f"{DAY}/asha.md", GOOD.replace("cheaper", "better"))
    assert review(blog).posts[0].state is PostState.CONFLICT


def test_a_session_without_logs_whose_post_was_deleted_has_nothing_left(blog: Blog) -> None:
    log = blog.write_log(f"{DAY}/asha.md", GOOD)
    blog.run("condense")
    log.unlink()
    (blog.root / POST).unlink()
    found = review(blog)
    assert (found.posts, found.logs) == ((), ())
