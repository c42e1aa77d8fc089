"""A site beside one that is built from nothing: the same bytes, or the names of what differs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.site.publish import find_differences

if TYPE_CHECKING:
    from collections.abc import Callable


def find_changes(site: Path, build: Callable[[Path], None]) -> list[str]:
    """Return the files of a site that are others, or not there, in one that ``build`` builds.

    Raises what the build does.
    """
    with tempfile.TemporaryDirectory(prefix="ldblog-") as folder:
        clean = Path(folder, "site")
        build(clean)
        return find_differences(site, clean)
