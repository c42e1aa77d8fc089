"""The wheel and the sdist: built, checked, and a blog made with the installed wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

from ldblog import __version__
from ldblog.starting.pins import NAME

ROOT = Path(__file__).parent.parent
# A build in a copy of the tree, as of what git knows: nobody's leftovers get into it.
pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """Run a program of this Python; its output must have no warning in it."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env=environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the sdist, the wheel built from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def names(dist: Path) -> set[str]:
    """Return the names of the files in the wheel."""
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the wheel as it is installed; the rest is this Python's."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        wheel.extractall(folder)  # noqa: S202 - built here just now
    return folder


def test_the_wheel_and_the_sdist_pass_their_checks(dist: Path) -> None:
    files = sorted(dist.iterdir())
    assert [path.suffix for path in files] == [".whl", ".gz"]
    run("-m", "twine", "check", "--strict", *files, cwd=dist)
    run("-m", "check_wheel_contents", files[0], cwd=dist)


def test_the_wheel_has_all_of_the_theme_and_of_what_a_blog_begins_with(names: set[str]) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "theme", ".github", "mkdocs.yml", ".gitignore", "ldblog"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.split("\n")
    for name in filter(None, tracked):
        assert (name if name.startswith("ldblog/") else f"ldblog/_packed/{name}") in names
    assert "ldblog/py.typed" in names
    assert not any(name.startswith(("tests", "theme", "content")) for name in names)


def test_every_file_is_in_the_wheel_once(names: set[str]) -> None:
    packed = {name for name in names if name.startswith("ldblog/_packed/")}
    outside = {name for name in names if name.startswith("ldblog/")} - packed
    assert not {name for name in outside if name.endswith((".woff2", ".css", ".html"))} - {
        name for name in outside if "/templates/" in name
    }


def test_the_metadata_say_what_a_package_index_shows(dist: Path) -> None:
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        raw = wheel.read(f"{NAME}-{__version__}.dist-info/METADATA").decode()
    metadata = message_from_string(raw)
    assert metadata["Name"] == NAME
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert {"Typing :: Typed", "Framework :: MkDocs"} <= set(metadata.get_all("Classifier") or ())
    assert metadata["Keywords"]


def test_the_sdist_has_all_that_a_wheel_is_built_from(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    wanted = {"hatch_build.py", "theme/main.html", "mkdocs.yml", ".github/workflows/ci.yml"}
    assert {*wanted, "tests/test_wheel.py", "constraints.txt", "LICENSE"} <= names


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_blog_is_started_condensed_checked_and_built_from_the_wheel(
    installed: Path, tmp_path: Path, engine: str
) -> None:
    where = run("-c", "import ldblog; print(ldblog.__file__)", cwd=tmp_path, path=installed)
    assert where.startswith(str(installed))
    options = (
        "--organisation=A: {B} & <C>",
        "--url=https://a.example/learn",
        "--name=Ünal 'X'",
        "--starts=2026-12-04",
    )
    module = ("-m", "ldblog")
    run(*module, "init", "blog", *options, "--handle=x", cwd=tmp_path, path=installed)
    blog = tmp_path / "blog"
    own = blog / "theme/partials/related.html"
    own.parent.mkdir()
    own.write_text("<p>in place of the packed one</p>\n", encoding="utf-8")
    for command in (["check"], ["condense", "--all"], ["build", "--engine", engine]):
        said = run(*module, *command, cwd=blog, path=installed)
        assert "WARNING" not in said
        assert command != ["check"] or said == ""

    site = blog / ("site" if engine == "mkdocs" else "site-zensical")
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "A: {B} &amp; &lt;C&gt; Learning Days" in page
    assert "<C>" not in page
    css = (site / "assets/stylesheets/ldblog.css").read_bytes()
    assert css == (ROOT / "theme/assets/stylesheets/ldblog.css").read_bytes()
    assert (site / "assets/cards/index.png").is_file()
    assert not (site / "README.md").exists()
    post = (site / "2026-12-04/index.html").read_text(encoding="utf-8")
    assert "<p>in place of the packed one</p>" in post
