"""The theme that comes with ldblog, found where it is installed: a blog holds no copy of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.packed import find_theme, list_themes

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from ldblog.config import Project

# Templates over those of Material's, by whichever engine.
_BASE = "material"


def add_theme(project: Project, config: MkDocsConfig) -> None:
    """Put ldblog's theme over Material, and under what a blog has of its own in ``theme/``."""
    folders = list_themes(project)
    if config.theme.name == _BASE and len(folders) > 1:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(folders[-1]))


def merge_themes(project: Project, folder: Path) -> Path:
    """Return one folder with all of a blog's theme, for an engine that knows but one.

    It is ``folder``, made anew, where a blog has files of its own over those of ldblog.
    Raises LdblogError when the disk refuses.
    """
    themes = list_themes(project)
    if not themes[0].exists() or len(themes) == 1:
        return themes[0] if len(themes) == 1 else find_theme()
    try:
        shutil.rmtree(folder, ignore_errors=True)
        for theme in reversed(themes):
            shutil.copytree(theme, folder, dirs_exist_ok=True)
        # What a blog says of its own folder is no page.
        (folder / "README.md").unlink(missing_ok=True)
    except OSError as error:
        raise LdblogError(f"{folder}: cannot be written: {error}") from error
    return folder
