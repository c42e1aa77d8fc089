"""Each part of the routine where something is otherwise: nothing is doubled, and nothing lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from fake_gh import HUMAN, ROBOT
from rehearsing import DAY, clock, company, git, set_stage, stage
from ruamel.yaml import YAML
from tokens import make_token

from ldblog.packed import find_packed
from ldblog.routine.day_issue import PUBLISHED, REMINDED

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog
    from rehearsing import Stage

__all__ = ["company", "stage"]

BRANCH = f"learning-day/{DAY}"
POST = f"content/site/posts/{DAY}.md"
ASHA = f"content/logs/{DAY}/asha.md"
BO = f"content/logs/{DAY}/bo.md"
PLAN = "Plan: read of @leases & <locks>, see #12.\n"
LEARNED = """\
## Learned

- A lease with a fencing token survives a paused process, which a lock alone does not.
"""
ALSO = """\
## Learned

- An index on two columns serves a search by the first, and none by the second alone.
"""
DAY_MARK = f"<!-- ldblog:day {DAY} -->"


@pytest.fixture
def evening(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Return the stage in the evening of a day: Asha planned, Bo wrote, and it was opened."""
    clock(monkeypatch, f"{DAY}T17:00")
    stage.push({ASHA: PLAN, BO: LEARNED})
    stage.do("open", DAY)
    stage.changes()
    return stage


