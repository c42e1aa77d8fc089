"""Print what the audit of a built site costs beside a stock build of the same posts.

    python benchmarks/audit_cost.py [SESSIONS ...] [--runs N]

The sessions (default: 200 and 1000) are generated and condensed, and their posts are built by
MkDocs and Material alone, with the blog, the tags and the search that they bring. Then the site of
ldblog's own build is audited: from nothing; all of it again, with what is remembered of the logs;
and after one more session, which changes the pages that lists are on. All figures are seconds of
the processor, of runs in turn; medians.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import ROOT, write_blog
from peers import make_stock

LDBLOG = [sys.executable, "-m", "ldblog"]
# What changes with each session: lists, feeds, the index of the search.
_LISTS = ("index", "feed", "archive", "pagefind", "people", "topics", "llms", "sitemap", "try")
AUDIT = """
import json, os
from pathlib import Path
from ldblog.audit.audit import audit_site
from ldblog.config import find_project
project = find_project(Path.cwd())
found = audit_site(project, project.root / "site")
print(json.dumps([sum(os.times()[:4]), len(found)]))
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sessions", nargs="*", type=int, default=[200, 1000])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    for sessions in arguments.sessions:
        with tempfile.TemporaryDirectory() as folder:
            measure(make_blog(Path(folder, "blog"), sessions), sessions, arguments.runs)


def make_blog(root: Path, sessions: int) -> Path:
    """Return a blog with the posts of some sessions, built once by ldblog."""
    write_blog(root, sessions)
    shutil.copytree(ROOT / "theme", root / "theme")
    pages = [f"content/site/{name}.md" for name in ("index", "tags", "about")]
    for name in ("mkdocs.yml", *pages):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    run([*LDBLOG, "condense", "--all"], root)
    run([*LDBLOG, "build"], root)
    if not (root / "site" / "index.html").exists():
        raise SystemExit("the build was refused: run it by hand to see why")
    return root


def measure(root: Path, sessions: int, runs: int) -> None:
    """Print what the builds and the audits of a blog took."""
    figures: list[tuple[float, float, float, float]] = []
    cache = root / ".cache" / "ldblog"
    command = make_stock(root).command
    for _ in range(runs):
        stock = run(command, root)
        shutil.rmtree(cache, ignore_errors=True)
        cold, found = audit(root)
        forget_session(root)
        one = audit(root)[0]
        (cache / "audited.json").unlink()
        figures.append((stock, cold, audit(root)[0], one))
    stock, cold, again, one = (statistics.median(side) for side in zip(*figures, strict=True))
    size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
    print(f"{sessions} sessions, {runs} runs, {size / 1e6:.0f} MB, {found} found")
    print(f"stock build        {stock:7.2f} s")
    print(f"audit from nothing {cold:7.2f} s   {cold / stock:6.1%}")
    print(f"audit again        {again:7.2f} s   {again / stock:6.1%}")
    print(f"one new session    {one:7.2f} s   {one / stock:6.1%}")


def forget_session(root: Path) -> None:
    """Make the audit's memory what it was before the newest session was written and built."""
    newest = max(path.name for path in (root / "content" / "logs").iterdir())
    for name in ("audit.json", "audited.json"):
        path = root / ".cache" / "ldblog" / name
        known = json.loads(path.read_text(encoding="utf-8"))
        known.get("sessions", known).pop(newest)
        for page in list(known.get("files", ())):
            if newest in page or page.startswith(_LISTS):
                del known["files"][page]
        path.write_text(json.dumps(known), encoding="utf-8")


def audit(root: Path) -> tuple[float, int]:
    """Return the seconds that an audit takes in a process of its own, and how much it finds."""
    done = subprocess.run(
        [sys.executable, "-c", AUDIT], cwd=root, capture_output=True, text=True, check=True
    )
    seconds, found = json.loads(done.stdout)
    return seconds, found


def run(command: list[str], root: Path) -> float:
    """Run a command; return the seconds that the processor worked for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "true"}
    subprocess.run(command, cwd=root, env=settings, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
