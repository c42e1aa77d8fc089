"""Print how long after a file is saved its page shows that, in a preview of many sessions.

    python benchmarks/serve_speed.py [--sessions N] [--people N] [--runs N] [--keep FOLDER]

A blog is generated and condensed as for ``build_speed.py``, and served; then the newest post and
one of its logs are edited in turn, and the page is asked for until it shows the edit. What a
browser takes to load it again is not in it.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import time
import urllib.request
from typing import TYPE_CHECKING

from build_speed import LDBLOG, wanted_blog

if TYPE_CHECKING:
    from pathlib import Path

_PAUSE_SECONDS = 0.02
_MOST_SECONDS = 900
_REST_SECONDS = 10


def main() -> None:
    with wanted_blog(runs=5) as (root, runs):
        serve(root, runs)


def serve(root: Path, runs: int) -> None:
    """Serve a blog, edit it, and print the medians of what that took."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{found.getsockname()[1]}"
    post = max((root / "content/site/posts").glob("????-??-??.md"))
    log = min((root / "content/logs" / post.stem).glob("*.md"))
    address = f"http://{place}/{post.stem}/"
    command = [*LDBLOG, "serve", "--address", place]
    none = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=root, stdout=none, stderr=none) as server:
        try:
            print(f"until it serves: {wait_for(address, '<main'):.1f} s")
            for path in (post, log):
                took = [edit(path, f"Edit{run} of {path.stem}", address) for run in range(runs)]
                median, load = statistics.median(took), os.getloadavg()[0]
                span = f"{min(took):.2f}–{max(took):.2f}"
                print(f"{path.name}: {median:.2f} s ({span}), load {load:.1f}")
        finally:
            server.kill()


def edit(path: Path, words: str, address: str) -> float:
    """Add a learning to a file, and return how many seconds later its page has it."""
    before = path.read_bytes()
    # Whatever part the last lines of a log are, this one is public.
    line = f"## Learned\n\n- **{words}** matters, because two nodes split the vote. <!-- keep -->\n"
    path.write_bytes(before.rstrip() + f"\n\n{line}".encode())
    took = wait_for(address, words)
    path.write_bytes(before)
    # Longer than a reader looks, and shorter than the build that follows.
    time.sleep(_REST_SECONDS)
    return took


def wait_for(address: str, words: str) -> float:
    """Ask for a page until it has some words; return the seconds. Stops where it never does."""
    start = time.monotonic()
    while time.monotonic() - start < _MOST_SECONDS:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own
                if words in answer.read().decode():
                    return time.monotonic() - start
        except OSError:
            pass
        time.sleep(_PAUSE_SECONDS)
    raise SystemExit(f"{address} never had {words!r}")


if __name__ == "__main__":
    main()
