"""Other systems, as far as they can be simulated on this one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from oldest import list_oldest

from ldblog.files import write_text
from ldblog.reading.values import HANDLE

if TYPE_CHECKING:
    from conftest import Blog

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "ldblog").rglob("*.py"))
# What Windows has not; each use needs another way beside it, as these have.
POSIX_ONLY = re.compile(
    r"\b(?:import (?:fcntl|pwd|grp|resource|termios)|os\.(?:fork|getuid|geteuid|uname|kill|mkfifo|"
    r"chroot|killpg|fchown|sched_getaffinity)|signal\.SIG(?!INT|TERM|_IGN|_DFL)|/dev/(?!null))"
)
WITH_ANOTHER_WAY = {"files.py": "os.fchown", "processes.py": "os.sched_getaffinity"}
LOG = "## Learned\r\n\r\n- Leases are cheaper than locks, because nobody waits – très bien.\r\n"


def test_nothing_is_asked_of_the_system_that_windows_has_not() -> None:
    for path in SOURCES:
        found = set(POSIX_ONLY.findall(path.read_text(encoding="utf-8")))
        assert found <= {WITH_ANOTHER_WAY.get(path.name)}, path


def test_every_text_is_opened_with_its_encoding() -> None:
    command = ["ruff", "check", "--preview", "--select", "PLW1514", "--isolated", "ldblog", "tests"]
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("locale", "encoding", "said"),
    [
        ("C", {}, "1 log → content".encode()),
        ("C", {"PYTHONIOENCODING": "cp1252"}, b"1 log \\u2192 content"),
        ("tr_TR.ISO-8859-9", {"PYTHONIOENCODING": "utf-8"}, "1 log → content".encode()),
    ],
)
def test_another_locale_without_utf_8_changes_nothing(
    blog: Blog, locale: str, encoding: dict[str, str], said: bytes
) -> None:
    blog.write_log("2026-11-20/asha.md", LOG.encode())
    environment = os.environ | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment.pop("PYTHONIOENCODING", None)
    command = [sys.executable, "-X", "warn_default_encoding", "-m", "ldblog", "condense"]
    done = subprocess.run(
        command,
        cwd=blog.root,
        env=environment | encoding,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    ours = [it for it in done.stderr.splitlines() if b"EncodingWarning" in it and b"ldblog" in it]
    assert ours == []
    assert "très bien" in blog.read("content/site/posts/2026-11-20.md")


def test_what_is_written_has_the_same_ends_of_lines_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "linesep", "\r\n")
    write_text(tmp_path / "a", "one\ntwo\n")
    assert (tmp_path / "a").read_bytes() == b"one\ntwo\n"


def test_a_log_from_windows_says_where_its_lines_are_as_any_other(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", LOG.encode())
    blog.run("condense")
    base = blog.read("content/base/2026-11-20.md")
    assert "asha.md:3" in base
    assert "\\" not in base.replace("\\n", "")


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "lpt9.txt", "aux.md", "prn"])
def test_no_handle_is_a_device_of_windows(name: str) -> None:
    assert not HANDLE.fullmatch(name)


def test_no_committed_file_has_a_name_that_some_system_refuses() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    names = [name for name in listed.stdout.split("\0") if name]
    assert len({name.lower() for name in names}) == len(names), "two differ by case alone"
    for name in names:
        assert not re.search(r'[<>:"\\|?*]|[. ]$', name), name
        for part in name.split("/"):
            assert HANDLE.fullmatch(part.strip("._")), name
        assert len(str(PureWindowsPath("C:/Users/somebody/blog", name))) < 260


def test_a_checkout_changes_no_byte_of_any_file() -> None:
    asked = subprocess.run(
        ["git", "check-attr", "text", "README.md", "theme/assets/images/lantern.svg"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert [line.rpartition(" ")[2] for line in asked.stdout.splitlines()] == ["unset", "unset"]


def test_each_dependency_says_the_oldest_version_that_is_tested() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needs = text.split("dependencies = [", 1)[1].split("]\n", 1)[0].strip().splitlines()
    pins = list_oldest(text)
    assert len(pins) == len(needs)
    assert "mkdocs==1.6" in pins
    assert not any("[" in pin for pin in pins)
