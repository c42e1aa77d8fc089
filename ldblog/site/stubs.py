"""Pages at old addresses, which send on to where their posts are now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ldblog.files import read_text, write_text
from ldblog.withdrawing.redirects import FILE as REDIRECTS
from ldblog.withdrawing.redirects import add_redirects, parse_redirects, render_stub

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from mkdocs.config.defaults import MkDocsConfig

    from ldblog.config import Project


def address_of(url: str) -> str:
    """Return the address of a page without what only the way of its file adds."""
    address = unquote(url).removeprefix("./").removesuffix("/").removesuffix(".html")
    return "" if address == "index" else address.removesuffix("/index")


def write_stubs(project: Project, config: MkDocsConfig, addresses: AbstractSet[str]) -> None:
    """Write a page that sends on at each old address; to the start, where its target is no page.

    Raises LdblogError when the record cannot be read, or the disk refuses.
    """
    path = project.site / REDIRECTS
    known = parse_redirects(project.relative(path), read_text(path) or "")
    known = add_redirects(known, {}, addresses)
    as_folders = config.use_directory_urls
    for old, new in known.items():
        target = new if new in addresses else ""
        text = render_stub(old, target, config.site_url or "", as_folders=as_folders)
        name = f"{old}/index.html" if as_folders else f"{old}.html"
        write_text(Path(config.site_dir, name), text)
