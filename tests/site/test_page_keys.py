"""What a page's key tells is all that templates read: recorded on the demo, with our own theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Template
from mkdocs.structure.pages import Page
from small_site import build_small
from test_commands_build import copy_demo

from ldblog import processes
from ldblog.site import page_keys
from ldblog.site.page_keys import digest_context

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

# Told apart from the rest, or the same for all pages of a kind.
OF_PAGE = {*page_keys._OF_PAGE.split(), "content", "config", "file"}
OF_OTHER = {"url", "title", "meta", "active", "is_homepage", "file"}
OF_LEAD = {*page_keys._OF_LEAD.split(), "config", "post", "file"}
# What MkDocs' own properties read of a page, and Python of any object.
WITHIN = {"markdown", "is_top_level", "parent", "is_index", "children", "_title_from_render"}
# The pages of a list, which links in the pager, and the menu, lead to.
# The day of a post in a list; its lead has the same configuration.
OF_OTHER |= {"config"}
# The same for all of a kind, which is told.
WITHIN |= {"is_section", "is_page", "is_link"}
WITHIN |= {"pages", "active", "_Page__active"}


class Recorder:
    """Notes what is read of pages while one of them is rendered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.page: Page | None = None
        self.found: set[tuple[str, str]] = set()
        get, render = Page.__getattribute__, Template.render
        recorder = self

        def record(self: Page, name: str) -> Any:  # noqa: ANN401
            if recorder.page is not None and not name.startswith("__"):
                kind = "lead" if "post" in object.__getattribute__(self, "__dict__") else "other"
                recorder.found.add(("page" if self is recorder.page else kind, name))
            return get(self, name)

        def render_recorded(self: Template, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
            # The key itself is made before this is set.
            recorder.page = dict(*args, **kwargs).get("page")
            try:
                return render(self, *args, **kwargs)
            finally:
                recorder.page = None

        monkeypatch.setattr(Template, "render", render_recorded)
        monkeypatch.setattr(Page, "__getattribute__", record)


def test_templates_read_of_pages_only_what_a_key_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conftest import Blog  # noqa: PLC0415 - as a fixture cannot be asked of the whole demo

    demo = Blog(copy_demo(tmp_path / "demo"))
    recorder = Recorder(monkeypatch)
    # What another process reads, this one does not see.
    monkeypatch.setattr(processes, "count_processors", lambda: 1)
    build_small(demo, "audit", "cards")

    read = {kind: {name for it, name in recorder.found if it == kind} for kind in
            ("page", "other", "lead")}  # fmt: skip
    assert len(read["page"]) > 10
    assert read["page"] - OF_PAGE - WITHIN == set()
    assert read["other"] - OF_OTHER - WITHIN == set()
    assert read["lead"] - OF_LEAD - WITHIN == set()


def test_a_page_with_something_unknown_has_no_key(blog: Blog) -> None:
    assert digest_context({"page": None}, "") is None
    with pytest.raises(page_keys.UnknownKindError):
        page_keys.tell_plain([object()])
