"""Every published vector at every place of a log, through the real build, in a real browser.

    python benchmarks/hostile_markup.py [PLACES]

PLACES is at how many of the places within a body each vector stands (all of them: 12).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browsing import CHROMIUM, served
from hostile import INLINE, find_broken, look_at, paths_of, read_vectors, run, write_blog
from playwright.sync_api import sync_playwright


def main() -> None:
    """Print how many scripts ran, requests left, and entries broke."""
    places = int(sys.argv[1]) if len(sys.argv) > 1 else len(INLINE)
    vectors = read_vectors()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        blog = write_blog(root, vectors, places)
        for arguments in (["condense", "--all"], ["build"]):
            done = run(root, *arguments)
            if done.returncode:
                sys.exit(done.stdout + done.stderr)
        with sync_playwright() as playwright, served(root / "site") as url:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            seen = look_at(browser, url, paths_of(root / "site"))
            browser.close()
        broken = list(find_broken(blog, seen))
    print(f"{len(vectors)} vectors at {blog.places} places, {seen.pages} pages")
    for name, found in (("scripts run", seen.ran), ("requests left", seen.left)):
        print(f"{name}: {len(found)}", *found[:9])
    for name, found in (("let in", seen.let_in), ("entries broken", broken)):
        print(f"{name}: {len(found)}", *found[:9])


if __name__ == "__main__":
    main()
