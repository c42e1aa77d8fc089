"""Messages sent to a real server on this machine, whatever it answers."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ldblog.errors import LdblogError
from ldblog.programme import webhook
from ldblog.programme.blocks import compose_message
from ldblog.programme.webhook import read_address, send

MESSAGE = compose_message("Days & nights", [["• one"]])
Answer = tuple[int, dict[str, str], str]
OK: Answer = (200, {}, "ok")


class Slack:
    """A server that gives some answers, one after the other, and keeps what it was sent."""

    def __init__(self, *answers: Answer | float | None) -> None:
        self.answers = list(answers)
        self.got: list[Any] = []
        slack = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                slack.got.append(json.loads(raw))
                answer = slack.answers.pop(0)
                if isinstance(answer, float):
                    time.sleep(answer)
                    answer = OK
                if answer is None:
                    self.close_connection = True
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/services/T0/B0/hush"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Take the waits instead of waiting, and let no proxy come between."""
    waited: list[float] = []
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("ldblog.programme.webhook.time.sleep", _unless_long(waited))
    return waited


def _unless_long(waited: list[float]) -> Any:  # noqa: ANN401 - stands for time.sleep
    sleep = time.sleep

    def wait(seconds: float) -> None:
        if threading.current_thread() is threading.main_thread():
            waited.append(seconds)
        else:
            sleep(seconds)

    return wait


def test_a_message_is_sent_once_as_slack_takes_it(waits: list[float]) -> None:
    slack = Slack(OK)
    send(slack.address, MESSAGE)
    assert slack.got == [MESSAGE.values]
    assert slack.got[0]["text"] == "Days &amp; nights"
    assert waits == []


@pytest.mark.parametrize(
    ("answers", "waited"),
    [
        ([(429, {"Retry-After": "7"}, "")], [7.0]),
        ([(429, {"retry-after": "0"}, ""), (429, {}, "")], [0.0, 2.0]),
        ([(500, {}, ""), (503, {}, "x"), (502, {}, "")], [1.0, 2.0, 4.0]),
        ([(429, {"Retry-After": "soon"}, "")], [1.0]),
    ],
)
def test_a_busy_server_gets_the_time_that_it_asks_for(
    waits: list[float], answers: list[Answer], waited: list[float]
) -> None:
    slack = Slack(*answers, OK)
    send(slack.address, MESSAGE)
    assert len(slack.got) == len(answers) + 1
    assert waits == waited


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([(500, {}, "server_error")] * 4, "not taken: 500 (server_error)"),
        ([(429, {"Retry-After": "3600"}, "rate_limited")], "not taken: 429 (rate_limited)"),
        ([(403, {}, "invalid_token")], "not taken: 403 (invalid_token)"),
        ([(404, {}, "<h1>Not at http://127.0.0.1/services/T0/B0/hush</h1>")], "404 (no reason"),
        ([None], "the connection broke: look whether the message is there"),
        ([0.6], "no answer within 0.2 seconds: look whether the message is there"),
    ],
)
def test_what_is_not_taken_is_told_without_the_address(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    answers: list[Answer | float | None],
    said: str,
) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT_SECONDS", 0.2)
    slack = Slack(*answers)
    with pytest.raises(LdblogError) as error:
        send(slack.address, MESSAGE)
    assert said in str(error.value)
    assert len(slack.got) == len(answers)
    assert "hush" not in str(error.value) + "".join(capfd.readouterr())
    assert error.value.__suppress_context__ or error.value.__context__ is None


def test_where_nobody_answers_it_is_tried_again_and_told(waits: list[float]) -> None:
    slack = Slack()
    slack.server.shutdown()
    slack.server.server_close()
    with pytest.raises(LdblogError, match=r"^Slack: nobody answers at the webhook's address"):
        send(slack.address, MESSAGE)
    assert waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    "address",
    [
        "hooks.slack.com/x",
        "http://hooks.slack.com/x",
        "https://",
        "ftp://x",
        "https://a b",
        "file:/x",
    ],
)
def test_an_address_that_is_none_is_not_quoted(address: str) -> None:
    with pytest.raises(LdblogError) as error:
        read_address({"A": address}, "A")
    assert str(error.value) == "A is no address that begins with https:// (set it anew)"


def test_the_address_comes_from_the_environment() -> None:
    assert read_address({"A": " https://hooks.slack.com/services/x\n"}, "A") == (
        "https://hooks.slack.com/services/x"
    )
    assert read_address({"A": "http://localhost:80/x"}, "A") == "http://localhost:80/x"
    with pytest.raises(LdblogError, match=r"^A is not set: it holds the webhook's address"):
        read_address({"A": " "}, "A")
