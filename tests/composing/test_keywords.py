"""A key phrase is words of the entry that tell a stranger what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.composing.condense import make_entries
from ldblog.composing.keywords import find_key_phrases, shorten_heading
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-11-20"


def phrases_of(blog: Blog, **logs: str) -> dict[str, str]:
    for name, text in logs.items():
        blog.write_log(f"{DAY}/{name}.md", text)
    people = read_people(blog.project)
    session = read_session(blog.project, DAY, people)
    return find_key_phrases(make_entries(session, people, blog.project.config))


@pytest.mark.parametrize(
    ("heading", "short"),
    [
        ("Flaky tests, with numbers", "Flaky tests"),
        ("2. Write skew: why", "Write skew"),
        ("CPU limits in containers", "CPU limits in containers"),
        ("How long is a word?", ""),
        ("Is it fast?", ""),
        ("What I would do", ""),
        ("Meeting 3: the parser", ""),
        ("A heading of far too many words for a title", ""),
    ],
)
def test_a_heading_is_shortened_to_what_it_names(heading: str, short: str) -> None:
    assert shorten_heading(heading) == short


@pytest.mark.parametrize(
    ("log", "phrase"),
    [
        ("# Write skew, again\n\n- Two of them read {x}, because it is so.\n", "Write skew"),
        ("# DDSketch\n\n- Two of them read {x}, because it is so.\n", "DDSketch"),
        (
            "- A **cache line** is 64 bytes, because hardware moves whole ones.\n"
            "- Two counters on one cache line fight, so each is 5 × slower.\n",
            "cache line",
        ),
        (
            "---\ntags: [backups]\n---\n- A backup is a wish, because nobody restored it.\n",
            "backups",
        ),
        (
            "---\ntags: [compression]\n---\n- A compressor is slow, as compressors look back.\n"
            "- To compress twice is no use, because one compressor found all.\n",
            "compression",
        ),
        ("---\ntags: [raft]\n---\n- Votes are kept on disk, because nodes restart.\n", "raft"),
        (
            "- `pg_wal` grew to 3 GB, because it is kept.\n- `pg_wal` shrank, so it was freed.\n",
            None,
        ),
        ("---\ntags: [camp26]\n---\n- Votes are kept on disk, because nodes restart.\n", None),
        (
            "# Results\n\n- Ada Quill said that it is so.\n- Ada Quill fixed it, because of x.\n",
            None,
        ),
    ],
)
def test_headings_repeated_terms_and_tags_are_phrases(
    blog: Blog, log: str, phrase: str | None
) -> None:
    assert phrases_of(blog, asha=log).get("asha") == phrase


def test_no_two_entries_have_the_same_phrase(blog: Blog) -> None:
    log = "---\ntags: [postgres]\n---\n- {} are slow in Postgres, because it waits.\n"
    found = phrases_of(blog, asha=log.format("Locks"), bo=log.format("Joins"))
    assert found == {"asha": "Postgres"}


@pytest.mark.parametrize(
    ("heading", "phrase"),
    [
        ("A timeout is a budget", "a timeout is a budget"),
        ("The planner's guess", "the planner's guess"),
        ("Raft timeouts", "Raft timeouts"),
        ("SQLite", "SQLite"),
        ("GB against GiB", "GB against GiB"),
    ],
)
def test_a_heading_begins_within_a_sentence_as_a_word_does(heading: str, phrase: str) -> None:
    assert shorten_heading(heading) == phrase
