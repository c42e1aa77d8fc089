"""The routine, rehearsed: command by command, with a remote, a GitHub and a Slack of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rehearsing import DAY, Stage, clock, company, git, stage
from tokens import make_token

if TYPE_CHECKING:
    import pytest

__all__ = ["company", "stage"]

BRANCH = f"learning-day/{DAY}"
POST = f"content/site/posts/{DAY}.md"
LOGS = f"content/logs/{DAY}"
SECRET = make_token("ghp_")
LISTED = "Wrackham"
ASHA = f"""\
## Plan

Measure Bloom filters for {LISTED} Ltd, and read about hashing.

## Learned

- A Bloom filter can lie, because two keys may share all bits: 3 % did with 8 bits a key.
- For {LISTED} Ltd the filter saves nine of ten reads, since most keys are not there.

<!-- internal -->
The quince quota of the northern yard doubles next spring, which nobody may hear of.
<!-- /internal -->
"""
BO = f"""\
## Learned

- A lease with a fencing token survives a paused process, which a lock alone does not.
- The service answers once it has a token such as `{SECRET}` in its header.
"""
CY = """\
## Learned

- An index on two columns serves a search by the first, and none by the second alone.
"""
PUBLIC = ("Bloom filter", "fencing token", "index on two columns")
EDIT = "A day of filters and leases, told by those who broke them."


def test_the_whole_routine_from_the_opening_to_the_published_site(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.push({"content/redact.yml": f"customers:\n  {LISTED} Ltd: a client\n"})
    clock(monkeypatch, "2026-10-08T10:17")
    the_day_is_opened_and_plans_come_in(stage)
    clock(monkeypatch, "2026-10-09T16:17")
    who_planned_is_reminded_and_people_write(stage)
    clock(monkeypatch, "2026-10-10T10:17")
    the_day_is_condensed_on_a_branch(stage)
    the_editor_writes_and_a_late_log_joins(stage)
    the_editor_merges_and_it_is_published(stage)
    nothing_is_lost_and_nothing_leaked(stage)


def the_day_is_opened_and_plans_come_in(stage: Stage) -> None:
    assert stage.run("routine").output == f"open: the Learning Day of {DAY}\n"
    stage.do("open")
    assert stage.changes() == ["POST issues"]
    stage.push({f"{LOGS}/asha.md": ASHA.partition("## Learned")[0]})
    stage.do("open")
    (issue,) = stage.state["issues"]
    assert stage.changes() == [f"PATCH issues/{issue['number']}"]
    assert "- [ ] **Asha Rao**: Measure Bloom filters for a client" in issue["body"]
    stage.do("open")
    assert stage.changes() == []


def who_planned_is_reminded_and_people_write(stage: Stage) -> None:
    assert stage.run("routine").output == f"remind: the Learning Day of {DAY}\n"
    stage.do("remind")
    assert stage.changes() == ["POST issues/1/comments"]
    stage.do("remind")
    assert stage.changes() == []
    stage.push({f"{LOGS}/asha.md": ASHA})
    stage.push({f"{LOGS}/bo.md": BO})


def the_day_is_condensed_on_a_branch(stage: Stage) -> None:
    assert stage.run("routine").output == f"condense: the Learning Day of {DAY}\n"
    on_main = stage.count("main")
    stage.do("condense")
    (pull,) = stage.state["pulls"]
    assert stage.changes() == [
        "POST pulls",
        f"POST pulls/{pull['number']}/requested_reviewers",
        "POST actions/workflows/ci.yml/dispatches",
    ]
    assert stage.count(BRANCH) == on_main + 1
    assert "Bloom filter" in stage.read(BRANCH, POST)
    assert "fencing token" not in stage.read(BRANCH, POST)
    assert "bo (has an error)" in pull["body"]
    stage.do("condense")
    assert stage.changes() == []
    assert stage.count(BRANCH) == on_main + 1


def the_editor_writes_and_a_late_log_joins(stage: Stage) -> None:
    text = stage.read(BRANCH, POST)
    lead = re.search(r"^---$.*?^---$\n\n(.+?)$", text, re.MULTILINE | re.DOTALL)
    assert lead is not None
    stage.push({POST: text.replace(lead[1], EDIT) + "\n"}, BRANCH)
    stage.push({f"{LOGS}/bo.md": BO.replace(SECRET, "…"), f"{LOGS}/cy.md": CY})
    before = count_own(stage)
    stage.do("condense")
    (pull,) = stage.state["pulls"]
    assert stage.changes() == [
        f"PATCH pulls/{pull['number']}",
        "POST actions/workflows/ci.yml/dispatches",
    ]
    assert count_own(stage) == before + 1
    text = stage.read(BRANCH, POST)
    for words in (EDIT, *PUBLIC):
        assert words in text
    stage.do("condense")
    assert stage.changes() == []


def count_own(stage: Stage) -> int:
    """Return how many commits the branch has, less those that came with main."""
    return int(git(stage.remote, "rev-list", "--count", "--first-parent", BRANCH))


def the_editor_merges_and_it_is_published(stage: Stage) -> None:
    root = stage.people.root
    git(root, "fetch", "--quiet")
    git(root, "checkout", "--quiet", "-B", "main", "origin/main")
    git(root, "merge", "--quiet", "--no-ff", "-m", "Merge", f"origin/{BRANCH}")
    git(root, "push", "--quiet", "origin", "main")
    stage.set(pulls=[{**stage.state["pulls"][0], "state": "closed", "merged_at": "2026-10-10"}])
    built = stage.run("build")
    assert built.exit_code == 0, built.output
    stage.do("published")
    assert stage.changes() == ["POST issues/1/comments", "PATCH issues/1"]
    assert stage.state["issues"][0]["state"] == "closed"
    stage.do("published")
    stage.do("condense")
    assert stage.changes() == []
    titles = [message["text"].partition(",")[0] for message in stage.slack.got]
    assert titles == [
        "Learning Day",
        "Your log of the Learning Day",
        "The Learning Day of Friday 9 October 2026 is online",
    ]


def nothing_is_lost_and_nothing_leaked(stage: Stage) -> None:
    pages = [path.read_bytes() for path in (stage.robot.root / "site").rglob("*") if path.is_file()]
    site = b"\n".join(pages).decode("utf-8", "replace")
    for words in (EDIT, *PUBLIC):
        assert words in site
    outside = [site, str(stage.state), str(stage.slack.got), *stage.said]
    for text in outside:
        for hidden in (SECRET, LISTED, "quince"):
            assert hidden not in text
    audited = stage.robot.run("audit", "site")
    assert audited.exit_code == 0, audited.output
