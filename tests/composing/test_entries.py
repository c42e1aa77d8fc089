"""What a post says for one log, or for several of people who worked together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.compose import make_keys
from ldblog.composing.condense import make_entries
from ldblog.composing.subjects import is_telling
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog

    from ldblog.composing.entries import Entry

SESSION = "2026-11-20"
LEARNED = "## Learned\n- It matters, because without it two nodes split the vote for ever.\n"


NOT_WORK = "## Not work\n\nTwelve of 40 tests took longer, because each waits for a clock.\n"


def entries(blog: Blog) -> list[Entry]:
    people = read_people(blog.project)
    return make_entries(read_session(blog.project, SESSION, people), people, blog.project.config)


def one(blog: Blog, log: str) -> Entry:
    blog.write_log(f"{SESSION}/asha.md", log)
    (entry,) = entries(blog)
    return entry


@pytest.mark.parametrize(
    "subject", ["Leader election", "B-trees", "SIMD", "哈希表", "Raft, day 2", "How caches lie"]
)
def test_a_heading_that_names_a_subject_is_telling(subject: str) -> None:
    assert is_telling(subject)


@pytest.mark.parametrize(
    "subject",
    ["", "Day 3: January 5", "Learning day", "My notes", "2026-11-20", "Weekly report", "a " * 8],
)
def test_a_heading_that_says_only_which_day_it_was_is_not(subject: str) -> None:
    assert not is_telling(subject)


@pytest.mark.parametrize(
    ("log", "subject"),
    [
        (f"---\ntitle: Raft\n---\n# Other\n{LEARNED}", "Raft"),
        (f"# Day 3\n\n## Leader election\n\nWords.\n\n{LEARNED}", "Leader election"),
        (f"---\ntags: [databases, b-tree, sql]\n---\n{LEARNED}", "databases"),
        (f"---\ntags: [databases, tiny-Raft]\n---\n{LEARNED}- Tiny raft works.\n", "Tiny raft"),
        (f"---\ntags: [databases, tiny-raft]\n---\n{LEARNED}", "tiny raft"),
        (LEARNED, ""),
    ],
)
def test_a_subject_is_the_title_or_a_telling_heading_or_the_narrowest_tag(
    blog: Blog, log: str, subject: str
) -> None:
    assert one(blog, log).subject == subject


def test_a_byline_says_team_kind_company_and_outcome(blog: Blog) -> None:
    entry = one(
        blog,
        f"---\nkind: paper\noutcome: partial\nwith: [bo, jun, new]\ntags: [A B, '#C', a-b]\n"
        f"artefacts:\n  - {{title: 'a [b]', url: 'https://e.com/(x)', kind: slides}}\n"
        f"---\n{LEARNED}",
    )

    text = [line.text for line in entry.lines]
    assert text[:5] == [
        "### Asha Rao { #asha }",
        "",
        "Platform · read a paper · with a colleague · *partly done*{ .outcome .outcome-partial }",
        "{ .byline }",
        "",
    ]
    assert text[-2:] == [
        r"**To open:** [a \[b\]](https://e.com/%28x%29) (slides)",
        "{ .artefacts }",
    ]
    assert entry.tags == ("a-b", "c")
    assert entry.outcome == "partial"


def test_a_log_of_which_nothing_is_chosen_has_fixed_words(blog: Blog) -> None:
    assert one(blog, "Nice.\n").lines[-1].text == "Took part in the Learning Day."
    assert one(blog, "## Plan\nParse.\n").lines[-1].text == "Planned for this day; no log yet."
    escalated = "---\noutcome: escalated\n---\nPager.\n"
    assert one(blog, escalated).lines[-1].text == "The day was eaten by an incident."


@pytest.mark.parametrize(
    ("log", "title"),
    [
        ("---\nform: post\ntitle: Given\n---\n# Other\n", "Given"),
        ("---\nform: post\n---\n# The *first*\n\n## Second\n", "The first"),
        (f"---\nform: post\n---\n{LEARNED.removeprefix('## Learned')}", "An article by Asha Rao"),
    ],
)
def test_an_article_is_named_by_its_title_its_first_heading_or_its_author(
    blog: Blog, log: str, title: str
) -> None:
    entry = one(blog, f"{log}\nIt counts, because it is measured.\n")

    assert (entry.article_slug, entry.article_title) == (f"{SESSION}-asha", title)
    assert f"[Read the full article: {title}]({SESSION}-asha.md)" in [
        line.text for line in entry.lines
    ]


def test_only_those_who_name_each_other_share_an_entry(blog: Blog) -> None:
    blog.write_log(f"{SESSION}/asha.md", f"---\nwith: [bo]\n---\n{LEARNED}")
    blog.write_log(f"{SESSION}/bo.md", LEARNED)
    assert [entry.key for entry in entries(blog)] == ["asha", "bo"]
    assert "with [Bo Lin](#bo)" in entries(blog)[0].lines[2].text

    blog.write_log(f"{SESSION}/bo.md", f"---\nwith: ['@asha-rao']\n---\n{LEARNED}")
    (entry,) = entries(blog)
    assert entry.key == "asha-bo"
    assert [author.name for author in entry.authors] == ["Asha Rao", "Bo Lin"]

    article = f"---\nwith: [asha]\nform: post\n---\n{LEARNED}"
    blog.write_log(f"{SESSION}/bo.md", article)
    assert [entry.key for entry in entries(blog)] == ["asha", "bo"]


def test_no_two_entries_or_headings_of_a_post_have_one_anchor(blog: Blog) -> None:
    people = ("asha", "bo", "cy", "asha-bo", "asha-bo-did")
    blog.write("content/people.yml", "".join(f"{who}: {{name: {who}}}\n" for who in people))
    failed = "## Did not work\n\n- Locks took 9 ms with {}, because all wait for one.\n"
    partner = {"asha": "with: [bo]\n", "bo": "with: [asha]\n"}
    for who in people:
        front = f"---\n{partner.get(who, '')}---\n"
        blog.write_log(f"{SESSION}/{who}.md", f"{front}{LEARNED}\n{failed.format(who)}")
    # What another entry's heading would be called, this one is.
    blog.write_log(f"{SESSION}/asha-bo-did.md", NOT_WORK)
    found = entries(blog)
    assert [entry.key for entry in found] == ["asha-bo", "asha-bo-did", "asha_bo", "cy"]
    lines = [line.text for entry in found for line in entry.lines]
    anchors = [line.rpartition("{ #")[2] for line in lines if line.startswith("###")]
    assert anchors.count("asha_bo-did-not-work }") == 1
    assert {"asha-bo-did-not-work }", "asha-bo-did-not-work-2 }"} <= {*anchors}
    assert len({*anchors}) == len(anchors)


def test_what_one_learned_is_not_below_what_did_not_work_for_the_other(blog: Blog) -> None:
    failed = "## Did not work\n\n- Locks took 9 ms with {}, because all wait for one.\n"
    for who, other in (("asha", "bo"), ("bo", "asha")):
        learned = f"## Learned\n\n- A lease of {who} ends, because nobody renews it[^1].\n"
        note = f"\n[^1]: So says {who}.\n"
        blog.write_log(
            f"{SESSION}/{who}.md",
            f"---\nwith: [{other}]\n---\n{learned}\n{failed.format(who)}{note}",
        )
    (entry,) = entries(blog)
    assert [line.text for line in entry.lines if line.text][3:] == [
        "- A lease of asha ends, because nobody renews it[^asha-1].",
        "- A lease of bo ends, because nobody renews it[^bo-1].",
        "#### Did not work { #asha-bo-did-not-work }",
        "- Locks took 9 ms with asha, because all wait for one.",
        "- Locks took 9 ms with bo, because all wait for one.",
        "[^asha-1]: So says asha.",
        "[^bo-1]: So says bo.",
    ]


AUTHOR_KEYS = st.lists(
    st.lists(st.sampled_from(["a", "b", "a-b", "b-a", "a-b-a"]), min_size=1, max_size=3), max_size=6
)


@given(AUTHOR_KEYS)
def test_keys_of_entries_differ_and_who_is_alone_keeps_theirs(groups: list[list[str]]) -> None:
    distinct = [list(it) for it in dict.fromkeys(map(tuple, groups))]
    keys = make_keys(distinct)
    assert len({*keys}) == len(keys)
    assert all(key == group[0] for key, group in zip(keys, distinct, strict=True) if len(group) < 2)
