"""The site in another language, from right to left, and with Material's question to readers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from browsing import ROOT, served
from jinja2 import Environment, FileSystemLoader

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

CONSENT = """extra:
  consent:
    title: May we?
    description: Count you.
    cookies:
      analytics: Counting readers
"""


def say(language: str, key: str, value: str = "", **given: str) -> str:
    environment = Environment(loader=FileSystemLoader(ROOT / "theme"), autoescape=False)  # noqa: S701
    template = environment.from_string(
        '{% import "partials/words.html" as own with context %}{{ own.say(key, value) }}'
    )
    config = {"theme": {"language": language}, "extra": {"words": given} if given else {}}
    return template.render(config=config, key=key, value=value)


def words_of(language: str) -> set[str]:
    text = (ROOT / "theme" / "partials" / "words.html").read_text(encoding="utf-8")
    table = re.search(rf'^  "{language}": {{\n(.*?)^  }}', text, re.DOTALL | re.MULTILINE)
    assert table
    return set(re.findall(r'^    "([\w.]+)":', table[1], re.MULTILINE))


def test_each_language_has_all_words() -> None:
    assert words_of("de") == words_of("en")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "and 4 others"), ("de", "und 4 weitere"), ("ar", "and 4 others")],
)
def test_a_word_is_said_in_the_language_of_the_site_or_in_english(
    language: str, expected: str
) -> None:
    assert say(language, "others", "4") == expected


def test_a_word_that_the_configuration_gives_is_said_instead() -> None:
    assert say("de", "search", search="Find") == "Find"
    assert say("de", "search", feed="News") == "Suche"


def test_no_template_asks_for_a_word_that_is_not_there() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "theme").rglob("*.html"))
    asked = {key for text in texts for key in re.findall(r"\bsay\([\"']([\w.]+)[\"']", text)}
    assert asked == words_of("en")


def test_a_site_from_right_to_left_is_no_wider_than_a_phone(
    browser: Browser, tmp_path: Path
) -> None:
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("language: en", "language: ar").replace("extra:\n", CONSENT)
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ldblog", "build"], cwd=tmp_path, check=True)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    view = context.new_page()
    with served(tmp_path / "site") as url:
        view.goto(url + "2026-11-20/")
        assert view.evaluate("document.documentElement.lang") == "ar"
        assert view.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert view.evaluate("document.documentElement.scrollWidth") == 360
        assert "dark" in (view.locator("[data-ld-theme]").get_attribute("aria-label") or "")
        # A question to readers is Material's, and comes with its script.
        assert view.locator("script[src*='/bundle.']").count() == 1
        view.get_by_text("May we?").wait_for()
    context.close()
