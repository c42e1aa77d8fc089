"""MkDocs, run in this process with the settings that ldblog promises."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.files import read_text
from ldblog.site.left_out import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.site.left_out import Part

CONFIG_FILE = "mkdocs.yml"
# Read by mkdocs.yml.
DRAFTS_VARIABLE = "LDBLOG_DRAFTS"
# Material's own switch for the notice that it ends on 2027-05-05; the README says what it means.
NOTICE_SWITCH = "NO_MKDOCS_2_WARNING"
_SITE_DIR = re.compile(
    r"""^site_dir:[ ]*(["']?)(?P<path>[^\s"'#][^"'#\n]*?)\1[ ]*(?:#.*)?$""", re.M
)


def find_site(project: Project) -> Path:
    """Return the folder that MkDocs builds the site into.

    Raises LdblogError when ``mkdocs.yml`` cannot be read.
    """
    found = _SITE_DIR.search(read_text(project.root / CONFIG_FILE) or "")
    return project.root / (found["path"] if found else "site")


def build_site(project: Project, drafts: bool, left_out: frozenset[Part]) -> None:
    """Build a site strictly, without some of its parts.

    Raises LdblogError where there is no ``mkdocs.yml``, and SystemExit as MkDocs does.
    """
    os.environ[VARIABLE] = ",".join(sorted(left_out))
    run_mkdocs(project, ["build", "--strict"], drafts=drafts)


def run_mkdocs(project: Project, arguments: Sequence[str], *, drafts: bool = False) -> None:
    """Run a command of MkDocs on a project.

    Raises LdblogError where there is no ``mkdocs.yml``, and SystemExit as MkDocs does.
    """
    path = prepare_environment(project, drafts=drafts)
    from mkdocs.__main__ import cli  # noqa: PLC0415 - slow, and reads the variables

    cli.main([*arguments, "--config-file", str(path)], standalone_mode=False)


def prepare_environment(project: Project, *, drafts: bool) -> Path:
    """Set the variables that ``mkdocs.yml`` and the engines read; return the path of that file.

    Raises LdblogError where there is none.
    """
    path = project.root / CONFIG_FILE
    if not path.is_file():
        raise LdblogError(f"{path}: not there: a blog needs MkDocs' configuration")
    os.environ[NOTICE_SWITCH] = "true"
    os.environ[DRAFTS_VARIABLE] = "true" if drafts else "false"
    return path
