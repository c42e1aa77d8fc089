"""Secrets in posts that people edited, in other pages, and in people.yml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tokens import make_key, make_token

from ldblog.secrets.page_secrets import search_page

if TYPE_CHECKING:
    from conftest import Blog

TOKEN = make_token("ghp_")
DAY = "2026-11-20"
POST = f"content/site/posts/{DAY}.md"
GOOD = "## Learned\n\n- Leases are cheaper than locks, because nobody waits for them.\n"


@pytest.fixture
def posted(blog: Blog) -> Blog:
    """Return a blog with a post that its editor put a secret into."""
    blog.write_log(f"{DAY}/bo.md", GOOD)
    blog.run("condense")
    blog.write(POST, blog.read(POST) + f"\nTry it with {TOKEN}.\n")
    return blog


def test_a_secret_in_a_post_is_an_error(posted: Blog) -> None:
    last = len(posted.read(POST).splitlines())
    for path in (".", "content/site", POST):
        result = posted.run("check", path)
        assert f"{POST}:{last}:13: LD070 a secret: github-pat" in result.output
        assert result.exit_code == 1
    assert posted.run("check", "content/logs").exit_code == 0


def test_condensing_tells_of_it_and_writes_all_the_same(posted: Blog) -> None:
    posted.write_log(f"{DAY}/bo.md", f"{GOOD}- Locks are dearer, because everybody waits.\n")
    result = posted.run("condense")
    assert result.exit_code == 1
    assert "LD070" in result.output
    assert "Locks are dearer" in posted.read(POST)


@pytest.mark.parametrize(
    "command", [("condense", "--diff"), ("condense", "--dry-run"), ("verify",)]
)
def test_what_prints_a_post_prints_it_without(posted: Blog, command: tuple[str, ...]) -> None:
    posted.write_log(f"{DAY}/bo.md", f"{GOOD}- Locks are dearer, because everybody waits.\n")
    output = posted.run(*command).output
    assert TOKEN not in output
    assert "waits" in output


def test_the_editors_report_quotes_no_secret_of_a_post_or_a_log(posted: Blog) -> None:
    posted.write_log(f"{DAY}/asha.md", f"{GOOD}{TOKEN}\n")
    printed = posted.run("verify", "--report", "report.html").output + posted.run("status").output
    told = printed + posted.read("report.html")
    assert TOKEN[4:20] not in told
    assert "Leases are cheaper" in told
    assert "(a secret)" in told


def test_a_conflict_does_not_quote_a_secret(posted: Blog) -> None:
    text = posted.read(POST).replace("nobody waits for them", f"{TOKEN} says so")
    posted.write(POST, text)
    posted.write_log(f"{DAY}/bo.md", GOOD.replace("nobody waits for them", "all can go on"))
    output = posted.run("condense").output
    assert "LD040 the post has “a secret”, the logs now say" in output
    assert TOKEN[4:20] not in output


def test_a_comment_in_the_post_allows_it(posted: Blog) -> None:
    posted.write(POST, posted.read(POST).replace(f"{TOKEN}.", f"{TOKEN}. <!-- allow-secret: x -->"))
    assert posted.run("check").exit_code == 0


def test_a_key_that_a_log_allows_is_allowed_in_its_post_though_indented_otherwise(
    blog: Blog,
) -> None:
    key = "\n".join(f"  {line}" for line in make_key().split("\n"))
    block = f"\n- Keys look like this:\n\n  <!-- allow-secret: made up -->\n  ```\n{key}\n  ```\n"
    blog.write_log(f"{DAY}/bo.md", f"---\nform: post\n---\n{GOOD}{block}")
    (blog.root / f"content/logs/{DAY}/folder.md").mkdir()
    blog.write_log(f"{DAY}/bo/notes.txt", "x")
    assert "LD070" not in blog.run("condense").output
    assert "PRIVATE" in blog.read(f"content/site/posts/{DAY}-bo.md")
    assert "LD070" not in blog.run("check").output
    (blog.root / f"content/logs/{DAY}/bo.md").unlink()
    assert "LD070" in blog.run("check").output


def test_pages_of_the_editors_own_and_people_yml_are_searched_too(blog: Blog) -> None:
    blog.write("content/site/about.md", f"Write to {TOKEN}.\n")
    blog.write(
        "content/people.yml", f"bo: {{name: Bo, links: {{x: 'https://x.example/{TOKEN}'}}}}\n"
    )
    lines = blog.run("check").output.splitlines()
    assert [line.split(":")[0] for line in lines] == ["content/people.yml", "content/site/about.md"]
    assert all(" LD070 " in line for line in lines)


SPLIT = f"{TOKEN[:6]}**{TOKEN[6:]}**"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"---\nlead: {SPLIT}\n---\n\nWords.\n", 2),
        (f"---\nlead: x\n---\n\nWords.\n\n{SPLIT}\n", 7),
        (f"---\nlead: |\n```\n---\n\n{SPLIT}\n", 6),
        (f"{'> ' * 150}x\n\n{TOKEN}\n", 3),
    ],
)
def test_a_secret_is_read_through_markup_whatever_stands_above(text: str, line: int) -> None:
    assert [one.line for one in search_page(text, ()).secrets] == [line]
