"""Each line of a post is traced to a log, to ldblog's own words, or to the editor."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ldblog.composing.condense import condense_session
from ldblog.composing.posts import Line
from ldblog.config import find_project
from ldblog.days import find_sessions
from ldblog.merging.base import parse_base, render_base
from ldblog.privacy.anonymity import protect_session
from ldblog.reviewing.verify import Origin, Verdict, sources_of, verify_post
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "logs"
DAY = "2026-11-20"
POST = f"content/site/posts/{DAY}.md"
LOG = """\
## Learned
- Votes must not be lost, because 3.5 % of the nodes restart; see https://example.com/raft.
- The line that matters:

  ```python
  if a < b:

      print("x")
  ```

One is *here* every time, because it is 12. Two is so because of `c`.
"""


def change_base(blog: Blog, old: str, new: str) -> None:
    """Change a generated line in the post and in its base, as nobody should."""
    path = f"content/base/{DAY}.md"
    lines = [
        Line(line.text.replace(old, new), line.source) for line in parse_base(path, blog.read(path))
    ]
    blog.write(path, render_base(lines).encode())
    blog.write(POST, blog.read(POST).replace(old, new).encode())


def unproved(blog: Blog) -> list[str]:
    result = blog.run("verify")
    found = [line for line in result.output.splitlines() if "NOT PROVED" in line]
    assert result.exit_code == bool(found)
    return found


@pytest.fixture
def condensed(blog: Blog) -> Blog:
    blog.write_log(f"{DAY}/asha.md", LOG)
    blog.write_log(f"{DAY}/session.md", "Welcome to the third day.\n")
    assert blog.run("condense").exit_code == 0
    return blog


def test_a_post_as_it_was_made_is_proved_line_by_line(condensed: Blog) -> None:
    assert unproved(condensed) == []
    output = condensed.run("verify", "--all").output
    assert f"{POST}:{line_of(condensed, 'Welcome')}: from session.md:1: Welcome" in output
    assert "from asha.md:2: - Votes must not be lost" in output
    assert re.search(r"from asha.md:3-\d: {9}print", output)
    assert ": new: " not in output
    assert ": composed: One person spent the day" in output


def line_of(blog: Blog, text: str) -> int:
    lines = blog.read(POST).splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("must not be", "must be"),
        ("3.5 %", "35 %"),
        ("3.5 %", "3.6 %"),
        ("example.com/raft", "example.com/paxos"),
        ("a < b", "a > b"),
        ("One person", "Two people"),
        ("### Asha Rao", "### Bo Lin"),
        ("Welcome to", "Goodbye to"),
        ("Votes must not be lost, because", "Because"),
        (", because 3.5 % of the nodes restart; see", "; see"),
        ("One is *here* every time, because", "Because"),
        ("— [Asha Rao](#asha)", "— [Bo Lin](#asha)"),
    ],
)
def test_a_generated_line_that_says_another_thing_is_not_proved(
    condensed: Blog, old: str, new: str
) -> None:
    change_base(condensed, old, new)
    assert unproved(condensed)


def test_trimmed_lines_are_proved_and_others_cut_short_are_not(blog: Blog) -> None:
    blog.write_log(
        f"{DAY}/asha.md",
        "- Today I learned that the votes must be on disk, because nodes restart. Yay!\n",
    )
    blog.run("condense")
    assert "- The votes must be on disk, because nodes restart.\n" in blog.read(POST)
    assert unproved(blog) == []

    change_base(blog, "- The votes must be on disk", "- Must be on disk")
    assert "is cut in the middle of a sentence" in unproved(blog)[0]


def test_what_two_tell_is_proved_by_both(blog: Blog) -> None:
    learned = "- Votes must be on the disk before the answer leaves, because nodes restart.\n"
    blog.write_log(f"{DAY}/asha.md", learned)
    blog.write_log(f"{DAY}/bo.md", learned.replace("the disk", "disk") + "\nMore.\n")
    blog.run("condense")
    assert "— also [Bo Lin](#bo)" in blog.read(POST)
    assert unproved(blog) == []

    change_sources(blog, "asha.md:1, bo.md:1", "asha.md:1, bo.md:3")
    assert "not all of them say so" in unproved(blog)[0]


def test_a_source_that_is_not_there_proves_nothing(condensed: Blog) -> None:
    change_sources(condensed, "asha.md:2", "asha.md:2000")
    assert "asha.md:2000 is not there" in unproved(condensed)[0]
    change_sources(condensed, "asha.md:2000", "bo.md:2")
    assert "bo.md:2 is not there" in unproved(condensed)[0]


def change_sources(blog: Blog, old: str, new: str) -> None:
    path = f"content/base/{DAY}.md"
    lines = [
        Line(line.text, new if line.source == old else line.source)
        for line in parse_base(path, blog.read(path))
    ]
    blog.write(path, render_base(lines).encode())


def test_what_the_editor_changed_or_added_is_theirs(condensed: Blog) -> None:
    text = condensed.read(POST).replace("must not be", "may never be") + "\nMy own words.\n"
    condensed.write(POST, text.encode())
    output = condensed.run("verify").output
    assert "edited: - Votes may never be lost" in output
    assert ": new: My own words." in output
    assert unproved(condensed) == []


def test_what_the_editor_moved_is_still_from_its_log(condensed: Blog) -> None:
    text = condensed.read(POST)
    line = next(it for it in text.splitlines(True) if it.startswith("- Votes") and "—" not in it)
    condensed.write(POST, (text.replace(line, "") + f"\n## Last\n\n{line}").encode())
    output = condensed.run("verify").output
    place = f"{POST}:{len(condensed.read(POST).splitlines())}"
    assert f"{place}: from asha.md:2: - Votes must not be lost" in output
    assert ": new: ## Last" in output


def test_a_session_that_is_not_condensed_yet_has_nothing_to_prove(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", LOG)
    result = blog.run("verify")
    assert (result.exit_code, result.output) == (0, "")


def test_every_line_of_the_demo_is_proved() -> None:
    assert prove_all(ROOT) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_every_line_made_of_the_corpus_is_proved(blog: Blog) -> None:
    # A copy: logs that are reached through a link are held back.
    shutil.copytree(CORPUS, blog.root / "content/logs", dirs_exist_ok=True)
    proved: list[Verdict] = []
    assert prove_all(blog.root, proved) == []
    assert len(proved) > 5000


def prove_all(root: Path, proved: list[Verdict] | None = None) -> list[str]:
    """Return the lines of a project's posts, made anew, that are not proved."""
    project = find_project(root)
    people = read_people(project)
    found = []
    for name in find_sessions(project):
        session = read_session(project, name, people)
        logs = sources_of(protect_session(session, people))
        for post in condense_session(session, people, project.config):
            lines = post.lines()
            verdicts = verify_post([line.text for line in lines], lines, lines, logs)
            if proved is not None:
                proved += [it for it in verdicts if it.origin is Origin.LOG]
            found += [f"{name}: {it}" for it in verdicts if it.origin is Origin.UNPROVED]
    return found
