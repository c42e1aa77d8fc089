"""A public post that gains something from the logs is dated, once; nothing else moves its date."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ldblog.composing.posts import Line, Post, read_front_matter
from ldblog.merging.revise import keep_update, revise_post

if TYPE_CHECKING:
    from ldblog.merging.merge import Merged

TODAY = datetime.date(2026, 11, 24)
CREATED = datetime.date(2026, 11, 20)


def post(*body: str) -> Post:
    lines = [Line(text, "asha.md:1" if text.startswith("-") else "") for text in body]
    return Post("2026-11-20.md", {"title": "T", "date": {"created": CREATED}}, lines)


def revise(
    edited: list[str], new: Post, base: Post | None = None, day: datetime.date | None = TODAY
) -> Merged:
    before = (base or post("Lead.", "", "- a")).lines() if base != post() else []
    return revise_post(before, edited, new, None, day)


def texts(one: Post) -> list[str]:
    return [line.text for line in one.lines()]


def updated(lines: list[str]) -> object:
    return read_front_matter("\n".join([*lines, ""]))["date"].get("updated")


OLD = post("Lead.", "", "- a")
NEW = post("Lead.", "", "- a", "- b")


def test_a_post_that_gains_lines_of_a_log_is_dated_and_stays_so() -> None:
    merged = revise(texts(OLD), NEW)

    assert updated(merged.text) == TODAY
    assert [line.text for line in merged.base] == merged.text
    again = revise_post(merged.base, merged.text, NEW, None, TODAY + datetime.timedelta(9))
    assert (again.text, again.base) == (merged.text, merged.base)


def test_the_date_moves_on_with_the_next_late_log() -> None:
    merged = revise(texts(OLD), NEW)
    later = TODAY + datetime.timedelta(9)

    again = revise_post(merged.base, merged.text, post("Lead.", "", "- a", "- c"), None, later)

    assert updated(again.text) == later


def test_a_draft_a_post_without_a_base_and_one_of_the_same_day_are_not_dated() -> None:
    draft = [*texts(OLD)[:1], "draft: true", *texts(OLD)[1:]]

    assert updated(revise(draft, NEW).text) is None
    assert "draft: true" in revise(draft, NEW).text
    assert updated(revise(texts(OLD), NEW, post()).text) is None
    assert updated(revise(texts(OLD), NEW, day=CREATED).text) is None
    assert updated(revise(texts(OLD), NEW, day=None).text) is None


def test_what_goes_or_is_in_ldblogs_own_words_is_no_update() -> None:
    assert updated(revise(texts(OLD), post("Lead.")).text) is None
    assert updated(revise(texts(OLD), post("Another lead.", "", "- a")).text) is None
    assert updated(revise([*texts(OLD), "", "Mine."], OLD).text) is None


def test_the_date_that_the_editor_wrote_or_removed_is_theirs() -> None:
    dated = revise(texts(OLD), NEW)
    own = [line.replace("2026-11-24", "2026-12-01") for line in dated.text]
    without = [line for line in dated.text if "updated" not in line]

    for edited, expected in ((own, datetime.date(2026, 12, 1)), (without, None)):
        merged = revise_post(dated.base, edited, NEW, None, TODAY)
        assert (merged.text, updated(merged.text)) == (edited, expected)
        assert keep_update(NEW, edited).lines() == merged.base


def test_a_post_with_a_plain_date_or_none_is_merged_all_the_same() -> None:
    plain = ["---", "title: T", "date: 2026-11-20", "---", *texts(OLD)[5:]]
    assert revise(plain, NEW).text[:4] == plain[:4]

    bare = Post("x.md", {"title": "T"}, NEW.body)
    merged = revise_post(
        Post("x.md", {"title": "T"}, OLD.body).lines(), texts(OLD)[5:], bare, None, TODAY
    )
    assert "- b" in merged.text


def test_a_post_with_markers_stays_as_it_is_with_its_base() -> None:
    marked = [*texts(OLD), "<<<<<<< post"]

    merged = revise(marked, NEW)

    assert (merged.text, merged.base, merged.conflicts) == (marked, OLD.lines(), ())