@pytest.fixture(scope="module")
def morning(company: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the blog the morning after a day, with a pull request."""
    folder = tmp_path_factory.mktemp("morning")
    with pytest.MonkeyPatch.context() as patch:
        stage = set_stage(company, folder, patch)
        clock(patch, "2026-10-10T10:00")
        stage.push({BO: LEARNED})
        stage.do("condense")
        stage.changes()
    return folder


@pytest.fixture
def condensed(morning: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Return the stage that morning."""
    clock(monkeypatch, "2026-10-10T10:00")
    return set_stage(morning, tmp_path, monkeypatch)


def merge(stage: Stage, *how: str, head: str = "") -> None:
    """Let an editor merge the pull request into main."""
    root = stage.people.root
    git(root, "fetch", "--quiet")
    git(root, "checkout", "--quiet", "-B", "main", "origin/main")
    git(root, "merge", "--quiet", *how, f"origin/{BRANCH}")
    if how == ("--squash",):
        git(root, "commit", "--quiet", "--message", "Squash")
    git(root, "push", "--quiet", "origin", "main")
    tip = head or git(stage.remote, "rev-parse", BRANCH)
    (pull,) = stage.state["pulls"]
    stage.set(pulls=[{**pull, "state": "closed", "merged_at": "now",
                      "head": {"ref": BRANCH, "sha": tip}}])  # fmt: skip


def test_an_issue_says_plans_as_text_that_alerts_nobody(evening: Stage) -> None:
    (issue,) = evening.state["issues"]
    assert issue["title"] == "Learning Day, Friday 9 October 2026"
    assert issue["body"].startswith(f"{DAY_MARK}\n- Learn something that you can use")
    assert "### One plan" in issue["body"]
    (line,) = (line for line in issue["body"].splitlines() if line.startswith("- [ ]"))
    assert "<locks>" not in line
    assert "@leases" not in line
    assert "#12" not in line


def test_what_people_tick_off_and_write_into_the_issue_stays(evening: Stage) -> None:
    (issue,) = evening.state["issues"]
    body = issue["body"].replace("- [ ] **Asha", "- [x] **Asha").replace("\n", "\r\n")
    evening.set(issues=[{**issue, "body": f"{body}\r\nCake at four."}])
    evening.push({"content/logs/2026-10-09/cy.md": "Plan: draw maps.\n"})
    evening.do("open", DAY)
    text = evening.state["issues"][0]["body"]
    assert "- [x] **Asha Rao**" in text
    assert "- [ ] **Cy Marlow**: draw maps." in text
    assert text.endswith("Cake at four.")
    evening.set(issues=[{**issue, "body": f"{DAY_MARK}\nNo list any more."}])
    evening.changes()
    evening.do("open", DAY)
    assert evening.changes() == []


def test_a_day_has_its_theme(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, "2026-10-08T17:00")
    stage.push({f"content/logs/{DAY}/session.md": "---\ntheme: Clocks & *time*\n---\n"})
    dry = stage.do("open", "--dry-run")
    assert "**Theme**: Clocks & \\*time\\*\n" in dry
    assert "### No plans" in dry or "### Zero plans" in dry
    assert stage.state["calls"] == []
    assert stage.slack.got == []


def test_an_issue_of_a_stranger_or_a_pull_request_is_not_that_of_a_day(evening: Stage) -> None:
    (issue,) = evening.state["issues"]
    stranger = {"user": {"type": "User"}, "author_association": "NONE"}
    others = [
        {**issue, **stranger},
        {**issue, **stranger, "user": None},
        {**issue, **ROBOT, "pull_request": {}},
        {**issue, "body": None},
        {**issue, "body": f"> {issue['body']}"},
    ]
    evening.set(issues=others)
    evening.do("open", DAY)
    assert evening.changes() == ["POST issues"]
    evening.set(issues=[{**issue, **HUMAN}])
    evening.do("open", DAY)
    assert evening.changes() == []


def test_a_day_is_found_behind_many_other_issues(
    evening: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    (issue,) = evening.state["issues"]
    others = [{**issue, "number": number, "body": ""} for number in range(500, 700)]
    evening.set(issues=[issue, *others])
    evening.do("open", DAY)
    assert evening.changes() == []
    # Nobody looks on for ever.
    monkeypatch.setattr("ldblog.routine.github._MAX_PAGES", 2)
    evening.do("open", DAY)
    assert evening.changes() == ["POST issues"]


def test_who_planned_is_reminded_once(evening: Stage) -> None:
    assert "1 of 1 who planned have no log yet" in evening.do("remind", "--dry-run")
    assert "sent" in evening.do("remind")
    (comments,) = evening.state["comments"].values()
    assert comments[0]["body"].startswith(f"{REMINDED}\nWhat became of your plans?")
    assert evening.do("remind") == f"{DAY}: reminded already\n"
    assert [one["text"] for one in evening.slack.got][1:] == [
        "Your log of the Learning Day, Friday 9 October 2026"
    ]


def test_nobody_is_reminded_who_wrote_or_of_a_day_that_was_not_opened(evening: Stage) -> None:
    evening.set(issues=[])
    assert evening.do("remind") == f"{DAY}: not opened, so nobody is reminded\n"
    evening.push({ASHA: PLAN + LEARNED})
    assert "0 of 1" in evening.do("remind")
    assert len(evening.slack.got) == 1


def test_without_chat_the_issue_says_it_all(
    evening: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LDBLOG_SLACK_WEBHOOK")
    assert "is not set, so nothing is said in chat" in evening.do("remind")
    assert evening.changes() == ["POST issues/1/comments"]


def test_where_nobody_planned_anything_yet_nobody_is_reminded(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, f"{DAY}T17:00")
    stage.push({"content/logs/2026-10-23/asha.md": PLAN})
    assert stage.do("remind") == "nobody planned anything yet\n"
    assert stage.changes() == []


def test_of_who_is_away_the_issue_says_no_name_and_chat_nothing(evening: Stage) -> None:
    people = evening.people.read("content/people.yml")
    evening.push({"content/people.yml": people.replace("team: Platform", f"away: {DAY}", 1)})
    assert evening.do("remind") == f"{DAY}: reminded\n"
    assert len(evening.slack.got) == 1


def test_a_message_that_slack_refuses_is_told_and_never_doubled(evening: Stage) -> None:
    evening.slack.answers[:] = [(404, {}, "no_service")]
    failed = evening.run("routine", "remind")
    assert failed.exit_code == 2
    assert "not taken: 404 (no_service)" in failed.output
    assert evening.do("remind") == f"{DAY}: reminded already\n"


def test_before_the_first_day_there_is_nothing_to_condense(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, f"{DAY}T10:00")
    stage.push({BO: LEARNED})
    assert stage.do("condense") == "no Learning Day was yet\n"
    assert stage.count(BRANCH) == 0


def test_the_body_of_a_pull_request_is_printed_without_anything_written(
    condensed: Stage,
) -> None:
    body = condensed.do("condense", "--dry-run")
    assert body.startswith("The logs of the day, condensed.")
    assert f"Learning Day {DAY}: 1 log" in body
    assert condensed.changes() == []


def test_a_day_of_plans_alone_has_no_branch(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, "2026-10-10T10:00")
    stage.push({ASHA: PLAN})
    assert stage.do("condense").endswith(f"{DAY}: nothing to condense\n")
    assert stage.changes() == []
    assert stage.count(BRANCH) == 0
    assert git(stage.robot.root, "branch", "--show-current") == "main"


def test_the_editor_on_duty_is_asked_and_who_cannot_be_stops_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, "2026-10-10T10:00")
    stage.push({BO: LEARNED})
    stage.set(refuse=[r"POST pulls/\d+/requested"])
    assert "bo-lin is not asked to review: GitHub: POST pulls/1" in stage.do("condense")
    asked = [values for _method, path, values in stage.state["calls"] if "requested" in path]
    assert asked == [{"reviewers": ["bo-lin"]}]


@pytest.mark.parametrize(
    ("editors", "said"),
    [
        ('["cy"]', "cy is not asked: people.yml has no links.github"),
        ('["dov"]', "nobody is asked to review: pyproject.toml: tool.ldblog.editors: dov"),
        ("[]", "pull request 1\n"),
    ],
)
def test_a_rota_that_names_nobody_to_ask_is_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, editors: str, said: str
) -> None:
    clock(monkeypatch, "2026-10-10T10:00")
    config = stage.people.read("pyproject.toml").replace('["bo", "asha"]', editors)
    stage.push({BO: LEARNED, "pyproject.toml": config})
    assert said in stage.do("condense")
    assert "POST pulls" in stage.changes()


def test_checks_that_cannot_be_started_are_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, "2026-10-10T10:00")
    stage.push({BO: LEARNED})
    stage.set(refuse=["POST actions"])
    assert "the checks were not started: GitHub: POST actions" in stage.do("condense")


