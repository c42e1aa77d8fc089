"""A site beside one that is built from nothing: the same bytes, or the names of what differs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.site.left_out import VARIABLE, Part
from ldblog.site.mkdocs_run import find_site, prepare_environment
from ldblog.site.publish import find_differences

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ldblog.config import Project


def find_changes(project: Project, *, drafts: bool, left_out: AbstractSet[Part]) -> list[str]:
    """Return the files of a site that are others, or not there, in one built from nothing.

    It is built in a process of its own. Raises LdblogError when it is refused.
    """
    settings = prepare_environment(project, drafts=drafts)
    environment = {**os.environ, VARIABLE: ",".join(sorted({*left_out, Part.CACHE}))}
    with tempfile.TemporaryDirectory(prefix="ldblog-") as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        command += ["--config-file", str(settings), "--site-dir", folder]
        done = subprocess.run(command, env=environment, check=False)  # noqa: S603 - ours
        if done.returncode:
            raise LdblogError("the build from nothing was refused: see what it says above")
        return find_differences(find_site(project), Path(folder))
