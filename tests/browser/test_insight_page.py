"""The page of insight in a browser: axe finds nothing wrong, and nothing is wider than the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import require_tool
from test_accessibility import AXE, SIZES, find_violations

from ldblog.programme.feedback import Feedback, Theme
from ldblog.programme.insight import count_insight
from ldblog.programme.insight_days import Day
from ldblog.programme.insight_page import render_insight
from ldblog.programme.insight_warnings import find_warnings

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_wrong_with_the_page_of_insight(
    size: str, browser: Browser, tmp_path: Path
) -> None:
    require_tool(AXE.is_file(), "no axe: npm ci --ignore-scripts --prefix tests/browser")
    outcomes = ("done", "failed", "escalated", "pivoted")
    days = [
        Day(f"2026-0{month}-06", f"p{who}", ("A",), f"Topic {who % 4}", outcomes[who % 4],
            "alone", True, True, who % 2 > 0)
        for month in range(1, 9) for who in range(24)
    ]  # fmt: skip
    insight = count_insight(days, {"2026-01-06": 3})
    said = Feedback(("2026-01-06",), (Theme("Interruptions", 1, (), 5),), people=5)
    page = tmp_path / "insight.html"
    page.write_text(render_insight(insight, find_warnings(insight, said)), encoding="utf-8")
    width, height, scheme = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    view = context.new_page()
    view.goto(page.as_uri())
    view.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    view.add_script_tag(path=AXE)
    assert find_violations(view) == []
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
