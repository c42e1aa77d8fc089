"""The index that readers search: made by Pagefind from the finished pages, and only what they need.

What is found where is said by the templates, with Pagefind's attributes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pagefind.service import get_executable

from ldblog.errors import LdblogError
from ldblog.files import list_below, write_text
from ldblog.pages.kept import name_of
from ldblog.site.kept import digest_of
from ldblog.site.search_kept import keep_index, recall_index
from ldblog.site.search_order import put_in_order
from ldblog.site.search_pages import read_searched, write_searched
from ldblog.writing.memory import TICK_SECONDS, read_cache, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "pagefind"
# MkDocs empties a site before it builds it, but for what begins with a dot.
_KEPT = ".pagefind"
# In the cache: how the pages and the index stood when it was last written.
_STATE = "search.json"
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


def write_search_index(site: Path, cache: Path | None = None) -> None:
    """Write the index of a built site into it, the same bytes for the same pages.

    In a cache, it is kept for as long as the pages say the same.
    Raises LdblogError when Pagefind is not there or fails, or the disk refuses.
    """
    if not (site / INTERFACE).is_file():
        return
    state = _state_of(site) if cache else ""
    if cache and state and read_cache(cache / _STATE).get("state") == state:
        return
    try:
        _put(site / FOLDER, _find_index(site, cache))
    except OSError as error:
        message = f"search: {error.filename}: cannot be written ({error.strerror})"
        raise LdblogError(f"{message}: make room on the disk, and build again") from error
    if cache:
        # What was written just now could be changed again with the same times.
        time.sleep(TICK_SECONDS)
        write_text(cache / _STATE, json.dumps({"state": _state_of(site)}))


def _state_of(site: Path) -> str:
    """Return the state of all pages and of the index, empty if one was changed just now."""
    ours = f"{site / FOLDER}{os.sep}"
    return state_of(it for it in list_below(site) if it.endswith(".html") or it.startswith(ours))


def _find_index(site: Path, cache: Path | None) -> dict[str, bytes]:
    """Return the files of the index of a site, as they were kept or else made by Pagefind."""
    program = _find_pagefind()
    key = name_of("search", program, *_OPTIONS, *(digest_of(*it) for it in read_searched(site)))
    files = recall_index(cache, key) if cache else None
    if files is None:
        files = _make_index(program, site)
        if cache:
            keep_index(cache, key, files)
    return files


def _make_index(program: str, site: Path) -> dict[str, bytes]:
    with TemporaryDirectory(prefix="ldblog-search-") as temporary:
        slim = Path(temporary)
        write_searched(read_searched(site), slim)
        _run_pagefind(program, slim, site)
        put_in_order(slim / FOLDER)
        _remove_unused(slim / FOLDER)
        paths = [path for path in (slim / FOLDER).rglob("*") if path.is_file()]
        return {path.relative_to(slim / FOLDER).as_posix(): path.read_bytes() for path in paths}


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, raw in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)


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


def _run_pagefind(program: str, folder: Path, site: Path) -> None:
    command = [program, "--site", str(folder), *_OPTIONS]
    try:
        done = subprocess.run(  # noqa: S603 - a program of ours, with arguments of ours
            command,
            cwd=folder,
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
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
