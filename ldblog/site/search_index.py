"""The index that readers search: made by Pagefind from the finished pages, and only what they need.

What is found where is said by the templates, with Pagefind's attributes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

from pagefind.service import get_executable

from ldblog.errors import LdblogError
from ldblog.site.search_order import put_in_order

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "pagefind"
# MkDocs empties a site before it builds it, but for what begins with a dot.
_KEPT = ".pagefind"
_SLOW_SECONDS = 1.0
# The theme's own search; a site without it has another one, or none.
INTERFACE = "assets/javascripts/search.js"
_NOT_FOUND = (
    ".headerlink",
    ".byline",
    ".footnote-ref",
    ".footnote-backref",
    # These stand below the last entry, and are mostly another's.
    "[data-entries] .footnote",
    ".mermaid",
    "div.arithmatex",
)
_OPTIONS = (
    "--output-subdir", FOLDER,
    "--exclude-selectors", ", ".join(_NOT_FOUND),
    "--include-characters", "+#",  # C++ and C#
    "--silent",
)  # fmt: skip


def write_search_index(site: Path) -> None:
    """Write the index of a built site into it, the same bytes for the same pages.

    Raises LdblogError when Pagefind is not there or fails, or the disk refuses.
    """
    if not (site / INTERFACE).is_file():
        return
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    _run_pagefind(_find_pagefind(), site)
    try:
        put_in_order(site / FOLDER)
        _remove_unused(site / FOLDER)
    except OSError as error:
        message = f"search: {error.filename}: cannot be written ({error.strerror})"
        raise LdblogError(f"{message}: make room on the disk, and build again") from error


def write_preview_index(site: Path) -> None:
    """Write the index of a preview; one that took long is kept from build to build.

    Raises LdblogError when Pagefind is not there or fails.
    """
    if (site / _KEPT).is_dir():
        shutil.copytree(site / _KEPT, site / FOLDER, dirs_exist_ok=True)
        return
    start = time.monotonic()
    write_search_index(site)
    if time.monotonic() - start > _SLOW_SECONDS:
        shutil.copytree(site / FOLDER, site / _KEPT)


def _find_pagefind() -> str:
    try:
        program = get_executable()
    except FileNotFoundError:
        program = None
    if program is None:
        remedy = "install it again with pip install --force-reinstall 'pagefind[bin]'"
        raise LdblogError(f"search: the program of Pagefind is not there: {remedy}")
    return str(program)


def _run_pagefind(program: str, site: Path) -> None:
    command = [program, "--site", str(site), *_OPTIONS]
    try:
        done = subprocess.run(  # noqa: S603 - a program of ours, with arguments of ours
            command, cwd=site, check=False, capture_output=True, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise LdblogError(f"search: {program}: cannot be run ({error.strerror})") from error
    if done.returncode:
        said = next((line for line in done.stderr.splitlines() if line.strip()), "it said nothing")
        message = f"Pagefind could not index {site} ({said.strip()})"
        raise LdblogError(f"search: {message}: is the disk full, or a page broken?")


def _remove_unused(folder: Path) -> None:
    """Remove Pagefind's interfaces, its worker, and the languages that the site does not have."""
    languages = json.loads((folder / "pagefind-entry.json").read_bytes())["languages"]
    used = {f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in languages.values()}
    used |= {"pagefind.js", "pagefind-entry.json"}
    for path in folder.iterdir():
        if path.is_file() and path.name not in used and path.suffix != ".pf_meta":
            path.unlink()
