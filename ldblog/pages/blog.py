"""What the rest needs to know of a blog that stands in ``mkdocs.yml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True)
class Blog:
    """A blog: its name, where it will live, and the Markdown that its posts may use.

    ``url`` ends with a slash; it is empty where the blog does not say where it will live.
    ``has_cards`` says whether its posts have pictures to share them with.
    """

    name: str
    url: str = ""
    description: str = ""
    language: str = "en"
    extensions: tuple[str, ...] = ()
    extension_options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    has_cards: bool = True


def blog_of(config: MkDocsConfig) -> Blog:
    """Return what a configuration of MkDocs says of a blog."""
    return Blog(
        name=config.site_name,
        url=config.site_url or "",
        description=config.site_description or "",
        language=str(config.theme.get("language") or "en"),
        extensions=tuple(config.markdown_extensions),
        extension_options=config.mdx_configs,
    )
