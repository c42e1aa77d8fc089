"""The site and the documentation are valid HTML, by the Nu HTML checker, which needs Java."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from browsing import require_tool

CHECKER = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What Material's base template writes into every page, beside what can be overridden: its two
# switches, which nothing here uses and no reader sees.
MATERIALS = ("Attribute “autocomplete” is only allowed when the input type is",)


def find_errors(*folders: Path) -> list[str]:
    """The errors of all pages in folders, less Material's own, each with how often it is."""
    java = shutil.which("java")
    require_tool(java, "no Java: install Debian's package default-jre-headless")
    require_tool(CHECKER.is_file(), "no checker: npm ci --ignore-scripts --prefix tests/browser")
    command = [java or "", "-Xss2m", "-jar", str(CHECKER), "--format", "json", "--errors-only"]
    done = subprocess.run(
        [*command, "--skip-non-html", "--exit-zero-always", *map(str, folders)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = Counter(
        f"{one['message']} {one.get('extract', '').strip()[:120]}"
        for one in json.loads(done.stderr)["messages"]
        if not one["message"].startswith(MATERIALS)
    )
    return [f"{count} × {message}" for message, count in found.most_common()]


def test_every_page_is_valid_html_and_what_is_not_would_be_found(
    demo: Path, docs: Path, tmp_path: Path
) -> None:
    page = "<!doctype html><html lang='en'><title>Bad</title><p><img src='a.png'>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    [error] = find_errors(demo, docs, tmp_path)
    assert error.startswith("1 × An “img” element must have an “alt” attribute")
