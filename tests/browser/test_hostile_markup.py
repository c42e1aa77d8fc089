"""Published vectors, through the real build, in a real browser: nothing runs, leaves, or breaks."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from browsing import served
from hostile import find_broken, look_at, paths_of, read_vectors, run, write_blog

from ldblog.site.sanitise import sanitise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hostile import Seen
    from playwright.sync_api import Browser

# All of them: benchmarks/hostile_markup.py
EVERY = 12
# What a browser of today runs without anybody touching anything, at the least.
MIN_RUN, MIN_REQUESTS = 8, 4


def test_of_vectors_in_logs_nothing_runs_leaves_or_breaks(browser: Browser, tmp_path: Path) -> None:
    blog = write_blog(tmp_path, read_vectors()[::EVERY], places=1, per_log=36)

    condensed, built = run(tmp_path, "condense", "--all"), run(tmp_path, "build")

    # Strict: so the second sanitiser had nothing to cut, and the first would have done alone.
    assert (condensed.returncode, condensed.stderr) == (0, "")
    assert built.returncode == 0, built.stderr
    with served(tmp_path / "site") as url:
        seen = look_at(browser, url, paths_of(tmp_path / "site"))
    assert (seen.ran, seen.left, seen.let_in) == ([], [], [])
    assert list(find_broken(blog, seen)) == []
    assert {ids.count("__config") for ids in seen.ids.values()} == {0}


def _look_at_fragments(browser: Browser, folder: Path, fragments: Iterable[str]) -> Seen:
    page = f'<!doctype html><title>x</title><main id="content">{"".join(fragments)}</main>'
    (folder / "index.html").write_text(page, "utf-8")
    with served(folder) as url:
        return look_at(browser, url, [""])


def test_the_second_sanitiser_alone_stops_all_vectors(browser: Browser, tmp_path: Path) -> None:
    cleaned = [f"<div>{sanitise(vector)}</div>" for vector in read_vectors()]

    seen = _look_at_fragments(browser, tmp_path, cleaned)

    assert (seen.ran, seen.left, seen.let_in) == ([], [], [])


def test_a_vector_that_is_let_through_is_caught(browser: Browser, tmp_path: Path) -> None:
    # Each in a frame of its own, so that none is swallowed by the one before it.
    raw = [vector for vector in read_vectors() if re.search(r"<(?:img|svg|script)", vector, re.I)]
    frames = [f'<iframe srcdoc="{html.escape(vector)}"></iframe>' for vector in raw[:60]]

    seen = _look_at_fragments(browser, tmp_path, frames)

    assert len(seen.ran) >= MIN_RUN
    assert len(seen.left) >= MIN_REQUESTS
    assert len(seen.let_in) >= len(frames)


RAW = """\
---
date: 2026-11-20
categories: ["Testing <img src=x onerror=alert(11)>"]
tags: ["<img src=x onerror=alert(12)>"]
---
# An own post <img src=x onerror=alert(1)>

Words. <img src="https://evil.example/a.png" onerror="alert(2)">
<svg onload=alert(3)></svg>

<!-- more -->

<script>alert(4)</script>

## Part { onclick=alert(5) #__config data-toc-label="<img src=x onerror=alert(7)>" }

<iframe src="javascript:alert(6)"></iframe> [x](javascript:alert(8))

| a |
|---|
| <details open ontoggle=alert(9)><summary>x</summary></details> |
"""


def _build(root: Path, *, plugin: bool) -> subprocess.CompletedProcess[str]:
    if not plugin:
        config = root / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace("  - ldblog\n", ""), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-d", f"site-{plugin}"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)


def test_an_editors_own_post_with_raw_html_is_cleaned_and_its_build_says_so(
    browser: Browser, tmp_path: Path
) -> None:
    write_blog(tmp_path, [])
    post = tmp_path / "content/site/posts/own.md"
    post.parent.mkdir()
    post.write_text(RAW, "utf-8")
    (tmp_path / "content/site/.authors.yml").write_text("authors: {}\n", "utf-8")

    found = {}
    for plugin in (True, False):
        built = _build(tmp_path, plugin=plugin)
        site = tmp_path / f"site-{plugin}"
        with served(site) as url:
            found[plugin] = look_at(browser, url, paths_of(site))
        # A warning, so that a strict build fails.
        told = re.search(r"WARNING -  content/site/posts/own\.md: left out: .*<img", built.stderr)
        assert (told is not None) == plugin

    assert (found[True].ran, found[True].left, found[True].let_in) == ([], [], [])
    # Without it, the same is caught: on the post, and on the lists that show its beginning.
    ran = {what for what in found[False].ran if what.startswith("alert(")}
    assert {"alert(1)", "alert(2)", "alert(3)", "alert(4)"} <= ran
    assert "https://evil.example/a.png" in found[False].left
    assert any("onerror" in odd and odd.startswith("/:") for odd in found[False].let_in)
