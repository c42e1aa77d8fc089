"""Entries and a session become a post, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.composing.compose import plain
from ldblog.composing.condense import condense_session
from ldblog.composing.posts import render_lines
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-11-20"
LEARNED = "## Learned\n- Votes must be on disk before the answer leaves, because nodes restart.\n"


def posts_of(blog: Blog) -> dict[str, str]:
    """Return the texts of a session's posts by file name."""
    people = read_people(blog.project)
    session = read_session(blog.project, DAY, people)
    posts = condense_session(session, people, blog.project.config)
    return {post.name: render_lines(post.lines()) for post in posts}


def body_of(blog: Blog) -> str:
    return posts_of(blog)[f"{DAY}.md"].split("---\n", 2)[2].lstrip("\n")


def topics_of(blog: Blog) -> list[str]:
    headings = [line for line in body_of(blog).splitlines() if line.startswith("## ")]
    return [line.removeprefix("## ") for line in headings if line != "## Highlights"]


def test_a_session_of_which_nothing_is_shared_makes_no_post(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "---\nshare: internal\n---\nA customer.\n")
    assert posts_of(blog) == {}


def test_the_hosts_words_open_the_post_less_what_is_private(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", LEARNED)
    blog.write_log(
        f"{DAY}/session.md",
        "---\ntitle: Votes\n---\n# Hello\n\nWe [voted](javascript:x).\n"
        "<!-- internal -->for Acme<!-- /internal -->\n\n## Feedback\nToo long.\n",
    )
    text = posts_of(blog)[f"{DAY}.md"]
    assert "\ntitle: Votes\n" in text
    assert body_of(blog).startswith("## Hello\n\nWe voted.\n\nOne person spent the day")
    assert "Acme" not in text
    assert "Too long" not in text


def test_topics_with_more_entries_come_first_and_the_rest_last(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"---\ntags: [raft]\n---\n{LEARNED}")
    blog.write_log(f"{DAY}/bo.md", f"---\ntags: [roses]\n---\n{LEARNED}")
    blog.write_log(f"{DAY}/cy.md", f"---\ntags: [sql]\n---\n{LEARNED}")
    blog.write_log(f"{DAY}/di.md", f"---\ntags: [sql]\n---\n{LEARNED}")
    headings = [line for line in body_of(blog).splitlines() if line.startswith("## ")]
    assert headings == [
        "## Highlights",
        "## Databases",
        "## Distributed systems",
        "## Everything else",
    ]


def test_of_as_many_entries_the_topic_with_more_words_comes_first(blog: Blog) -> None:
    few, many = "- It is 3 × faster because of x.\n", "- It is 3 × faster because of y and of z.\n"
    blog.write_log(f"{DAY}/asha.md", f"---\ntopic: Testing\n---\n{LEARNED}{few}")
    blog.write_log(f"{DAY}/bo.md", f"---\ntopic: Data\n---\n{LEARNED}{many}")
    assert topics_of(blog) == ["Data", "Testing"]


def test_the_host_orders_topics_by_name_or_synonym_and_the_others_follow(blog: Blog) -> None:
    for number, topic in enumerate(("Data", "Data", "Testing", "Mobile", "Languages", "Security")):
        text = f"---\ntopic: {topic}\n---\n- {topic} is {number} × faster because of x.\n"
        blog.write_log(f"{DAY}/p{number}.md", text)
    blog.write_log(f"{DAY}/who.md", "We knitted.\n")
    blog.write_log(f"{DAY}/session.md", "---\ntopics: [everything else, rust, TDD]\n---\n")
    assert topics_of(blog)[:4] == ["Everything else", "Languages", "Testing", "Data"]


def test_a_log_sets_its_topic_and_one_that_is_unknown_is_passed_over(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"---\ntags: [raft]\ntopic: ml\n---\n{LEARNED}")
    blog.write_log(f"{DAY}/bo.md", f"---\ntags: [raft]\ntopic: knitting\n---\n{LEARNED}")
    assert topics_of(blog) == ["Machine learning", "Distributed systems"]


def test_highlights_are_three_of_different_people_with_their_names(blog: Blog) -> None:
    for handle in ("asha", "bo", "cy", "di"):
        blog.write_log(f"{DAY}/{handle}.md", f"{LEARNED}- {handle} is 3 × faster because of x.\n")
    highlights = body_of(blog).split("## Highlights\n\n")[1].split("\n\n## ")[0].splitlines()
    assert len(highlights) == 3
    assert len({line.rpartition(" — ")[2] for line in highlights}) == 3
    assert highlights[0].endswith("](#di)") or "](#" in highlights[0]


def test_nobody_who_shared_a_log_is_missing(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "## Plan\nRead about Raft.\n")
    blog.write_log(f"{DAY}/bo.md", "---\noutcome: escalated\n---\n## Feedback\nAn incident.\n")
    blog.write_log(f"{DAY}/cy.md", "## Feedback\nToo short a day.\n")
    body = body_of(blog)
    assert (
        "### Asha Rao { #asha }\n\nPlatform\n{ .byline }\n\nPlanned for this day; no log yet."
        in body
    )
    assert "The day was eaten by an incident." in body
    assert "### Cy { #cy }\n\nTook part in the Learning Day." in body
    assert "Read about Raft" not in body


def test_collaborators_who_name_each_other_share_an_entry(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"---\nwith: [bo]\n---\n{LEARNED}")
    blog.write_log(
        f"{DAY}/bo.md", "---\nwith: [asha-rao]\n---\n- It broke 12 times because of x.\n"
    )
    body = body_of(blog)
    assert body.count("### ") == 1
    assert "### Asha Rao and Bo Lin { #asha-bo }\n\nPlatform · Data\n" in body


@pytest.mark.parametrize(
    ("name", "shown"),
    [("bo", "with [Bo Lin](#bo)"), ("jun", "with a colleague"), ("who", "with a colleague")],
)
def test_who_did_not_name_back_is_named_only_as_they_wish(
    blog: Blog, name: str, shown: str
) -> None:
    blog.write_log(f"{DAY}/asha.md", f"---\nwith: [{name}]\n---\n{LEARNED}")
    blog.write_log(f"{DAY}/bo.md", LEARNED.replace("Votes", "Answers"))
    assert f"Platform · {shown}\n" in body_of(blog)


def test_the_anonymous_and_the_pseudonymous_are_nowhere_by_name(blog: Blog) -> None:
    blog.write_log(f"{DAY}/hugo.md", LEARNED)
    blog.write_log(f"{DAY}/jun.md", LEARNED)
    blog.write_log(f"{DAY}/asha.md", f"---\nshare: anonymous\n---\n{LEARNED}")
    text = posts_of(blog)[f"{DAY}.md"].lower()
    for word in ("hugo", "seaworth", "jun ", "farrowdeep", "asha", "platform", "authors:"):
        assert word not in text
    assert "### the night keeper { #the-night-keeper }" in text
    assert "### a colleague { #colleague-1 }" in text
    assert "### a colleague { #colleague-2 }" in text


def test_a_full_length_log_is_an_article_of_its_own(blog: Blog) -> None:
    article = (
        "---\nform: post\n---\n# On votes\n\nFirst words.\n\n## Why\n\nBecause nodes restart.\n"
    )
    blog.write_log(f"{DAY}/asha.md", article)
    posts = posts_of(blog)
    assert list(posts) == [f"{DAY}.md", f"{DAY}-asha.md"]
    assert f"[Read the full article: On votes]({DAY}-asha.md)" in posts[f"{DAY}.md"]
    assert posts[f"{DAY}-asha.md"].endswith(
        "First words.\n\n<!-- more -->\n\n"
        "*Written by Asha Rao on the Learning Day of 20 November 2026. "
        f"[Everything from that day]({DAY}.md)*\n\n## Why\n\nBecause nodes restart.\n"
    )


def test_an_article_of_one_block_and_no_title_has_both(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "---\nform: post\n---\nAll there is.\n")
    text = posts_of(blog)[f"{DAY}-asha.md"]
    assert "title: An article by Asha Rao\n" in text
    assert text.split("---\n")[2].count("All there is.") == 1


def test_front_matter_holds_no_markup(blog: Blog) -> None:
    blog.write_log(
        f"{DAY}/asha.md",
        "---\ntitle: <b>x</b>\ntags: ['<i>']\nartefacts: [{title: <u>, url: 'https://a.b'}]\n---\n"
        + LEARNED,
    )
    front_matter = posts_of(blog)[f"{DAY}.md"].split("---\n")[1]
    assert "<" not in front_matter
    assert plain("a < b > c") == "a ‹ b › c"


def test_formulas_are_announced_to_the_site(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}- It grows with $\\log n$ because of halving.\n")
    assert "latex: true" in posts_of(blog)[f"{DAY}.md"]


def test_two_people_of_one_pseudonym_have_anchors_of_their_own(blog: Blog) -> None:
    blog.write(
        "content/people.yml",
        "a: {name: A, appear: {as: Keeper}}\nb: {name: B, appear: {as: Keeper}}\n",
    )
    blog.write_log(f"{DAY}/a.md", LEARNED)
    blog.write_log(f"{DAY}/b.md", LEARNED)
    body = body_of(blog)
    assert "{ #keeper }" in body
    assert "{ #keeper-2 }" in body


def test_an_article_that_begins_with_a_heading_leads_with_its_first_words(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "---\nform: post\ntitle: Votes\n---\n## Why\n\nOne.\n\nTwo.\n")
    text = posts_of(blog)[f"{DAY}-asha.md"]
    assert "\n## Why\n\nOne.\n\n<!-- more -->\n" in text


@pytest.mark.parametrize(
    "text",
    [
        "64 is right for most of them, because 3 of 4 chips have lines of that length.",
        "But it failed 3 times as often, because nodes restart while they vote.",
        "Raft: 3 × faster",
    ],
)
def test_what_cannot_be_understood_alone_is_no_highlight(blog: Blog, text: str) -> None:
    blog.write_log(f"{DAY}/asha.md", f"## Learned\n- {text}\n")
    assert "Highlights" not in body_of(blog)


def test_a_description_says_what_is_in_the_post(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"# Split votes\n\n{LEARNED}")
    text = posts_of(blog)[f"{DAY}.md"]
    assert "description: 'What one person learned on 20 November 2026: Split votes.'" in text


def test_an_article_is_summed_up_by_how_it_begins(blog: Blog) -> None:
    opening = "A word here. " + "More words that say how it all began on that day. " * 8
    blog.write_log(
        f"{DAY}/asha.md", f"---\nform: post\n---\n# Votes\n\n{opening}\n\n## Why\n\nX.\n"
    )
    assert "\nA word here. More words" in body_of(blog)
    assert body_of(blog).count("More words") == 5
    assert "on that day. …\n" in body_of(blog)


def test_what_two_learned_alike_is_told_once_and_both_are_named(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", LEARNED)
    blog.write_log(f"{DAY}/jun.md", LEARNED)
    body = body_of(blog)
    told = "Votes must be on disk before the answer leaves, because nodes restart."
    assert body.count(told) == 2
    assert f"- {told} — [Asha Rao](#asha) and [A colleague](#colleague-1)\n" in body
    assert f"- {told} — also [A colleague](#colleague-1)\n" in body
    assert body.endswith(
        "### A colleague { #colleague-1 }\n\nLearned the same as [Asha Rao](#asha).\n"
    )


def test_what_two_who_worked_together_wrote_alike_is_told_once(blog: Blog) -> None:
    blog.write_log(
        f"{DAY}/asha.md",
        f"---\nwith: [bo]\n---\n{LEARNED}- Disks made it 3 × slower, because x.\n",
    )
    blog.write_log(f"{DAY}/bo.md", f"---\nwith: [asha]\n---\n{LEARNED}")
    body = body_of(blog)
    assert body.split("### ")[1].count("Votes must be on disk") == 1
    assert "also" not in body


def test_an_article_is_described_by_its_first_sentences(blog: Blog) -> None:
    blog.write_log(
        f"{DAY}/asha.md",
        f"---\nform: post\n---\n# Votes\n\nOne *is*. Two is.\n{'x' * 150}.\n\nX.\n",
    )
    assert "description: One is. Two is.\n" in posts_of(blog)[f"{DAY}-asha.md"]
    blog.write_log(f"{DAY}/asha.md", "---\nform: post\n---\n- One is.\n")
    text = posts_of(blog)[f"{DAY}-asha.md"]
    assert "description: Written by Asha Rao on the Learning Day of 20 November 2026.\n" in text
