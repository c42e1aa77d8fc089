"""Messages sent to an incoming webhook of Slack, patiently, and never twice.

The address is a secret: whoever has it can write to the channel. It comes from the environment,
and nothing that is printed or raised has it in it.
"""

from __future__ import annotations

import logging
import re
import time
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit

from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.webhook import WebhookClient

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.http_retry.request import HttpRequest
    from slack_sdk.http_retry.response import HttpResponse
    from slack_sdk.http_retry.state import RetryState

    from ldblog.programme.blocks import Message

VARIABLE = "LDBLOG_SLACK_WEBHOOK"
OWNERS_VARIABLE = "LDBLOG_SLACK_WEBHOOK_OWNERS"
TIMEOUT_SECONDS = 15
MAX_RETRIES = 3
# Whoever waits for a command does not wait longer than this at a time.
MAX_WAIT_SECONDS = 60
_TOO_MANY = 429
_SERVER_ERRORS = range(500, 600)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# What Slack says is wrong: a word such as invalid_blocks.
_REASON = re.compile(r"[a-z_]{1,40}")


class _Patience(RetryHandler):
    """Tries again where a message was certainly not taken: refused, too many, or a failure."""

    def __init__(self) -> None:
        super().__init__(max_retry_count=MAX_RETRIES)

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None:
            return is_unsent(error)
        is_busy = response.status_code == _TOO_MANY or response.status_code in _SERVER_ERRORS
        return is_busy and _wait_of(response, state.current_attempt) <= MAX_WAIT_SECONDS

    def prepare_for_next_attempt(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait as long as the server asks for, or longer each time."""
        time.sleep(_wait_of(response, state.current_attempt))
        state.next_attempt_requested = True
        state.increment_current_attempt()


def is_unsent(error: Exception | None) -> bool:
    """Tell whether nobody was there to take a message: one that was late may have been taken."""
    return isinstance(error, URLError) and isinstance(error.reason, ConnectionRefusedError)


def _wait_of(response: HttpResponse | None, attempt: int) -> float:
    """Return for how many seconds to wait before the next attempt."""
    headers = response.headers.items() if response is not None else ()
    asked = next((it[0] for name, it in headers if name.lower() == "retry-after"), "")
    return float(asked) if asked.isdecimal() else 2.0**attempt


def read_address(environment: Mapping[str, str], variable: str) -> str:
    """Return the address in a variable of the environment.

    Raises LdblogError where it is not set, or is none; the message does not quote it.
    """
    address = environment.get(variable, "").strip()
    if not address:
        where = "https://api.slack.com/messaging/webhooks says how to get one"
        raise LdblogError(f"{variable} is not set: it holds the webhook's address ({where})")
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not is_safe or not parts.hostname or not address.isascii() or " " in address:
        raise LdblogError(f"{variable} is no address that begins with https:// (set it anew)")
    return address


def send(address: str, message: Message) -> None:
    """Send a message; raises LdblogError where it was not taken, or nobody can tell."""
    # The client's own log has the address in it.
    log = logging.Logger(__name__, logging.CRITICAL + 1)
    client = WebhookClient(
        address, timeout=TIMEOUT_SECONDS, logger=log, retry_handlers=[_Patience()]
    )
    try:
        answer = client.send_dict(message.values)
    except (OSError, HTTPException, ValueError) as error:
        raise LdblogError(f"Slack: {_tell(error)}") from None
    if answer.status_code != 200:
        said = answer.body if _REASON.fullmatch(answer.body or "") else "no reason given"
        raise LdblogError(f"Slack: not taken: {answer.status_code} ({said})")


def _tell(error: Exception) -> str:
    if is_unsent(error):
        return "nobody answers at the webhook's address (is it right?)"
    if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
        late = f"no answer within {TIMEOUT_SECONDS} seconds"
        return f"{late}: look whether the message is there before you send it again"
    return "the connection broke: look whether the message is there before you send it again"
