"""Print what crashes, hangs, or eats memory, of all that reads what people write.

    python benchmarks/fuzz.py [TARGET …] [--seconds N | --examples N] [--seed N]

Each target runs in a process of its own: one that dies, or is at a case for too long, counts, and
is started again with the next seed. Times are the processor's. Cases: up to 100 kB, bytes, Markdown
and YAML from pieces, pieces repeated thousands of times, and logs of ../shared/corpus beside the
project (else its own) with pieces put in, cut and doubled. A case that crashes or is slow is kept
in a temporary folder.
"""

from __future__ import annotations

import argparse
import datetime
import json
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from fuzz_cases import LOGS, POSTS, YAMLS
from hypothesis import HealthCheck, Phase, given, seed, settings

from ldblog.checking import check_session, check_topics, without_ignored
from ldblog.composing.condense import condense_session
from ldblog.composing.posts import Line, read_front_matter
from ldblog.config import Config, parse_config
from ldblog.errors import LdblogError
from ldblog.merging.base import read_base
from ldblog.merging.merge import merge_post
from ldblog.merging.merge_blocks import Settle
from ldblog.merging.revise import revise_post
from ldblog.privacy.dictionary import Dictionary, parse_dictionary
from ldblog.privacy.hidden_names import make_redactor
from ldblog.privacy.publish import publish
from ldblog.reading.logs import SessionFile, parse_log, parse_session_file
from ldblog.reading.people import People, parse_people
from ldblog.secrets.held_secrets import hold_log, hold_session_file
from ldblog.sessions import Session
from ldblog.withdrawing.redirects import parse_redirects

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from hypothesis.strategies import SearchStrategy

DAY = "2026-11-20"
SLOW_SECONDS = 1.0
UNIT_BYTES = 100_000
GIVE_UP_SECONDS = 20
PEOPLE = parse_people("people.yml", "asha: {name: Asha Rao, appear: anonymous}\nbo: {name: Bo Lin}")
CONFIG = Config()
# What another wrote, so that there is a post whatever becomes of the case.
OTHER = b"- Leases expire, because clocks drift.\n- With a lease, one node writes.\n"
REDACT = "customers: {Acme: 'client #', lorem: block}\ntickets: {'[A-Z]{2,5}-[0-9]+': a ticket}"


def read(raw: bytes) -> None:
    """Read a log, and say what of it may go out."""
    publish(parse_log(DAY, "asha", "asha.md", raw))


def go_the_whole_way(raw: bytes) -> None:
    """Take a log from its bytes to a merged post, beside another's, over an editor's."""
    words = parse_dictionary("redact.yml", REDACT, Config().internal_hosts)
    redactor = make_redactor(words, PEOPLE)
    session, earlier = (_session([mine, OTHER], words) for mine in (raw, OTHER))
    without_ignored([*check_session(session), *check_topics(session, PEOPLE, CONFIG)], ())
    (before, *_), (post, *_) = (condense_session(it, PEOPLE, CONFIG) for it in (earlier, session))
    redactor.find("\n".join(line.text for line in post.body))
    edited = [line.text.replace("e", "✎", 1) for line in before.lines()]
    revise_post(before.lines(), edited, post, None, datetime.date(2026, 11, 23))


def _session(texts: list[bytes], words: Dictionary) -> Session:
    logs = [
        hold_log(parse_log(DAY, handle, f"{handle}.md", text), ())
        for handle, text in zip(("asha", "bo"), texts, strict=True)
    ]
    return Session(datetime.date(2026, 11, 20), tuple(logs), SessionFile(), dictionary=words)


def merge(texts: tuple[list[str], list[str], list[str]]) -> None:
    """Merge three posts, each in one of the ways in which a conflict can be settled."""
    base, edited, new = texts
    before, after = ([Line(text, "asha.md:1") for text in side] for side in (base, new))
    settle = (None, *get_args(Settle))[len(edited) % 4]
    merge_post(before, edited, after, settle)


def read_host(raw: bytes) -> None:
    """Read a session.md."""
    hold_session_file("session.md", raw, parse_session_file(DAY, "session.md", raw), ())


def read_head(raw: bytes) -> None:
    """Read front matter, of a log and of a post."""
    read(b"---\n" + raw + b"\n---\nwords\n")
    read_front_matter("---\n" + raw.decode("utf-8", "replace") + "\n---\nwords\n")


def read_people(raw: bytes) -> None:
    """Read a people.yml."""
    _refuse(lambda: parse_people("people.yml", raw.decode("utf-8", "replace")))


