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
def test_nothing_moves_when_slow_fonts_and_pictures_arrive_nor_is_wider_than_a_phone(
    browser: Browser, demo: Path, demo_url: str, page: str
) -> None:
    require(demo, page)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    view = context.new_page()

    def late(route: Route) -> None:
        view.wait_for_timeout(150)
        route.continue_()

    view.add_init_script(WATCH)
    view.route("**/*.{woff2,png,svg}", late)
    view.goto(demo_url + page, wait_until="networkidle")
    assert view.evaluate("window.moved") <= 0.01
    assert view.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_what_moves_is_measured(browser: Browser) -> None:
    view = browser.new_page()
    view.add_init_script(WATCH)
    view.goto("data:text/html,<p id=a></p><p>Words</p>")
    view.evaluate("document.querySelector('#a').style.height = '300px'")
    view.wait_for_function("window.moved > 0.01")
    view.close()


def test_formulas_are_drawn_without_a_script(browser: Browser, demo_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(demo_url + "2026-11-20/")
    box = view.locator("math").first.bounding_box()
    assert box is not None
    assert box["height"] > 8
    assert "arithmatex" not in view.content()
    context.close()


def test_diagrams_that_nobody_scrolled_to_are_drawn_on_paper(
    browser: Browser, demo_url: str
) -> None:
    view = browser.new_page()
    view.goto(demo_url + "2026-10-09/")
    assert view.locator("pre.mermaid svg").count() == 0
    view.evaluate("dispatchEvent(new Event('beforeprint'))")
    # At once: a browser that prints does not wait.
    view.pdf()
    assert view.locator("pre.mermaid svg").count() == view.locator("pre.mermaid").count() > 0
    view.close()
