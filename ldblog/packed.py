"""What a blog needs that is no code: in a wheel beside the code, in a checkout at its root."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldblog.config import Project

THEME = "theme"
_HERE = Path(__file__).resolve().parent


def find_packed(package: Path = _HERE) -> Path:
    """Return the folder that holds the theme, and the files that ``ldblog init`` writes.

    The wheel is packed from the files of the repository, which has each of them once.
    """
    packed = package / "_packed"
    return packed if packed.is_dir() else package.parent


def find_theme() -> Path:
    """Return the folder of the theme that comes with this ldblog."""
    return find_packed() / THEME


def list_themes(project: Project) -> list[Path]:
    """Return the folders that templates and assets are looked for in, a blog's own first.

    In ldblog's own repository the two are one.
    """
    own, ours = project.root / THEME, find_theme()
    return [own] if own.exists() and own.samefile(ours) else [own, ours]
