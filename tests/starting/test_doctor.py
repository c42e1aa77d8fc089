"""``ldblog doctor``: every difference is named, and nothing is written."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING, Any

import pytest
from conftest import Blog
from test_answers import ANSWERS

from ldblog import __version__
from ldblog.errors import LdblogError
from ldblog.packed import find_theme
from ldblog.starting import checkup
from ldblog.starting.blog_files import render_blog
from ldblog.starting.copies import make_patch
from ldblog.starting.record import RECORD_FILE, parse_record, render_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CI = ".github/workflows/ci.yml"


def git(folder: Path, *arguments: str, text: str = "") -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *arguments]
    done = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, encoding="utf-8", input=text
    )
    return done.stdout


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Blog:
    """Return a blog as it is begun, in which nothing is amiss but what every test says."""
    monkeypatch.setattr(checkup, "distribution", lambda _name: Installed(None))
    monkeypatch.delenv("CI", raising=False)
    made = Blog(tmp_path / "blog")
    answers = replace(ANSWERS, url="https://learning.lanternworks.example/")
    for path, text in render_blog(answers, {"ldblog": __version__}).items():
        made.write(path, text.encode())
    git(made.root, "init", "--quiet")
    made.write(".git/hooks/pre-commit", "#!/bin/sh\n# by pre-commit\n")
    git(made.root, "add", "--all")
    git(made.root, "commit", "--quiet", "-m", "Start")
    return made


class Installed:
    """A package that is installed: from a package index, or from a folder."""

    version, requires = "1", None

    def __init__(self, source: str | None) -> None:
        self.source = source

    def read_text(self, _name: str) -> str | None:
        return self.source


def edit(blog: Blog, path: str, old: str, new: str) -> None:
    text = blog.read(path)
    assert old in text
    blog.write(path, text.replace(old, new).encode())


def age(blog: Blog, change: Callable[[dict[str, str]], None]) -> None:
    """Let the blog have been written by an older ldblog, whose files were others."""
    record = parse_record(blog.read(RECORD_FILE))
    files = dict(record.files)
    change(files)
    blog.write(RECORD_FILE, render_record(replace(record, version="0.0.9", files=files)).encode())


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and ".git/" not in path.as_posix()
    }


def test_nothing_is_amiss_in_a_new_blog(started: Blog) -> None:
    result = started.run("doctor")
    assert (result.exit_code, result.output) == (0, "nothing amiss\n")


def test_every_difference_of_an_edited_and_aged_blog_is_named_and_nothing_is_written(
    started: Blog,
) -> None:
    def older(files: dict[str, str]) -> None:
        files[CI] = files[CI].replace("timeout-minutes: 10", "timeout-minutes: 5")
        files["mkdocs.yml"] = files["mkdocs.yml"].replace("toc_depth: 3", "toc_depth: 2")
        files["Makefile"] = files["Makefile"].replace("--quiet", "-q")
        files["scripts/old.sh"] = "echo\n"
        del files[".github/dependabot.yml"]

    record = dict(parse_record(started.read(RECORD_FILE)).files)
    older(record)
    for path, text in record.items():
        started.write(path, text.encode())
    (started.root / ".github/dependabot.yml").unlink()
    age(started, older)
    edit(started, CI, "retention-days: 7", "retention-days: 3")
    edit(started, "mkdocs.yml", "toc_depth: 2", "toc_depth: 4")
    edit(started, ".gitignore", "/dist/", "/dist/\n/drafts/")
    (started.root / ".gitattributes").unlink()
    before = fingerprint(started.root)

    result = started.run("doctor")

    assert result.exit_code == 1
    said = [line for line in result.output.splitlines() if not line.startswith("    ")]
    assert [line.partition(" (")[0] for line in said] == [
        ".github/dependabot.yml: not there yet: the installed ldblog brings it",
        f"{CI}: behind the installed ldblog, and edited here: both go together",
        "Makefile: behind the installed ldblog",
        "mkdocs.yml: behind the installed ldblog, and edited here in the same lines",
        "scripts/old.sh: no longer brought by the installed ldblog",
        ".gitattributes: note: deleted here, which is fine",
        ".gitignore: note: edited here, which is fine",
        "5 to see to",
    ]
    assert "    -    timeout-minutes: 5\n    +    timeout-minutes: 10\n" in result.output
    assert "    +<<<<<<< yours\n" in result.output
    patch = started.run("doctor", "--patch")
    assert fingerprint(started.root) == before

    git(started.root, "apply", text=patch.output)

    assert "retention-days: 3" in started.read(CI)
    assert "timeout-minutes: 10" in started.read(CI)
    assert parse_record(started.read(RECORD_FILE)).version == __version__
    edit(started, "mkdocs.yml", "<<<<<<< yours\n", "")
    edit(
        started,
        "mkdocs.yml",
        "||||||| before\n      toc_depth: 2\n=======\n      toc_depth: 3\n>>>>>>> ldblog\n",
        "",
    )
    assert started.run("doctor").exit_code == 0


def test_ends_of_lines_are_no_difference(started: Blog) -> None:
    started.write(CI, started.read(CI).replace("\n", "\r\n").encode())
    assert started.run("doctor").exit_code == 0


def test_a_patch_has_the_ends_of_lines_of_each_file(started: Blog) -> None:
    new = started.read(CI)
    old = new.replace("timeout-minutes: 10", "timeout-minutes: 5")
    age(started, lambda files: files.update({CI: old}))
    started.write(CI, old.replace("\n", "\r\n").encode())
    result = started.run("doctor", "--patch")
    subprocess.run(["git", "apply"], cwd=started.root, input=result.stdout_bytes, check=True)
    assert (started.root / CI).read_bytes() == new.replace("\n", "\r\n").encode()
    assert started.run("doctor").exit_code == 0


def test_a_patch_is_the_same_in_any_encoding_of_the_terminal(started: Blog) -> None:
    old = started.read("mkdocs.yml")
    started.write("mkdocs.yml", old.replace("Lanternworks", "Störch 🦜").encode())
    age(started, lambda files: files.update({CI: "old\n"}))
    record = started.read(RECORD_FILE).replace("Lanternworks", "Störch 🦜")
    started.write(RECORD_FILE, record.encode())
    command = [sys.executable, "-m", "ldblog", "doctor", "--patch"]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(
        command, cwd=started.root, env=environment, check=True, capture_output=True
    )
    subprocess.run(["git", "apply"], cwd=started.root, input=done.stdout, check=True)
    assert parse_record(started.read(RECORD_FILE)).answers.organisation == "Störch 🦜"


def test_a_blog_that_init_did_not_write_is_no_fault(started: Blog) -> None:
    (started.root / RECORD_FILE).unlink()
    result = started.run("doctor")
    assert result.exit_code == 0
    assert ".ldblog.json: note: not there" in result.output
    with pytest.raises(LdblogError, match="not there, or of a newer"):
        make_patch(started.root)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": "99"}, f"written by ldblog 99, and {__version__} is installed"),
        ({"files": []}, "damaged"),
        ({"files": {"../../secret": [""]}}, "a path leads out of the blog"),
        ({"files": {"/etc/passwd": [""]}}, "a path leads out of the blog"),
        ({"files": {"C:\\x": [""]}}, "a path leads out of the blog"),
        ({"answers": {"organisation": "x"}}, "damaged"),
    ],
)
def test_a_record_that_cannot_be_used_is_named(
    started: Blog, change: dict[str, Any], said: str
) -> None:
    kept = json.loads(started.read(RECORD_FILE))
    started.write(RECORD_FILE, json.dumps({**kept, **change}))
    result = started.run("doctor")
    assert result.exit_code == 1
    assert said in result.output
    assert started.run("doctor", "--patch").exit_code == 2


def test_a_version_that_is_none_is_older_than_any(started: Blog) -> None:
    kept = json.loads(started.read(RECORD_FILE))
    started.write(RECORD_FILE, json.dumps({**kept, "version": "unknown"}))
    assert started.run("doctor").exit_code == 0


def drop_schedule(blog: Blog) -> None:
    text = blog.read("pyproject.toml")
    blog.write("pyproject.toml", text[: text.index("[tool.ldblog.schedule]")])


BREAKAGES: list[tuple[str, Callable[[Blog], object], str]] = [
    (
        "an editor whom nobody knows",
        lambda it: edit(it, "pyproject.toml", '# editors = ["asha"]', 'editors = ["asha", "bo"]'),
        "pyproject.toml: bo of tool.ldblog.editors is not in people.yml",
    ),
    ("no schedule", drop_schedule, "pyproject.toml: no [tool.ldblog.schedule]"),
    (
        "a time zone that nobody knows",
        lambda it: edit(it, "pyproject.toml", "Europe/Berlin", "Europe/Berln"),
        "pyproject.toml: tool.ldblog.time_zone must be a time zone",
    ),
    (
        "nobody in a team",
        lambda it: it.write("content/people.yml", "bo: {name: Bo Lin}\n"),
        "content/people.yml: without a team: bo (give each of them one)",
    ),
    (
        "a line of people that is wrong",
        lambda it: it.write("content/people.yml", "bo: {name: Bo, team: A, age: 5}\n"),
        "content/people.yml: 1 lines are wrong (ldblog check)",
    ),
    (
        "people that are no YAML",
        lambda it: it.write("content/people.yml", "a: [\n"),
        "content/people.yml: 2:1: ",
    ),
    (
        "no people",
        lambda it: (it.root / "content/people.yml").unlink(),
        "content/people.yml: not there",
    ),
    (
        "an address of nobody's",
        lambda it: edit(it, "mkdocs.yml", "learning.lanternworks.example", "example.com"),
        "mkdocs.yml: site_url is https://example.com/",
    ),
    (
        "no theme folder",
        lambda it: edit(it, "mkdocs.yml", "custom_dir: theme", "custom_dir: looks"),
        "mkdocs.yml: the folder looks/ of theme.custom_dir is not there (make it)",
    ),
    ("no site", lambda it: (it.root / "mkdocs.yml").unlink(), "mkdocs.yml: not there"),
    ("a site that is no YAML", lambda it: it.write("mkdocs.yml", "a: ["), "not readable as YAML"),
    ("a site of nothing", lambda it: it.write("mkdocs.yml", "- a\n"), "site_url is not there"),
    (
        "no reviewers",
        lambda it: it.write(".github/CODEOWNERS", "# nobody yet\n"),
        ".github/CODEOWNERS: nobody is asked to review",
    ),
    (
        "no hooks",
        lambda it: (it.root / ".pre-commit-config.yaml").unlink(),
        ".pre-commit-config.yaml: not there",
    ),
    (
        "what is ignored, committed",
        lambda it: (it.write("site/a.html", "x"), git(it.root, "add", "-f", "site/a.html")),
        "site/a.html: committed, though .gitignore lists it (git rm --cached site/a.html)",
    ),
    (
        "another version",
        lambda it: it.write("constraints.txt", "click==8\nldblog==0.0.1\n"),
        f"constraints.txt: installs ldblog 0.0.1, and {__version__} is here",
    ),
    (
        "no repository",
        lambda it: (it.root / ".git").rename(it.root / "elsewhere"),
        "git: this is no repository (git init)",
    ),
]


@pytest.mark.parametrize(
    ("breakage", "said"), [it[1:] for it in BREAKAGES], ids=[it[0] for it in BREAKAGES]
)
def test_what_is_amiss_is_named(
    started: Blog, breakage: Callable[[Blog], object], said: str
) -> None:
    breakage(started)
    before = fingerprint(started.root)
    result = started.run("doctor")
    assert result.exit_code == 1
    assert said in result.output
    assert fingerprint(started.root) == before


def test_a_hook_that_is_not_installed_here_is_a_note_and_none_in_ci(
    started: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    (started.root / ".git/hooks/pre-commit").unlink()
    assert "pre-commit: note: not installed on this machine" in started.run("doctor").output
    monkeypatch.setenv("CI", "true")
    assert "pre-commit: note" not in started.run("doctor").output


def test_an_editor_whom_github_does_not_know_is_noted(started: Blog) -> None:
    edit(started, "pyproject.toml", "# editors", "editors")
    result = started.run("doctor")
    assert result.exit_code == 0
    assert "content/people.yml: note: asha is an editor, and GitHub does not know" in result.output
    people = started.read("content/people.yml").replace(
        "  name:", "  links: {github: 'https://github.com/asharao'}\n  name:", 1
    )
    started.write("content/people.yml", people.encode())
    assert "asha is an editor" not in started.run("doctor").output


def test_files_in_place_of_ours_are_noted(started: Blog) -> None:
    started.write("theme/main.html", "<p>mine</p>\n")
    ours = (find_theme() / "404.html").read_bytes()
    started.write("theme/404.html", ours)
    started.write("theme/partials/new.html", "x")
    result = started.run("doctor")
    assert result.exit_code == 0
    assert "theme/404.html: note: the same as ldblog's (delete it)\n" in result.output
    assert "theme/main.html: note: in place of ldblog's own\n" in result.output
    assert "new.html" not in result.output


def test_a_blog_without_a_theme_folder_has_nothing_in_place_of_ours(tmp_path: Path) -> None:
    assert list(checkup.check_theme(tmp_path)) == []


def test_no_git_is_named(started: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "ask_git", lambda *_: None)
    assert "git: not installed here" in started.run("doctor").output


@pytest.mark.parametrize(
    ("source", "pins", "code"), [("{}", True, 1), ("{}", False, 0), (None, True, 0)]
)
def test_a_version_that_others_cannot_install_is_named(
    started: Blog, monkeypatch: pytest.MonkeyPatch, source: str | None, pins: bool, code: int
) -> None:
    monkeypatch.setattr(checkup, "distribution", lambda _name: Installed(source))
    if not pins:
        (started.root / "constraints.txt").unlink()
    result = started.run("doctor")
    assert result.exit_code == code
    assert ("by its name others get another" in result.output) == (source is not None)


def test_one_that_is_not_installed_at_all_is_no_release_either(
    started: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(checkup, "distribution", find)
    assert started.run("doctor").exit_code == 1


def test_tests_in_a_browser_want_one(started: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    (started.root / "tests/browser").mkdir(parents=True)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert "Chromium: note: not installed" in started.run("doctor").output


GH = """\
import json, sys
answer = json.loads(%r)[sys.argv[-1].removeprefix("repos/{owner}/{repo}/")]
print(answer[0])
sys.exit(answer[1])
"""
PAGES, ACTIONS = "pages", "actions/permissions/workflow"
ALL_WELL = {
    PAGES: ('{"build_type": "workflow"}', 0),
    ACTIONS: ('{"can_approve_pull_request_reviews": true}', 0),
}


@pytest.fixture
def hosted(started: Blog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Blog:
    """Return a blog on GitHub, whose tool answers what `answer` says."""
    if sys.platform == "win32":
        pytest.skip("a program is a script here")
    monkeypatch.setattr("shutil.which", lambda _name: str(tmp_path / "gh"))
    git(started.root, "remote", "add", "origin", "git@github.com:lanternworks/learning.git")
    answer(started)
    return started


def answer(blog: Blog, **more: tuple[str, int | str]) -> None:
    """Let GitHub's tool answer; a text in place of an exit code is its complaint."""
    program = blog.root.parent / "gh"
    answers = json.dumps(
        {**ALL_WELL, **{PAGES if key == "pages" else ACTIONS: it for key, it in more.items()}}
    )
    program.write_text(f"#!{sys.executable}\n{GH % answers}", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("said_by_github", "said"),
    [
        (('{"build_type": "workflow"}', 0), "nothing amiss"),
        (('{"build_type": "legacy"}', 0), "GitHub Pages: legacy, but publish.yml deploys to it"),
        (("", "gh: Not Found (HTTP 404)"), "GitHub Pages: off, but publish.yml deploys to it"),
        (("", "gh: Bad credentials (HTTP 401)"), "GitHub Pages: note: nobody here can ask"),
        (("[5]", 0), "GitHub Pages: note: nobody here can ask"),
        (("no network", 0), "GitHub Pages: note: nobody here can ask"),
    ],
)
def test_pages_are_asked_for_through_githubs_own_tool(
    hosted: Blog, said_by_github: tuple[str, int | str], said: str
) -> None:
    answer(hosted, pages=said_by_github)
    result = hosted.run("doctor")
    assert said in result.output
    assert result.exit_code == (1 if "but publish.yml" in said else 0)


