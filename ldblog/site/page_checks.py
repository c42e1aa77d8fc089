"""What stops a build: secrets, conflicts, words nobody may read, clashes, links to drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from ldblog.diagnostics import render_text
from ldblog.errors import LdblogError
from ldblog.files import read_bytes
from ldblog.pages.derived import is_from_posts
from ldblog.privacy.dictionary import read_dictionary, require_usable
from ldblog.privacy.hidden_names import make_redactor
from ldblog.rules.conflicts import find_markers_in
from ldblog.rules.secrets import report_each
from ldblog.secrets.page_secrets import find_in_page, search_page
from ldblog.sessions import read_people_if_any
from ldblog.site.addresses import find_clashes, find_links_to, is_inside
from ldblog.site.kept import NOTHING, Kept
from ldblog.site.page_files import name_of, read_page
from ldblog.writing.listed import find_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    Patterns = tuple[tuple[str, str], ...]

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic


def require_publishable(
    project: Project, files: Files, config: MkDocsConfig, kept: Kept = NOTHING
) -> None:
    """Stop at the first page that holds a secret or the markers of a conflict.

    What is derived from posts alone holds nothing that they do not.

    Raises LdblogError with its place, or for a page that cannot be read.
    """
    for file in files.documentation_pages():
        name, text = name_of(file, config), read_page(file, config)
        if is_from_posts(file.src_uri, text):
            continue
        for found in find_markers_in(name, text.split("\n")):
            raise LdblogError(render_text(found))
        require_no_secret(project, name, text, kept)


def require_no_secret(project: Project, name: str, text: str, kept: Kept) -> None:
    """Stop at a page that holds a secret; one without any is kept as such.

    Raises LdblogError with its place.
    """
    patterns = project.config.secret_patterns
    if is_known_safe(kept, text, patterns):
        return
    # What a log allows hangs on the log, and is asked for each time.
    if not search_page(text, patterns).secrets:
        kept.put(_key(kept, text, patterns), True)
        return
    for one in report_each(name, find_in_page(project, Path(name), text)):
        raise LdblogError(render_text(one))


def require_sound(
    project: Project, files: Files, config: MkDocsConfig, kept: Kept = NOTHING
) -> Sequence[File]:
    """Stop where a page is outside, two have one address, or one links or names what it may not.

    Returns the pages of the site. Raises LdblogError with the place.
    """
    pages = files.documentation_pages(inclusion=InclusionLevel.is_included)
    for page in pages:
        if not is_inside(page.dest_uri):
            message = f"its address leads out of the site, {page.dest_uri!r}: change its slug"
            raise LdblogError(f"{name_of(page, config)}: {message}")
    for one, other, address in find_clashes((name_of(page, config), page.url) for page in pages):
        raise LdblogError(f"{one} and {other} have one address, {address}: change a slug")
    _check_links(files, pages, config)
    _check_words(project, pages, config, kept)
    return pages


def _check_links(files: Files, pages: Sequence[File], config: MkDocsConfig) -> None:
    left_out = files.documentation_pages(inclusion=InclusionLevel.is_excluded)
    drafts = {file.src_uri: name_of(file, config) for file in left_out}
    for page in pages:
        try:
            found = list(find_links_to(drafts.keys(), page.src_uri, read_page(page, config)))
        except ValueError as error:
            raise LdblogError(f"{name_of(page, config)}: {error}") from error
        for line, target in found:
            message = f"a link to a draft, {drafts[target]} (publish it, or remove the link)"
            raise LdblogError(f"{name_of(page, config)}:{line}: {message}")


def _check_words(project: Project, pages: Sequence[File], config: MkDocsConfig, kept: Kept) -> None:
    words = Words(project, kept)
    for page in pages:
        name, text = name_of(page, config), read_page(page, config)
        for found in [] if is_from_posts(page.src_uri, text) else words.find(name, text):
            raise LdblogError(render_text(found))


def is_known_safe(kept: Kept, text: str, patterns: Patterns) -> bool:
    """Tell whether a page was found to hold no secret."""
    return bool(kept.get(_key(kept, text, patterns)))


def _key(kept: Kept, text: str, patterns: Patterns) -> str:
    return kept.key("without a secret", text, repr(patterns))


class Words:
    """What is listed, looked for in pages; a page without any is kept as such."""

    def __init__(self, project: Project, kept: Kept) -> None:
        """Read what is listed; raises LdblogError where it cannot be used."""
        dictionary = read_dictionary(project)
        people = read_people_if_any(project)
        require_usable(dictionary)
        self._redactor = make_redactor(dictionary, people)
        self._kept = kept
        listed = [read_bytes(path) or b"" for path in (project.redact_file, project.people_file)]
        self._listed = [*listed, repr(project.config).encode()]

    def find(self, name: str, text: str) -> list[Diagnostic]:
        """Return an error for each listed word of a page."""
        key = self._kept.key("without a listed word", name, text, *self._listed)
        if self._kept.get(key):
            return []
        found = find_listed(name, text, self._redactor)
        if not found:
            self._kept.put(key, True)
        return found
