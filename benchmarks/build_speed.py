"""Print what builds cost, ours beside MkDocs and Material as they come, on the same posts.

    python benchmarks/build_speed.py [--sessions N] [--people N] [--runs N] [--keep FOLDER]

Sessions (200) of some people (10) are generated and condensed once. The builds run in turn, and
the medians of the seconds that they took and that processors worked for them are printed, with the
ratio to stock and the most memory that a process of them had. The new session is the newest one: it
is taken away, the site is built, and it comes back. Beside ours are those of ``peers.py`` that are
installed, over the same posts; what only we make, such as cards and the audit, is in "everything".
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generated import ROOT, write_blog
from peers import make_peers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LDBLOG = [sys.executable, "-m", "ldblog"]
LEAN = ["--without", "search,cards,audit"]


class Build(NamedTuple):
    """A build to be timed: its name, what is done before it, and its command."""

    name: str
    prepare: Callable[[Path], None]
    command: list[str]
    folder: Path
    posts: Path


class Cost(NamedTuple):
    """What a build cost: seconds by the clock, seconds of processors, and megabytes."""

    took: float
    worked: float
    held: float


def main() -> None:
    with wanted_blog(runs=3) as (root, runs):
        report(root, runs)


@contextmanager
def wanted_blog(runs: int) -> Iterator[tuple[Path, int]]:
    """Give the blog that the command line asks for, and how often it wants something run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--runs", type=int, default=runs)
    parser.add_argument(
        "--keep", type=Path, help="a folder for the blog, used again if it is there"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = (arguments.keep or Path(temporary)) / "blog"
        if not root.is_dir():
            make_blog(root, arguments.sessions, arguments.people)
        yield root, arguments.runs


def make_blog(root: Path, sessions: int, people: int) -> None:
    """Write a blog with the posts of some sessions."""
    write_blog(root, sessions, people)
    shutil.copytree(ROOT / "theme", root / "theme")
    pages = [f"content/site/{name}.md" for name in ("index", "tags", "about")]
    for name in ("mkdocs.yml", *pages):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    run([*LDBLOG, "condense", "--all"], root, {0, 1})


def make_builds(root: Path) -> list[Build]:
    """Return all builds, in the order in which they are run; stock is the first."""
    remove_derived(root)
    posts = root / "content/site/posts"
    builds: list[Build] = []
    for name, peer in make_peers(root).items():
        remove = partial(remove_made, peer.made)
        is_stock = not builds
        builds.append(
            Build(name, remove_derived if is_stock else remove, peer.command, peer.folder, posts)
        )
        if name == "Zensical":
            own = peer.folder / "docs" / "posts"
            again = Build(f"{name}, new session", hide_newest, peer.command, peer.folder, own)
            builds.append(again)
    build = [*LDBLOG, "build"]
    for what, command in (("lean", [*build, *LEAN]), ("everything", build)):
        for how, prepare in (
            ("cold", start_anew),
            ("new session", hide_newest),
            ("nothing changed", leave),
        ):
            builds.append(Build(f"ours, {how}, {what}", prepare, command, root, posts))
    return builds


def report(root: Path, runs: int) -> None:
    """Time all builds in turn, and print what they cost."""
    builds = make_builds(root)
    costs: dict[str, list[Cost]] = {build.name: [] for build in builds}
    for _ in range(runs):
        for build in builds:
            try:
                costs[build.name].append(time_build(build, root))
            except SystemExit as error:
                if build.name.startswith(("ours", "stock")):
                    raise
                print(f"{build.name} failed, and is left out: {error}", file=sys.stderr)
                continue
            print(f"{build.name}: {costs[build.name][-1].took:.1f} s", file=sys.stderr)
    sessions = len(list((root / "content/site/posts").glob("*.md")))
    print(f"{sessions} posts, {runs} runs, load {os.getloadavg()[0]:.1f}")
    print("| build | seconds | × faster | of processors | × | MB |\n|---|---|---|---|---|---|")
    medians = {name: Cost(*map(statistics.median, zip(*all_, strict=True)))
               for name, all_ in costs.items() if all_}  # fmt: skip
    stock = medians[builds[0].name]
    for name, it in medians.items():
        print(f"| {name} | {it.took:.2f} | {stock.took / it.took:.1f} | {it.worked:.2f} "
              f"| {stock.worked / it.worked:.1f} | {it.held:.0f} |")  # fmt: skip


def time_build(build: Build, root: Path) -> Cost:
    """Prepare a build and run it; return what it cost."""
    build.prepare(build.posts if build.prepare is hide_newest else root)
    if build.prepare is hide_newest:
        run(build.command, build.folder)
        bring_newest(build.posts)
    return run(build.command, build.folder)


def start_anew(root: Path) -> None:
    """Let nothing be known of earlier builds; what condensing remembers stays."""
    shutil.rmtree(root / "site", ignore_errors=True)
    kept = {"files.json", "sessions.json", "pending.json", "lock", "holder"}
    for path in (root / ".cache" / "ldblog").iterdir():
        if path.name not in kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    remove_derived(root)


def remove_derived(root: Path) -> None:
    """Remove what our builds write among the sources, which is not stock's to build."""
    for folder in ("people", "topics", "archive", "assets/cards"):
        shutil.rmtree(root / "content/site" / folder, ignore_errors=True)
    for name in ("try.md", "failed-experiments.md", "figures.md"):
        (root / "content/site" / name).unlink(missing_ok=True)


def remove_made(made: Sequence[Path], _root: Path) -> None:
    """Remove what a peer made and remembers."""
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


def hide_newest(posts: Path) -> None:
    """Hide the newest post, so that a build knows all but it."""
    newest = max(posts.glob("*.md"))
    newest.rename(posts.parents[1] / newest.name)


def bring_newest(posts: Path) -> None:
    """Bring the hidden post."""
    hidden = max(posts.parents[1].glob("2*.md"))
    hidden.rename(posts / hidden.name)


def leave(_root: Path) -> None:
    """Leave all as the build before it left it."""


def run(command: list[str], root: Path, fine: set[int] | None = None) -> Cost:
    """Run a command; return what it cost. Stops where it fails."""
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "true"}
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    timer = ["/usr/bin/env", "python3", "-c", _HELD, *command]
    done = subprocess.run(
        timer, cwd=root, env=settings, capture_output=True, text=True, check=False
    )
    took, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (fine or {0}):
        raise SystemExit(f"{' '.join(command)}\n{done.stderr[-3000:]}")
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(took, worked, int(done.stdout.splitlines()[-1]) / 1000)


# Linux tells the most memory of the children of a process that ended: so each has one of its own.
_HELD = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, flush=True)
sys.exit(code)
"""


if __name__ == "__main__":
    main()
