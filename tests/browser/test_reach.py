"""With the keyboard alone, and without JavaScript, every page, menu and text can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import KINDS, require
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SESSION = "2026-11-20/"
# What has the focus: its text or name, and whether a reader sees that it has it.
FOCUSED = """() => {
  const node = document.activeElement
  const style = getComputedStyle(node)
  const box = node.getBoundingClientRect()
  return {
    name: (node.getAttribute("aria-label") || node.textContent || "").trim(),
    href: node.getAttribute("href"),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.width > 0 && box.right > 0 && box.left < innerWidth,
  }
}"""
# Whatever can be pressed or followed, in the order of the page, and is shown.
STOPS = """() => [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
  .filter(node => node.checkVisibility({ visibilityProperty: true })).length"""


@pytest.fixture(params=[390, 1366], ids=["phone", "laptop"])
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    yield context.new_page()
    context.close()


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    view: Page, demo_url: str
) -> None:
    view.goto(demo_url + SESSION)
    count = view.evaluate(STOPS)
    stops = []
    for _stop in range(count):
        view.keyboard.press("Tab")
        stops.append(view.evaluate(FOCUSED))
    assert [stop for stop in stops if not stop["seen"]] == []
    assert stops[0]["href"] == "#content"
    assert stops[1]["name"] == "Lanternworks Learning Days"
    names = [stop["name"] for stop in stops]
    assert names.index("Topics") < names.index("Switch between light and dark")
    assert names.index("Switch between light and dark") < names.index("Asha Rao")
    assert names[-1] == "Material"
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement === document.body")


def test_the_first_key_leads_past_the_menu(view: Page, demo_url: str) -> None:
    view.goto(demo_url + SESSION)
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "content"


def test_light_and_dark_are_switched_by_key_and_only_then_stored(view: Page, demo_url: str) -> None:
    view.goto(demo_url)
    before = view.evaluate("getComputedStyle(document.body).backgroundColor")
    view.focus("[data-ld-theme]")
    view.keyboard.press("Enter")
    after = view.evaluate("getComputedStyle(document.body).backgroundColor")
    assert after != before
    assert view.evaluate("localStorage.theme") == "dark"
    view.reload()
    assert view.evaluate("getComputedStyle(document.body).backgroundColor") == after
    view.keyboard.press("Tab")
    view.focus("[data-ld-theme]")
    view.keyboard.press("Space")
    assert view.evaluate("localStorage.length") == 0


def test_wide_code_scrolls_by_key(view: Page, demo_url: str) -> None:
    view.set_viewport_size({"width": 390, "height": 900})
    view.goto(demo_url + SESSION, wait_until="load")
    wide = view.locator("pre > code[tabindex='0']").first
    # Until fonts and scripts have come, a block may not be wide, or not yet take keys.
    for _attempt in range(50):
        wide.focus()
        view.keyboard.press("ArrowRight")
        if view.evaluate("document.activeElement.scrollLeft > 0"):
            return
        view.wait_for_timeout(100)
    pytest.fail("the block did not scroll")


def test_code_and_links_to_entries_are_copied(browser: Browser, demo_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    view = context.new_page()
    view.goto(demo_url + SESSION)
    view.locator("#bo .headerlink").click()
    expect(view.locator(".ld-said")).to_have_text("Copied to clipboard")
    assert view.evaluate("navigator.clipboard.readText()") == f"{demo_url}{SESSION}#bo"
    view.locator(".ld-copy").first.click()
    view.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('#[repr'))")
    context.close()


@pytest.mark.parametrize("page", KINDS)
def test_without_scripts_a_page_has_its_menu_and_its_text(
    plain: Page, demo: Path, demo_url: str, page: str
) -> None:
    require(demo, page)
    plain.goto(demo_url + page)
    assert plain.locator(".ld-menu a").first.is_visible()
    assert plain.locator("h1").first.is_visible()
    assert len(plain.locator("#content").inner_text()) > 50
    assert not plain.locator("[data-ld-theme]").is_visible()


def test_without_scripts_every_page_is_linked_from_the_first(plain: Page, demo: Path) -> None:
    pages = {path.parent.relative_to(demo).as_posix() for path in demo.rglob("index.html")}
    links = {page: set(_links(demo / page / "index.html", demo)) for page in pages}
    reached, waiting = {"."}, ["."]
    while waiting:
        new = (links[waiting.pop()] & pages) - reached
        reached |= new
        waiting += new
    assert pages - reached == set()


def _links(page: Path, demo: Path) -> Iterator[str]:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only here

    for link in LexborHTMLParser(page.read_text(encoding="utf-8")).css("a[href]"):
        href = (link.attributes["href"] or "").split("#")[0]
        target = (page.parent / href).resolve()
        if "://" not in href and target.is_relative_to(demo.resolve()):
            yield target.relative_to(demo.resolve()).as_posix()
