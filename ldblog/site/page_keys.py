"""What a page's text hangs on: all that its template can read, as one digest.

Of other pages templates read only what ``_brief`` tells; ``tests/site/test_page_keys.py`` records
what they ask for. Whatever is of a kind that is not known here makes a page one without a key.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ldblog.site.kept import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable

# The same for all pages and told once, or nothing that our templates or Material's read.
_COMMON = {"config", "pages", "build_date_utc", "mkdocs_version", "page", "nav", "pagination"}
_OF_PAGE = """url title canonical_url abs_url edit_url update_date is_homepage is_index meta toc
    authors previous_page next_page parent"""
_OF_LEAD = "url title content more meta authors"


class UnknownKindError(Exception):
    """Something that a template may read is of a kind that cannot be told."""


def digest_context(context: Mapping[str, Any], common: str) -> str | None:
    """Return a digest of what a page's template can read; None where that cannot be told.

    ``common`` is a digest of what all pages read.
    """
    page = context.get("page")
    if page is None:
        return None
    try:
        parts = {
            "page": {name: getattr(page, name, None) for name in _OF_PAGE.split()},
            "file": page.file.src_uri,
            "configuration": getattr(page, "config", None),
            "nav": list(context["nav"].items),
            # What it writes hangs on the number of pages, and on which this is.
            "pagination": context["pagination"]({}) if context.get("pagination") else None,
            **{name: value for name, value in context.items() if name not in _COMMON},
        }
        told = json.dumps(parts, default=_tell)
    except (UnknownKindError, TypeError):
        return None
    return digest_of(common, told, page.content or "")


def tell_plain(value: object) -> str:
    """Return plain values as a text that is another one where they are others."""
    return json.dumps(value, default=_tell)


def _tell(value: Any) -> Any:  # noqa: ANN401
    """Return something that is no plain value as plain ones."""
    if isinstance(value, Page) and hasattr(value, "post"):
        return _lead(value)
    for kind, tell in _KINDS:
        if isinstance(value, kind):
            return tell(value)
    if type(value).__module__.startswith("material.plugins.tags."):
        return [value.name, value.hidden, getattr(value, "url", None)]
    raise UnknownKindError(type(value))


def _lead(excerpt: Any) -> dict[str, Any]:  # noqa: ANN401
    values = {name: getattr(excerpt, name, None) for name in _OF_LEAD.split()}
    return {**values, "config": excerpt.config, "whole": excerpt.post.title}


def _brief(page: Page) -> list[Any]:
    return [page.title, page.meta.get("title"), page.url, page.active, page.is_homepage]


# What other kinds of values a template may find, and what it can read of them.
_KINDS: list[tuple[type[Any], Callable[[Any], Any]]] = [
    (datetime.date, str),
    (Mapping, dict),
    (Page, _brief),
    (Section, lambda it: [it.title, it.active, it.children]),
    (Link, lambda it: [it.title, it.url]),
    (Navigation, list),
    (TableOfContents, list),
    (AnchorLink, lambda it: [it.title, it.id, it.level, it.children]),
]
