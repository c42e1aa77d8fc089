"""The documentation is a site like the blog, and passes what the blog's pages pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import require_tool
from playwright.sync_api import expect
from test_accessibility import AXE, COLOURS, SIZES, find_violations
from test_layout import WATCH

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# One of each kind, where all pages would say the same again: home, prose, tables, a long one.
SOME = ["", "why/", "commands/", "looks/", "404.html"]


def list_pages(docs: Path) -> list[str]:
    pages = sorted(path.parent.relative_to(docs).as_posix() for path in docs.rglob("index.html"))
    return ["" if page == "." else f"{page}/" for page in pages]


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_wrong_with_any_page(
    browser: Browser, docs: Path, docs_url: str, size: str
) -> None:
    require_tool(AXE.is_file(), "no axe: npm ci --ignore-scripts --prefix tests/browser")
    width, height, scheme = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    view = context.new_page()
    found = {}
    pages = [*list_pages(docs), "404.html"] if size == "phone" else SOME
    for page in pages:
        view.goto(docs_url + page)
        view.add_script_tag(path=AXE)
        found[page] = find_violations(view, *(() if size == "phone" else COLOURS))
    assert {page: said for page, said in found.items() if said} == {}
    assert len(pages) > (20 if size == "phone" else 4)
    context.close()


@pytest.mark.parametrize("page", SOME)
def test_a_page_keeps_still_fits_a_phone_and_asks_no_other_host(
    browser: Browser, docs_url: str, page: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    view = context.new_page()
    requests = list[str]()
    context.on("request", lambda request: requests.append(request.url))
    view.add_init_script(WATCH)
    view.goto(docs_url + page, wait_until="networkidle")
    assert view.evaluate("window.moved") <= 0.01
    assert view.evaluate("document.documentElement.scrollWidth") == 360
    assert [url for url in requests if not url.startswith((docs_url, "data:"))] == []
    assert view.evaluate("localStorage.length") == 0
    context.close()


def test_keys_and_options_in_a_table_are_read_in_one_piece_on_a_phone(
    browser: Browser, docs_url: str
) -> None:
    view = browser.new_page(viewport={"width": 390, "height": 844})
    view.goto(docs_url + "configuration/")
    lines = "codes => codes.map(code => [code.textContent, code.getClientRects().length])"
    keys = view.locator("td:first-child code").evaluate_all(lines)
    assert ["secret_patterns", 1] in keys
    assert [key for key, count in keys if count > 1] == []
    view.close()


@pytest.fixture
def view(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1366, "height": 900})


def test_the_menu_leads_to_each_part_and_a_part_to_each_of_its_pages(
    view: Page, docs_url: str
) -> None:
    view.goto(docs_url)
    menu = view.locator(".ld-menu a")
    assert menu.all_inner_texts() == ["Tutorials", "How-to", "Reference", "Explanation"]
    menu.get_by_text("Reference").click()
    assert menu.get_by_text("Reference").get_attribute("aria-current") == "true"
    part = view.get_by_role("navigation", name="Reference")
    assert part.locator("[aria-current]").all_inner_texts() == ["Commands"]
    part.get_by_text("Rules").click()
    expect(view.locator("h1")).to_contain_text("Rules")
    view.close()


def test_pages_are_read_one_after_the_other(view: Page, docs_url: str) -> None:
    view.goto(docs_url + "first-log/")
    view.get_by_role("navigation", name="Pages before and after").get_by_text(
        "Your first post"
    ).click()
    expect(view.locator("h1")).to_contain_text("Your first post")
    view.close()


def test_what_a_page_says_is_found_and_filters_of_the_blog_are_not_there(
    view: Page, docs_url: str
) -> None:
    view.goto(docs_url)
    view.keyboard.press("/")
    view.get_by_role("searchbox").fill("pseudonym")
    expect(view.locator(".ld-search__results a").first).to_contain_text("eople")
    assert not view.get_by_text("Filter and sort").is_visible()
    assert view.get_by_role("searchbox").get_attribute("placeholder") == "Search the documentation"
    view.close()


def test_it_names_neither_feeds_nor_cards_of_a_blog(docs: Path) -> None:
    page = (docs / "why" / "index.html").read_text(encoding="utf-8")
    assert "feed.xml" not in page
    assert "og:image" not in page
    assert '"@type": "WebSite"' in page
    assert not (docs / "feed.xml").exists()
