"""The same sources under two engines: what readers rely on is there under both.

It stands with the tests in a browser to share the demo's site with them.
"""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import pytest
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from pathlib import Path

# Files that one engine alone has, or that differ, and why that may be. Nothing else may.
FILES = {
    r"pagefind/.*": "our search; Zensical has its own, in search.json and its script",
    r"search\.json": "the search of Zensical",
    r"assets/javascripts/(bundle|workers/search|lunr/|LICENSE).*": "each theme's own scripts",
    r"assets/stylesheets/(classic/|modern/)?(main|palette)\..*": "each theme's own styles",
    r"assets/vendor/README\.md": "Zensical copies what stands in the theme; MkDocs leaves out *.md",
    r"sitemap\.xml(\.gz)?": "Zensical dates no page and packs nothing; the addresses are the same",
}
# Pages whose words may stand in another order, or have less beside them, and why that may be.
WORDS = {
    "tags/index.html": "Zensical lists a tag's posts by another order, its headings without ¶",
}


class Page(NamedTuple):
    title: str
    words: list[str]
    anchors: set[str]
    targets: set[str]
    head: set[tuple[str, ...]]


@pytest.fixture(scope="module")
def sites(demo: Path) -> tuple[Path, Path]:
    """Return the folders of the demo's site as either engine built it."""
    blog = demo.parent
    before = find_files(blog)
    result = subprocess.run(
        [sys.executable, "-m", "ldblog", "build", "--engine", "zensical"],
        cwd=blog,
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    left = find_files(blog) - before
    assert {path.split("/")[0] for path in left} <= {"site-zensical", ".cache"}
    return demo, blog / "site-zensical"


def find_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def find_other(names: set[str]) -> list[str]:
    return sorted(name for name in names if not any(re.fullmatch(one, name) for one in FILES))


def read_page(site: Path, name: str) -> Page:
    tree = LexborHTMLParser((site / name).read_text(encoding="utf-8"))
    folder = posixpath.dirname(name)
    head = {
        tuple(normalise(folder, value or "") for value in node.attributes.values())
        for node in tree.css("head meta, head link:not([rel=stylesheet])")
    }
    main = tree.css_first("main")
    assert main is not None
    anchors = {node.attributes["id"] or "" for node in main.css("[id]")} - {"__skip"}
    # Formulas are set by our plugin; in the other engine's pages KaTeX sets them as they are read.
    for node in main.css("script, style, summary, [hidden], .arithmatex, math"):
        node.decompose()
    named = [node.attributes for node in main.css("a[href], img[src]")]
    targets = {normalise(folder, one.get("href") or one.get("src") or "") for one in named}
    title = tree.css_first("title")
    words = main.text(separator=" ").split()
    return Page(title.text() if title else "", words, anchors, targets, head)


def normalise(folder: str, address: str) -> str:
    """Return an address from the root of the site; others, and texts, as they are."""
    if re.match(r"[a-z]+:|#|[^\s]*\s", address) or "." not in address + "/.":
        return address
    return posixpath.normpath(posixpath.join("/", folder, address))


def find_pages(site: Path) -> set[str]:
    return {name for name in find_files(site) if name.endswith(".html")}


def test_every_page_and_every_file_that_readers_rely_on_is_there_and_the_same(
    sites: tuple[Path, Path],
) -> None:
    ours, theirs = (find_files(site) for site in sites)
    assert find_other(ours ^ theirs) == []
    same = [name for name in find_other(ours & theirs) if not name.endswith(".html")]
    differ = [name for name in same if len({(site / name).read_bytes() for site in sites}) > 1]

    assert len(find_pages(sites[0])) > 35
    assert {"feed.xml", "feed.json", "llms.txt", "people/asha/feed.xml"} <= set(same)
    assert differ == []


def test_the_same_words_links_and_anchors_stand_on_every_page(sites: tuple[Path, Path]) -> None:
    for name in sorted(find_pages(sites[0])):
        ours, theirs = (read_page(site, name) for site in sites)
        assert theirs.title == ours.title, name
        assert theirs.head == ours.head, name
        assert ours.anchors <= theirs.anchors, name
        permalinks = {one for one in ours.targets if name in WORDS and one.startswith("#tag:")}
        assert theirs.targets == ours.targets - permalinks, name
        if name in WORDS:
            assert sorted({*theirs.words, "¶"}) == sorted({*ours.words, "¶"}), name
        else:
            assert theirs.words == ours.words, name


def test_the_sitemaps_have_the_same_addresses(sites: tuple[Path, Path]) -> None:
    ours, theirs = (
        {unescape(one) for one in re.findall(r"<loc>(.*?)<", (site / "sitemap.xml").read_text())}
        for site in sites
    )
    assert len(ours) > 35
    assert theirs == ours


def test_every_difference_that_is_allowed_is_one(sites: tuple[Path, Path]) -> None:
    ours, theirs = (find_files(site) for site in sites)
    differ = {name for name in ours & theirs if len({(s / name).read_bytes() for s in sites}) > 1}
    names = (ours ^ theirs) | differ

    assert [one for one in FILES if not any(re.fullmatch(one, name) for name in names)] == []
    for name in WORDS:
        assert read_page(sites[0], name).words != read_page(sites[1], name).words


def test_the_audit_reads_what_the_other_engine_built(sites: tuple[Path, Path]) -> None:
    blog, leak = sites[0].parent, sites[1] / "leak.html"
    leak.write_text("<p>Jun Farrowdeep</p>", encoding="utf-8")
    command = [sys.executable, "-m", "ldblog", "audit", str(sites[1])]

    result = subprocess.run(command, cwd=blog, check=False, capture_output=True, text=True)
    leak.unlink()
    clean = subprocess.run(command, cwd=blog, check=False, capture_output=True, text=True)

    assert (result.returncode, clean.returncode) == (1, 0), clean.stdout
    assert "leak.html" in result.stdout
