"""Every kind of page, light and dark, on a phone and on a laptop: axe finds nothing wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import KINDS, require, require_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"phone": (390, 844), "laptop": (1366, 900)}


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


@pytest.fixture(params=SIZES)
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    require_tool(AXE.is_file(), "no axe: npm ci --ignore-scripts --prefix tests/browser")
    width, height = SIZES[request.param]
    # Without motion, no colour is seen half-way between light and dark.
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
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
    assert find_violations(view) == []
    view.emulate_media(color_scheme="dark")
    assert find_violations(view, "color-contrast", "link-in-text-block") == []


def test_axe_finds_what_is_wrong(view: Page) -> None:
    view.set_content('<html lang="en"><title>Bad</title><main><h1>A</h1><img src="a.png"></main>')
    view.add_script_tag(path=AXE)
    assert [one.split()[0] for one in find_violations(view)] == ["image-alt"]
