"""Print what scanning costs beside the whole of condensing: for secrets, and for what is replaced.

    python benchmarks/scanning.py [LOGS] [--entries N] [--runs N] [--found]

LOGS has the shape of content/logs (default: ../shared/corpus/logs beside the project, else the
project's own). They are condensed from nothing in a temporary folder and in one process, with a
dictionary of N names that none of them has (default 1,000); ``--found`` prints each address,
number and host that is replaced, for somebody to look at.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from condense_corpus import CORPUS, ROOT, make_blog

from ldblog import update
from ldblog.cli import main as ldblog
from ldblog.composing import condense
from ldblog.config import Config
from ldblog.privacy import publish as privacy
from ldblog.privacy.block_readings import is_read
from ldblog.privacy.redactions import find_hits
from ldblog.privacy.redactor import Contacts, Redactor
from ldblog.reading.logs import parse_log
from ldblog.secrets import held_secrets, page_secrets
from ldblog.text.markdown import walk

# All that is done for each, by where it is called. The search for secrets starts its engine.
STEPS = {
    "secrets": [(held_secrets, "find_secrets"), (page_secrets, "find_secrets")],
    "replacing": [
        (condense, "protect_session"),
        (privacy, "find_blocked"),
        (privacy, "redact"),
        (update, "find_listed"),
        (update, "hide_words"),
    ],
}


def main() -> None:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("logs", nargs="?", type=Path, default=default)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--found", action="store_true")
    arguments = parser.parse_args()
    if arguments.found:
        print_found(arguments.logs)
        return
    clocks = {kind: Clock() for kind in STEPS}
    for kind, steps in STEPS.items():
        for module, name in steps:
            setattr(module, name, clocks[kind].measure(getattr(module, name)))
    runs = [run(arguments.logs, arguments.entries, clocks) for _ in range(arguments.runs)]
    whole, *parts = (statistics.median(times) for times in zip(*runs, strict=True))
    print(f"condense --all, {arguments.entries} entries  {whole:6.2f} s")
    for kind, seconds in [*zip(STEPS, parts, strict=True), ("both", sum(parts))]:
        print(f"of that for {kind:18}{seconds:6.2f} s   {seconds / whole:6.1%}")


class Clock:
    """Adds up the seconds of some functions, which do not call one another."""

    seconds = 0.0

    def measure(self, function: Any) -> Any:  # noqa: ANN401
        """Return a function that counts its time."""

        def measured(*arguments: Any) -> Any:  # noqa: ANN401
            start = time.perf_counter()
            result = function(*arguments)
            self.seconds += time.perf_counter() - start
            return result

        return measured


def run(logs: Path, entries: int, clocks: dict[str, Clock]) -> tuple[float, ...]:
    """Condense all logs; return the seconds of the whole, and of each kind of scanning."""
    names = "".join(f"  Qua{number}xly Holding: a client\n" for number in range(entries))
    with tempfile.TemporaryDirectory() as folder:
        blog = make_blog(Path(folder), logs)
        (blog / "content/redact.yml").write_text(f"customers:\n{names}", encoding="utf-8")
        for it in (privacy.publish, held_secrets.hide, held_secrets._names_secret):
            it.cache_clear()
        for clock in clocks.values():
            clock.seconds = 0.0
        start, quiet = time.perf_counter(), io.StringIO()
        with (
            contextlib.chdir(blog),
            contextlib.redirect_stdout(quiet),
            contextlib.redirect_stderr(quiet),
        ):
            ldblog(["condense", "--all", "--jobs", "1"], standalone_mode=False)
        return time.perf_counter() - start, *(clock.seconds for clock in clocks.values())


def print_found(logs: Path) -> None:
    redactor = Redactor((Contacts(Config().internal_hosts),))
    kinds: Counter[str] = Counter()
    for path in sorted(logs.glob("*/*.md")):
        log = parse_log(path.parent.name, path.stem, path.name, path.read_bytes())
        for block in filter(is_read, walk(log.document)):
            for leaf, hit in find_hits(block, redactor):
                kinds[hit.source] += 1
                text = leaf.literal or leaf.url
                near = text[max(0, hit.start - 20) : hit.start + 30].replace("\n", " ")
                print(f"{path.parent.name}/{path.name}:{leaf.line}: {hit.source}: {near}")
    print(dict(kinds))


if __name__ == "__main__":
    main()
