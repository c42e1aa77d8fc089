"""Where the commands of pages run: a copy of the demo, a Python, a release of ldblog, a GitHub."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from sysconfig import get_path

from ldblog import __version__

ROOT = Path(__file__).parent.parent
_COMMIT = """\
git init --quiet -b main && git add --all && git commit --quiet -m 'The demo'
git clone --quiet --bare . ../remotes/YOUR-ORG/YOUR-BLOG.git
"""
# Beside Python; `ldblog` is a program of the page's own environment, as all that is installed.
_PROGRAMS = {"ldblog": "ldblog", "mkdocs": "mkdocs", "pip": "pip"}
_PROGRAMS |= {"git-filter-repo": "git_filter_repo"}
# No network: what is needed is there already, and ldblog is a release in a folder.
_PIP = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # which means that there is none
    "PIP_NO_INDEX": "1",
}
_SLACK = "U0ASHA111"


def make_folder(where: Path, *, is_empty: bool) -> dict[str, str]:
    """Make the folder that a page's commands run in; return the environment that they see.

    Python there is this one, in an environment of the page's own; ldblog is the modules of this
    repository, released. What is on GitHub lies beside it.
    """
    home = where / (".programs" if is_empty else ".venv")
    where.mkdir(parents=True)
    make: list[str | Path] = [sys.executable, "-m", "venv", "--without-pip", "--symlinks", home]
    subprocess.run(make, check=True)
    release = _release(where.parent / "releases")
    (packages,) = home.glob("lib/*/site-packages")
    zipfile.ZipFile(release).extractall(packages)
    if not is_empty:
        _copy_demo(where)
    for name, module in _PROGRAMS.items():
        program = home / "bin" / name
        program.write_text(f'#!/bin/sh\nexec {home}/bin/python -m {module} "$@"\n', "utf-8")
        program.chmod(0o755)
    places = (ROOT, _link_packages(where.parent / "packages"))
    environment = {
        "PATH": f"{home}/bin:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(map(str, places)),
        "HOME": str(where),
        "LC_ALL": "C.UTF-8",
        "EDITOR": "true",
        "PIP_FIND_LINKS": str(release.parent),
        **_PIP,
        **_set_up_git(where.parent / "remotes"),
    }
    if not is_empty:
        subprocess.run(["bash", "-c", _COMMIT], cwd=where, env=environment, check=True)
    return environment


def _copy_demo(where: Path) -> None:
    for pattern in ("*.toml", "*.y*ml", "*.md", "*.py", "Makefile", "constraints.txt", "LICENSE"):
        for path in ROOT.glob(pattern):
            shutil.copy2(path, where)
    for name in (".gitattributes", ".gitignore"):
        shutil.copy2(ROOT / name, where)
    for name in (".github", "content", "docs"):
        shutil.copytree(ROOT / name, where / name)
    for name in ("ldblog", "theme", "tests"):
        (where / name).symlink_to(ROOT / name)
    (where / ".venv" / ".stamp").touch()
    _write_exports(where)


def _release(folder: Path) -> Path:
    """Write a wheel of ldblog as it is released, but for its modules; return its file."""
    folder.mkdir(exist_ok=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = "".join(f"Requires-Dist: {need}\n" for need in project["dependencies"])
    points = {"console_scripts": project["scripts"], **project["entry-points"]}
    sections = (
        "\n".join([f"[{name}]", *(f"{key} = {it}" for key, it in rows.items())])
        for name, rows in points.items()
    )
    files = {
        "METADATA": f"Metadata-Version: 2.1\nName: ldblog\nVersion: {__version__}\n{needs}",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": "\n".join(sections),
    }
    info = f"ldblog-{__version__}.dist-info"
    files["RECORD"] = "".join(f"{info}/{name},,\n" for name in [*files, "RECORD"])
    with zipfile.ZipFile(folder / f"ldblog-{__version__}-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(f"{info}/{name}", text)
    return Path(str(wheel.filename))


def _link_packages(folder: Path) -> Path:
    """Fill a folder with all packages that are installed here but ldblog; return it."""
    folder.mkdir()
    for path in Path(get_path("purelib")).iterdir():
        if not re.match(r"_*(?:editable___*)?ldblog", path.name):
            (folder / path.name).symlink_to(path)
    return folder


def _set_up_git(remotes: Path) -> dict[str, str]:
    """Return what makes git somebody's, to whom GitHub is a folder."""
    values = {
        "user.name": "Asha Rao",
        "user.email": "asha@example.com",
        f"url.{remotes.as_uri()}/.insteadOf": "git@github.com:",
    }
    found = {"GIT_CONFIG_COUNT": str(len(values)), "GIT_CONFIG_GLOBAL": os.devnull}
    for number, (key, value) in enumerate(values.items()):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def _write_exports(where: Path) -> None:
    """Write what Slack and Geekbot export of a day, by somebody of the demo."""
    said = {"type": "message", "user": _SLACK, "text": "Leases expire.", "ts": "1795161600.0"}
    files = {
        "users.json": [{"id": _SLACK, "name": "asha"}],
        "channels.json": [{"id": "C0LEARN11", "name": "learning-day"}],
        "learning-day/2026-11-20.json": [said],
    }
    with zipfile.ZipFile(where / "export.zip", "w") as export:
        for name, rows in files.items():
            export.writestr(name, json.dumps(rows))
    reports = "Username,Date,What did you learn?\nasha,2026-11-20,Locks do not.\n"
    (where / "reports.csv").write_text(reports, encoding="utf-8")
    people = where / "content" / "people.yml"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("asha:\n", f"asha:\n  slack: {_SLACK}\n"), encoding="utf-8")
