"""``ldblog build``: the demo, really built, and what its readers get."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from ldblog.commands import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Blog

ROOT = Path(__file__).parents[1]
# Words of the demo's logs that stand in private parts only.
CANARIES = ("Wrackham", "PLAT-417", "PLAT-431")
PARTS = ("content", "theme", "mkdocs.yml", "pyproject.toml")


def copy_demo(target: Path) -> Path:
    """Copy this repository's blog, for tests that build it or change it."""
    target.mkdir(parents=True)
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, target / name)
    return target


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ldblog in a process of its own, as people do."""
    return subprocess.run(
        [sys.executable, "-m", "ldblog", *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env={key: value for key, value in os.environ.items() if key != "NO_MKDOCS_2_WARNING"},
    )


DRAFT = """\
---
title: Held back by its editor
date: 2026-11-01
slug: held
draft: true
---

Words of a draft.

<!-- more -->
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = copy_demo(tmp_path_factory.mktemp("build") / "demo")
    assert run(folder, "condense", "--all").returncode == 0
    (folder / "content/site/posts/held.md").write_text(DRAFT, encoding="utf-8")
    return folder, run(folder, "build")


@pytest.fixture(scope="module")
def site(demo: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    return demo[0] / "site"


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_the_demo_builds_strictly_and_without_the_notice_of_materials_end(
    demo: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    result = demo[1]

    assert result.returncode == 0, result.stderr
    told = result.stdout + result.stderr
    assert "Documentation built" in told
    assert "WARNING" not in told
    assert "behind its logs" not in told
    assert not re.search(r"MkDocs 2|zensical", told, re.IGNORECASE)


def test_addresses_come_from_the_sessions_and_never_from_titles(site: Path) -> None:
    for address in ("2026-10-09", "2026-10-23", "2026-11-06", "2026-11-20", "2026-11-20-asha"):
        assert "<article" in page(site, address)
    for address in ("topics/databases", "archive/2026", "tags", "about", "people/asha", "try"):
        assert "<main" in page(site, address)
    assert 'href="2026-11-20/"' in page(site, "")


DERIVED = ("people", "topics", "archive", "try", "failed-experiments", "figures")


def find_ids(html: str) -> set[str]:
    return {node.attributes["id"] or "" for node in LexborHTMLParser(html).css("[id]")}


def test_every_link_of_a_derived_page_leads_to_a_page_and_a_place_in_it(site: Path) -> None:
    pages = [path for name in DERIVED for path in (site / name).rglob("index.html")]
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    ids = {path: find_ids(text) for path, text in texts.items()}
    checked = 0
    for path in pages:
        for link in LexborHTMLParser(texts[path]).css(".md-content a[href]"):
            parts = urlsplit(link.attributes["href"] or "")
            if parts.scheme:
                continue
            target = path if not parts.path else (path.parent / parts.path).resolve()
            target = target / "index.html" if target.is_dir() else target
            if target.suffix in {".ics", ".json", ".xml"}:
                assert target.is_file()
                continue
            assert target in texts, (path, link.html)
            assert not parts.fragment or parts.fragment in ids[target], (path, link.html)
            checked += 1
    assert len(pages) > 30
    assert checked > 300


def test_a_post_says_who_learned_what_and_links_stay_within_the_site(site: Path) -> None:
    html = page(site, "2026-11-20")

    assert 'id="asha"' in html
    assert "Asha Rao" in html
    assert 'href="../2026-11-20-asha/"' in html
    assert 'href="#bo"' in html
    picture = "../assets/2026-10-23/kit/percentiles.png"
    assert f'src="{picture}"' in page(site, "2026-10-23")
    assert (site / "assets/2026-10-23/kit/percentiles.png").exists()


def test_the_list_of_posts_shows_the_lead_and_not_the_entries(site: Path) -> None:
    html = page(site, "")

    assert "spent the day on" in html
    assert 'id="highlights"' not in html.lower()


def test_a_draft_is_hidden_unless_drafts_are_asked_for(
    demo: tuple[Path, subprocess.CompletedProcess[str]], site: Path
) -> None:
    assert not (site / "held").exists()
    assert "Words of a draft" not in page(site, "")

    result = run(demo[0], "build", "--drafts")
    shown = page(site, "held")
    run(demo[0], "build")

    assert result.returncode == 0, result.stderr
    assert "Words of a draft" in shown
    assert not (site / "held").exists()


class _Loads(HTMLParser):
    """Collects the addresses that a browser requests by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        names = ["src", "srcset", "poster", "data", "style", "action"]
        loads = {"stylesheet", "preload", "preconnect", "prefetch", "icon", "modulepreload"}
        if tag == "link" and loads & set(given.get("rel", "").split()):
            names.append("href")
        if tag == "use":
            names.append("href")
        self.found += [given[name] for name in names if name in given]


def requests(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        loads = _Loads()
        loads.feed(text)
        styles = re.findall(r"<style.*?</style>", text, re.DOTALL)
        for url in [*loads.found, *_urls_of_css("".join(styles))]:
            yield path.name, url
    for path in sorted(site.rglob("*.css")):
        for url in _urls_of_css(path.read_text(encoding="utf-8")):
            yield path.name, url


def _urls_of_css(css: str) -> list[str]:
    return re.findall(r"""(?:url\(|@import\s+)\s*["']?([^"')\s;]+)""", css)


def test_no_page_asks_a_third_party_for_anything(site: Path) -> None:
    found = list(requests(site))

    assert len(found) > 50
    foreign = [one for one in found if re.match(r"(?:\w+:)?//", one[1])]
    assert foreign == []


def test_scripts_of_ours_load_nothing_from_elsewhere(site: Path) -> None:
    ours = [path for path in (ROOT / "theme").rglob("*.js") if "vendor" not in path.parts]

    # Material's own script, and the configuration that it reads, are left out.
    assert "__config" not in page(site, "2026-11-20")
    assert ours
    for path in ours:
        assert not re.search(r"https?://(?!www\.w3\.org)", path.read_text(encoding="utf-8")), path


def test_what_is_internal_is_in_no_file_of_the_site_nor_of_its_sources(
    demo: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder = demo[0]
    logs = "".join(
        path.read_text(encoding="utf-8") for path in (folder / "content/logs").rglob("*.md")
    )
    hidden = [canary.encode() for canary in CANARIES if canary in logs]
    files = [
        path for part in ("site", "content/site") for path in (folder / part).rglob("*")
        if path.is_file()
    ]  # fmt: skip

    assert len(hidden) == len(CANARIES)
    assert len(files) > 50
    found = [(path.name, word) for path in files for word in hidden if word in path.read_bytes()]
    assert found == []


def test_neither_logs_nor_bases_nor_people_are_in_the_site(site: Path) -> None:
    text = b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())

    assert not list(site.rglob("people.yml"))
    assert not list(site.rglob("*.md"))
    assert b"ldblog base" not in text
    assert b"Jun Farrowdeep" not in text
    assert b"Hugo Seaworth" not in text


def test_the_committed_posts_are_those_that_the_committed_logs_make(tmp_path: Path) -> None:
    folder = copy_demo(tmp_path / "demo")

    result = run(folder, "condense", "--all", "--check")

    assert (result.returncode, result.stdout) == (0, "")


@pytest.fixture
def small(blog: Blog) -> Blog:
    """Return a blog that builds in an instant."""
    blog.write("mkdocs.yml", "site_name: x\ndocs_dir: content/site\nplugins: []\n")
    blog.write("content/site/index.md", "# Hello\n")
    blog.write_log("2026-11-20/asha.md", "- Jitter matters, because two nodes split the vote.\n")
    return blog


def test_posts_that_are_behind_their_logs_are_told_and_do_not_fail_the_build(small: Blog) -> None:
    result = small.run("build")

    assert result.exit_code == 0, result.output
    assert "2026-11-20: the post is behind its logs (`ldblog condense 2026-11-20`)" in result.stderr
    assert (small.root / "site/index.html").exists()
    assert not (small.root / "content/site/posts").exists()


def test_a_conflict_and_a_session_that_is_gone_are_told(small: Blog) -> None:
    small.write_log("2026-11-06/asha.md", "- It matters, because two nodes split the vote.\n")
    small.run("condense", "--all")
    post = small.read("content/site/posts/2026-11-20.md")
    small.write("content/site/posts/2026-11-20.md", post.replace("Jitter matters", "Jitter counts"))
    small.write_log(
        "2026-11-20/asha.md", "- Randomness matters, because two nodes split the vote.\n"
    )
    small.run("condense")
    shutil.rmtree(small.root / "content/logs/2026-11-06")

    result = small.run("build")

    assert result.exit_code == 0, result.output
    told = [line for line in result.stderr.splitlines() if line.startswith("2026-")]
    assert told == [
        "2026-11-06: the post is behind its logs (`ldblog condense 2026-11-06`)",
        "2026-11-20: the post and its logs are in conflict (`ldblog condense 2026-11-20`)",
    ]


def test_a_build_that_knows_nothing_of_earlier_runs_compares_anew(small: Blog) -> None:
    small.run("condense")
    shutil.rmtree(small.root / ".cache")

    result = small.run("build")

    assert result.exit_code == 0, result.output
    assert "2026-11-20:" not in result.stderr


def test_of_many_sessions_that_nothing_is_known_of_only_the_newest_are_compared(
    small: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "MOST_PLANNED", 1)
    small.write_log("2026-11-06/asha.md", "- It matters, because two nodes split the vote.\n")

    result = small.run("build")

    assert "2026-11-20: the post is behind its logs" in result.stderr
    assert "2026-11-06" not in result.stderr
    assert "1 older sessions were not looked at (`ldblog condense --all` does)" in result.stderr


def test_a_build_condenses_nothing_and_says_nothing_when_all_is_well(small: Blog) -> None:
    small.run("condense")
    before = small.read("content/site/posts/2026-11-20.md")
    small.write(
        "content/site/posts/2026-11-20.md", before.replace("Jitter matters", "Jitter counts")
    )

    result = run(small.root, "build")

    assert result.returncode == 0, result.stderr
    assert "behind" not in result.stderr
    assert "Jitter counts" in page(small.root / "site", "posts/2026-11-20")


def test_what_cannot_be_compared_is_told_and_does_not_fail_the_build(small: Blog) -> None:
    small.write("content/people.yml", "- no mapping\n")

    result = small.run("build")

    assert result.exit_code == 0, result.output
    assert "cannot tell which posts are behind their logs: content/people.yml" in result.stderr


def test_a_warning_of_mkdocs_fails_the_build(small: Blog) -> None:
    small.write("content/site/index.md", "[nowhere](missing.md)\n")

    result = run(small.root, "build")

    assert result.returncode == 1
    assert "missing.md" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.fixture
def checked(small: Blog) -> Blog:
    """Return a blog with Material's blog plugin and ours, and one post of an editor's own."""
    small.write(
        "mkdocs.yml",
        """\
        site_name: x
        docs_dir: content/site
        theme: material
        plugins:
          - blog:
              blog_dir: .
              post_url_format: "{slug}"
          - ldblog
        markdown_extensions: [attr_list]
        """,
    )
    small.run("condense")
    small.write("content/site/posts/mine.md", DRAFT.replace("draft: true\n", ""))
    return small


def build_in_both_ways(blog: Blog) -> list[str]:
    """Return what a build that must fail says, by ldblog and by MkDocs alone."""
    ours = run(blog.root, "build")
    plain = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=blog.root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert [ours.returncode, plain.returncode] == [1, 1], ours.stderr + plain.stderr
    assert "Traceback" not in ours.stderr + plain.stderr
    return [ours.stderr, plain.stderr]


def test_two_posts_with_one_address_fail_the_build(checked: Blog) -> None:
    own = checked.read("content/site/posts/mine.md").replace("slug: held", 'slug: "2026-11-20"')
    checked.write("content/site/posts/mine.md", own)

    for told in build_in_both_ways(checked):
        assert "content/site/posts/2026-11-20.md and content/site/posts/mine.md" in told
        assert "one address, 2026-11-20/" in told


def test_a_link_to_a_draft_fails_the_build_unless_drafts_are_shown(checked: Blog) -> None:
    checked.write("content/site/posts/held.md", DRAFT.replace("slug: held", "slug: draft"))
    own = checked.read("content/site/posts/mine.md")
    checked.write("content/site/posts/mine.md", f"{own}\nSee [there](held.md).\n")

    for told in build_in_both_ways(checked):
        assert "content/site/posts/mine.md:11: a link to a draft, content/site/posts/held" in told

    mkdocs = checked.read("mkdocs.yml")
    checked.write("mkdocs.yml", mkdocs.replace("blog_dir: .", "blog_dir: .\n      draft: true"))
    result = run(checked.root, "build")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("as_folders", [True, False])
def test_old_addresses_send_on_and_never_stand_over_a_page(checked: Blog, as_folders: bool) -> None:
    checked.write(
        "content/site/.redirects.yml",
        '"2026-11-20-asha": "2026-11-20"\n2026-old: 2026-gone\nheld: "2026-11-20"\n'
        "2026-older: held\n",
    )
    mkdocs = checked.read("mkdocs.yml")
    checked.write("mkdocs.yml", f"{mkdocs}use_directory_urls: {str(as_folders).lower()}\n")

    result = run(checked.root, "build")

    assert result.returncode == 0, result.stderr
    end = "/index.html" if as_folders else ".html"
    page, start = ("../2026-11-20/", "../") if as_folders else ("2026-11-20.html", "./")
    own = "../held/" if as_folders else "held.html"
    assert f'url={page}"' in checked.read(f"site/2026-11-20-asha{end}")
    assert f'url={start}"' in checked.read(f"site/2026-old{end}")
    assert f'url={own}"' in checked.read(f"site/2026-older{end}")
    assert "Words of a draft." in checked.read(f"site/held{end}")
    assert not (checked.root / "site/.redirects.yml").exists()
    assert "2026-11-20-asha" not in checked.read("site/sitemap.xml")


def test_a_link_that_only_the_built_page_has_fails_the_build_where_it_leads_nowhere(
    checked: Blog,
) -> None:
    own = checked.read("content/site/posts/mine.md")
    checked.write("content/site/posts/mine.md", f'{own}\n<a href="/gone/">x</a>\n')

    result = run(checked.root, "build")

    assert result.returncode == 1
    assert "held/index.html: /gone/: nothing is there" in result.stderr


def test_a_record_of_old_addresses_that_cannot_be_used_fails_the_build(checked: Blog) -> None:
    checked.write("content/site/.redirects.yml", "../../etc: x\n")

    for told in build_in_both_ways(checked):
        assert "content/site/.redirects.yml: ../../etc: expected an old address" in told


def test_a_post_that_is_not_utf_8_fails_the_build_with_its_name(checked: Blog) -> None:
    checked.write("content/site/posts/mine.md", b"---\ndate: 2026-11-01\n---\n\xff\n")

    for told in build_in_both_ways(checked):
        assert "content/site/posts/mine.md: not UTF-8 at byte 25: save the file as UTF-8" in told


def test_a_folder_without_a_configuration_of_mkdocs_is_refused(blog: Blog) -> None:
    result = blog.run("build")

    assert result.exit_code == 2
    assert "mkdocs.yml: not there: a blog needs MkDocs' configuration" in result.output
