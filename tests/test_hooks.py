"""The hook for pre-commit, run as pre-commit runs it: on what is staged in a real repository."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tokens import make_token

if TYPE_CHECKING:
    from conftest import Blog

ROOT = Path(__file__).parent.parent
GOOD = "## Learned\n\n- Leases are cheaper than locks, because nobody waits for them.\n"


def hooks() -> list[dict[str, Any]]:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    assert isinstance(found, list)
    return found


def run_hook(blog: Blog) -> subprocess.CompletedProcess[str]:
    """Stage all of a blog and run the hook on it."""
    for command in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *command], cwd=blog.root, check=True, capture_output=True)
    listed = subprocess.run(
        ["git", "diff", "--cached", "--name-only", "-z"],
        cwd=blog.root,
        check=True,
        capture_output=True,
        text=True,
    )
    (hook,) = hooks()
    staged = [name for name in listed.stdout.split("\0") if re.search(hook["files"], name)]
    assert staged
    program, *arguments = hook["entry"].split()
    assert program == "ldblog"
    command = [sys.executable, "-m", "ldblog", *arguments, *staged]
    return subprocess.run(command, cwd=blog.root, check=False, capture_output=True, text=True)


def test_the_hook_lets_a_good_log_pass(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", GOOD)
    assert run_hook(blog).returncode == 0


@pytest.mark.parametrize(
    "path", ["content/logs/2026-11-20/asha.md", "content/site/posts/2026-11-20.md"]
)
def test_the_hook_stops_a_secret_before_it_is_in_gits_history(blog: Blog, path: str) -> None:
    token = make_token("ghp_")
    blog.write_log("2026-11-20/bo.md", GOOD)
    blog.write(path, f"{GOOD}- with {token}, because it works\n")
    result = run_hook(blog)
    assert result.returncode == 1
    assert f"{path}:4:8: LD070" in result.stdout
    assert token[4:] not in result.stdout + result.stderr


def test_the_documented_hook_is_the_one_of_the_repository() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    (hook,) = hooks()
    for line in (f"id: {hook['id']}", f"files: {hook['files']}", hook["entry"]):
        assert line in page
