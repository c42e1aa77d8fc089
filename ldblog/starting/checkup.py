"""How a blog is set up, looked at: its files, its repository, and what is installed here."""

from __future__ import annotations

import os
import re
import shutil
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

import yaml

from ldblog import __version__
from ldblog.config import FILE_NAME, Config, Project, parse_config
from ldblog.errors import LdblogError
from ldblog.files import read_bytes, read_lenient
from ldblog.git import ask_git
from ldblog.packed import THEME, find_theme
from ldblog.routine.rota import find_account
from ldblog.sessions import read_people
from ldblog.starting.findings import Finding
from ldblog.starting.pins import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ldblog.reading.people import People

_OWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
_PRE_COMMIT = ".pre-commit-config.yaml"
_PINS = "constraints.txt"
_MKDOCS = "mkdocs.yml"
_EXAMPLE = re.compile(r"https?://(?:www\.)?example\.(?:com|org|net)(?:/|$)")
_BROWSERS = ("chromium", "google-chrome")


def check_config(root: Path) -> Iterator[Finding]:
    """Yield what is wrong with what ldblog and MkDocs are told."""
    try:
        config = parse_config(read_bytes(root / FILE_NAME) or b"")
    except LdblogError as error:
        yield Finding(FILE_NAME, str(error).removeprefix(f"{FILE_NAME}: "))
        config = Config()
    else:
        if config.schedule is None:
            remedy = 'write every = "2 weeks on Friday" and starts = 2026-10-09 there'
            yield Finding(FILE_NAME, "no [tool.ldblog.schedule]: nobody knows the days", remedy)
    yield from _check_people(Project(root, config))
    yield from _check_mkdocs(root)


def _check_people(project: Project) -> Iterator[Finding]:
    place = project.relative(project.people_file)
    if not project.people_file.exists():
        yield Finding(place, "not there: everybody is named by their handle", "docs/people.md")
        return
    try:
        people = read_people(project)
    except LdblogError as error:
        yield Finding(place, str(error).removeprefix(f"{place}:"))
        return
    if people.diagnostics:
        yield Finding(place, f"{len(people.diagnostics)} lines are wrong", "ldblog check")
    yield from _check_editors(project.config, people)
    alone = sorted({one.handle for one in people.by_handle.values() if not one.teams})
    if alone:
        yield Finding(place, f"without a team: {', '.join(alone)}", "give each of them one")


def _check_editors(config: Config, people: People) -> Iterator[Finding]:
    """Yield the editors of the rota whom nobody can ask to review."""
    for handle in config.editors:
        person = people.find(handle)
        if not person.is_known:
            said = f"{handle} of tool.ldblog.editors is not in people.yml"
            yield Finding(FILE_NAME, said, "correct the handle, or add them")
        elif not find_account(person):
            said = f"{handle} is an editor, and GitHub does not know them"
            yield Finding("content/people.yml", said, "write links.github there", is_note=True)


def _check_mkdocs(root: Path) -> Iterator[Finding]:
    text = read_lenient(root / _MKDOCS)
    if text is None:
        yield Finding(_MKDOCS, "not there: nothing can be built", "`ldblog init` writes one")
        return
    try:
        # Without types: nothing that the file names is called.
        config: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes only text
    except yaml.YAMLError as error:
        yield Finding(_MKDOCS, f"not readable as YAML: {' '.join(str(error).split())}")
        return
    config = config if isinstance(config, dict) else {}
    url = str(config.get("site_url") or "")
    if not url or _EXAMPLE.match(url):
        said = f"site_url is {url or 'not there'}: feeds and links would lead elsewhere"
        yield Finding(_MKDOCS, said, "write the address that the site will have")
    theme = config.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    if isinstance(custom, str) and not (root / custom).is_dir():
        yield Finding(_MKDOCS, f"the folder {custom}/ of theme.custom_dir is not there", "make it")


def check_theme(root: Path) -> Iterator[Finding]:
    """Yield the files of the theme that a blog has in place of ldblog's: upgrades pass them by."""
    own, ours = root / THEME, find_theme()
    if not own.is_dir() or own.samefile(ours):
        return
    for path in sorted(own.rglob("*")):
        name = path.relative_to(own)
        if path.is_file() and (ours / name).is_file():
            same = path.read_bytes() == (ours / name).read_bytes()
            said = "the same as ldblog's" if same else "in place of ldblog's own"
            place, remedy = f"{THEME}/{name.as_posix()}", "delete it" if same else ""
            yield Finding(place, said, remedy, is_note=True)


def check_repository(root: Path) -> Iterator[Finding]:
    """Yield what is missing around the files: git, reviewers, hooks."""
    if ask_git(root, "--version") is None:
        yield Finding("git", "not installed here", "install it: the history is the archive")
        return
    if ask_git(root, "rev-parse", "--git-dir") is None:
        yield Finding("git", "this is no repository", "git init")
        return
    ignored = ask_git(root, "ls-files", "-z", "--cached", "--ignored", "--exclude-standard") or ""
    for path in filter(None, ignored.split("\0")):
        yield Finding(path, "committed, though .gitignore lists it", f"git rm --cached {path}")
    yield from _check_owners(root)
    yield from _check_hook(root)


def _check_owners(root: Path) -> Iterator[Finding]:
    texts = [read_lenient(root / path) or "" for path in _OWNERS]
    if not any(re.search(r"^[^#\s]", text, re.MULTILINE) for text in texts):
        said = "nobody is asked to review, and merging publishes"
        yield Finding(_OWNERS[0], said, "write `* @organisation/editors` there")


def _check_hook(root: Path) -> Iterator[Finding]:
    if not (root / _PRE_COMMIT).exists():
        yield Finding(_PRE_COMMIT, "not there: secrets reach git's history", "docs/commands.md")
        return
    path = (ask_git(root, "rev-parse", "--git-path", "hooks/pre-commit") or "").strip()
    if not os.environ.get("CI") and "pre-commit" not in (read_lenient(root / path) or ""):
        said = "not installed on this machine: a secret could be committed here"
        yield Finding(
            "pre-commit", said, "pip install pre-commit && pre-commit install", is_note=True
        )


def check_installation(root: Path) -> Iterator[Finding]:
    """Yield what of the installed programs does not fit the blog."""
    try:
        source = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        source = "{}"
    pins = read_lenient(root / _PINS)
    found = re.search(rf"^{NAME}==(\S+)", pins or "", re.MULTILINE)
    if source is not None:
        said = f"{NAME} {__version__} is from a folder or a file: by its name others get another"
        yield Finding(NAME, said, f"release it, then `pip install {NAME}`", is_note=found is None)
    if found and found[1] != __version__:
        said = f"installs {NAME} {found[1]}, and {__version__} is here"
        yield Finding(_PINS, said, "make upgrade, or write the version there")
    if (root / "tests" / "browser").is_dir() and not any(map(shutil.which, _BROWSERS)):
        yield Finding("Chromium", "not installed: tests in a browser are skipped", is_note=True)
