"""Print what deriving pages, feeds, texts and cards costs, in seconds of the processor.

    python benchmarks/derived_pages.py BLOG

BLOG is a condensed blog with its mkdocs.yml and theme, such as one of generated.py. Its newest post
is taken away and put back, and its cache is emptied.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from pathlib import Path

from mkdocs.config import load_config

from ldblog.config import find_project
from ldblog.pages.blog import blog_of
from ldblog.pages.derived import write_pages


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("blog", type=Path)
    root = parser.parse_args().blog.resolve()
    os.environ.setdefault("LDBLOG_DRAFTS", "false")
    config = load_config(str(root / "mkdocs.yml"))
    project, blog = find_project(root), blog_of(config)
    newest = max(project.posts.glob("*.md"))
    aside = root / ".cache" / newest.name

    def measure(label: str) -> None:
        time.sleep(0.1)  # or a file was changed too lately to tell
        before = os.times()
        derived = write_pages(project, blog, print)
        seconds = sum(os.times()[:2]) - sum(before[:2])
        print(f"{label:24} {seconds:6.2f} s, {len(derived.written)} files written", flush=True)

    shutil.rmtree(project.cache / "cards", ignore_errors=True)
    (project.cache / "kept.sqlite").unlink(missing_ok=True)
    measure("cold")
    measure("nothing changed")
    newest.replace(aside)
    measure("a session less")
    aside.replace(newest)
    measure("a session more")


if __name__ == "__main__":
    main()
