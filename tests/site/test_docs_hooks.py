"""The documentation's hooks, tried on a small site of its own: what its finished pages get."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import PNG
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from ldblog.site import docs_hooks

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
CONFIG = f"""\
INHERIT: {ROOT / "mkdocs-docs.yml"}
docs_dir: docs
site_dir: site
theme: {{name: material, custom_dir: {ROOT / "theme"}}}
nav: [README.md, {{Tutorials: [first.md]}}]
hooks: [{ROOT / "ldblog/site/docs_hooks.py"}]
"""


@pytest.fixture
def build_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return what builds a documentation of one page, with that text, beside its first."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "true")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "dot.png").write_bytes(PNG)
    (tmp_path / "docs" / "README.md").write_text("# Home\n\n[First](first.md)\n", encoding="utf-8")
    (tmp_path / "mkdocs-docs.yml").write_text(CONFIG, encoding="utf-8")

    def run(text: str) -> Path:
        (tmp_path / "docs" / "first.md").write_text(text, encoding="utf-8")
        build(load_config(str(tmp_path / "mkdocs-docs.yml")))
        return tmp_path / "site"

    return run


def test_pages_have_room_for_pictures_tables_that_scroll_and_a_search(
    build_docs: Callable[[str], Path],
) -> None:
    site = build_docs("# First\n\n![A dot](dot.png)\n\n| a | b |\n|---|---|\n| c | d |\n")
    page = (site / "first" / "index.html").read_text(encoding="utf-8")
    assert 'src="../dot.png" width="1" height="1" loading="lazy"' in page
    assert '<div class="ld-scroll"><table>' in page
    assert (site / "pagefind" / "pagefind.js").is_file()


def test_a_link_to_an_anchor_that_is_not_there_is_told(
    build_docs: Callable[[str], Path], caplog: pytest.LogCaptureFixture
) -> None:
    build_docs("# First\n\n<a href='#nowhere'>Words</a>\n")
    assert "first/index.html: #nowhere: no anchor" in caplog.text


def test_what_stops_ldblog_stops_the_build_with_the_same_words(
    build_docs: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_docs("# First\n")
    config = load_config(str(site.parent / "mkdocs-docs.yml"))
    monkeypatch.setattr("ldblog.site.search_index.get_executable", lambda: None)
    with pytest.raises(PluginError, match="search: the program of Pagefind is not there"):
        docs_hooks.on_post_build(config=config)
