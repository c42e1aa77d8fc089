"""``ldblog serve``: what is saved is in the preview a moment later."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

from test_commands_build import copy_demo

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

SECONDS = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(address: str, words: str, server: subprocess.Popen[bytes]) -> str:
    """Ask for a page until it shows some words, and return it as it was last."""
    html, end = "", time.monotonic() + SECONDS
    while time.monotonic() < end and words not in html and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310
                html = answer.read().decode("utf-8")
        except OSError:
            html = ""
        time.sleep(0.1)
    return html


def test_what_is_edited_is_soon_in_the_preview_and_then_on_other_pages(tmp_path: Path) -> None:
    folder = copy_demo(tmp_path / "demo")
    log, port = folder / "content/logs/2026-11-20/femi.md", free_port()
    log.write_text("- Lanterns want shade, because two of them dazzle.\n", encoding="utf-8")
    address = f"http://127.0.0.1:{port}/2026-11-20/"
    command = [sys.executable, "-m", "ldblog", "serve", "--address", f"127.0.0.1:{port}"]
    output = tmp_path / "output"

    with output.open("wb") as told:
        server = subprocess.Popen(command, cwd=folder, stdout=told, stderr=subprocess.STDOUT)
    try:
        first = wait_for(address, "Lanterns want shade", server)
        words = "Lighthouses blink in primes, because primes repeat last."
        with log.open("a", encoding="utf-8") as file:
            file.write(f"- {words}\n")
        second = wait_for(address, words, server)
        post = folder / "content/site/posts/2026-11-20.md"
        text = post.read_text(encoding="utf-8")
        post.write_text(re.sub("(?m)^title: .*", "title: Shade and primes", text, count=1), "utf-8")
        home = wait_for(f"http://127.0.0.1:{port}/", "Shade and primes", server)
    finally:
        server.kill()
        server.wait()

    assert "Lanterns want shade" in first, output.read_text(encoding="utf-8")
    assert words not in first
    assert words in second, output.read_text(encoding="utf-8")
    assert "Shade and primes" in home, output.read_text(encoding="utf-8")


def test_a_folder_without_a_configuration_of_mkdocs_is_refused(blog: Blog) -> None:
    result = blog.run("serve")

    assert result.exit_code == 2
    assert "mkdocs.yml: not there" in result.output
