"""What stops a build: secrets, conflicts, words nobody may read, clashes, links to drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from ldblog.diagnostics import render_text
from ldblog.errors import LdblogError
from ldblog.files import read_bytes
from ldblog.privacy.dictionary import read_dictionary, require_usable
from ldblog.privacy.hidden_names import make_redactor
from ldblog.reading.people import People
from ldblog.rules.conflicts import find_markers_in
from ldblog.rules.secrets import report_each
from ldblog.secrets.page_secrets import find_in_page
from ldblog.secrets.search import find_secrets
from ldblog.sessions import read_people
from ldblog.site.addresses import find_clashes, find_links_to, is_inside
from ldblog.site.kept import NOTHING, Kept
from ldblog.site.page_files import name_of, read_page
from ldblog.writing.listed import find_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from ldblog.config import Project


def require_publishable(
    project: Project, files: Files, config: MkDocsConfig, kept: Kept = NOTHING
) -> None:
    """Stop at the first page that holds a secret or the markers of a conflict.

    Raises LdblogError with its place, or for a page that cannot be read.
    """
    for file in files.documentation_pages():
        name, text = name_of(file, config), read_page(file, config)
        for found in find_markers_in(name, text.split("\n")):
            raise LdblogError(render_text(found))
        _require_no_secret(project, name, text, kept)


def _require_no_secret(project: Project, name: str, text: str, kept: Kept) -> None:
    patterns = project.config.secret_patterns
    key = kept.key("without a secret", text, repr(patterns))
    if kept.get(key):
        return
    # What a log allows hangs on the log, and is asked for each time.
    if not find_secrets(text, patterns).secrets:
        kept.put(key, True)
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
    dictionary = read_dictionary(project)
    # A site may be built without the file that says who is who.
    people = read_people(project) if project.people_file.exists() else People()
    require_usable(dictionary)
    redactor = make_redactor(dictionary, people)
    listed = [read_bytes(path) or b"" for path in (project.redact_file, project.people_file)]
    listed.append(repr(project.config).encode())
    for page in pages:
        name, text = name_of(page, config), read_page(page, config)
        key = kept.key("without a listed word", name, text, *listed)
        if kept.get(key):
            continue
        for found in find_listed(name, text, redactor):
            raise LdblogError(render_text(found))
        kept.put(key, True)
