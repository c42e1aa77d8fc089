"""One address elsewhere, asked whether it is there."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NameResolutionError
from urllib3.util import Retry

from ldblog import __version__

if TYPE_CHECKING:
    from requests import Response

TIMEOUT_SECONDS = 15
NO_HOST = "no such host"
# A server that asks for patience gets some, and one that fails gets a second chance.
_RETRY = Retry(
    total=2,
    connect=0,
    read=0,
    redirect=8,
    status_forcelist=(429, 500, 502, 503, 504),
    backoff_factor=1,
    raise_on_status=False,
)
_HEADERS = {"User-Agent": f"ldblog/{__version__} (link check)", "Accept": "*/*"}
_GONE = frozenset({404, 410})
_FOR_GOOD = frozenset({301, 308})
# Many servers know only how to send a page; they say so, or that there is none.
_ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 501})


class State(StrEnum):
    """What became of a question."""

    THERE = "there"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    """What an address answered; ``detail`` says why, or where it has moved to."""

    state: State
    detail: str = ""


def open_client() -> requests.Session:
    """Return a client that is patient, says who it is, and keeps no cookies of one for another."""
    client = requests.Session()
    client.headers.update(_HEADERS)
    # What the machine knows of proxies counts; what it knows of passwords goes nowhere.
    client.auth = _no_password
    for scheme in ("http://", "https://"):
        client.mount(scheme, HTTPAdapter(max_retries=_RETRY))
    return client


def visit(client: requests.Session, url: str) -> Answer:
    """Return what an address answers; it is read no further than its head."""
    try:
        answer = _ask(client, "HEAD", url)
        if answer.status_code in _ASK_AGAIN:
            answer = _ask(client, "GET", url)
    except requests.ConnectionError as error:
        return _unreached(error)
    except (requests.RequestException, ValueError) as error:
        return Answer(State.UNKNOWN, type(error).__name__)
    return _judge(answer)


def _ask(client: requests.Session, method: str, url: str) -> Response:
    with client.request(
        method, url, timeout=TIMEOUT_SECONDS, allow_redirects=True, stream=True
    ) as answer:
        return answer


def _judge(answer: Response) -> Answer:
    if answer.status_code in _GONE:
        return Answer(State.DEAD, f"answers {answer.status_code}")
    if not answer.ok:
        # Servers refuse machines that they would let people in, and fail for an hour.
        return Answer(State.UNKNOWN, f"answers {answer.status_code}")
    steps = answer.history
    if steps and all(step.status_code in _FOR_GOOD for step in steps):
        return Answer(State.MOVED, answer.url)
    return Answer(State.THERE)


def _unreached(error: requests.ConnectionError) -> Answer:
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    if isinstance(reason, NameResolutionError):
        return Answer(State.DEAD, NO_HOST)
    return Answer(State.UNKNOWN, "no connection")


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
