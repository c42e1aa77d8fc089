"""``ldblog init``: a whole repository, committed once, and never over anything."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner
from test_answers import ANSWERS, read_plain
from test_doctor import Installed

from ldblog.cli import main
from ldblog.commands import init
from ldblog.errors import LdblogError
from ldblog.git import ask_git
from ldblog.packed import find_packed, list_themes
from ldblog.starting import blog_files, pins, place
from ldblog.starting.pins import list_pins

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result
    from conftest import Blog

OPTIONS = (
    "--organisation=Lanternworks",
    "--url=https://learning.example.com/",
    "--starts=2026-12-04",
    "--time-zone=Europe/Berlin",
    "--team=Platform",
    "--team=Data",
    "--name=Asha Rao",
    "--handle=asha",
)


@pytest.fixture(autouse=True)
def me(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be somebody whom git knows, wherever the tests run."""
    config = tmp_path / "gitconfig"
    config.write_text("[user]\nname = Bo Lin\nemail = bo.lin@example.com\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for key in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, answers: str = "") -> Result:
    result = CliRunner().invoke(main, ["init", *arguments], input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_a_blog_is_a_repository_with_one_commit_on_main(tmp_path: Path) -> None:
    result = run("blog", *OPTIONS)

    assert result.exit_code == 0, result.output
    folder = tmp_path / "blog"
    assert git(folder, "log", "--format=%an <%ae> %s") == (
        "Asha Rao <bo.lin@example.com> Start the blog\n"
    )
    assert git(folder, "branch", "--show-current") == "main\n"
    assert git(folder, "status", "--porcelain") == ""
    assert "blog is a blog: its README.md says how to write a log" in result.output


def test_it_has_all_that_a_company_needs(tmp_path: Path) -> None:
    run("blog", *OPTIONS)
    names = set(git(tmp_path / "blog", "ls-files").split())
    assert names >= {
        ".github/CODEOWNERS",
        ".github/ISSUE_TEMPLATE/idea.yml",
        ".github/dependabot.yml",
        ".github/pull_request_template.md",
        ".github/workflows/ci.yml",
        ".github/workflows/publish.yml",
        ".gitignore",
        ".ldblog.json",
        ".pre-commit-config.yaml",
        "Makefile",
        "README.md",
        "constraints.txt",
        "content/logs/2026-12-04/asha.md",
        "content/people.yml",
        "content/site/about.md",
        "content/site/index.md",
        "mkdocs.yml",
        "pyproject.toml",
        "theme/README.md",
    }
    assert not {name for name in names if "release" in name or "portability" in name}


def test_nothing_of_it_speaks_of_another_company_or_of_our_own_tests(tmp_path: Path) -> None:
    run("blog", *(it.replace("Lanternworks", "Harbour") for it in OPTIONS))
    for name in git(tmp_path / "blog", "ls-files").split():
        text = (tmp_path / "blog" / name).read_text(encoding="utf-8")
        assert "Lanternworks" not in text, name
        assert "[ldblog only]" not in text, name
        assert name == ".ldblog.json" or "tests/actionlint" not in text, name
    about = (tmp_path / "blog/content/site/about.md").read_text(encoding="utf-8")
    assert "A **Learning Day** of Harbour is one day" in about
    assert "it comes back every second Friday, so" in about
    index = (tmp_path / "blog/content/site/index.md").read_text(encoding="utf-8")
    assert "Every second Friday the engineers of Harbour put" in index


def test_the_workflows_are_ours_less_what_is_ours_alone(tmp_path: Path) -> None:
    run("blog", *OPTIONS)
    ours = yaml.safe_load((find_packed() / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    theirs = yaml.safe_load((tmp_path / "blog/.github/workflows/ci.yml").read_text("utf-8"))
    assert set(ours["jobs"]) - set(theirs["jobs"]) == {"test"}
    assert {key: ours["jobs"][key] for key in theirs["jobs"]} == theirs["jobs"]


def test_what_no_option_says_has_a_default_off_a_terminal(tmp_path: Path) -> None:
    assert run("blog", "--organisation", "Lanternworks").exit_code == 0
    config = (tmp_path / "blog/mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_name: "Lanternworks Learning Days"' in config
    assert 'site_url: "https://example.com/"' in config
    people = (tmp_path / "blog/content/people.yml").read_text(encoding="utf-8")
    assert "bo-lin:\n  name: Bo Lin\n" in people
    assert "Teams" not in people
    owners = (tmp_path / "blog/.github/CODEOWNERS").read_text(encoding="utf-8")
    assert owners.endswith("* bo.lin@example.com\n")


def test_a_wrong_option_is_told_by_its_name_and_nothing_is_written(tmp_path: Path) -> None:
    result = run("blog", *OPTIONS, "--time-zone=Berlin")
    assert result.exit_code == 2
    assert "--time-zone: expected a time zone such as" in result.output
    assert run("blog").exit_code == 2
    assert "--organisation: expected a line" in run("blog").output
    assert not (tmp_path / "blog").exists()


def test_on_a_terminal_what_is_missing_is_asked_again_until_it_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(init, "_is_terminal", lambda: True)
    answers = "Störch & Co\n\nstorch.example\nhttps://storch.example/learn\n"
    answers += "sometimes\nweek on Thursday\n2026-12-03\nBerlin\nEurope/Berlin\nde\n\n"

    result = run("blog", "--name=Asha Rao", "--handle=asha", answers=answers)

    assert result.exit_code == 0, result.output
    assert "Error: expected the address of the site" in result.output
    assert 'Error: expected "week on Thursday"' in result.output
    config = read_plain((tmp_path / "blog/mkdocs.yml").read_text(encoding="utf-8"))
    assert config["site_name"] == "Störch & Co Learning Days"
    assert config["site_url"] == "https://storch.example/learn/"
    assert config["theme"]["language"] == "de"


def test_with_all_options_nothing_is_asked_on_a_terminal_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(init, "_is_terminal", lambda: True)
    rest = ("--title=Learning", "--every=week on Friday", "--language=en")
    result = run("blog", *OPTIONS, *rest)
    assert result.exit_code == 0, result.output
    assert ":" not in result.output.replace("blog: its", "").replace("try:", "")


def test_a_folder_with_anything_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "notes.txt").write_text("mine", encoding="utf-8")
    result = run("blog", *OPTIONS)
    assert result.exit_code == 2
    assert "not empty: choose a folder that is not there yet" in result.output
    assert os.listdir(tmp_path / "blog") == ["notes.txt"]
    assert run("blog/notes.txt", *OPTIONS).exit_code == 2


def test_a_clone_without_a_commit_is_room_enough_and_one_with_a_commit_is_not(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "clone"
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk", "clone")
    assert run("clone", *OPTIONS).exit_code == 0
    assert git(folder, "branch", "--show-current") == "main\n"
    git(folder, "rm", "-rq", ".")
    assert run("clone", *OPTIONS).exit_code == 2


def test_a_disk_that_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / ".git").mkdir()
    calls = []

    def refuse(path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        calls.append(path)
        if len(calls) % 3 == 0:
            raise LdblogError(f"{path}: cannot be written")

    monkeypatch.setattr(place, "write_text", refuse)
    files = {"a": "", "b/c": "", "d": "", "e": ""}
    for name in ("new", "there"):
        with pytest.raises(LdblogError):
            place.write_blog(tmp_path / name, files)
    assert not (tmp_path / "new").exists()
    assert os.listdir(tmp_path / "there") == [".git"]


@pytest.mark.parametrize(
    ("says", "said"),
    [
        ({}, "git is not installed"),
        ({"--version": "2"}, "git does not know you"),
        ({"--version": "2", "config": "a@b.example"}, "git refused the first commit"),
    ],
)
def test_without_a_commit_it_is_said_why(
    says: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "ask_git", lambda _folder, *words: says.get(words[0]))
    result = run("blog", *OPTIONS)
    assert result.exit_code == 0
    assert said in result.output


def test_git_is_asked_about_its_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "one")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert ask_git(tmp_path / "one", "rev-parse", "--git-dir") == ".git\n"
    monkeypatch.setenv("PATH", "")
    assert ask_git(tmp_path / "one", "rev-parse", "--git-dir") is None


def test_a_blog_begins_with_the_versions_that_are_installed() -> None:
    pins = list_pins()
    assert {"ldblog", "mkdocs", "mkdocs-material", "click", "pagefind-bin"} <= set(pins)
    assert "pytest" not in pins
    assert list_pins("no-such-package") == {}


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (
            {"url": "file:///dist/a%20b/ldblog.whl", "archive_info": {}},
            "file:///dist/a%20b/ldblog.whl",
        ),
        ({"url": "file:///src", "dir_info": {"editable": True}}, "file:///src"),
        (
            {"url": "https://host/x.git", "vcs_info": {"vcs": "git", "commit_id": "0af"}},
            "git+https://host/x.git@0af",
        ),
        (None, None),
    ],
)
def test_a_machine_remembers_where_ldblog_was_installed_from_and_nobody_else_does(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: dict[str, object] | None,
    place: str | None,
) -> None:
    said = None if source is None else json.dumps(source)
    monkeypatch.setattr(pins, "distribution", lambda _name: Installed(said))
    assert run("my blog", *OPTIONS).output.splitlines()[-1].startswith('try: cd "my blog" && make')
    file = tmp_path / "my blog" / pins.SOURCE_FILE
    assert file.exists() == (place is not None)
    assert place is None or file.read_text("utf-8").splitlines()[-1] == f"ldblog @ {place}"
    assert git(tmp_path / "my blog", "status", "--porcelain") == ""
    assert pins.SOURCE_FILE not in git(tmp_path / "my blog", "ls-files")
    assert pins.SOURCE_FILE in (tmp_path / "my blog" / "Makefile").read_text("utf-8")


def test_one_that_is_not_installed_is_from_nowhere() -> None:
    assert pins.render_source("no-such-package") == ""


def test_the_files_are_found_in_a_wheel_and_in_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "ldblog"
    package.mkdir()
    assert find_packed(package) == tmp_path
    (package / "_packed").mkdir()
    assert find_packed(package) == package / "_packed"


def test_a_blogs_own_theme_comes_before_ours(blog: Blog) -> None:
    own, ours = list_themes(blog.project)
    assert own == blog.root / "theme"
    assert (ours / "main.html").is_file()


def test_a_page_that_does_not_say_its_words_any_more_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blog_files, "_PAGES", {"content/site/index.md": {"not there": "x"}})
    with pytest.raises(KeyError, match="not there"):
        blog_files.render_blog(ANSWERS, {})