def test_a_pull_request_that_could_not_be_opened_is_opened_by_the_next_run(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, "2026-10-10T10:00")
    stage.push({BO: LEARNED})
    stage.set(refuse=["POST pulls"])
    failed = stage.run("routine", "condense")
    assert failed.exit_code == 2
    assert "GitHub: POST pulls: gh: Resource not accessible" in failed.output
    before = stage.count(BRANCH)
    stage.set(refuse=[])
    stage.do("condense")
    assert "POST pulls" in stage.changes()
    assert stage.count(BRANCH) == before


def test_a_late_log_that_is_held_back_is_told_to_the_editor_though_no_post_changes(
    condensed: Stage,
) -> None:
    before = condensed.count(BRANCH)
    condensed.push({ASHA: f"The token is {make_token('ghp_')}.\n"})
    condensed.do("condense")
    assert condensed.changes() == ["PATCH pulls/1"]
    assert "asha (has an error)" in condensed.state["pulls"][0]["body"]
    assert condensed.count(BRANCH) == before
    condensed.do("condense")
    assert condensed.changes() == []


def test_a_secret_in_a_late_log_of_main_fails_no_check_of_the_branch_that_merged_it(
    condensed: Stage,
) -> None:
    condensed.push({ASHA: ALSO, f"content/logs/{DAY}/cy.md": f"It is {make_token('ghp_')}.\n"})
    condensed.do("condense")
    root = condensed.robot.root
    assert git(root, "branch", "--show-current") == BRANCH
    assert condensed.robot.run("changed", "HEAD^1").exit_code == 1
    assert condensed.robot.run("changed", "origin/main").exit_code == 0
    ci = YAML(typ="safe").load((find_packed() / ".github/workflows/ci.yml").read_text("utf-8"))
    (step,) = (it for it in ci["jobs"]["logs"]["steps"] if "changed" in it.get("run", ""))
    assert step["run"].startswith('.venv/bin/ldblog changed "$BASE" ')
    base = "${{ github.event_name == 'pull_request' && 'HEAD^1' || 'origin/main' }}"
    assert step["env"] == {"BASE": base}


