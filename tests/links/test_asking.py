"""Addresses elsewhere, asked of a real server on this machine."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from urllib3.util import Retry

from ldblog.links import memory, rounds
from ldblog.links.memory import read_memory, write_memory
from ldblog.links.rounds import ask_all, doubt
from ldblog.links.visit import NO_HOST, Answer, State, open_client, visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Blog


class Elsewhere(ThreadingHTTPServer):
    """A server that answers a path ``/404`` with that status, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Elsewhere

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        path = self.path.strip("/")
        first_time = ("GET", path) not in self.server.asked and (
            "HEAD",
            path,
        ) not in self.server.asked
        self.server.asked.append((method, path))
        self.server.headers.append(dict(self.headers))
        status = 200
        if path.isdigit():
            status = int(path)
        elif path == "no-head":
            status = 405 if method == "HEAD" else 200
        elif path == "tired":
            status = 503 if first_time else 200
        elif path == "slow":
            time.sleep(1)
        self.send_response(status)
        if status in {301, 302, 308}:
            self.send_header("Location", "/new" if status != 302 else "/elsewhere")
        self.send_header("Set-Cookie", "visitor=1")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """Return a running server; nobody waits between two questions."""
    monkeypatch.setattr(rounds, "SECONDS_BETWEEN", 0)
    monkeypatch.setattr(Retry, "get_backoff_time", lambda _self: 0)
    server = Elsewhere()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("there", State.THERE, ""),
        ("no-head", State.THERE, ""),
        ("tired", State.THERE, ""),
        ("302", State.THERE, ""),
        ("301", State.MOVED, "/new"),
        ("308", State.MOVED, "/new"),
        ("404", State.DEAD, "answers 404"),
        ("410", State.DEAD, "answers 410"),
        ("401", State.UNKNOWN, "answers 401"),
        ("403", State.UNKNOWN, "answers 403"),
        ("429", State.UNKNOWN, "answers 429"),
        ("500", State.UNKNOWN, "answers 500"),
    ],
)
def test_what_an_address_answers_is_judged(
    elsewhere: Elsewhere, path: str, state: State, detail: str
) -> None:
    with open_client() as client:
        answer = visit(client, f"{elsewhere.url}/{path}")

    assert answer.state == state
    assert answer.detail.removeprefix(elsewhere.url) == detail


def test_who_asks_says_so_and_brings_no_password(
    elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password hunter2\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))

    with open_client() as client:
        visit(client, f"{elsewhere.url}/there")

    (headers,) = elsewhere.headers
    assert headers["User-Agent"].startswith("ldblog/")
    assert "Authorization" not in headers


def test_who_does_not_answer_in_time_is_not_called_dead(
    elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldblog.links.visit.TIMEOUT_SECONDS", 0.1)
    with open_client() as client:
        assert visit(client, f"{elsewhere.url}/slow").state is State.UNKNOWN


def test_nobody_there_is_unknown_and_no_such_host_is_dead(elsewhere: Elsewhere) -> None:
    with open_client() as client:
        assert visit(client, "http://127.0.0.1:1/") == Answer(State.UNKNOWN, "no connection")
        assert visit(client, "http://no-such-host.invalid/") == Answer(State.DEAD, "no such host")
        assert visit(client, "http://[broken/").state is State.UNKNOWN


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(
    elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "SECONDS_BETWEEN", 0.2)
    begun = time.monotonic()

    answers = dict(ask_all([f"{elsewhere.url}/{name}" for name in "abc"] + ["http://[broken/"]))

    assert time.monotonic() - begun >= 0.4
    assert [path for _method, path in elsewhere.asked] == ["a", "b", "c"]
    assert len(answers) == 4


def test_where_no_host_is_found_at_all_the_network_is_in_doubt() -> None:
    dead, there = Answer(State.DEAD, NO_HOST), Answer(State.THERE)
    assert doubt({"a": dead, "b": there}) == {"a": dead, "b": there}
    assert {one.state for one in doubt({"a": dead, "b": dead}).values()} == {State.UNKNOWN}
    assert doubt({}) == {}


def test_who_stops_listening_stops_the_asking(
    elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "SECONDS_BETWEEN", 60)
    other = elsewhere.url.replace("127.0.0.1", "localhost")
    answers = ask_all([f"{other}/a", *(f"{elsewhere.url}/{name}" for name in "bcd")])

    next(answers)
    answers.close()  # type: ignore[attr-defined]

    assert len(elsewhere.asked) == 2


def test_what_was_there_is_remembered_for_a_week_and_what_was_not_is_not(tmp_path: Path) -> None:
    there, dead = Answer(State.MOVED, "https://b.example"), Answer(State.DEAD, "answers 404")
    write_memory(tmp_path, {"https://a.example": (1000.0, there), "https://c.example": (0, dead)})

    assert read_memory(tmp_path, 1000.0) == {"https://a.example": (1000.0, there)}
    assert read_memory(tmp_path, 1000.0 + memory.SECONDS) == {}
    assert read_memory(tmp_path, 999.0) == {}


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": [1, "gone?", ""]}', "[" * 100_000])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, text: str) -> None:
    (tmp_path / memory.FILE).write_text(text, encoding="utf-8")
    assert read_memory(tmp_path, 0) == {}


def test_dead_links_are_told_with_their_places(blog: Blog, elsewhere: Elsewhere) -> None:
    url = elsewhere.url
    blog.write(
        "content/site/about.md",
        f"[a]({url}/404) [b]({url}/301)\n\n[c]({url}/403) [d]({url}/there)\n",
    )

    result = blog.run("links")

    assert result.exit_code == 1
    assert result.stdout == (
        f"content/site/about.md:1:1: LD090 {url}/404 answers 404 "
        "(link to where it is now, or take the link out)\n"
        f"content/site/about.md:1:{len(url) + 11}: LD091 {url}/301 has moved for good "
        f"(to {url}/new)\n"
    )
    assert result.stderr == (
        f"4 addresses, 1 of which could not be asked\n    {url}/403: answers 403\n"
    )


def test_what_was_there_is_not_asked_again_and_what_was_not_is(
    blog: Blog, elsewhere: Elsewhere
) -> None:
    blog.write("content/site/about.md", f"[a]({elsewhere.url}/404) [b]({elsewhere.url}/there)\n")
    blog.run("links")
    elsewhere.asked.clear()

    again = blog.run("links", "--format", "json")

    assert [path for _method, path in elsewhere.asked] == ["404", "404"]
    assert [row["code"] for row in json.loads(again.stdout)] == ["LD090"]


def test_a_site_without_links_elsewhere_is_fine(blog: Blog) -> None:
    result = blog.run("links")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 addresses, 0 of which could not be asked\n"


def test_a_terminal_shows_how_far_it_is(
    blog: Blog, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldblog.commands.links._is_terminal", lambda: True)
    blog.write("content/site/about.md", f"[b]({elsewhere.url}/there)\n")

    assert "asking" in blog.run("links").stderr
