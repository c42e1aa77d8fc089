"""The same sources make the same bytes, whatever machine builds them, and when.

It stands with the tests in a browser to share the demo's site with them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from browsing import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Python runs this first: the clock, by whatever name it is asked for, is 500 days ahead.
AHEAD = """\
import datetime, time

import ruamel.yaml  # before datetime is another: they know dates by their type
import yaml

SECONDS = 500 * 86400
real = time.time
time.time = lambda: real() + SECONDS
Moment = datetime.datetime


class Kind(type):
    def __instancecheck__(cls, one):
        return isinstance(one, Moment)

    def __subclasscheck__(cls, one):
        return issubclass(one, Moment)


class Later(Moment, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return Moment.now(tz) + datetime.timedelta(seconds=SECONDS)

    @classmethod
    def utcnow(cls):
        return Moment.utcnow() + datetime.timedelta(seconds=SECONDS)

    def __new__(cls, *given, **named):
        return Moment(*given, **named)


for name in ("fromisoformat", "fromtimestamp", "combine", "strptime", "today"):
    setattr(Later, name, staticmethod(getattr(Moment, name)))
datetime.datetime = Later
"""
# Fourteen hours ahead of UTC; words, numbers and letters of other languages; an encoding that has
# none of them; another order of everything that has none.
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "POSIX",
    "LC_TIME": "de_DE.UTF-8",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "4711",
    "SOURCE_DATE_EPOCH": "4102444800",
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a machine on the other side of the world, later."""
    folder = tmp_path_factory.mktemp("ahead")
    (folder / "sitecustomize.py").write_text(AHEAD, encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, **ELSEWHERE, "PYTHONPATH": path}


def test_the_machine_elsewhere_is_elsewhere(elsewhere: dict[str, str]) -> None:
    code = "import datetime, locale, time; print(datetime.datetime.now() - datetime.timedelta("
    code += "days=500) > datetime.datetime(2026, 1, 1), time.tzname[0], locale.getencoding())"
    command = [sys.executable, "-c", code]

    told = subprocess.run(command, env=elsewhere, check=True, capture_output=True, text=True)

    assert told.stdout.split() == ["True", "+14", "ANSI_X3.4-1968"]


def test_another_zone_locale_clock_folder_and_order_change_no_byte(
    demo: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    # From this repository, so that what is derived is derived there.
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    command = [sys.executable, "-m", "ldblog", "build"]
    subprocess.run(command, cwd=tmp_path, env=elsewhere, check=True)

    here, there = (read_all(folder) for folder in (demo, tmp_path / "site"))

    assert len(here) > 100
    assert sorted(here.keys() ^ there.keys()) == []
    assert [name for name, raw in here.items() if there[name] != raw] == []


def read_all(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
