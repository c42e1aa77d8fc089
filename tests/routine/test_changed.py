"""``ldblog changed`` and ``ldblog comment``: what an author is shown, and what nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rehearsing import DAY, company, git, stage
from tokens import make_token

from ldblog.commands.comment import MARKER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog
    from rehearsing import Stage

__all__ = ["company", "stage"]

LOG = f"content/logs/{DAY}/asha.md"
SECRET = make_token("ghp_")
TEXT = """\
## Learned

- A Bloom filter at Wrackham Ltd can lie, because two keys may share all bits.

## Next

Ask Wrackham Ltd for their quince.
"""
RIGHT = "## Learned\n\n- A lease is a lock with an end, so a paused process loses it.\n"


@pytest.fixture
def repository(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> Blog:
    """Return a blog with one log in git, and a branch on which another is written."""
    for name in ("GITHUB_STEP_SUMMARY", "CI"):
        monkeypatch.delenv(name, raising=False)
    blog.write("content/redact.yml", "customers:\n  Wrackham Ltd: a client\n")
    blog.write_log(f"{DAY}/bo.md", f"Once there was `{SECRET}`, and nobody saw it.\n")
    git(blog.root, "init", "--quiet", "--initial-branch", "main")
    git(blog.root, "add", "--all")
    git(blog.root, "commit", "--quiet", "--message", "Start")
    git(blog.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    return blog


def test_an_author_sees_what_is_published_held_back_and_replaced(repository: Blog) -> None:
    repository.write(LOG, TEXT)
    result = repository.run("changed")
    assert result.exit_code == 0
    assert result.output.startswith(f"{LOG}\n=====")
    assert "A Bloom filter at a client can lie" in result.output
    assert "Held back from the public:\n  lines 5-7: " in result.output
    assert "Replaced:\n  line 3: the public reads “a client”\n" in result.output
    assert "bo.md" not in result.output
    for hidden in ("Wrackham", "quince"):
        assert hidden not in result.output


def test_a_secret_alone_fails_and_is_quoted_nowhere(
    repository: Blog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary, file = tmp_path / "summary", tmp_path / "changed.txt"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    repository.write(LOG, TEXT + f"\nThe token is `{SECRET}`.\n")
    result = repository.run("changed", "main", "--format", "github", "--to", str(file))
    assert result.exit_code == 1
    assert f"::error file={LOG},line=9," in result.output
    assert "A secret is in what changed" in result.output
    text = file.read_text("utf-8")
    assert "Nothing of this log is published (something in it has to be put right first)" in text
    assert "(LD070, to put right)" in text
    assert summary.read_text("utf-8") == f"```text\n{text.strip()}\n```\n"
    for shown in (result.output, text):
        assert SECRET not in shown
        assert "Wrackham" not in shown


def test_a_secret_in_a_name_fails_too_and_is_not_shown(repository: Blog, tmp_path: Path) -> None:
    repository.write(f"content/logs/{DAY}/{SECRET}.md", RIGHT)
    file = tmp_path / "changed.txt"
    result = repository.run("changed", "--format", "github", "--to", str(file))
    assert result.exit_code == 1
    assert "LD070, to put right" in file.read_text("utf-8")
    assert SECRET not in result.output + file.read_text("utf-8")


def test_a_secret_that_was_there_before_stops_nobody_else(repository: Blog) -> None:
    repository.write(
        "content/people.yml", repository.read("content/people.yml") + "cy: {name: Cy}\n"
    )
    repository.write(LOG, RIGHT)
    result = repository.run("changed", "--format", "github")
    assert f"::error file=content/logs/{DAY}/bo.md" in result.output
    assert result.exit_code == 0


def test_other_errors_are_told_and_block_nothing(repository: Blog) -> None:
    repository.write(LOG, "---\nshare: perhaps\n---\nWords.\n")
    result = repository.run("changed", "--format", "github")
    assert f"::error file={LOG}" in result.output
    assert result.exit_code == 0


def test_a_dictionary_that_is_wrong_is_told_and_blocks_nobody_but_a_secret(
    repository: Blog, tmp_path: Path
) -> None:
    repository.write("content/redact.yml", "customers: {Wrackham Ltd: [1]}\n")
    repository.write(LOG, TEXT)
    file = tmp_path / "changed.txt"
    result = repository.run("changed", "--format", "github", "--to", str(file))
    assert result.exit_code == 0
    assert "::error file=content/redact.yml,line=1," in result.output
    text = file.read_text("utf-8")
    assert text.startswith("Nobody can say what the public will read: content/redact.yml:1:")
    for hidden in ("quince", "Wrackham"):
        assert hidden not in text + result.output
    repository.write(LOG, TEXT + f"\nThe token is `{SECRET}`.\n")
    assert repository.run("changed", "--format", "github").exit_code == 1


def test_what_others_did_on_main_meanwhile_is_none_of_it(repository: Blog) -> None:
    git(repository.root, "switch", "--quiet", "--create", "mine")
    repository.write(LOG, RIGHT)
    git(repository.root, "add", "--all")
    git(repository.root, "commit", "--quiet", "--message", "Mine")
    git(repository.root, "switch", "--quiet", "main")
    (repository.root / f"content/logs/{DAY}/bo.md").unlink()
    repository.write(f"content/logs/{DAY}/jun.md", TEXT)
    git(repository.root, "add", "--all")
    git(repository.root, "commit", "--quiet", "--message", "Theirs")
    git(repository.root, "switch", "--quiet", "mine")
    output = repository.run("changed", "main").output
    assert "A lease is a lock with an end" in output
    assert "jun.md" not in output
    assert "bo.md" not in output


def test_with_nothing_changed_or_only_what_is_no_log_there_is_nothing_to_show(
    repository: Blog, tmp_path: Path
) -> None:
    assert repository.run("changed").output == "no log changed\n"
    repository.write("content/site/notes.md", "Notes.\n")
    repository.write_log("notes.md", "Stray.\n")
    repository.write_log("2026-99-99/asha.md", "No day.\n")
    (repository.root / f"content/logs/{DAY}/bo.md").unlink()
    assert repository.run("changed").output == "no log changed\n"
    git(repository.root, "stash", "--quiet", "--include-untracked")
    (repository.root / f"content/logs/{DAY}/bo.md").unlink()
    assert repository.run("changed", "--format", "github").output == ""
    repository.run("changed", "--to", str(tmp_path / "changed.txt"))
    assert (tmp_path / "changed.txt").read_text("utf-8") == ""


def test_a_log_with_an_article_is_shown_whole_and_one_of_plans_as_it_stands(
    repository: Blog,
) -> None:
    repository.write(LOG, f"---\nform: post\ntitle: Leases\n---\n{RIGHT}")
    repository.write(f"content/logs/{DAY}/cy.md", "---\nshare: internal\n---\nOurs.\n")
    output = repository.run("changed").output
    assert output.count("A lease is a lock with an end") >= 1
    assert "Nothing of this log is published (as it stands)." in output


def test_a_commit_that_is_none_is_told(repository: Blog) -> None:
    for wrong in ("nowhere", "--output=x"):
        result = repository.run("changed", "--", wrong)
        assert result.exit_code == 2
        assert "git diff: " in result.output


def say(stage: Stage, text: str) -> str:
    file = stage.robot.write(".cache/changed.txt", text.encode())
    result = stage.robot.run("comment", "7", str(file))
    assert result.exit_code == 0, result.output
    return result.output


def test_a_comment_is_written_once_and_then_changed(stage: Stage) -> None:
    assert say(stage, "  \n") == "nothing to say\n"
    assert say(stage, "One.\n") == "comment written\n"
    assert say(stage, "One.\n") == "comment is up to date\n"
    assert stage.changes() == ["POST issues/7/comments"]
    assert say(stage, "Two.\n") == "comment changed\n"
    (comment,) = stage.state["comments"]["7"]
    assert comment["body"].startswith(f"{MARKER}\n**What the public will read of this**")
    assert comment["body"].endswith("```text\nTwo.\n```")
    assert say(stage, "") == "comment changed\n"
    assert stage.state["comments"]["7"][0]["body"].endswith("No log is changed here any more.")


def test_what_a_stranger_sends_is_shown_as_text(stage: Stage) -> None:
    say(stage, "```\n@everyone ![x](https://a.b/c.png)\n<!-- ldblog:changed -->")
    (comment,) = stage.state["comments"]["7"]
    assert comment["body"].endswith(
        "````text\n```\n@everyone ![x](https://a.b/c.png)\n<!-- ldblog:changed -->\n````"
    )


def test_a_text_that_did_not_arrive_is_nothing_to_say(stage: Stage) -> None:
    say(stage, "One.\n")
    result = stage.robot.run("comment", "7", "nowhere.txt")
    assert (result.exit_code, result.output) == (0, "nothing to say\n")
