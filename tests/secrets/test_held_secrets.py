"""What holds a secret is held back, and no command prints one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tokens import make_token

from ldblog.diagnostics import Diagnostic, Severity
from ldblog.secrets.held_secrets import find_names, hide_secrets
from ldblog.sessions import read_people, read_session

if TYPE_CHECKING:
    from conftest import Blog

TOKEN = make_token("ghp_")
DAY = "2026-11-20"
POST = f"content/site/posts/{DAY}.md"
GOOD = "## Learned\n\n- Leases are cheaper than locks, because nobody waits for them.\n"
BAD = f"---\nkind: {TOKEN}\n---\n## Learned\n\n- the token {TOKEN} works, because I tried it\n"
REMEDY = "(revoke it and take it out, or say why it may stay: <!-- allow-secret: … -->)"
COMMANDS = (
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "github"),
    ("condense", "--dry-run"),
    ("condense", "--diff"),
    ("condense",),
    ("condense", "--check"),
    ("verify",),
    ("verify", "--report", "report.html"),
    ("status",),
    ("show", f"content/logs/{DAY}/asha.md"),
    ("show", "--why", f"content/logs/{DAY}/asha.md"),
)


@pytest.fixture
def two(blog: Blog) -> Blog:
    """Return a blog with a good log and one with a secret."""
    blog.write_log(f"{DAY}/asha.md", BAD)
    blog.write_log(f"{DAY}/bo.md", GOOD)
    return blog


def shown(blog: Blog) -> str:
    """Return all that any command prints, and all that ldblog writes."""
    printed = "".join(blog.run(*command).output for command in COMMANDS)
    ours = ("content/base", "content/site", ".cache")
    files = [blog.root / "report.html"]
    files += [path for name in ours for path in (blog.root / name).rglob("*") if path.is_file()]
    return printed + "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


def test_a_log_with_a_secret_is_held_back_and_the_others_go_through(two: Blog) -> None:
    result = two.run("condense")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == f"{DAY}: 2 logs, 1 held back → {POST}"
    assert "Bo Lin" in two.read(POST)
    assert "Asha" not in two.read(POST)


def test_a_secret_is_an_error_at_its_place_with_its_rule_and_a_mask(two: Blog) -> None:
    result = two.run("check", f"content/logs/{DAY}/asha.md")
    path = f"content/logs/{DAY}/asha.md"
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"{path}:2:1: LD008 not said here, since the file holds a secret (remove that first)",
        f"{path}:2:7: LD070 a secret: github-pat (ghp_••••) {REMEDY}",
        f"{path}:6:13: LD070 a secret: github-pat (ghp_••••) {REMEDY}",
    ]


@pytest.mark.parametrize(
    "log",
    [
        BAD,
        f"---\n{TOKEN}: x\n---\nx\n",
        f"---\na: &{TOKEN} x\nb: *{TOKEN}\n---\nx\n",
        f"---\ntags: [{TOKEN}\n---\nx\n",
        f"---\ntags: [internal {TOKEN}]\nauthor: {TOKEN}\nartefacts: [x{TOKEN}]\n---\nx\n",
        f"{GOOD}![x]({TOKEN}.png) <!-- internal -->\n{TOKEN}",
        f"{GOOD}\n## Next\n\n{TOKEN}\n",
    ],
)
def test_no_command_prints_or_writes_a_secret(two: Blog, log: str) -> None:
    two.write_log(f"{DAY}/asha.md", log)
    told = shown(two)
    # Nor most of it: messages shorten what they quote.
    assert TOKEN[4:20] not in told
    assert "LD070" in told


def test_show_prints_a_held_back_log_without_its_lines_with_secrets(two: Blog) -> None:
    output = two.run("show", f"content/logs/{DAY}/asha.md").output
    assert output.count("(a secret)") == 2
    assert "## Learned" in output


@pytest.mark.parametrize("command", COMMANDS)
def test_the_name_of_a_file_may_be_no_secret(two: Blog, command: tuple[str, ...]) -> None:
    two.write_log(f"{DAY}/{TOKEN}.md", GOOD)
    two.write_log(f"{DAY}/bo/{TOKEN}.png", b"x")
    two.write_log(f"{DAY}/{TOKEN}.txt", b"x")
    output = two.run(*command).output
    assert TOKEN[4:] not in output
    assert TOKEN[5:20].lower() not in output.lower()
    session = read_session(two.project, DAY, read_people(two.project))
    assert session.attachments == frozenset()
    assert sum(log.is_held_back for log in session.logs) == 2


def test_a_session_file_with_a_secret_says_nothing(two: Blog) -> None:
    two.write_log(f"{DAY}/session.md", f"---\ntitle: [{TOKEN}]\n---\nWelcome.\n")
    found = json.loads(
        two.run("check", "--format", "json", f"content/logs/{DAY}/session.md").output
    )
    assert [(one["code"], one["line"]) for one in found] == [("LD008", 2), ("LD070", 2)]
    two.write_log(f"{DAY}/session.md", f"Welcome to {TOKEN}.\n")
    two.run("condense")
    assert "Welcome" not in two.read(POST)
    two.write_log(f"{DAY}/session.md", f"Welcome to {TOKEN}. <!-- allow-secret: an example -->\n")
    two.run("condense")
    assert "Welcome" in two.read(POST)


def test_a_secret_that_a_log_allows_goes_through_to_its_post(two: Blog) -> None:
    line = f"- Every page of the manual has {TOKEN}, because it is an example."
    two.write_log(f"{DAY}/asha.md", f"{GOOD}{line} <!-- allow-secret: documented -->\n")
    assert two.run("condense").exit_code == 0
    assert TOKEN in two.read(POST)
    assert two.run("check").exit_code == 0
    assert "the example" not in two.run("check").output


def test_a_comment_without_a_reason_and_one_left_over_are_told(two: Blog) -> None:
    text = f"{GOOD}x <!-- allow-secret: a -->\n{TOKEN} <!-- allow-secret -->\n"
    two.write_log(f"{DAY}/asha.md", text)
    lines = two.run("check", f"content/logs/{DAY}/asha.md").output.splitlines()
    assert [line.split()[1] for line in lines] == ["LD072", "LD070", "LD071"]


def test_the_companys_pattern_is_as_good_as_ours(two: Blog) -> None:
    two.write("pyproject.toml", "[tool.ldblog.secret_patterns]\nbadge = 'BN-[0-9]{8}'\n")
    two.write_log(f"{DAY}/asha.md", f"{GOOD}\nBadge BN-12345678 opens the door.\n")
    output = two.run("check").output
    assert "5:7: LD070 a secret: badge (••••)" in output
    assert "12345678" not in output


def test_a_companys_pattern_that_cannot_be_used_stops_with_its_name(two: Blog) -> None:
    two.write("pyproject.toml", "[tool.ldblog.secret_patterns]\nbadge = 'BN-(?=x)'\n")
    result = two.run("check")
    assert result.exit_code == 2
    assert "tool.ldblog.secret_patterns.badge cannot be used" in result.output


def test_what_stops_a_command_quotes_no_secret(two: Blog) -> None:
    two.write("content/people.yml", f"a: &{TOKEN} x\nb: *{TOKEN}\n")
    result = two.run("check")
    assert result.exit_code == 2
    assert "the alias *ghp_•••• is not allowed" in result.output


def test_names_are_searched_one_by_one() -> None:
    assert find_names(["a/x.png", f"a/{TOKEN}.png", f"a\n{TOKEN}"], ()) == {
        f"a/{TOKEN}.png",
        f"a\n{TOKEN}",
    }


def test_a_diagnostic_shows_no_secret_even_an_allowed_one() -> None:
    message = f"{TOKEN} <!-- allow-secret: x -->"
    found = Diagnostic(f"a/{TOKEN}.md", 1, 1, "LD030", message, Severity.HINT)
    (hidden,) = hide_secrets([found], ())
    assert TOKEN not in hidden.path + hidden.message
