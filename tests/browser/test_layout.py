"""Nothing moves while a page loads, and nothing is wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import KINDS, require

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Route

WATCH = """
window.moved = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moved += entry.value
}).observe({ type: "layout-shift", buffered: true })
"""


@pytest.mark.parametrize("page", KINDS)
def test_nothing_moves_when_slow_fonts_and_pictures_arrive(
    browser: Browser, demo: Path, demo_url: str, page: str
) -> None:
    require(demo, page)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    view = context.new_page()

    def late(route: Route) -> None:
        view.wait_for_timeout(300)
        route.continue_()

    view.add_init_script(WATCH)
    view.route("**/*.{woff2,png,svg}", late)
    # A formula in the first view is set when KaTeX comes, which moves its lines; without KaTeX, we
    # see all the rest.
    view.route("**/vendor/katex/**", lambda route: route.abort())
    view.goto(demo_url + page, wait_until="networkidle")
    assert view.evaluate("window.moved") <= 0.01
    context.close()


@pytest.mark.parametrize("page", KINDS)
def test_no_page_is_wider_than_a_phone(
    browser: Browser, demo: Path, demo_url: str, page: str
) -> None:
    require(demo, page)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    view = context.new_page()
    view.goto(demo_url + page)
    assert view.evaluate("document.documentElement.scrollWidth") == 360
    context.close()
