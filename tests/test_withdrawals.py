"""Withdrawing, as people do it and as an editor meets it; see test_withdrawals_of_the_demo, too."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ldblog.generated import GENERATED
from ldblog.pages.blog import Blog as Site
from ldblog.pages.derived import write_pages
from ldblog.sessions import read_people
from ldblog.update import plan_update

if TYPE_CHECKING:
    from conftest import Blog

POST = "content/site/posts/2026-11-20.md"
BASE = "content/base/2026-11-20.md"
ARTICLE = "content/site/posts/2026-11-20-asha.md"
JITTER = "Jitter matters, because without it two nodes split the vote for ever."
QUOTAS = "Quotas help, because a server that drops work early answers the rest in time."
LINE = "- {}\n"


@pytest.fixture(autouse=True)
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def two(blog: Blog) -> Blog:
    """Return a blog with a condensed session of Asha and Bo."""
    blog.write_log("2026-11-20/asha.md", LINE.format(JITTER))
    blog.write_log("2026-11-20/bo.md", LINE.format(QUOTAS))
    assert blog.run("condense").exit_code == 0
    return blog


def edit(blog: Blog, old: str, new: str, path: str = POST) -> None:
    text = blog.read(path)
    assert old in text
    blog.write(path, text.replace(old, new).encode())


def entry_of(blog: Blog, anchor: str) -> str:
    return blog.read(POST).split(f"{{ #{anchor} }}", 1)[1].split("\n### ")[0]


def telling(blog: Blog, word: str) -> list[str]:
    site = blog.project.site
    found = [path for path in sorted(site.rglob("*.*")) if word in path.read_text("utf-8")]
    return [path.relative_to(site).as_posix() for path in found]


def internal(blog: Blog, path: str = "2026-11-20/asha.md") -> None:
    blog.write_log(path, f"---\nshare: internal\n---\n{LINE.format(JITTER)}")


def test_an_entry_that_the_editor_reworked_goes_and_what_went_is_printed(two: Blog) -> None:
    edit(two, f"- {JITTER}\n\n##", "- Jitter is what counts.\n- And my own words.\n\n##")
    internal(two)

    result = two.run("condense")

    assert result.exit_code == 0
    assert f"{POST}: 2 lines that the editor wrote or changed went with what" in result.stderr
    assert "- Jitter is what counts.\n" in result.stderr
    assert "- And my own words.\n" in result.stderr
    for path in (POST, BASE):
        assert "Jitter" not in two.read(path)
        assert "my own words" not in two.read(path)
        assert "Asha" not in two.read(path)
        assert QUOTAS in two.read(path)
    assert two.run("condense").stderr == ""


def test_what_went_is_not_printed_where_runs_are_kept(
    two: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    edit(two, f"- {JITTER}\n\n##", "- Jitter is what counts.\n\n##")
    internal(two)

    result = two.run("condense")

    assert f"{POST}: 1 line that the editor wrote or changed went with what was" in result.stderr
    assert "what counts" not in result.output
    assert "git has the old post" in result.stderr


def test_an_unedited_entry_goes_without_a_word(two: Blog) -> None:
    internal(two)

    assert two.run("condense").stderr == ""
    assert "Jitter" not in two.read(POST)


def test_an_edit_elsewhere_in_the_post_stays(two: Blog) -> None:
    edit(two, QUOTAS, "Quotas help a lot.")
    edit(two, "\n\n## Highlights", "\n\nThe editor says so.\n\n## Highlights")
    internal(two)

    assert two.run("condense").exit_code == 0
    assert "\n\nThe editor says so.\n" in two.read(POST)
    assert "Quotas help a lot." in two.read(POST)


def test_a_withdrawn_sentence_that_the_editor_moved_goes_from_there_too(two: Blog) -> None:
    edit(two, "### Bo Lin { #bo }\n", f"### Bo Lin {{ #bo }}\n\nAs said: {JITTER}\n")
    edit(two, "description: ", f"description: {JITTER} ")
    internal(two)

    result = two.run("condense")

    assert result.exit_code == 0
    assert "split the vote" not in two.read(POST)
    assert f"description: {JITTER}" not in two.read(POST)
    assert "description: What one person learned" in two.read(POST)


def test_what_no_post_showed_of_an_internal_log_goes_where_the_editor_quoted_it(two: Blog) -> None:
    quoted = "The vendor asked us to tell nobody about the outage of the harbour."
    edit(two, "<!-- more -->", f"She adds: {quoted}\n\n<!-- more -->")
    hidden = f"---\nshare: internal\n---\n{LINE.format(JITTER)}\n## Next\n{quoted}\n"
    two.write_log("2026-11-20/asha.md", hidden)

    result = two.run("condense")

    assert f"She adds: {quoted}" in result.stderr
    assert "outage" not in two.read(POST)
    assert QUOTAS in two.read(POST)


def test_a_log_that_is_merely_edited_withdraws_nothing(two: Blog) -> None:
    edit(two, f"- {JITTER}\n\n##", f"- {JITTER}\n- My own words.\n\n##")
    two.write_log("2026-11-20/asha.md", "- Jitter matters, since clocks agree too well.\n")

    assert "went with" not in two.run("condense").stderr
    assert "- My own words." in entry_of(two, "asha")


def test_a_sentence_that_its_author_deletes_goes_as_any_change_does(two: Blog) -> None:
    clocks = LINE.format("Clocks agree too well, because all of them are set by one.")
    two.write_log("2026-11-20/asha.md", LINE.format(JITTER) + clocks)
    two.run("condense")
    edit(two, "- Clocks agree", "- The clocks agree")
    two.write_log("2026-11-20/asha.md", clocks)

    assert "went with" not in two.run("condense").stderr
    assert "- The clocks agree too well" in two.read(POST)


@pytest.mark.parametrize(
    "log",
    [
        "- {stays}\n\n<!-- internal -->\n- {goes}\n<!-- /internal -->\n",
        "- {stays}\n\n## Feedback\n- {goes}\n",
    ],
)
def test_a_stretch_that_is_newly_held_back_goes_though_the_editor_reworked_it(
    two: Blog, log: str
) -> None:
    two.write_log("2026-11-20/asha.md", LINE.format(JITTER) + LINE.format(QUOTAS))
    (two.root / "content/logs/2026-11-20/bo.md").unlink()
    two.run("condense")
    old = entry_of(two, "asha")
    edit(
        two,
        old,
        old.replace("answers the rest", "responds to others").replace(
            "- Jitter", "- Mine.\n- Jitter"
        ),
    )
    two.write_log("2026-11-20/asha.md", log.format(stays=JITTER, goes=QUOTAS))

    result = two.run("condense")

    assert result.exit_code == 0
    assert "responds to others" in result.stderr
    assert "responds to others" not in two.read(POST)
    assert "Quotas" not in two.read(POST)
    assert "Quotas" not in two.read(BASE)
    assert f"- Mine.\n- {JITTER}\n" in entry_of(two, "asha")


def test_code_that_is_newly_held_back_goes_whole(two: Blog) -> None:
    code = "```python\nkey = read_the_key()\n\nuse(key)\n```\n"
    log = f"{LINE.format(JITTER)}\nThe code is short, because it has to be:\n\n{{}}\n"
    two.write_log("2026-11-20/asha.md", log.format(code))
    two.run("condense")
    edit(two, "use(key)", "use(key)  # with care")
    hidden = f"<!-- internal -->\n\n{code}\n<!-- /internal -->"
    two.write_log("2026-11-20/asha.md", log.format(hidden))

    two.run("condense")

    for path in (POST, BASE):
        assert "read_the_key" not in two.read(path)
        assert "with care" not in two.read(path)


def test_opening_words_that_are_newly_internal_go(two: Blog) -> None:
    two.write_log("2026-11-20/session.md", "Welcome to a day about the Wrackham project.\n")
    two.run("condense")
    edit(two, "the Wrackham project", "the great Wrackham project")
    two.write_log(
        "2026-11-20/session.md",
        "<!-- internal -->\nWelcome to a day about the Wrackham project.\n<!-- /internal -->\nHi.",
    )

    two.run("condense")

    assert "Wrackham" not in two.read(POST)


def test_front_matter_that_cannot_be_read_withdraws_until_it_can(two: Blog) -> None:
    edit(two, f"- {JITTER}\n\n##", "- Jitter is what counts.\n\n##")
    two.write_log("2026-11-20/asha.md", f"---\nshare: [internal\n---\n{LINE.format(JITTER)}")

    result = two.run("condense")

    assert result.exit_code == 1
    assert "- Jitter is what counts." in result.stderr
    assert "Jitter" not in two.read(POST)
    two.write_log("2026-11-20/asha.md", LINE.format(JITTER))
    assert two.run("condense").exit_code == 0
    assert JITTER in two.read(POST)


def test_of_two_who_share_an_entry_one_withdraws_and_the_other_stays(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", f"---\nwith: [bo]\n---\n{LINE.format(JITTER)}")
    blog.write_log("2026-11-20/bo.md", f"---\nwith: [asha]\n---\n{LINE.format(QUOTAS)}")
    blog.run("condense")
    edit(blog, f"- {JITTER}\n\n- {QUOTAS}", f"- Jitter counts.\n\n- {QUOTAS} Really.")
    internal(blog)

    result = blog.run("condense")

    assert result.exit_code == 0
    assert "- Jitter counts." in result.stderr
    assert f"- {QUOTAS} Really." in result.stderr
    assert "### Bo Lin { #bo }" in blog.read(POST)
    assert "Jitter" not in blog.read(POST)
    assert "Asha" not in blog.read(POST)
    assert f"- {QUOTAS}\n" in entry_of(blog, "bo")


def test_who_becomes_anonymous_takes_an_edited_entry_along_and_comes_back_unnamed(
    two: Blog,
) -> None:
    edit(two, f"- {JITTER}\n\n##", "- Asha says that jitter counts.\n\n##")
    people = two.read("content/people.yml")
    two.write("content/people.yml", people.replace("team: Platform", "appear: anonymous"))

    assert two.run("condense").exit_code == 0

    assert "Asha" not in two.read(POST)
    assert "asha" not in two.read("content/site/.authors.yml")
    assert f"- {JITTER}" in entry_of(two, "colleague-1")


def test_another_pseudonym_or_none_withdraws_the_old_one(blog: Blog) -> None:
    blog.write_log("2026-11-20/hugo.md", LINE.format(JITTER))
    blog.run("condense")
    edit(blog, f"- {JITTER}\n", "- The Night Keeper on jitter.\n")
    people = blog.read("content/people.yml")
    blog.write("content/people.yml", people.replace("The Night Keeper", "Owl"))

    assert blog.run("condense").exit_code == 0
    assert "Night" not in blog.read(POST)
    assert "### Owl { #owl }" in blog.read(POST)


def test_who_was_unnamed_and_is_named_now_keeps_the_editors_words(blog: Blog) -> None:
    blog.write_log("2026-11-20/jun.md", LINE.format(JITTER))
    blog.run("condense")
    edit(blog, f"- {JITTER}\n", f"- {JITTER}\n- My own words.\n")
    people = blog.read("content/people.yml")
    blog.write("content/people.yml", people.replace("appear: anonymous", "appear: named"))

    assert blog.run("condense").exit_code == 0
    assert "- My own words." in entry_of(blog, "jun")


def test_the_numbers_of_the_unnamed_shift_and_the_editors_words_stay_with_theirs(
    blog: Blog,
) -> None:
    blog.write_log("2026-11-20/jun.md", f"---\nform: post\n---\n{LINE.format(JITTER)}")
    blog.run("condense")
    article = "content/site/posts/2026-11-20-colleague-{}.md"
    edit(blog, f"- {JITTER}\n\n[", f"- {JITTER}\n- Words on jitter.\n\n[")
    edit(blog, "split the vote", "divide the vote", article.format(1))
    for text in (QUOTAS, "Tides are not storms, because the moon causes them."):
        blog.write_log(
            "2026-11-20/bo.md", f"---\nshare: anonymous\nform: post\n---\n{LINE.format(text)}"
        )
        assert blog.run("condense").exit_code == 0
        assert "Words on jitter." in entry_of(blog, "colleague-2")
        assert "Words on jitter." not in entry_of(blog, "colleague-1")
        assert "divide the vote" in blog.read(article.format(2))
        assert text in blog.read(article.format(1))

    (blog.root / "content/logs/2026-11-20/bo.md").unlink()
    assert blog.run("condense").exit_code == 0
    assert "Words on jitter." in entry_of(blog, "colleague-1")
    assert "divide the vote" in blog.read(article.format(1))
    assert not (blog.root / article.format(2)).exists()


def test_a_withdrawn_article_goes_edited_or_not_and_its_address_leads_to_the_session(
    two: Blog,
) -> None:
    two.write_log("2026-11-20/asha.md", f"---\nform: post\n---\n{LINE.format(JITTER)}")
    two.run("condense")
    edit(two, "split the vote", "divide the vote", ARTICLE)
    internal(two)

    result = two.run("condense")

    assert result.exit_code == 0
    assert "divide the vote" in result.stderr
    assert not (two.root / ARTICLE).exists()
    record = two.read("content/site/.redirects.yml")
    assert record.splitlines()[1:] == ["2026-11-20-asha: '2026-11-20'"]

    shutil.rmtree(two.root / "content/logs/2026-11-20")
    assert two.run("condense").exit_code == 0
    record = two.read("content/site/.redirects.yml")
    assert record.splitlines()[1:] == ["'2026-11-20': ''", "2026-11-20-asha: ''"]


def test_an_article_whose_author_becomes_unnamed_never_leads_to_the_unnamed_one(
    two: Blog,
) -> None:
    two.write_log("2026-11-20/asha.md", f"---\nform: post\n---\n{LINE.format(JITTER)}")
    two.run("condense")
    two.write_log(
        "2026-11-20/asha.md", f"---\nform: post\nshare: anonymous\n---\n{LINE.format(JITTER)}"
    )

    two.run("condense")

    assert (two.root / "content/site/posts/2026-11-20-colleague-1.md").exists()
    assert "colleague" not in two.read("content/site/.redirects.yml")


def test_the_address_of_a_post_that_was_held_leads_nowhere(two: Blog) -> None:
    two.write_log("2026-11-20/asha.md", f"---\nform: post\n---\n{LINE.format(JITTER)}")
    two.run("condense")
    edit(two, "\nslug:", "\ndraft: true\nslug:", ARTICLE)
    internal(two)

    two.run("condense")

    assert not (two.root / "content/site/.redirects.yml").exists()


def test_an_article_that_comes_back_has_its_address_again(two: Blog) -> None:
    article = f"---\nform: post\n---\n{LINE.format(JITTER)}"
    for text in (article, LINE.format(JITTER), article):
        two.write_log("2026-11-20/asha.md", text)
        assert two.run("condense").exit_code == 0

    assert (two.root / ARTICLE).exists()
    assert "asha" not in two.read("content/site/.redirects.yml")


def test_a_post_of_which_all_is_withdrawn_goes_though_it_was_edited(two: Blog) -> None:
    edit(two, "## Highlights", "## The best of it")
    shutil.rmtree(two.root / "content/logs/2026-11-20")

    result = two.run("condense")

    assert result.exit_code == 0
    assert "## The best of it" in result.stderr
    assert not (two.root / POST).exists()
    assert not (two.root / BASE).exists()


def test_the_next_run_is_about_every_session_that_somebody_withdrew_from(two: Blog) -> None:
    two.write_log("2026-12-04/bo.md", LINE.format("Tides are not storms, because of the moon."))
    two.write_log("2026-11-06/bo.md", LINE.format("Charts are old, because nobody measures."))
    two.run("condense", "--all")
    shutil.rmtree(two.root / ".cache")
    internal(two)

    assert two.run("condense", "--check").exit_code == 1
    result = two.run("condense")

    assert "2026-11-20: 2 logs, 1 held back" in result.output
    assert "2026-11-06" not in result.output
    assert "Jitter" not in two.read(POST)


def test_the_next_run_takes_a_newly_hidden_stretch_out_of_an_older_session(two: Blog) -> None:
    two.write_log("2026-12-04/bo.md", LINE.format("Tides are not storms, because of the moon."))
    two.run("condense", "--all")
    two.write_log("2026-11-20/asha.md", f"- Words.\n\n## Feedback\n- {JITTER}\n")

    two.run("condense")

    assert "Jitter" not in two.read(POST)


def test_words_that_are_left_in_a_page_of_the_editors_are_an_error_with_their_place(
    two: Blog,
) -> None:
    page = "content/site/about.md"
    link = "../posts/2026-11-20.md#asha"
    words = "Jitter *matters*, because\nwithout it two nodes"
    two.write(page, f"# About\n\nWe learned:\n{words}.\n[x]({link})\n")
    two.write("content/site/logo.png", b"\x89PNG\xff")
    edit(two, "\n\n<!-- more -->", "\n\nAsha Rao [began](#asha).\n\n<!-- more -->")
    internal(two)

    result = two.run("condense")

    assert result.exit_code == 1
    told = [line.split(" ")[:2] for line in result.stderr.splitlines() if "LD05" in line]
    line = two.read(POST).splitlines().index("Asha Rao [began](#asha).") + 1
    assert told == [
        [f"{page}:4:1:", "LD053"],
        [f"{page}:5:1:", "LD053"],
        [f"{page}:6:14:", "LD054"],
        [f"{POST}:{line}:1:", "LD054"],
        [f"{POST}:{line}:16:", "LD054"],
    ]
    assert "Asha Rao [began](#asha)." in two.read(POST)


def test_nothing_is_left_over_in_what_the_next_build_makes_again(two: Blog) -> None:
    site = Site("Lanternworks", "https://example.com/")
    write_pages(two.project, site, print, cards=False)
    before = telling(two, "Jitter")
    internal(two)

    result = two.run("condense")

    assert {"feed.xml", "feed.json"} <= set(before)
    assert result.exit_code == 0, result.stderr
    write_pages(two.project, site, print, cards=False)
    assert telling(two, "Jitter") == []


@pytest.mark.parametrize("page", ["posts/own.md", "about.md", "topics/own/page.md"])
def test_what_no_build_makes_is_searched_though_it_says_it_was_generated(
    two: Blog, page: str
) -> None:
    two.write(f"content/site/{page}", f"# {GENERATED}\n{JITTER}\n")
    internal(two)

    result = two.run("condense")

    assert f"content/site/{page}:2:1: LD053" in result.stderr


def test_who_wishes_to_be_named_nowhere_is_searched_for_everywhere(two: Blog) -> None:
    two.write("content/site/about.md", "Asha Rao began it.\n")
    two.write("content/site/posts/own.md", "---\nauthors: [asha, bo]\n---\nBo Lin writes.\n")
    people = two.read("content/people.yml")
    two.write("content/people.yml", people.replace("team: Platform", "appear: anonymous"))

    result = two.run("condense")

    assert "content/site/about.md:1:1: LD054 this names Asha Rao" in result.stderr
    assert "content/site/posts/own.md:2:1: LD054 this names Asha Rao" in result.stderr
    assert "Bo Lin" not in result.stderr


def test_what_another_session_itself_says_is_not_called_left_over(two: Blog) -> None:
    two.write_log("2026-11-06/bo.md", LINE.format(JITTER))
    two.run("condense", "--all")
    two.write("content/base/2026-11-13.md", "damaged")
    two.write("content/site/posts/2026-11-13.md", f"{JITTER}\n")
    internal(two)

    result = two.run("condense", "2026-11-20")

    assert "2026-11-06" not in result.stderr
    assert "content/site/posts/2026-11-13.md:1:1: LD053" in result.stderr


def test_a_withdrawn_entry_goes_by_its_anchor_where_the_base_is_lost(two: Blog) -> None:
    (two.root / BASE).unlink()
    internal(two)

    two.run("condense")

    assert f"- {JITTER}" not in two.read(POST)
    assert "{ #asha }" not in two.read(POST)


def test_a_plan_tells_what_would_go_and_takes_nothing(two: Blog) -> None:
    edit(two, f"- {JITTER}\n\n##", "- Jitter is what counts.\n\n##")
    internal(two)

    update = plan_update(two.project, "2026-11-20", read_people(two.project))

    (change,) = update.changes
    assert [one.text for one in change.removed] == ["- Jitter is what counts."]
    assert "Jitter is what counts" in two.read(POST)
