"""A real browser, and a server of built sites, for tests of what readers see and do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# Without these, the browser itself asks for things on the network, or keeps them from test to test.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# One address for each kind of page; those of pages that a build did not make are skipped.
KINDS = [
    "",
    "2026-11-20/",
    "2026-10-23/",
    "2026-11-20-asha/",
    "welcome/",
    "topics/",
    "topics/databases/",
    "archive/",
    "archive/2026/",
    "tags/",
    "about/",
    "people/",
    "people/asha/",
    "try/",
    "failed-experiments/",
    "figures/",
    "no-such-page/",
]


def require(demo: Path, page: str) -> None:
    """Skip a page that this build does not have; what is nowhere has a page, too."""
    if page != "no-such-page/" and not (demo / page / "index.html").is_file():
        pytest.skip(f"no page {page}")


def require_tool(found: object, what: str) -> None:
    """Skip where a tool is missing that nothing but tests needs, and fail there in CI."""
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium; where there is none, the tests are skipped, and fail in CI."""
    require_tool(CHROMIUM, "no browser: install Debian's package chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to start

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield running
        running.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves as static hosts do: the page of a folder, and one for what is not there."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as the site's own page for what is not there, if it has one."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def served(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder on this machine alone; give its address, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo's site, built once from a copy of this repository."""
    blog = tmp_path_factory.mktemp("demo")
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, blog / name)
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, blog / name)
    subprocess.run([sys.executable, "-m", "ldblog", "build"], cwd=blog, check=True)
    return blog / "site"


@pytest.fixture(scope="session")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the documentation's site, built once; a link to nowhere fails it."""
    site = tmp_path_factory.mktemp("documentation") / "docs"
    command = ["mkdocs", "build", "--strict", "--config-file", "mkdocs-docs.yml", "--site-dir"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(
        [sys.executable, "-m", *command, str(site)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def docs_url(docs: Path) -> Iterator[str]:
    """Return the address of the documentation's site, served where its own address says."""
    with served(docs.parent) as url:
        yield f"{url}docs/"


@pytest.fixture(scope="session")
def demo_url(demo: Path) -> Iterator[str]:
    """Return the address of the demo's site, served on this machine."""
    with served(demo) as url:
        yield url
