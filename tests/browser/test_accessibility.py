"""Every kind of page, on a phone in light and on a laptop in dark: axe finds nothing wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from browsing import KINDS, require, require_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SIZES: dict[str, tuple[int, int, Literal["light", "dark"]]] = {
    "phone": (390, 844, "light"),
    "laptop": (1366, 900, "dark"),
}
# A laptop shows the same in other places and colours: the phone has asked for all the rest.
COLOURS = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")


def find_violations(view: Page, *rules: str) -> list[str]:
    """What axe finds, by all of its rules or some, each with the first place where it is."""
    found: list[dict[str, Any]] = view.evaluate(
        "rules => axe.run(rules.length ? { runOnly: rules } : {}).then(all => all.violations)",
        list(rules),
    )
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {one['nodes'][0]['html'][:200]}"
        for one in found
    ]


@pytest.fixture(params=SIZES, scope="module")
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    require_tool(AXE.is_file(), "no axe: npm ci --ignore-scripts --prefix tests/browser")
    width, height, scheme = SIZES[request.param]
    # Without motion, no colour is seen half-way.
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("page", KINDS)
def test_axe_finds_nothing_wrong_with_a_page(
    view: Page, demo: Path, demo_url: str, page: str
) -> None:
    require(demo, page)
    view.goto(demo_url + page)
    view.add_script_tag(path=AXE)
    is_phone = view.evaluate("innerWidth < 600")
    assert find_violations(view, *(() if is_phone else COLOURS)) == []


@pytest.mark.parametrize("words", ["cache", "xylophone"], ids=["results", "none"])
def test_axe_finds_nothing_wrong_with_the_open_search(
    view: Page, demo_url: str, words: str
) -> None:
    view.goto(demo_url + "about/")
    view.keyboard.press("/")
    view.get_by_text("Filter and sort").click()
    view.get_by_role("searchbox").fill(words)
    view.locator(".ld-search__status").filter(has_text="result").or_(
        view.locator(".ld-search__status").filter(has_text="Nothing")
    ).wait_for()
    view.add_script_tag(path=AXE)
    assert find_violations(view) == []


def test_axe_finds_what_is_wrong(view: Page) -> None:
    view.set_content('<html lang="en"><title>Bad</title><main><h1>A</h1><img src="a.png"></main>')
    view.add_script_tag(path=AXE)
    assert [one.split()[0] for one in find_violations(view)] == ["image-alt"]
