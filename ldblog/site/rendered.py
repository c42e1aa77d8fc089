"""Markdown that was rendered before, kept with what its links led to.

What a page's HTML hangs on is its text, its place, the extensions with their options and versions,
and the addresses that its links lead to. The first three are the key; the last are asked again.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import Files
from mkdocs.structure.toc import get_toc

from ldblog.site import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

    from ldblog.site.kept import Kept

# These read nothing but the text. Another one may read files, or the clock.
_PURE_NAMES = """abbr admonition attr_list codehilite def_list fenced_code footnotes md_in_html
    nl2br sane_lists smarty tables toc wikilinks"""
_PURE_PYMDOWNX = """arithmatex betterem caret critic details emoji escapeall fancylists highlight
    inlinehilite keys magiclink mark progressbar saneheaders smartsymbols superfences tabbed
    tasklist tilde"""
_PURE = {*_PURE_NAMES.split(), *(f"pymdownx.{name}" for name in _PURE_PYMDOWNX.split())}


class Noticed(logging.Handler):
    """Notices whether MkDocs says anything: what is said is said in each build."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        super().__init__(logging.INFO)
        self.has_any = False

    def emit(self, record: logging.LogRecord) -> None:
        """Notice a message."""
        self.has_any = True


class AskedFiles(Files):
    """The files of a build, and which of them were asked for."""

    def __init__(self, files: Files) -> None:
        """Stand for some files, also for those that are added to them later."""
        super().__init__(())
        self._files_asked = files
        self.asked: dict[str, str] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file by its path, and remember what was answered."""
        file = self._files_asked.get_file_from_path(path)
        self.asked[path] = _describe(file)
        return file

    def is_for(self, files: Files) -> bool:
        """Tell whether these stand for some files."""
        return self._files_asked is files

    def answer(self, path: str) -> str:
        """Return what would be answered."""
        files = self._files_asked
        # As it is written, mostly; what is to be put in order first takes longer.
        return _describe(files.src_uris.get(path) or files.get_file_from_path(path))


class Renderer:
    """Renders pages, unless the same text was rendered with the same outcome before."""

    def __init__(self, kept: Kept, config: MkDocsConfig, settings: str) -> None:
        """Render with a configuration, which has a digest."""
        names = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
        self._is_pure = names <= _PURE
        self._kept, self._config, self._settings = kept, config, settings
        self._log = logging.getLogger("mkdocs")
        # What is not said at all cannot be noticed, and MkDocs does other things to debug itself.
        self._is_heard = self._log.isEnabledFor(logging.INFO)
        self._is_heard = self._is_heard and not self._log.isEnabledFor(logging.DEBUG)
        self._noticed = Noticed()
        self._files = AskedFiles(Files(()))
        self._parser: engine.LeadParser | None = None

    def take_over(self, page: Page) -> None:
        """Let a page be rendered only where it was not before."""

        def render(config: MkDocsConfig, files: Files) -> None:
            self._render(page, config, self._ask(files))

        page.render = render  # type: ignore[method-assign]

    def _render(self, page: Page, config: MkDocsConfig, files: AskedFiles) -> None:
        key = self._key_of(page.file, page.markdown or "")

        def render() -> dict[str, Any]:
            type(page).render(page, config, files)
            return {
                "content": page.content,
                "toc": _list_toc(page.toc),
                "title": engine.title_in(page),
                # In code, `<a id>` looks like one without a name.
                "anchors": sorted(filter(None, page.present_anchor_ids or ())),
                "links": [
                    [to.src_uri, links] for to, links in (page.links_to_anchors or {}).items()
                ],
            }

        found = self.keep(key, files, render)
        page.content = found["content"]
        page.toc = get_toc(found["toc"])
        engine.set_title(page, found["title"])
        page.present_anchor_ids = set(found["anchors"])
        to = ((files.get_file_from_path(path), links) for path, links in found["links"])
        page.links_to_anchors = {file: links for file, links in to if file is not None}
        self.count_minutes(page)

    def is_known(self, file: File, text: str) -> bool:
        """Tell whether a page need not be rendered, if its links lead where they led."""
        return not self._is_pure or self._kept.has(self._key_of(file, text))

    def _key_of(self, file: File, text: str) -> str:
        return self._key("page", text, file.src_uri, file.url)

    def render_excerpt(self, excerpt: Any, view: Page, separator: str) -> None:  # noqa: ANN401
        """Render the beginning of a post as a list shows it: of the post, only what it needs."""
        post = excerpt.post
        text = post.markdown
        if not engine.title_in(post):
            text = f"# {post.title}\n\n{text}"
        text = cut(text, separator)
        # Pages are rendered before their lists.
        files = self._files
        key = self._key("lead", separator, text, post.file.src_uri, post.url, view.url)

        def render() -> dict[str, Any]:
            self._parser = self._parser or engine.LeadParser(self._config, files)
            html, toc = self._parser.convert(post, view, text)
            lead, *more = html.split(separator, 1)
            return {"content": lead, "more": more[0] if more else None, "toc": toc}

        found = self.keep(key, files, render)
        excerpt.markdown, excerpt.content, excerpt.more = text, found["content"], found["more"]
        excerpt.toc = get_toc(found["toc"])

    def count_minutes(self, page: Page) -> None:
        """Tell a post how long reading it takes, if that is known; else keep what it was told."""
        if "readtime" in page.meta or not hasattr(page, "config"):
            return
        key = self._key("minutes", page.content or "")
        known = self._kept.get(key)
        if known is None and page.config.readtime:
            self._kept.put(key, page.config.readtime)
        else:
            page.config.readtime = known

    def _ask(self, files: Files) -> AskedFiles:
        """Return the files of the build, which remember what is asked for."""
        if not self._files.is_for(files):
            self._files = AskedFiles(files)
        return self._files

    def _key(self, kind: str, *parts: str) -> str:
        return self._kept.key(kind, self._settings, *parts)

    def keep(
        self, key: str, files: AskedFiles, make: Callable[[], dict[str, Any]]
    ) -> dict[str, Any]:
        """Return what was made with a key when links led where they lead now; else make it."""
        found = self._kept.get(key) if self._is_pure else None
        if found and all(files.answer(path) == told for path, told in found["asked"].items()):
            return dict(found)
        files.asked, self._noticed.has_any = {}, False
        self._log.addHandler(self._noticed)
        try:
            made = make()
        finally:
            self._log.removeHandler(self._noticed)
        if self._is_pure and self._is_heard and not self._noticed.has_any:
            self._kept.put(key, {**made, "asked": files.asked})
        return made


def cut(text: str, separator: str) -> str:
    """Return what a list needs of a post: up to the separator, where nothing behind it counts.

    Links, notes and abbreviations may be explained further down, and a separator in code is none.
    What stands behind it is then a word, to tell that there is more.
    """
    lead, found, rest = text.partition(f"\n\n{separator}\n")
    is_cut = found and separator not in rest and not any(it in lead for it in ("```", "~~~", "<"))
    is_explained = "*[" in rest or ("[" in lead and "]:" in rest)
    return f"{lead}{found}\n…\n" if is_cut and not is_explained else text


def _describe(file: File | None) -> str:
    return f"{file.inclusion.name} {file.url}" if file is not None else ""


def _list_toc(items: Iterable[AnchorLink]) -> list[dict[str, Any]]:
    return [
        {"name": it.title, "id": it.id, "level": it.level, "children": _list_toc(it.children)}
        for it in items
    ]
