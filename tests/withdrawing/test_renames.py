"""A handle that changed, and a day that was moved: edits, links and addresses follow."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import PNG

from ldblog.composing.posts import Line
from ldblog.withdrawing.renames import follow_anchors, follow_date

if TYPE_CHECKING:
    from conftest import Blog

OLD, NEW = "2026-11-20", "2026-11-27"
POST = "content/site/posts/{}.md"
JITTER = "Jitter matters, because without it two nodes split the vote for ever."
QUOTAS = "Quotas help, because a server that drops work early answers the rest in time."
LOG = f"- {JITTER}\n\n![p](asha-rao/p.png)\n"
PEOPLE = "asha-rao:\n  name: Asha Rao\n  team: Platform\nbo:\n  name: Bo Lin\n"
RENAMED = PEOPLE.replace("asha-rao:\n", "asha:\n  aliases: [asha-rao]\n")


@pytest.fixture
def two(blog: Blog) -> Blog:
    """Return a blog with a condensed session of Asha, under an old handle, and Bo."""
    blog.write("content/people.yml", PEOPLE)
    blog.write(f"content/logs/{OLD}/asha-rao/p.png", PNG)
    blog.write_log(f"{OLD}/asha-rao.md", f"---\nform: post\n---\n{LOG}")
    blog.write_log(f"{OLD}/bo.md", f"---\nwith: [asha-rao]\n---\n- {QUOTAS}\n")
    assert blog.run("condense").exit_code == 0
    return blog


def edit(blog: Blog, old: str, new: str, path: str) -> None:
    text = blog.read(path)
    assert old in text
    blog.write(path, text.replace(old, new).encode())


def rename(blog: Blog, *, files: bool = True) -> None:
    blog.write("content/people.yml", RENAMED)
    if files:
        folder = blog.root / f"content/logs/{OLD}"
        (folder / "asha-rao").rename(folder / "asha")
        (folder / "asha-rao.md").unlink()
        log = LOG.replace("asha-rao/p", "asha/p")
        blog.write_log(f"{OLD}/asha.md", f"---\nform: post\n---\n{log}")


def move(blog: Blog, old: str = OLD, new: str = NEW) -> None:
    (blog.root / f"content/logs/{old}").rename(blog.root / f"content/logs/{new}")


@pytest.mark.parametrize("files", [True, False])
def test_a_changed_handle_takes_the_editors_words_links_and_article_along(
    two: Blog, files: bool
) -> None:
    post = POST.format(OLD)
    edit(two, "[Read the full", "My own words.\n\n[Read the full", post)
    edit(two, "\n\n<!-- more", "\n\nSee [Asha](#asha-rao).\n\n<!-- more", post)
    edit(two, "two nodes split", "two nodes divide", POST.format(f"{OLD}-asha-rao"))
    rename(two, files=files)

    result = two.run("condense")

    assert (result.exit_code, result.stderr) == (0, "")
    text = two.read(post)
    assert "My own words." in text.split("### Asha Rao { #asha }")[1]
    assert "See [Asha](#asha).\n" in text
    assert "asha-rao" not in text
    article = two.read(POST.format(f"{OLD}-asha"))
    assert "two nodes divide" in article
    assert f"../assets/{OLD}/asha/p.png" in article
    assert (two.root / f"content/site/assets/{OLD}/asha/p.png").exists()
    assert not (two.root / f"content/site/assets/{OLD}/asha-rao/p.png").exists()
    assert not (two.root / POST.format(f"{OLD}-asha-rao")).exists()
    assert not (two.root / f"content/base/{OLD}-asha-rao.md").exists()
    record = two.read("content/site/.redirects.yml")
    assert record.splitlines()[1:] == [f"{OLD}-asha-rao: {OLD}-asha"]
    assert two.run("condense").output == "1 session is up to date\n"


def test_links_to_old_addresses_in_pages_of_the_editors_are_told(two: Blog) -> None:
    two.write(
        "content/site/about.md",
        f"[a](posts/{OLD}.md#asha-rao)\n[b](posts/{OLD}-asha-rao.md)\n[c](posts/{OLD}.md)\n",
    )
    rename(two)

    result = two.run("condense")

    assert result.exit_code == 1
    assert f"about.md:1:11: LD055 the entry asha-rao is {OLD}.md#asha now" in result.stderr
    assert f"about.md:2:11: LD055 {OLD}-asha-rao.md is {OLD}-asha.md now" in result.stderr
    assert "about.md:3" not in result.stderr


@pytest.mark.parametrize("chosen", [[], ["--all"], [OLD], [NEW]])
def test_a_moved_day_takes_the_editors_words_the_title_and_the_addresses_along(
    two: Blog, chosen: list[str]
) -> None:
    edit(two, "[Read the full", "My own words.\n\n[Read the full", POST.format(OLD))
    edit(
        two,
        "title: Learning Day, 20 November 2026",
        "title: 20 November 2026, a good day",
        POST.format(OLD),
    )
    edit(two, "two nodes split", "two nodes divide", POST.format(f"{OLD}-asha-rao"))
    move(two)

    result = two.run("condense", *chosen)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.output.count(f"{NEW}: 2 logs →") == 1
    names = sorted(path.name for path in (two.root / "content/site/posts").iterdir())
    assert names == [f"{NEW}-asha-rao.md", f"{NEW}.md"]
    assert sorted(path.name for path in (two.root / "content/base").iterdir()) == names
    text = two.read(POST.format(NEW))
    assert "My own words.\n" in text
    assert "title: 27 November 2026, a good day\n" in text
    assert f"slug: '{NEW}'\n" in text
    assert f"created: {NEW} 12:00:00\n" in text
    assert "20 November" not in text + two.read(POST.format(f"{NEW}-asha-rao"))
    assert OLD not in text + two.read(POST.format(f"{NEW}-asha-rao"))
    assert "two nodes divide" in two.read(POST.format(f"{NEW}-asha-rao"))
    assert (two.root / f"content/site/assets/{NEW}/asha-rao/p.png").exists()
    assert not (two.root / f"content/site/assets/{OLD}/asha-rao/p.png").exists()
    record = two.read("content/site/.redirects.yml")
    assert record.splitlines()[1:] == [f"'{OLD}': '{NEW}'", f"{OLD}-asha-rao: {NEW}-asha-rao"]
    assert two.run("condense").output == "1 session is up to date\n"


def test_a_day_that_is_moved_twice_leads_from_both_to_the_last(two: Blog) -> None:
    move(two)
    two.run("condense")
    move(two, NEW, "2026-11-13")
    two.run("condense")

    record = two.read("content/site/.redirects.yml")
    assert f"'{OLD}': '2026-11-13'\n" in record
    assert f"'{NEW}': '2026-11-13'\n" in record
    move(two, "2026-11-13", OLD)
    two.run("condense")
    record = two.read("content/site/.redirects.yml")
    assert f"'2026-11-13': '{OLD}'\n" in record
    assert f"'{NEW}': '{OLD}'\n" in record
    assert f"\n'{OLD}':" not in record


def test_a_new_session_of_other_words_is_no_moved_one(two: Blog) -> None:
    edit(two, QUOTAS, "Edited.", POST.format(OLD))
    shutil.rmtree(two.root / f"content/logs/{OLD}")
    two.write_log(f"{NEW}/bo.md", "- Tides are not storms, because the moon causes them.\n")

    two.run("condense", "--all")

    assert "Edited." not in two.read(POST.format(NEW))
    assert f"'{OLD}': ''\n" in two.read("content/site/.redirects.yml")


def test_a_moved_day_does_not_overwrite_a_post_of_the_editors(two: Blog) -> None:
    two.write(POST.format(NEW), "---\ntitle: Mine\n---\n\nMy own post.\n")
    move(two)

    two.run("condense", "--all")

    assert "My own post." in two.read(POST.format(NEW))


def test_a_log_of_which_nothing_was_published_is_no_moved_session(blog: Blog) -> None:
    blog.write_log(f"{OLD}/bo.md", "## Feedback\nToo many meetings.\n")
    blog.run("condense")
    move(blog)

    blog.run("condense", "--all")

    assert (blog.root / POST.format(NEW)).exists()
    assert not (blog.root / POST.format(OLD)).exists()


def test_a_person_who_changes_teams_is_counted_in_the_new_one(two: Blog) -> None:
    edit(two, "[Read the full", "My own words.\n\n[Read the full", POST.format(OLD))
    two.write("content/people.yml", PEOPLE.replace("Platform", "Search"))

    assert two.run("condense").exit_code == 0
    assert "\nSearch\n{ .byline }" in two.read(POST.format(OLD))
    assert "My own words." in two.read(POST.format(OLD))


def test_a_person_in_two_teams_is_counted_for_both(two: Blog) -> None:
    two.write("content/people.yml", PEOPLE.replace("Platform", "[Platform, Search]"))

    assert two.run("condense").exit_code == 0
    assert "\nPlatform · Search\n{ .byline }" in two.read(POST.format(OLD))
    assert "\nTwo people from two teams spent" in two.read(POST.format(OLD))
    assert "description: Platform, Search" in two.read("content/site/.authors.yml")


ANCHORS = [
    ("### Asha Rao { #asha }", "### Asha Rao { #new }"),
    ("#### Clocks { #asha-clocks }", "#### Clocks { #new-clocks }"),
    ("see [her](#asha) and [it](#asha-clocks)", "see [her](#new) and [it](#new-clocks)"),
    ("see [both](#asha-bo)", "see [both](#asha-bo)"),
    ("a note[^asha-1]", "a note[^new-1]"),
    ("- anchor: asha", "- anchor: new"),
    ("- anchor: ashanti", "- anchor: ashanti"),
    ("  article: 2026-11-20-asha", "  article: 2026-11-20-new"),
    ("[Read](2026-11-20-asha.md)", "[Read](2026-11-20-new.md)"),
    ("slug: '2026-11-20-asha'", "slug: '2026-11-20-new'"),
    ("![p](../assets/2026-11-20/asha/p.png)", "![p](../assets/2026-11-20/new/p.png)"),
    ("[x](2026-11-20.md#asha)", "[x](2026-11-20.md#new)"),
    ("asha said so, #asha", "asha said so, #asha"),
]


@pytest.mark.parametrize(("line", "renamed"), ANCHORS)
def test_an_anchor_is_renamed_where_it_is_one(line: str, renamed: str) -> None:
    assert follow_anchors([line], {"asha": "new"}, ["asha-bo", "bo"], OLD) == [renamed]


def test_two_anchors_can_change_places() -> None:
    swapped = {"colleague-1": "colleague-2", "colleague-2": "colleague-1"}

    lines = follow_anchors(["[a](#colleague-1) [b](#colleague-2)"], swapped, [], OLD)

    assert lines == ["[a](#colleague-2) [b](#colleague-1)"]


def test_a_date_changes_everywhere_but_in_what_a_log_says() -> None:
    said = Line("On 20 November 2026 it broke. ![p](../assets/2026-11-20/bo/p.png)", "bo.md:1")
    text = [said.text, "We met on 20 November 2026.", "120261-2026-11-201"]

    before, after = follow_date([Line(f"slug: '{OLD}'"), said], text, OLD, NEW)

    assert before[0] == f"slug: '{NEW}'"
    assert before[1] == after[0] == said.text.replace("assets/2026-11-20", f"assets/{NEW}")
    assert after[1:] == ["We met on 27 November 2026.", "120261-2026-11-201"]
