"""Things to try can be filtered, by pointer or keyboard; without scripts the filters are links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOWN = (
    "[...document.querySelectorAll('.ld-told')].filter(a => a.offsetParent).map(a => a.innerText)"
)
HEADS = (
    "[...document.querySelectorAll('.ld-try-page h2')].filter(a => a.offsetParent).map(a => a.id)"
)


def press(view: Page, name: str, key: str) -> None:
    view.get_by_role("button", name=name, exact=True).focus()
    view.keyboard.press(key)


def test_a_kind_and_a_topic_filter_things_without_a_page_load(
    browser: Browser, demo_url: str
) -> None:
    view = browser.new_page()
    view.goto(f"{demo_url}try/")
    everything = view.evaluate(SHOWN)

    press(view, "Code", "Enter")
    assert view.evaluate(HEADS) == ["code"]
    press(view, "Databases", " ")
    assert view.evaluate(SHOWN) == []
    press(view, "Notebook", "Enter")
    assert view.evaluate(SHOWN) == ["Key order benchmark", "The benchmark"]
    pressed = view.locator("[aria-pressed=true]").all_inner_texts()
    assert pressed == ["Notebook", "Databases"]
    press(view, "Notebook", "Enter")
    press(view, "Databases", "Enter")

    assert view.evaluate(SHOWN) == everything
    assert view.url == f"{demo_url}try/"
    view.close()


def test_without_scripts_all_things_are_there_and_filters_are_links(
    browser: Browser, demo_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(f"{demo_url}try/")

    assert view.locator("main .ld-told").count() == 14
    view.get_by_role("link", name="Slides", exact=True).click()
    assert view.url == f"{demo_url}try/#slides"
    assert view.locator("#slides").is_visible()
    view.locator("main li a", has_text="Databases").first.click()
    assert view.url == f"{demo_url}topics/databases/"
    context.close()
