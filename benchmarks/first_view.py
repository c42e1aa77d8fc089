"""The bytes that a first view costs, as a static host sends them: text compressed, no pictures.

For each page: loaded on a phone with an empty cache, not scrolled; what is asked for is counted,
text at gzip's level 6 and everything else as it is. Prints the sum and its parts.

    python benchmarks/first_view.py [SITE] [PAGE …]
"""

from __future__ import annotations

import gzip
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Request

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

PAGES = ["", "2026-11-20/", "2026-10-23/", "2026-11-20-asha/"]
PICTURES = {".png", ".svg", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".ico"}
AIM = 150_000


def weigh(path: Path) -> int:
    """Return the bytes of a file as it is sent."""
    content = path.read_bytes()
    is_packed = path.suffix in {".woff2", ".pf_meta", ".pf_index", ".pf_fragment", ".wasm"}
    return len(content) if is_packed else len(gzip.compress(content, 6))


def note(asked: list[str], request: Request) -> None:
    """Remember what is asked for."""
    asked.append(request.url)


def find_files(site: Path, pages: list[str]) -> dict[str, list[Path]]:
    """Return what a phone asks for to show each page, without pictures."""
    from browsing import CHROMIUM, FLAGS, served  # noqa: PLC0415 - from tests/
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    found = dict[str, list[Path]]()
    with served(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        for page in pages:
            context = browser.new_context(viewport={"width": 390, "height": 844})
            view = context.new_page()
            asked = list[str]()
            view.on("request", partial(note, asked))
            view.goto(url + page, wait_until="networkidle")
            paths = (site / unquote(urlsplit(one).path).lstrip("/") for one in asked)
            files = (path / "index.html" if path.is_dir() else path for path in paths)
            found[page] = [path for path in files if path.suffix not in PICTURES]
            context.close()
        browser.close()
    return found


def main() -> None:
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    for page, paths in find_files(site, sys.argv[2:] or PAGES).items():
        sizes = {path: weigh(path) for path in paths}
        total = sum(sizes.values())
        print(f"/{page}: {total / 1000:.1f} kB (aim: at most {AIM / 1000:.0f})")
        for path, size in sorted(sizes.items(), key=lambda item: -item[1]):
            print(f"  {size / 1000:6.1f}  {path.relative_to(site)}")


if __name__ == "__main__":
    main()