def test_what_was_closed_and_not_merged_is_left_alone(condensed: Stage) -> None:
    (pull,) = condensed.state["pulls"]
    condensed.set(pulls=[{**pull, "state": "closed"}])
    condensed.push({ASHA: ALSO})
    assert "was closed, not merged (reopen it to go on)" in condensed.do("condense")
    assert condensed.changes() == []


@pytest.mark.parametrize("how", [("--no-ff",), ("--squash",), ("--ff-only",)])
def test_after_a_merge_a_late_log_gets_a_pull_request_of_its_own(
    condensed: Stage, how: tuple[str, ...]
) -> None:
    merge(condensed, *how)
    condensed.do("condense")
    assert condensed.changes() == []
    text = condensed.read("main", POST)
    edited = text.replace("survives a paused process", "outlives a paused process")
    assert edited != text
    condensed.push({POST: f"{edited}\n", ASHA: ALSO})
    on_main = condensed.count("main")
    condensed.do("condense")
    assert "POST pulls" in condensed.changes()
    assert condensed.count(BRANCH) == on_main + 1
    text = condensed.read(BRANCH, POST)
    assert "outlives a paused process" in text
    assert "index on two columns" in text


def test_commits_that_came_after_a_squashed_merge_are_never_thrown_away(condensed: Stage) -> None:
    merged = git(condensed.remote, "rev-parse", BRANCH)
    merge(condensed, "--squash", head=merged)
    condensed.push({"content/site/late.md": "An editor's late page.\n"}, BRANCH)
    condensed.push({ASHA: ALSO})
    condensed.do("condense")
    assert condensed.read(BRANCH, "content/site/late.md") == "An editor's late page."
    assert "index on two columns" in condensed.read(BRANCH, POST)


def test_where_main_and_the_branch_changed_the_same_lines_a_person_merges(
    condensed: Stage,
) -> None:
    condensed.push({"content/site/about.md": "Of the branch.\n"}, BRANCH)
    condensed.push({"content/site/about.md": "Of main.\n", ASHA: ALSO})
    before = condensed.count(BRANCH)
    failed = condensed.run("routine", "condense")
    assert failed.exit_code == 2
    assert "main changed the same lines (`git merge origin/main` on" in failed.output
    assert condensed.count(BRANCH) == before
    assert git(condensed.robot.root, "status", "--porcelain") == ""


def test_what_is_not_committed_or_not_pushed_is_never_lost(condensed: Stage) -> None:
    root = condensed.robot.root
    condensed.robot.write("content/notes.md", "Mine.\n")
    failed = condensed.run("routine", "condense")
    assert failed.exit_code == 2
    assert "something here is not committed" in failed.output
    (root / "content/notes.md").unlink()
    git(root, "switch", "--quiet", BRANCH)
    condensed.robot.write("content/notes.md", "Mine.\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Mine")
    failed = condensed.run("routine", "condense")
    assert failed.exit_code == 2
    assert f"your branch {BRANCH} has commits that are not pushed" in failed.output


