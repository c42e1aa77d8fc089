"""Pages as readers get them: through the second sanitiser, its cuts reported, formulas set."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from ldblog.site.formulas import set_formulas
from ldblog.site.kept import NOTHING, Kept
from ldblog.site.page_files import name_of
from ldblog.site.sanitise import find_cuts, sanitise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


log = logging.getLogger("mkdocs.plugins.ldblog")

_MAX_TOLD = 5
_ADVICE = "docs/hostile-markup.md says what a page may hold"


class Excerpt(Protocol):
    """The beginning of a post, as the blog plugin renders it for lists, apart from the post."""

    content: str
    more: str | None


def clean_pages(files: Files, config: MkDocsConfig, kept: Kept = NOTHING) -> None:
    """Sanitise all pages as they are now, and set their formulas.

    What is cut of a page is a warning, with its name. A strict build, as ``ldblog build``
    makes it, fails then: nothing goes missing in silence.
    """
    for file in files.documentation_pages():
        page = file.page
        if page is None or not page.content:
            continue
        page.content, cuts = clean(page.content, kept)
        if cuts:
            log.warning("%s: left out: %s (%s)", name_of(file, config), _tell(cuts), _ADVICE)


def clean_excerpts(excerpts: Iterable[Excerpt], kept: Kept = NOTHING) -> None:
    """Sanitise the excerpts of a list, and set their formulas; cuts were reported with posts."""
    for excerpt in excerpts:
        excerpt.content, _cuts = clean(excerpt.content, kept)
        excerpt.more = sanitise(excerpt.more) if excerpt.more else excerpt.more


def clean(html: str, kept: Kept) -> tuple[str, list[str]]:
    """Return a page's HTML as readers get it, and what was cut of it."""
    key = kept.key("clean", html)
    found = kept.get(key)
    if found:
        return found[0] or html, found[1]
    safe = sanitise(html)
    cuts = find_cuts(html, safe)
    clean = set_formulas(safe)
    kept.put(key, ["" if clean == html else clean, cuts])
    return clean, cuts


def _tell(cuts: list[str]) -> str:
    more = f" and {len(cuts) - _MAX_TOLD} more" if len(cuts) > _MAX_TOLD else ""
    return ", ".join(ascii(cut)[1:-1] for cut in cuts[:_MAX_TOLD]) + more
