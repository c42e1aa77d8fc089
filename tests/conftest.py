"""What all tests share: the ``blog`` fixture, a small project in a temporary folder."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from browsing import browser, demo, demo_url, docs, docs_url
from click.testing import CliRunner
from hypothesis import settings

from ldblog.cli import main
from ldblog.config import Project, find_project

if TYPE_CHECKING:
    from click.testing import Result

# The machines that run the tests are busy: no deadline, and the same examples each time.
settings.register_profile("ldblog", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("ldblog")

__all__ = ["browser", "demo", "demo_url", "docs", "docs_url"]

CASES = Path(__file__).parent / "cases"

PYPROJECT = """\
[tool.ldblog]
time_zone = "Europe/Berlin"
"""
# The smallest picture that is one.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a"
    "7e9b550000000a49444154789c636000000002000148afa4710000000049"
    "454e44ae426082"
)
# One of each way to appear, and one with an alias.
PEOPLE = """\
asha:
  name: Asha Rao
  team: Platform
  aliases: [asha-rao]
bo:
  name: Bo Lin
  team: Data
hugo:
  name: Hugo Seaworth
  appear: {as: "The Night Keeper"}
jun:
  name: Jun Farrowdeep
  appear: anonymous
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run all tests with a browser in one process: starting it, and the site, costs most."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Blog:
    """A project on the disk; paths are given from its root, logs from ``content/logs``."""

    root: Path

    @property
    def project(self) -> Project:
        """The project as commands find it, with the configuration as it is now."""
        return find_project(self.root)

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file (text is dedented, bytes stay as they are); return its path."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else dedent(content).encode("utf-8")
        file.write_bytes(raw)
        return file

    def write_log(self, path: str, content: str | bytes) -> Path:
        """Write a log such as ``2026-11-20/asha.md``; return its path."""
        return self.write(f"content/logs/{path}", content)

    def read(self, path: str) -> str:
        """Return a file's text, with its newlines as they are."""
        return (self.root / path).read_bytes().decode("utf-8")

    def run(self, *arguments: str, cwd: str = ".") -> Result:
        """Run ``ldblog`` in the blog, or in a folder of it; fail when it raises."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.root / cwd)
            result = CliRunner().invoke(main, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result


@pytest.fixture(autouse=True)
def heard() -> None:
    """Let tests hear what MkDocs logs: its command line, once run, keeps that to itself."""
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.NOTSET)
    log.propagate = True


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    """Return a blog with a ``pyproject.toml``, a ``people.yml``, and no log yet."""
    made = Blog(tmp_path / "blog")
    made.write("pyproject.toml", PYPROJECT)
    made.write("content/people.yml", PEOPLE)
    (made.root / "content/logs").mkdir()
    return made
