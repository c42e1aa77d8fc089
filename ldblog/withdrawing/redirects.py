"""Old addresses and where each leads now: the record of them, and the pages that send on.

The record is ``content/site/.redirects.yml``, committed, and not published itself. Addresses are
those below the root of the site without slashes at their ends; the root is ``""``.
"""

from __future__ import annotations

import posixpath
import re
from html import escape
from typing import TYPE_CHECKING

from ldblog.composing.posts import dump_yaml, read_front_matter
from ldblog.errors import LdblogError
from ldblog.reading.strict_yaml import parse_mapping
from ldblog.reading.yaml_values import YamlError

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

FILE = ".redirects.yml"
_HEAD = "# Old addresses, and where each leads now. ldblog adds to them; you may, too.\n"
_ADDRESS = re.compile(r"(?!\.)[\w.-]+(?:/(?!\.)[\w.-]+)*")


def parse_redirects(path: str, text: str) -> dict[str, str]:
    """Return the old addresses in a record, each with the one it leads to.

    Raises LdblogError for what is no mapping of addresses.
    """
    try:
        values = parse_mapping(text) if text.strip() else {}
    except YamlError as error:
        raise LdblogError(f"{path}:{error.line}:{error.column}: {error}: correct it") from error
    for old, new in values.items():
        if not (_ADDRESS.fullmatch(old) and isinstance(new, str) and _is_target(new)):
            message = f"{path}: {old}: expected an old address and a new one, such as 2026-11-20"
            raise LdblogError(message)
    return dict(values)


def _is_target(address: str) -> bool:
    return not address or _ADDRESS.fullmatch(address) is not None


def render_redirects(redirects: Mapping[str, str]) -> str:
    """Return the text of a record."""
    return _HEAD + (dump_yaml(dict(sorted(redirects.items()))) if redirects else "")


def address_of(name: str, text: str) -> str:
    """Return the address of a post, from its file's name and its text."""
    slug = read_front_matter(text).get("slug")
    return str(slug) if slug else name.removesuffix(".md")


def is_draft(text: str) -> bool:
    """Tell whether an editor holds a post: its address was never public."""
    return read_front_matter(text).get("draft") is True


def add_redirects(
    known: Mapping[str, str], new: Mapping[str, str], pages: Set[str]
) -> dict[str, str]:
    """Return a record with new redirects: none in a chain or a loop, none where there is a page."""
    found = {**known, **new}
    for page in pages:
        found.pop(page, None)
    return {old: resolve(found, old) for old in sorted(found)}


def resolve(redirects: Mapping[str, str], address: str) -> str:
    """Return where an address leads in the end; a loop leads to the root."""
    seen = set[str]()
    while address in redirects:
        if address in seen:
            return ""
        seen.add(address)
        address = redirects[address]
    return address


def render_stub(old: str, new: str, site_url: str, *, as_folders: bool = True) -> str:
    """Return the page that stands at an old address and sends on to the new one, without script.

    ``as_folders`` says whether pages are folders with an index.
    """
    page = f"{new}/" if as_folders and new else new and f"{new}.html"
    start = old if as_folders else posixpath.dirname(old)
    slash = "/" if as_folders or not new else ""
    here = escape(posixpath.relpath(page or ".", start or ".") + slash)
    whole = escape(f"{site_url.rstrip('/')}/{page}") if site_url else here
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<title>This page has moved</title>\n"
        f'<meta http-equiv="refresh" content="0; url={here}">\n'
        f'<link rel="canonical" href="{whole}">\n<meta name="robots" content="noindex">\n'
        f'</head>\n<body>\n<p>This page has moved: <a href="{here}">read on there</a>.</p>\n'
        "</body>\n</html>\n"
    )
