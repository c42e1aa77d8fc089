"""``ldblog new``."""

from __future__ import annotations

import subprocess
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from ldblog.commands import new

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-11-20"


@pytest.fixture
def git(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> Blog:
    """Return the blog as a repository that git knows nobody's name in."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    subprocess.run(["git", "init", "-q"], cwd=blog.root, check=True)
    return blog


def configure(blog: Blog, name: str = "", email: str = "") -> None:
    for key, value in (("user.name", name), ("user.email", email)):
        subprocess.run(["git", "config", key, value], cwd=blog.root, check=True)


def made(blog: Blog) -> list[str]:
    return sorted(path.name for path in (blog.project.logs / DAY).iterdir())


def test_the_template_is_written_for_a_handle(blog: Blog) -> None:
    result = blog.run("new", DAY, "--as", "asha")
    assert (result.exit_code, result.output) == (
        0,
        f"content/logs/{DAY}/asha.md is yours: write, and commit it in the evening\n",
    )
    assert blog.read(f"content/logs/{DAY}/asha.md") == new.TEMPLATE


def test_the_template_alone_publishes_nothing(blog: Blog) -> None:
    blog.run("new", DAY, "--as", "asha")
    codes = [line.split()[1] for line in blog.run("check").output.splitlines()]
    assert codes == ["LD033"]


def test_a_log_that_is_there_is_never_overwritten(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", "mine")
    result = blog.run("new", DAY, "--as", "asha")
    assert (result.exit_code, result.output) == (
        0,
        f"content/logs/{DAY}/asha.md is already there\n",
    )
    assert blog.read(f"content/logs/{DAY}/asha.md") == "mine"


def test_an_alias_is_its_persons_handle(blog: Blog) -> None:
    blog.run("new", DAY, "--as", "Asha-Rao")
    assert made(blog) == ["asha.md"]


@pytest.mark.parametrize("handle", ["../asha", "a/b", ".x", "session", "SESSION"])
def test_what_is_no_handle_is_a_usage_error(blog: Blog, handle: str) -> None:
    result = blog.run("new", DAY, "--as", handle)
    assert result.exit_code == 2
    assert f"{handle} is no handle" in result.output


@pytest.mark.parametrize("session", ["2026-02-30", "today", "../2026-11-20"])
def test_what_is_no_date_is_a_usage_error(blog: Blog, session: str) -> None:
    result = blog.run("new", session, "--as", "asha")
    assert result.exit_code == 2
    assert f"{session} is no date: name a session like 2026-11-20" in result.output


def test_the_session_is_today_in_the_configured_time_zone(blog: Blog) -> None:
    before = datetime.now(ZoneInfo("Pacific/Kiritimati")).date().isoformat()
    blog.write("pyproject.toml", '[tool.ldblog]\ntime_zone = "Pacific/Kiritimati"\n')
    blog.run("new", "--as", "asha")
    after = datetime.now(ZoneInfo("Pacific/Kiritimati")).date().isoformat()
    assert {path.name for path in blog.project.logs.iterdir()} <= {before, after}


@pytest.mark.parametrize(
    ("name", "email", "file"),
    [
        ("asha rao", "", "asha.md"),
        ("A. Rao", "asha-rao@example.com", "asha.md"),
        ("Jane Q. Doe", "jane@example.com", "jane-q-doe.md"),
    ],
)
def test_whose_log_is_found_in_gits_configuration(
    git: Blog, name: str, email: str, file: str
) -> None:
    configure(git, name, email)
    assert git.run("new", DAY).exit_code == 0
    assert made(git) == [file]


def test_without_a_name_in_git_the_remedy_is_told(git: Blog) -> None:
    result = git.run("new", DAY)
    assert (result.exit_code, result.output) == (
        2,
        "Error: git does not know your name: `ldblog new --as HANDLE` says whose log\n",
    )


def test_without_git_the_remedy_is_told(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert blog.run("new", DAY).exit_code == 2


def test_on_a_terminal_the_editor_opens(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(new, "sys", SimpleNamespace(stdin=terminal, stdout=terminal))
    monkeypatch.setattr("click.edit", lambda **options: opened.append(options))
    blog.run("new", DAY, "--as", "asha")
    assert opened == [{"filename": str(blog.root / f"content/logs/{DAY}/asha.md")}]
