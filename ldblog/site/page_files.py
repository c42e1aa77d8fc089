"""The pages that MkDocs found, as people name them and as they stand on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.files import read_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File


def name_of(file: File, config: MkDocsConfig) -> str:
    """Return a page's path as people read it: from the root, with forward slashes."""
    path, root = Path(file.abs_src_path or file.src_uri), Path(config.config_file_path).parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file.src_uri


def read_page(file: File, config: MkDocsConfig) -> str:
    """Return the text of a page that is a file below the project's root, else nothing.

    Raises LdblogError when it cannot be read.
    """
    return read_text(Path(config.config_file_path).parent / name_of(file, config)) or ""
