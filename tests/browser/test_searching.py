"""Search, as readers do it: by keyboard, entry by entry, with filters, and without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

# The machines that run the tests are busy.
expect.set_options(timeout=30_000)
SESSION = "Learning Day, 20 November 2026: backups, races, and cache lines"


@pytest.fixture
def view(browser: Browser, demo_url: str) -> Iterator[Page]:
    """Return a page of the demo, a session's post."""
    context = browser.new_context(base_url=demo_url, viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    opened.goto("2026-11-20/")
    yield opened
    context.close()


def results(view: Page) -> Locator:
    return view.locator(".ld-search li a")


def status(view: Page) -> Locator:
    return view.get_by_role("dialog").get_by_role("status")


def field(view: Page) -> Locator:
    return view.get_by_role("searchbox")


def look_for(view: Page, words: str) -> None:
    view.keyboard.press("/")
    view.keyboard.type(words)


def test_an_entry_is_found_with_its_person_and_session_and_opened_by_keys(view: Page) -> None:
    look_for(view, "cache lines")

    first = results(view).first
    expect(first).to_contain_text("Bo Lin")
    expect(first).to_contain_text("Performance")
    expect(first).to_contain_text(SESSION)
    expect(first.locator("mark").first).to_have_text(re.compile("^(cache|lines?)"))

    view.keyboard.press("ArrowDown")
    view.keyboard.press("Enter")
    expect(view).to_have_url(re.compile(r"/2026-11-20/#bo$"))
    expect(view.get_by_role("dialog")).to_be_hidden()


def test_an_entry_of_another_session_is_opened_there(view: Page) -> None:
    look_for(view, "borrow checker")
    expect(results(view).first).to_contain_text("Greta Nordlicht")

    view.keyboard.press("ArrowDown")
    view.keyboard.press("Enter")

    expect(view).to_have_url(re.compile(r"/2026-11-06/#greta$"))


def test_what_stands_below_a_heading_of_an_entry_is_found_as_its_persons(view: Page) -> None:
    look_for(view, "uuid.py imports")

    first = results(view).first
    expect(first).to_contain_text("Carmen Vellmar")
    expect(first).to_have_attribute("href", re.compile("#carmen-did-not-work$"))


def test_an_entry_that_has_all_the_words_comes_before_those_that_have_one(view: Page) -> None:
    # Both words are on most pages, somewhere.
    look_for(view, "memory order")

    expect(results(view).first).to_contain_text("memory order is about what other memory")


def test_a_highlight_is_shown_once_under_its_person(view: Page) -> None:
    look_for(view, "maintenance_work_mem")

    expect(results(view)).to_have_count(1)
    expect(results(view)).to_contain_text("A colleague")
    expect(status(view)).to_have_text("1 result.")


def test_an_article_is_found_as_a_page_with_its_author(view: Page) -> None:
    look_for(view, "a timeout is a budget")

    article = results(view).filter(has_text="A timeout is a budget, not a number")
    expect(article.filter(has_text="Asha Rao · 20 November 2026")).to_have_count(1)


def test_pages_are_found_and_lists_are_not(view: Page) -> None:
    look_for(view, "backlog in disguise")
    expect(results(view)).to_have_count(1)
    expect(results(view)).to_contain_text("About")

    field(view).fill("engineers of Lanternworks put their work down")  # the home page says so
    titles = view.locator(".ld-search__title")
    expect(titles.get_by_text("About", exact=True)).to_have_count(0)
    expect(titles.filter(has_text="One day, everyone learns something")).to_have_count(0)


def test_arrows_move_through_the_results_and_back_to_the_field(view: Page) -> None:
    look_for(view, "the")
    expect(results(view)).to_have_count(10)

    view.keyboard.press("ArrowUp")
    expect(field(view)).to_be_focused()
    view.keyboard.press("ArrowDown")
    view.keyboard.press("ArrowDown")
    expect(results(view).nth(1)).to_be_focused()
    view.keyboard.press("ArrowUp")
    view.keyboard.press("ArrowUp")
    expect(field(view)).to_be_focused()
    for _ in range(12):
        view.keyboard.press("ArrowDown")
    expect(results(view).nth(9)).to_be_focused()


def test_more_results_are_shown_when_asked_for_and_said(view: Page) -> None:
    look_for(view, "the")
    expect(status(view)).to_have_text("The first 10 results.")

    view.get_by_role("button", name="More results").press("Enter")

    expect(results(view)).to_have_count(20)
    expect(results(view).nth(10)).to_be_focused()


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k", "/"])
def test_escape_closes_and_gives_the_focus_back(view: Page, keys: str) -> None:
    link = view.get_by_role("link", name="About", exact=True)
    link.focus()
    view.keyboard.press(keys)
    expect(field(view)).to_be_focused()
    view.keyboard.type("cache")
    expect(results(view).first).to_be_visible()
    view.keyboard.press("ArrowDown")

    view.keyboard.press("Escape")

    expect(view.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_slash_that_is_typed_is_a_slash(view: Page) -> None:
    look_for(view, "a/b")

    expect(field(view)).to_have_value("a/b")


def test_the_button_opens_and_the_other_closes(view: Page) -> None:
    view.get_by_role("button", name="Search").click()
    expect(field(view)).to_be_focused()

    view.get_by_role("button", name="Close").click()

    expect(view.get_by_role("dialog")).to_be_hidden()
    expect(view.get_by_role("button", name="Search")).to_be_focused()


@pytest.mark.parametrize(
    ("label", "value", "person", "other"),
    [
        ("Person", "Noor Saltmarsh", "Noor Saltmarsh", "Bo Lin"),
        ("Team", "Mobile", "Mbali Reefstone", "Noor Saltmarsh"),
        ("Topic", "Testing", "Mbali Reefstone", "Noor Saltmarsh"),
    ],
)
def test_filters_hold_for_entries_and_not_only_for_their_pages(
    view: Page, label: str, value: str, person: str, other: str
) -> None:
    look_for(view, "one")
    expect(results(view).first).to_be_visible()
    view.get_by_text("Filter and sort").press("Enter")

    view.get_by_role("dialog").get_by_label(label).select_option(value)

    titles = view.locator(".ld-search__title")
    expect(titles.filter(has_text=person).first).to_be_visible()
    expect(titles.filter(has_text=other)).to_have_count(0)


def test_filters_alone_list_what_a_person_wrote_newest_first(view: Page) -> None:
    view.keyboard.press("/")
    view.get_by_text("Filter and sort").press("Enter")
    view.get_by_role("dialog").get_by_label("Year").select_option("2026")
    view.get_by_role("dialog").get_by_label("Person").select_option("Carmen Vellmar")

    expect(results(view)).to_have_count(3)
    expect(view.locator(".ld-search__title").first).to_contain_text("Carmen Vellmar")
    days = [re.findall(r"\d+ \w+ 2026", text)[0] for text in results(view).all_inner_texts()]
    assert days == ["20 November 2026", "6 November 2026", "9 October 2026"]
    expect(results(view).first).to_contain_text("A random key belongs on a random page")


def test_filters_offer_nobody_who_is_not_named(view: Page) -> None:
    view.keyboard.press("/")
    view.get_by_text("Filter and sort").press("Enter")
    people = view.get_by_role("dialog").get_by_label("Person").locator("option")

    expect(people.first).to_have_text("Everybody")
    expect(people.nth(1)).to_have_text("Asha Rao")
    assert "A colleague" not in people.all_inner_texts()


def test_filters_that_nothing_passes_are_told(view: Page) -> None:
    view.keyboard.press("/")
    view.get_by_text("Filter and sort").press("Enter")
    view.get_by_role("dialog").get_by_label("Person").select_option("Bo Lin")
    view.get_by_role("dialog").get_by_label("Topic").select_option("Programme")

    expect(status(view)).to_have_text("Nothing found with these filters.")


def test_nothing_found_is_told_in_words_that_screen_readers_hear(view: Page) -> None:
    look_for(view, "xylophone <b>quartet</b>")

    expect(status(view)).to_contain_text("Nothing found for “xylophone <b>quartet</b>”.")
    expect(results(view)).to_have_count(0)

    field(view).fill("xenophobic")  # there is a word "x", and Pagefind takes it for one like this
    expect(status(view)).to_contain_text("Nothing found for “xenophobic”.")

    field(view).fill("")
    expect(status(view)).to_be_empty()


def test_a_search_that_cannot_be_loaded_is_told_and_tried_again(view: Page) -> None:
    view.route("**/pagefind/pagefind.*", lambda route: route.abort())
    look_for(view, "cache")
    expect(status(view)).to_contain_text("The search could not be loaded.")

    view.unroute("**/pagefind/pagefind.*")
    view.reload()
    look_for(view, "cache lines")
    expect(results(view).first).to_contain_text("Bo Lin")


def test_code_is_shown_as_text(view: Page) -> None:
    look_for(view, "fn depth")

    expect(results(view).first).to_contain_text("-> Option<f64>")


def test_the_address_keeps_a_search_only_when_the_reader_presses_enter(view: Page) -> None:
    look_for(view, "borrow checker")
    expect(results(view).first).to_be_visible()
    expect(view).to_have_url(re.compile("/2026-11-20/$"))

    view.keyboard.press("Enter")
    expect(view).to_have_url(re.compile(r"/2026-11-20/\?q=borrow\+checker$"))
    expect(results(view).first).to_be_focused()

    view.keyboard.press("Enter")
    expect(view).to_have_url(re.compile("/2026-11-06/#greta$"))
    view.go_back()
    expect(field(view)).to_have_value("borrow checker")
    expect(results(view).first).to_contain_text("Greta Nordlicht")

    view.keyboard.press("Escape")
    expect(view).to_have_url(re.compile("/2026-11-20/$"))


def test_an_address_with_filters_searches_with_them(view: Page) -> None:
    view.goto("about/?q=one&person=Noor+Saltmarsh&nonsense=1")

    expect(view.locator(".ld-search__title").first).to_contain_text("Noor Saltmarsh")
    expect(view.get_by_role("dialog").get_by_label("Person")).to_have_value("Noor Saltmarsh")


def test_nothing_is_loaded_before_nothing_elsewhere_and_nothing_is_stored(
    view: Page, demo_url: str
) -> None:
    asked = list[str]()
    view.on("request", lambda request: asked.append(request.url))
    view.reload()
    assert [url for url in asked if "pagefind" in url] == []

    look_for(view, "cache lines")
    expect(results(view).first).to_be_visible()
    view.get_by_text("Filter and sort").press("Enter")
    view.get_by_role("dialog").get_by_label("Person").select_option("Bo Lin")

    assert [url for url in asked if "pagefind" in url]
    assert [url for url in asked if not url.startswith((demo_url, "data:"))] == []
    assert view.context.cookies() == []
    assert view.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []


def test_without_scripts_a_link_leads_to_the_archive(browser: Browser, demo_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(demo_url + "2026-11-20/")

    expect(plain.get_by_role("button", name="Search")).to_be_hidden()
    plain.get_by_role("link", name="Find a post in the archive").click()

    expect(plain).to_have_url(re.compile("/archive/"))
    expect(plain.get_by_role("link", name=SESSION.split(": ")[1])).to_be_visible()
    context.close()


def test_on_a_phone_the_dialog_fills_the_screen_and_nothing_scrolls_sideways(
    browser: Browser, demo_url: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 780}, has_touch=True)
    phone = context.new_page()
    phone.goto(demo_url)
    phone.get_by_role("button", name="Search").tap()
    phone.get_by_text("Filter and sort").tap()
    field(phone).fill("maintenance_work_mem")

    expect(results(phone)).to_have_count(1)
    box = phone.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["height"]) == (0, 390, 780)
    assert phone.evaluate("document.querySelector('.ld-search').scrollWidth") == 390
    context.close()
