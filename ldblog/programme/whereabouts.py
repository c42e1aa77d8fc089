"""What ``mkdocs.yml`` says of the blog, read at once: its name, where it lives, its language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from ldblog.config import Project

_FILE = "mkdocs.yml"


class Whereabouts(NamedTuple):
    """A blog's name and address; the address ends with a slash, or is empty where none is told."""

    name: str
    url: str
    language: str = "en"


def read_whereabouts(project: Project) -> Whereabouts:
    """Return the name, the address and the language of a blog.

    MkDocs' own reader of configurations loads all plugins, which takes seconds.
    Raises LdblogError when the file is missing or is no YAML.
    """
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415 - slow, and seldom needed
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415

    path = project.root / _FILE
    try:
        with path.open("rb") as file:
            values = {**yaml_load(file)}
    except (OSError, MkDocsException, ValueError, TypeError) as error:
        raise LdblogError(f"{path}: cannot be read: {error}") from error
    url = str(values.get("site_url") or "")
    name = str(values.get("site_name") or "Learning Days")
    theme = values.get("theme")
    language = str(theme.get("language") or "en") if isinstance(theme, dict) else "en"
    return Whereabouts(name, f"{url.rstrip('/')}/" if url else "", language)
