"""A blog with its remote, its people, and a GitHub and a Slack that are not the real ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from conftest import Blog
from fake_gh import EMPTY
from test_answers import ANSWERS
from test_webhook import OK, Slack

from ldblog.starting.blog_files import render_blog

if TYPE_CHECKING:
    from click.testing import Result

DAY = "2026-10-09"
PEOPLE = """\
asha:
  name: Asha Rao
  team: Platform
  slack: U012AB3CD
  links: {github: "https://github.com/asharao"}
bo:
  name: Bo Lin
  team: Data
  links: {github: "https://github.com/bo-lin/"}
cy: {name: Cy Marlow, team: Data}
jun: {name: Jun Farrowdeep, team: Data, appear: anonymous}
"""
FAKE = Path(__file__).parent / "fake_gh.py"


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody; return what it says."""
    command = ["git", "-c", "user.name=Ed", "-c", "user.email=ed@example.com", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@dataclass
class Stage:
    """Where the routine runs: ``robot`` is a checkout as GitHub's machines have it."""

    robot: Blog
    people: Blog
    remote: Path
    github: Path
    slack: Slack
    said: list[str] = field(default_factory=list)

    @property
    def state(self) -> dict[str, Any]:
        """What GitHub has, and what it was asked."""
        state: dict[str, Any] = json.loads(self.github.read_text("utf-8"))
        return state

    def set(self, **values: Any) -> None:  # noqa: ANN401 - whatever GitHub has
        """Let something be otherwise on GitHub."""
        self.github.write_text(json.dumps({**self.state, **values}), "utf-8")

    def changes(self) -> list[str]:
        """Return what was changed on GitHub since this was last asked."""
        calls = self.state["calls"]
        self.set(calls=[])
        return [f"{method} {path}" for method, path, _values in calls if method != "GET"]

    def push(self, files: dict[str, str | None], branch: str = "main") -> None:
        """Let somebody change files on a branch and push them."""
        root = self.people.root
        git(root, "fetch", "--quiet", "--prune")
        git(root, "checkout", "--quiet", "-B", branch, f"origin/{branch}")
        for path, text in files.items():
            if text is None:
                (root / path).unlink()
            else:
                self.people.write(path, text.encode())
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "Write")
        git(root, "push", "--quiet", "origin", branch)

    def run(self, *arguments: str) -> Result:
        """Run a command as a workflow does, in a fresh checkout of main; keep what it prints."""
        git(self.robot.root, "fetch", "--quiet")
        git(self.robot.root, "checkout", "--quiet", "-B", "main", "origin/main")
        result = self.robot.run(*arguments)
        self.said.append(result.output)
        return result

    def do(self, part: str, *arguments: str) -> str:
        """Run a part of the routine, which must not fail; return what it prints."""
        result = self.run("routine", part, *arguments)
        assert result.exit_code == 0, result.output
        return result.output

    def count(self, branch: str) -> int:
        """Return how many commits a branch of the remote has, 0 where there is none."""
        found = git(self.remote, "for-each-ref", f"refs/heads/{branch}")
        return int(git(self.remote, "rev-list", "--count", branch)) if found else 0

    def read(self, branch: str, path: str) -> str:
        """Return a file of a branch of the remote."""
        return git(self.remote, "show", f"{branch}:{path}")


def clock(patch: pytest.MonkeyPatch, moment: str) -> None:
    """Let it be a moment in the blog's zone."""
    now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    patch.setattr("ldblog.config.find_now", lambda _config: now)


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a remote and two clones of a blog as ``ldblog init`` begins it."""
    folder = tmp_path_factory.mktemp("company")
    with pytest.MonkeyPatch.context() as patch:
        quiet_git(folder, patch)
        first = Blog(folder / "first")
        answers = replace(ANSWERS, starts=date.fromisoformat(DAY))
        for path, text in render_blog(answers, {}).items():
            first.write(path, text.encode())
        (first.root / "content/logs" / DAY / f"{ANSWERS.handle}.md").unlink()
        first.write("content/people.yml", PEOPLE)
        config = first.read("pyproject.toml")
        first.write(
            "pyproject.toml",
            config.replace('# editors = ["asha"]', 'editors = ["bo", "asha"]').encode(),
        )
        git(first.root, "init", "--quiet", "--initial-branch", "main")
        git(first.root, "add", "--all")
        git(first.root, "commit", "--quiet", "--message", "Start")
        git(folder, "clone", "--quiet", "--bare", str(first.root), "remote.git")
        shutil.rmtree(first.root)
        for name in ("robot", "people"):
            git(folder, "clone", "--quiet", "remote.git", name)
            git(folder / name, "remote", "set-url", "origin", "../remote.git")
    return folder


def quiet_git(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let git know nobody, and no hooks."""
    patch.setenv("GIT_CONFIG_GLOBAL", str(folder / "none"))
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    patch.setenv("GIT_TEMPLATE_DIR", "")


@pytest.fixture
def stage(company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Return that blog, and everybody around it."""
    return set_stage(company, tmp_path, monkeypatch)


def set_stage(company: Path, folder: Path, patch: pytest.MonkeyPatch) -> Stage:
    """Return a copy of a blog in a folder, and everybody around it."""
    for name in (
        "CI",
        "GH_TOKEN",
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "GITHUB_OUTPUT",
        "GITHUB_STEP_SUMMARY",
    ):
        patch.delenv(name, raising=False)
    quiet_git(folder, patch)
    shutil.copytree(company, folder, dirs_exist_ok=True)
    github = folder / "github.json"
    if not github.exists():
        github.write_text(json.dumps(EMPTY), "utf-8")
    _install(folder / "bin", patch)
    patch.setenv("GH_FAKE", str(github))
    slack = Slack(*[OK] * 20)
    patch.setenv("LDBLOG_SLACK_WEBHOOK", slack.address)
    robot, people = (Blog(folder / name) for name in ("robot", "people"))
    return Stage(robot, people, folder / "remote.git", github, slack)


def _install(folder: Path, patch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        pytest.skip("a script stands for gh")
    folder.mkdir(exist_ok=True)
    program = folder / "gh"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{FAKE}" "$@"\n', "utf-8")
    program.chmod(0o755)
    patch.setenv("PATH", str(folder), prepend=":")
