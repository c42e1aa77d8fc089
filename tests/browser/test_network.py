"""A page asks no other host for anything, and keeps nothing before its reader chose something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = ["", "2026-11-20/", "2026-10-23/", "tags/", "about/", "archive/2026/", "no-such-page/"]
PAGES += ["topics/", "topics/databases/", "people/", "people/asha/", "try/", "figures/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_other_host_and_keeps_nothing(
    browser: Browser, demo_url: str, page: str
) -> None:
    context = browser.new_context()
    requests = list[str]()
    context.on("request", lambda request: requests.append(request.url))
    view = context.new_page()
    view.goto(demo_url + page, wait_until="networkidle")

    assert requests
    assert [url for url in requests if not url.startswith((demo_url, "data:"))] == []
    assert context.cookies() == []
    assert view.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    context.close()
