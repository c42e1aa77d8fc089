"""Print what crashes, hangs, or eats memory, of all that reads what people write.

    python benchmarks/fuzz.py [TARGET …] [--seconds N | --examples N] [--seed N]

Each target runs in a process of its own, which is watched: one that dies, or is at a case for too
long, is counted and started again with the next seed. Cases are up to 100 kB: bytes, Markdown and
YAML from pieces, pieces repeated thousands of times, and logs of ../shared/corpus beside the
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
from typing import TYPE_CHECKING

from fuzz_cases import LOGS, POSTS, YAMLS
from hypothesis import HealthCheck, Phase, given, seed, settings

from ldblog.checking import check_session, check_topics, without_ignored
from ldblog.composing.condense import condense_session
from ldblog.composing.posts import read_front_matter
from ldblog.config import Config, parse_config
from ldblog.errors import LdblogError
from ldblog.merging.base import read_base
from ldblog.merging.merge import merge_post
from ldblog.merging.revise import revise_post
from ldblog.privacy.anonymity import make_redactor
from ldblog.privacy.dictionary import Dictionary, parse_dictionary
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
GIVE_UP_SECONDS = 60
PEOPLE = parse_people("people.yml", "asha: {name: Asha Rao, appear: anonymous}\nbo: {name: Bo Lin}")
REDACT = "customers: {Acme: 'client #', lorem: block}\ntickets: {'[A-Z]{2,5}-[0-9]+': a ticket}"


def read(raw: bytes) -> None:
    """Read a log, and say what of it may go out."""
    publish(parse_log(DAY, "asha", "asha.md", raw))


def go_the_whole_way(raw: bytes) -> None:
    """Take a log and the host's words from their bytes to a merged and proven post."""
    logs = [hold_log(parse_log(DAY, who, f"{who}.md", raw), ()) for who in ("asha", "bo")]
    host = hold_session_file("session.md", raw, parse_session_file(DAY, "session.md", raw), ())
    words = parse_dictionary("redact.yml", REDACT, Config().internal_hosts)
    session = _session(logs, host, words)
    without_ignored([*check_session(session), *check_topics(session, PEOPLE, Config())], ())
    first = condense_session(_session(logs[1:], SessionFile(), words), PEOPLE, Config())
    for post, before in zip(condense_session(session, PEOPLE, Config()), first, strict=False):
        make_redactor(words, PEOPLE).find("\n".join(line.text for line in post.body))
        edited = [line.text.replace("e", "✎", 1) for line in before.lines()]
        revise_post(before.lines(), edited, post, None, datetime.date(2026, 11, 23))


def _session(logs: list[Any], host: SessionFile, words: Dictionary) -> Session:
    return Session(datetime.date(2026, 11, 20), tuple(logs), host, dictionary=words)


def merge(texts: tuple[list[str], list[str], list[str]]) -> None:
    """Merge three posts, each way in which a conflict can be settled."""
    from ldblog.composing.posts import Line  # noqa: PLC0415

    base, edited, new = texts
    lines = [[Line(text, "asha.md:1") for text in side] for side in (base, new)]
    for settle in (None, "ours")[: 1 + len(new) % 2]:
        merge_post(lines[0], edited, lines[1], settle)  # type: ignore[arg-type]


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
        left = max(1, arguments.examples - cases) if not arguments.seconds else arguments.examples
        process = subprocess.Popen([*command, "--examples", str(left)])
        is_stuck = _wait(process, mine)
        rows = (mine / "log").read_text().splitlines() if (mine / "log").exists() else []
        done = [json.loads(row) for row in rows]
        cases += len(done) + is_stuck
        hangs += is_stuck + sum(one["share"] > SLOW_SECONDS for one in done)
        crashes += sum(one["crashed"] for one in done) + (process.returncode != 0 and not is_stuck)
        slowest = max([slowest, *(one["share"] for one in done)])
        peak = max([peak, *(one["peak"] for one in done)])
        number += 1
    return f"{name:12} {cases:7} {crashes:8} {hangs:6} {slowest:21.2f} {peak:8.0f}"


def _wait(process: subprocess.Popen[bytes], folder: Path) -> bool:
    """Wait for a process; end it and tell so when it is at one case for too long."""
    last, since = -1.0, time.monotonic()
    while process.poll() is None:
        time.sleep(0.2)
        case = folder / "case"
        changed = case.stat().st_mtime if case.exists() else 0.0
        if changed != last:
            last, since = changed, time.monotonic()
        if time.monotonic() - since > GIVE_UP_SECONDS:
            process.send_signal(signal.SIGKILL)
            process.wait()
            case.rename(folder / "stuck")
            return True
    if process.returncode and (folder / "case").exists():
        (folder / "case").rename(folder / "died")
    return False


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
        start, crashed = time.process_time(), False
        try:
            function(case)
        except Exception:  # noqa: BLE001 - that is what is looked for
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
