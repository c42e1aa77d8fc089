"""Lighthouse's four scores for the main kinds of page, medians of three, on an emulated phone.

The site is served as static hosts do: compressed, and over connections that are kept. Figures from
a busy machine are too low: Lighthouse measures how long scripts and drawing take.

Needs Node 18 or newer, Chromium, and ``npm install --no-save --prefix .cache/lighthouse
lighthouse@12.8.2`` (the newest that runs on Node 20; large, and so in no lock file).

    python benchmarks/lighthouse.py [SITE] [PAGE …]
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

LIGHTHOUSE = ROOT / ".cache" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = ["", "2026-11-20/", "people/asha/", "topics/databases/"]
AIMS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
TEXTS = {".html", ".css", ".js", ".svg", ".json", ".txt", ".xml"}
RUNS = 3


@contextmanager
def serve_compressed(site: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of a site whose texts are compressed; give its address."""
    from browsing import Quiet, served  # noqa: PLC0415 - from tests/

    class Compressed(Quiet):
        protocol_version = "HTTP/1.1"

        def end_headers(self) -> None:
            if Path(self.translate_path(self.path)).suffix in TEXTS or self.path.endswith("/"):
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", "max-age=31536000")
            super().end_headers()

    shutil.copytree(site, folder, dirs_exist_ok=True)
    for path in folder.rglob("*"):
        if path.suffix in TEXTS:
            path.write_bytes(gzip.compress(path.read_bytes(), 6))
    with served(folder, Compressed) as url:
        yield url


def measure(address: str) -> tuple[dict[str, float], list[str]]:
    """Return the scores of a page, from 0 to 100, and what keeps each below its aim."""
    from browsing import CHROMIUM, FLAGS  # noqa: PLC0415 - from tests/

    node = shutil.which("node") or "node"
    flags = " ".join(["--headless=new", *FLAGS])
    done = subprocess.run(
        [node, LIGHTHOUSE, address, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        capture_output=True,
        check=True,
        env={**os.environ, "CHROME_PATH": CHROMIUM or ""},
    )
    report = json.loads(done.stdout)
    categories = report["categories"]
    scores = {name: round(100 * categories[name]["score"], 1) for name in AIMS}
    audits = {
        reference["id"]
        for name, aim in AIMS.items()
        if scores[name] < aim
        for reference in categories[name]["auditRefs"]
        if reference["weight"]
    }
    found = (report["audits"][audit] for audit in sorted(audits))
    failed = (one for one in found if one["score"] != 1)
    return scores, [f"{one['id']}: {one.get('displayValue', '')}" for one in failed]


def main() -> None:
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    with tempfile.TemporaryDirectory() as folder, serve_compressed(site, Path(folder)) as url:
        for page in sys.argv[2:] or PAGES:
            runs = [measure(url + page) for _run in range(RUNS)]
            medians = {
                name: statistics.median(scores[name] for scores, _why in runs) for name in AIMS
            }
            print(f"/{page}:", ", ".join(f"{name} {score:g}" for name, score in medians.items()))
            for why in sorted({why for _scores, reasons in runs for why in reasons}):
                print(f"  {why}")


if __name__ == "__main__":
    main()