def test_an_editor_who_pushes_at_the_same_time_wins(
    condensed: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ldblog.routine import branch  # noqa: PLC0415

    condensed.push({ASHA: ALSO})
    push = branch.push

    def push_later(*arguments: str) -> None:
        condensed.push({"content/site/about.md": "Theirs.\n"}, BRANCH)
        push(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(branch, "push", push_later)
        failed = condensed.run("routine", "condense")
    assert failed.exit_code == 2
    assert "git push: " in failed.output
    condensed.do("condense")
    assert condensed.read(BRANCH, "content/site/about.md") == "Theirs."
    assert "index on two columns" in condensed.read(BRANCH, POST)


def test_a_dictionary_that_cannot_be_used_leaves_the_tree_as_it_was(condensed: Stage) -> None:
    condensed.push({"content/redact.yml": "customers: [\n", ASHA: ALSO})
    failed = condensed.run("routine", "condense")
    assert failed.exit_code == 2
    assert git(condensed.robot.root, "status", "--porcelain") == ""


def test_git_gets_the_token_of_a_workflow_from_gh_alone(
    condensed: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_TOKEN", "hush")
    condensed.push({ASHA: ALSO})
    condensed.do("condense")
    config = (condensed.robot.root / ".git/config").read_text("utf-8")
    assert "credential" not in config
    assert "hush" not in str(condensed.said)


def test_a_commit_is_of_who_runs_it_or_of_the_robot(condensed: Stage) -> None:
    author = ("log", "-1", "--format=%an %ae", BRANCH)
    assert git(condensed.remote, *author).startswith("github-actions[bot] 41898282+")
    git(condensed.robot.root, "config", "user.name", "Asha")
    git(condensed.robot.root, "config", "user.email", "asha@example.com")
    condensed.push({ASHA: ALSO})
    condensed.do("condense")
    assert git(condensed.remote, *author) == "Asha asha@example.com"


def test_what_is_published_is_said_once_and_a_draft_is_not(condensed: Stage) -> None:
    condensed.do("open", DAY)
    merge(condensed, "--no-ff")
    text = condensed.read("main", POST)
    condensed.push({POST: text.replace("---\n", "---\ndraft: true\n", 1) + "\n"})
    assert condensed.do("published") == "nothing new is published\n"
    assert condensed.run("routine", "published", "--dry-run").exit_code == 2
    condensed.push({POST: f"{text}\n"})
    condensed.changes()
    address = "https://learning.example.com/2026-10-09/\n"
    assert condensed.do("published", "--dry-run") == address
    assert condensed.do("published", "2026-10-23") == "nothing new is published\n"
    assert f"{DAY}: published" in condensed.do("published", DAY)
    assert condensed.changes() == ["POST issues/2/comments", "PATCH issues/2"]
    assert (
        condensed.state["comments"]["2"][0]["body"]
        == f"{PUBLISHED}\nIt is published: {address}".strip()
    )
    assert condensed.do("published") == "nothing new is published\n"


def test_without_gh_or_with_one_that_answers_nonsense_it_is_said(
    condensed: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldblog.routine.github.shutil.which", lambda _name: None)
    failed = condensed.run("routine", "open", DAY)
    assert failed.exit_code == 2
    assert "gh is not installed" in failed.output
    monkeypatch.setattr("ldblog.routine.github.shutil.which", lambda _name: "/bin/echo")
    assert "its answer is no JSON" in condensed.run("routine", "open", DAY).output
    monkeypatch.setattr("ldblog.routine.github.shutil.which", lambda _name: "/nowhere/gh")
    assert "gh: FileNotFoundError" in condensed.run("routine", "open", DAY).output


def test_where_there_is_no_git_it_is_said(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.write_log(f"{DAY}/bo.md", LEARNED)
    blog.write("pyproject.toml", '[tool.ldblog]\nroutine = ["condense"]\n')
    clock(monkeypatch, "2026-10-10T10:00")
    failed = blog.run("routine", "condense")
    assert failed.exit_code == 2
    assert "git status: fatal: not a git repository" in failed.output
    monkeypatch.setenv("PATH", "")
    failed = blog.run("routine", "condense")
    assert "git status: FileNotFoundError" in failed.output


def test_no_address_with_a_password_is_printed(condensed: Stage) -> None:
    git(
        condensed.robot.root,
        "remote",
        "set-url",
        "--push",
        "origin",
        "https://a:hush@127.0.0.1:1/x",
    )
    condensed.push({ASHA: ALSO})
    failed = condensed.run("routine", "condense")
    assert failed.exit_code == 2
    assert "127.0.0.1" in failed.output
    assert "hush" not in failed.output
    assert json.dumps(failed.output)
