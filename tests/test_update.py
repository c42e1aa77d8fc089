"""A session brought up to date: what would change, what is wrong, and then the writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.days import find_all_sessions
from ldblog.sessions import read_people
from ldblog.update import apply_update, finish_updates, plan_update

if TYPE_CHECKING:
    from conftest import Blog

    from ldblog.update import Update

SESSION = "2026-11-20"
POST = f"content/site/posts/{SESSION}.md"
LOG = "- {} matters, because without it two nodes split the vote for ever.\n"


def plan(blog: Blog) -> Update:
    return plan_update(blog.project, SESSION, read_people(blog.project))


def test_a_plan_writes_nothing_and_its_application_names_what_it_wrote(blog: Blog) -> None:
    blog.write_log(f"{SESSION}/asha.md", LOG.format("Jitter"))

    update = plan(blog)

    assert update.is_behind
    assert not (blog.root / POST).exists()
    assert apply_update(blog.project, update) == [f"{SESSION}.md"]
    assert apply_update(blog.project, plan(blog)) == []
    assert not plan(blog).is_behind


def test_a_conflict_says_where_it_is_and_what_both_sides_say(blog: Blog) -> None:
    blog.write_log(f"{SESSION}/asha.md", LOG.format("Jitter"))
    apply_update(blog.project, plan(blog))
    text = blog.read(POST)
    blog.write(POST, text.replace("- Jitter matters", f"- Edited {'so ' * 90}matters"))
    blog.write_log(f"{SESSION}/asha.md", LOG.format("Noise"))

    errors = [found for found in plan(blog).diagnostics if found.severity == "error"]

    assert {found.path for found in errors} == {POST}
    lines = blog.read(POST).splitlines()
    for found in errors:
        assert lines[found.line - 1].startswith("- Edited so so")
        assert "the post has “- Edited so so" in found.message
        assert "the logs now say “- Noise matters, because" in found.message
        assert "ours keeps the post's lines, theirs takes the new ones" in found.message
        assert len(found.message) < 500


def test_a_conflict_with_lines_that_are_gone_says_nothing(blog: Blog) -> None:
    blog.write_log(f"{SESSION}/asha.md", LOG.format("Jitter") + LOG.format("Quotas, too,"))
    apply_update(blog.project, plan(blog))
    blog.write(POST, blog.read(POST).replace("- Quotas, too, matters", "- Quotas matter"))
    blog.write_log(f"{SESSION}/asha.md", LOG.format("Jitter"))

    messages = [found.message for found in plan(blog).diagnostics if found.severity == "error"]

    assert any("the logs now say nothing" in message for message in messages)


def test_a_post_in_conflict_is_behind(blog: Blog) -> None:
    blog.write_log(f"{SESSION}/asha.md", LOG.format("Jitter"))
    apply_update(blog.project, plan(blog))
    blog.write(POST, blog.read(POST).replace("- Jitter matters", "- Edited matters"))
    blog.write_log(f"{SESSION}/asha.md", LOG.format("Randomness"))

    apply_update(blog.project, plan(blog))

    assert plan(blog).has_conflicts
    assert plan(blog).is_behind
    assert not any(change.is_change for change in plan(blog).changes)


def test_a_session_whose_folder_is_gone_is_one_as_long_as_it_has_a_post(blog: Blog) -> None:
    log = blog.write_log(f"{SESSION}/asha.md", LOG.format("It"))
    blog.write_log("2026-11-06/asha.md", LOG.format("It"))
    apply_update(blog.project, plan(blog))
    log.unlink()
    log.parent.rmdir()

    assert find_all_sessions(blog.project) == ["2026-11-06", SESSION]
    assert plan(blog).is_behind
    update = plan(blog)
    assert apply_update(blog.project, update) == [f"{SESSION}.md"]
    assert not (blog.root / POST).exists()
    # A run that dies here is not done with the session.
    assert SESSION in find_all_sessions(blog.project)
    finish_updates(blog.project, [update], read_people(blog.project))
    assert find_all_sessions(blog.project) == ["2026-11-06"]


def test_a_conflict_quotes_both_sides_from_where_they_differ(blog: Blog) -> None:
    long = LOG.format(f"What {'so ' * 90} long")
    blog.write_log(f"{SESSION}/asha.md", long)
    apply_update(blog.project, plan(blog))
    blog.write(POST, blog.read(POST).replace("for ever.", "for good."))
    blog.write_log(f"{SESSION}/asha.md", long.replace("for ever.", "in vain."))

    (found, *_rest) = [one for one in plan(blog).diagnostics if one.code == "LD040"]

    assert "the post has “… because without it two nodes split the vote for good" in found.message
    assert (
        "the logs now say “… because without it two nodes split the vote in vain" in found.message
    )
    assert "(asha.md:1)" in found.message