def read_dictionary(raw: bytes) -> None:
    """Read a redact.yml, and look for what it lists in itself."""
    text = raw.decode("utf-8", "replace")
    words = _refuse(lambda: parse_dictionary.__wrapped__("redact.yml", text, ("*.internal",)))
    if words:
        make_redactor(words, People()).find(text)


def read_config(raw: bytes) -> None:
    """Read a pyproject.toml."""
    _refuse(lambda: parse_config(b"[tool.ldblog]\n" + raw))


def read_bases(raw: bytes) -> None:
    """Read a base and a file of redirects."""
    text = raw.decode("utf-8", "replace")
    read_base(text)
    read_base("ldblog base 1 sha256:0\n" + text)
    _refuse(lambda: parse_redirects("redirects.yml", text))


def _refuse(parse: Callable[[], Any]) -> Any:  # noqa: ANN401
    try:
        return parse()
    except LdblogError:
        return None


TARGETS: dict[str, tuple[Callable[[Any], None], SearchStrategy[Any]]] = {
    "reader": (read, LOGS),
    "whole": (go_the_whole_way, LOGS),
    "merger": (merge, POSTS),
    "session.md": (read_host, LOGS),
    "front-matter": (read_head, YAMLS),
    "people.yml": (read_people, YAMLS),
    "redact.yml": (read_dictionary, YAMLS),
    "pyproject": (read_config, YAMLS),
    "base": (read_bases, YAMLS),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=0, help="how long each target takes")
    parser.add_argument("--examples", type=int, default=200, help="how many cases of each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(arguments.targets[0], arguments.examples, arguments.seed, arguments.worker)
        return
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    floor = measure_floor()
    print(f"memory once everything is loaded: {floor:.0f} MB; cases are kept in {folder}")
    print("target         cases  crashes  hangs  slowest s per 100 kB  peak MB")
    for name in arguments.targets or TARGETS:
        print(watch(name, arguments, folder), flush=True)


def measure_floor() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def watch(name: str, arguments: argparse.Namespace, folder: Path) -> str:
    """Return a row of figures of a target: run until its time or its cases are over."""
    cases = crashes = hangs = 0
    slowest = peak = 0.0
    number, until = arguments.seed, time.monotonic() + arguments.seconds
    while cases < arguments.examples or time.monotonic() < until:
        mine = folder / f"{name}-{number}"
        mine.mkdir()
        command = [sys.executable, __file__, name, "--worker", str(mine), "--seed", str(number)]
        left = arguments.examples - (0 if arguments.seconds else cases)
        ended = subprocess.run([*command, "--examples", str(left)], check=False).returncode
        if ended:
            (mine / "case").rename(mine / "ended")
        done = [json.loads(row) for row in (mine / "log").read_text().splitlines()]
        cases += len(done) + (ended != 0)
        hangs += (ended == -signal.SIGPROF) + sum(one["share"] > SLOW_SECONDS for one in done)
        crashes += (ended not in {0, -signal.SIGPROF}) + sum(one["crashed"] for one in done)
        slowest = max([slowest, *(one["share"] for one in done)])
        peak = max([peak, *(one["peak"] for one in done)])
        number += 1
    return f"{name:12} {cases:7} {crashes:8} {hangs:6} {slowest:21.2f} {peak:8.0f}"


def work(name: str, examples: int, number: int, folder: Path) -> None:
    """Run some cases of a target, each told to the one who watches before and after."""
    function, cases = TARGETS[name]
    log = (folder / "log").open("w", encoding="utf-8", buffering=1)

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def run(case: Any) -> None:  # noqa: ANN401
        raw = case if isinstance(case, bytes) else json.dumps(case).encode()
        (folder / "case").write_bytes(raw)
        # Whatever it is in, the system ends a process that takes so long.
        signal.setitimer(signal.ITIMER_PROF, GIVE_UP_SECONDS)
        start, crashed = time.process_time(), False
        try:
            function(case)
        except Exception:
            crashed = True
            (folder / f"crash-{abs(hash(raw))}").write_bytes(raw)
            (folder / "tracebacks").open("a").write(f"{abs(hash(raw))}\n{traceback.format_exc()}\n")
        seconds = time.process_time() - start
        share = seconds / max(1, len(raw) / UNIT_BYTES)
        if share > SLOW_SECONDS / 2:
            (folder / f"slow-{seconds:.1f}-{abs(hash(raw))}").write_bytes(raw)
        peak = measure_floor()
        log.write(json.dumps({"share": share, "crashed": crashed, "peak": peak}) + "\n")

    run()


if __name__ == "__main__":
    main()