def test_a_routine_that_may_not_open_pull_requests_is_named(hosted: Blog) -> None:
    said = "GitHub Actions: the routine may not open pull requests (Settings → Actions"
    answer(hosted, actions=('{"can_approve_pull_request_reviews": false}', 0))
    result = hosted.run("doctor")
    assert (said in result.output, result.exit_code) == (True, 1)
    # Only who owns the repository may ask.
    answer(hosted, actions=("", "gh: Must have admin rights (HTTP 403)"))
    assert hosted.run("doctor").output == "nothing amiss\n"
    answer(hosted, actions=('{"can_approve_pull_request_reviews": false}', 0))
    edit(hosted, "pyproject.toml", '"condense", ', "")
    assert hosted.run("doctor").output == "nothing amiss\n"
    edit(hosted, "pyproject.toml", "[tool.ldblog]", "[tool.ldblog]\nwrong = 1")
    assert "GitHub Actions" not in hosted.run("doctor").output


def test_a_default_branch_that_nothing_publishes_is_named(hosted: Blog) -> None:
    head = "refs/remotes/origin/HEAD"
    git(hosted.root, "symbolic-ref", head, "refs/remotes/origin/main")
    assert hosted.run("doctor").output == "nothing amiss\n"
    git(hosted.root, "symbolic-ref", head, "refs/remotes/origin/trunk")
    result = hosted.run("doctor")
    assert "GitHub: the default branch is trunk, and the workflows publish main" in result.output
    assert result.exit_code == 1


def test_without_that_tool_it_is_said_where_to_look(
    hosted: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert "look at Settings → Pages" in hosted.run("doctor").output
