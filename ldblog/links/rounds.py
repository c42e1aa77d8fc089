"""Many addresses, asked politely: several hosts at a time, each host one question a second."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import groupby
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ldblog.links.visit import NO_HOST, Answer, State, open_client, visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HOSTS_AT_A_TIME = 8
SECONDS_BETWEEN = 1.0


def ask_all(urls: Iterable[str]) -> Iterator[tuple[str, Answer]]:
    """Yield what each address answers, as hosts are through; none goes on when this is left."""
    by_host = sorted((host_of(url), url) for url in urls)
    rounds = [[url for _, url in group] for _, group in groupby(by_host, key=lambda it: it[0])]
    stop = Event()
    with ThreadPoolExecutor(HOSTS_AT_A_TIME) as pool:
        try:
            # The longest first, since a host's questions come one by one.
            longest = sorted(rounds, key=len, reverse=True)
            for done in as_completed([pool.submit(_ask_host, one, stop) for one in longest]):
                yield from done.result()
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


def doubt(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return answers; where no host at all was found, what is missing may be the network."""
    if any(answer.detail != NO_HOST for answer in answers.values()):
        return dict(answers)
    return dict.fromkeys(answers, Answer(State.UNKNOWN, "no host was found at all"))


def host_of(url: str) -> str:
    """Return whom an address asks; nobody, where that cannot be told."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _ask_host(urls: Sequence[str], stop: Event) -> list[tuple[str, Answer]]:
    answers = []
    with open_client() as client:
        for number, url in enumerate(urls):
            if number and stop.wait(SECONDS_BETWEEN):
                break
            answers.append((url, visit(client, url)))
    return answers
